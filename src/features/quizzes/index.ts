import type { Feature } from '../../feature.ts'
import { concepts } from './concepts.ts'
import { quizAttemptRule } from './deliver.ts'
import { quizAnswer } from './quiz-answer.ts'
import { quizAttempt } from './quiz-attempt.ts'
import { routes } from './routes.tsx'
import { sealedRoutes } from './sealed-page.tsx'
import { quizTakeAlong } from './take-along.ts'

export { attemptSeed, attemptToken, drawQuestions } from './draw.ts'
export { attemptsOf, bestMark, type QuizAttempt } from './quiz-attempt.ts'

/** Drawn, marked and explained quizzes. */
export const quizzes: Feature = {
  name: 'quizzes',
  concepts,
  migrations: 'src/features/quizzes/migrations',
  projections: [quizAttempt, quizAnswer],
  routes: [...routes, ...sealedRoutes],
  deliveries: [quizAttemptRule],
  takeAlong: quizTakeAlong,
}

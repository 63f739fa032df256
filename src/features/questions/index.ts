/**
 * Questions of every kind: how they are put, read, marked and explained. Pure, without database, server or clock: the same
 * code marks on the server and, in practice, on the phone. No Feature of its own; courses and quizzes are built on it.
 */
export { arrangement, randomOf, shuffled, type Random } from './arrange.ts'
export { fieldName, inFile, lineName, linesOf, namesOf, readAnswers, typedIn, typedOf, type Read, type Typed } from './answers.ts'
export { explanationsOf, Explained } from './explained.tsx'
export { QuestionFields } from './fields.tsx'
export { mark, markOutOf20, type Answer, type Marked } from './mark.ts'
export { askedOf, type Asked, type Drawn, type Question } from './question.ts'
export { plainWords, recognised } from './short.ts'

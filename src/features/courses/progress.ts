import type { CourseStep, StepKind } from './course-step.ts'
import type { Course } from './versions.ts'

/** How one enrolment stands, whatever course it is in. */
export interface Standing {
  readonly enrolment: string
  readonly tenant: string
  readonly agent: string
  readonly section: string
  /** Work done now counts. */
  readonly open: boolean
  /** Hash of the course version she started, or null. */
  readonly version: string | null
  /** `course.unit` -> when it was completed for the first time in a window of work. */
  readonly completed: ReadonlyMap<string, Date>
  /** `course.unit` completed since she withdrew: on record, not counted. */
  readonly uncounted: ReadonlySet<string>
  /** `course.quiz` -> best mark. */
  readonly quizzes: ReadonlyMap<string, number>
  /** Labs passed. */
  readonly labs: ReadonlySet<string>
  /** `course.product` -> best mark, null while it waits for its grade. */
  readonly products: ReadonlyMap<string, number | null>
}

/** The standing from an enrolment's steps at a time; null when it does not exist or was annulled. Windows as the rules read them. */
export function standingFrom(steps: readonly CourseStep[], now: Date): Standing | null {
  const sorted = steps.toSorted((a, b) => a.happened.getTime() - b.happened.getTime() || a.pos - b.pos)
  const first = sorted.find((s) => s.kind === 'enrolled')
  if (!first) return null
  // Nobody else's statement belongs here, whatever registration it carries.
  if (sorted.some((s) => s.agent !== first.agent)) return standingFrom(steps.filter((s) => s.agent === first.agent), now)
  const moves = sorted.filter((s) => s.kind === 'enrolled' || s.kind === 'withdrew' || s.kind === 're-entered')
  const openAt = (time: Date) => {
    const last = moves.findLast((m) => m.happened <= time)
    return last !== undefined && last.kind !== 'withdrew'
  }
  const counted = (kind: StepKind) => sorted.filter((s) => s.kind === kind && openAt(s.happened))
  const completed = new Map<string, Date>()
  for (const s of counted('completed')) if (!completed.has(s.name)) completed.set(s.name, s.happened)
  const left = moves.at(-1)?.kind === 'withdrew' ? moves.at(-1) : undefined
  const uncounted = new Set(sorted.filter((s) => s.kind === 'completed' && left && s.happened >= left.happened).map((s) => s.name))
  const products = new Map<string, number | null>()
  for (const s of sorted) {
    if (s.kind === 'handed-in' && !products.has(s.name)) products.set(s.name, null)
    if (s.kind === 'product') products.set(s.name, Math.max(s.mark ?? 0, products.get(s.name) ?? 0))
  }
  return {
    enrolment: first.enrolment, tenant: first.tenant, agent: first.agent, section: first.name, open: openAt(now),
    version: (sorted.find((s) => s.kind === 'started') ?? sorted.find((s) => s.kind === 'completed'))?.version ?? null,
    completed, uncounted, products,
    quizzes: bestMarks(counted('quiz')),
    labs: new Set(counted('lab').filter((s) => s.passed === true).map((s) => s.name)),
  }
}

function bestMarks(steps: readonly CourseStep[]): Map<string, number> {
  const best = new Map<string, number>()
  for (const s of steps) best.set(s.name, Math.max(s.mark ?? 0, best.get(s.name) ?? 0))
  return best
}

/** Marks out of 20 that the programme's rule asks for. */
export interface PassMarks {
  readonly quiz: number
  readonly product: number
}

export type StepState = 'todo' | 'done' | 'tried' | 'waiting'

/** One line of the course page; `tried`: with a mark, but not enough; `waiting`: handed in, not graded. */
export type Step =
  | { readonly kind: 'unit'; readonly id: string; readonly state: StepState }
  | { readonly kind: 'quiz'; readonly id: string; readonly state: StepState; readonly mark: number | null }
  | { readonly kind: 'lab'; readonly id: string; readonly state: StepState }
  | { readonly kind: 'product'; readonly id: string; readonly state: StepState; readonly mark: number | null }

export interface Progress {
  readonly steps: readonly Step[]
  readonly done: number
  /** What to do now: the first step that is neither done nor waiting; null when nothing is left to do. */
  readonly next: Step | null
}

/** The steps of a course in order, as they stand for one enrolment. */
export function progressIn(course: Course, standing: Standing, marks: PassMarks): Progress {
  const quiz = standing.quizzes.get(`${course.id}.${course.quiz.id}`) ?? null
  const product = standing.products.get(`${course.id}.${course.product.id}`)
  const steps: Step[] = [
    ...course.units.map((u): Step => ({ kind: 'unit', id: u.id, state: standing.completed.has(`${course.id}.${u.id}`) ? 'done' : 'todo' })),
    { kind: 'quiz', id: course.quiz.id, mark: quiz, state: stateOf(quiz ?? undefined, marks.quiz) },
    ...course.labs.map(({ id }): Step => ({ kind: 'lab', id, state: standing.labs.has(id) ? 'done' : 'todo' })),
    { kind: 'product', id: course.product.id, mark: product ?? null, state: product === null ? 'waiting' : stateOf(product, marks.product) },
  ]
  return {
    steps, done: steps.filter((s) => s.state === 'done').length,
    next: steps.find((s) => s.state === 'todo' || s.state === 'tried') ?? null,
  }
}

function stateOf(mark: number | undefined, pass: number): StepState {
  if (mark === undefined) return 'todo'
  return mark >= pass ? 'done' : 'tried'
}

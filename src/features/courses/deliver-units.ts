import { z } from 'zod'
import type { DeliveredBy, DeliveredItem, DeliveryRule, House } from '../../feature.ts'
import type { Tx } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import { append } from '../../record/append.ts'
import { readExt, type Draft } from '../../record/statement.ts'
import { activityName } from '../programmes/index.ts'
import { completeUnit } from './complete-unit.ts'
import { stepsOf, type CourseStep } from './course-step.ts'
import { ownEnrolment } from './own-course.ts'
import { standingFrom, type Standing } from './progress.ts'
import { STARTED } from './statements.ts'
import { courseVersion, type Course } from './versions.ts'
import { REFUSAL } from './words.ts'

const Completed = z.strictObject({ enrolment: z.uuid(), unit: z.string().max(80), version: z.string().regex(/^[0-9a-f]{64}$/), lang: z.enum(['es', 'en']) })

/** `unit-completed` from a phone: as the button on the page, at the time she pressed it. */
export const unitCompleted: DeliveryRule = {
  kind: 'unit-completed',
  from: 'learner',
  accept: async (house, by, item) => {
    const [refused] = await acceptSeveral(house, by, [item])
    if (refused) throw refused
  },
  acceptSeveral,
}

interface Work {
  readonly item: DeliveredItem
  readonly data: z.infer<typeof Completed>
  /** In the version she read. */
  readonly course: Course
  readonly scope: string
}

/** A week on the farm is dozens of units: one transaction for them, so that the disk is waited for once. */
async function acceptSeveral(house: House, by: DeliveredBy, items: readonly DeliveredItem[]): Promise<(Problem | null)[]> {
  const refused = new Map<DeliveredItem, Problem>()
  const known = new Map<string, ReturnType<typeof ownEnrolment>>()
  const works: Work[] = []
  for (const item of items) {
    const work = await orProblem(() => checked(house, by, item, known))
    if (work instanceof Problem) refused.set(item, work)
    else works.push(work)
  }
  const scopes = [...new Set(works.map((w) => w.scope))]
  if (works.length > 0) await append(house, { scopes }, (tx) => draftsFor(house, tx, works, refused))
  return items.map((item) => refused.get(item) ?? null)
}

/** A refusal as a value; anything else is thrown on. */
async function orProblem<T>(work: () => T | Promise<T>): Promise<T | Problem> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Problem && error.status !== 503) return error
    throw error
  }
}

async function checked(house: House, by: DeliveredBy, item: DeliveredItem, known: Map<string, ReturnType<typeof ownEnrolment>>): Promise<Work> {
  const { success, data } = Completed.safeParse(item.data)
  if (!success || by.kind !== 'learner') throw new Problem(400, 'bad-item', REFUSAL.unknownUnit)
  const asked = known.get(data.enrolment) ?? ownEnrolment(house, by.person, data.enrolment)
  known.set(data.enrolment, asked)
  const { standing, course } = await asked
  const read = await courseVersion(house, data.version)
  if (read?.id !== course.id) throw new Problem(409, 'unknown-version', REFUSAL.unknownVersion)
  return { item, data, course: read, scope: `actor:${standing.tenant}:${standing.agent}` }
}

/** What each adds, in her order, to what is on record and to what those before it add. */
async function draftsFor(house: House, tx: Tx, works: readonly Work[], refused: Map<DeliveredItem, Problem>): Promise<Draft[]> {
  const steps = new Map<string, CourseStep[]>()
  const all: Draft[] = []
  for (const { item, data, course } of works) {
    // `append` may call this a second time.
    refused.delete(item)
    const own = steps.get(data.enrolment) ?? await stepsOf(tx, data.enrolment)
    steps.set(data.enrolment, own)
    const standing = standingFrom(own, house.clock())
    if (!standing) throw new Error(`the enrolment ${data.enrolment} was annulled in this moment`)
    const drafts = await orProblem(() => completeUnit({ standing, course }, data, item.at))
    if (drafts instanceof Problem) {
      refused.set(item, drafts)
      continue
    }
    // The last one records the item itself and has its id.
    all.push(...drafts.map((d, i) => (i === drafts.length - 1 ? { ...d, statement: { ...d.statement, id: item.id } } : d)))
    own.push(...drafts.map((d) => stepOf(d, standing, item.at)))
  }
  return all
}

/** The step that a draft will be once it is written (course-step.ts). */
function stepOf({ tenant, statement }: Draft, { enrolment, agent }: Standing, happened: Date): CourseStep {
  const { object, verb } = statement
  const version = readExt(statement, 'version')
  return {
    tenant, id: statement.id ?? '', enrolment, agent, kind: verb.id === STARTED ? 'started' : 'completed', name: 'id' in object ? activityName(object.id) : '',
    happened, pos: Number.MAX_SAFE_INTEGER, version: typeof version === 'string' ? version : null, mark: null, passed: null,
  }
}

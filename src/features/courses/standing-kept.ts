import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import { isUuid, stepsOf, type CourseStep } from './course-step.ts'
import { standingFrom, type Standing } from './progress.ts'

interface Kept { readonly mark: string; readonly at: number; readonly standing: Standing | null }
interface Asked { readonly enrolment: string; readonly done: (mark: string) => void; readonly failed: (error: unknown) => void }
interface State { readonly kept: Map<string, Kept>; waiting: Asked[]; looking: number }

const states = new WeakMap<House['db'], State>()
/** Standings kept: about 3 KB each. */
const MOST_KEPT = 5000
const KEEP_MS = 10 * 60_000
/** Looks under way at once; who comes meanwhile shares the next one. */
const LOOKS = 2

/**
 * How an enrolment stands now, null when it does not exist or was annulled. What was worked out before is used while the record
 * holds no other steps of it. That is asked in every request, after it came, so several processes agree; requests that come
 * together ask in one query.
 */
export async function standingOf(house: House, enrolment: string): Promise<Standing | null> {
  if (!isUuid(enrolment)) return null
  const state = stateOf(house)
  const id = enrolment.toLowerCase()
  const mark = await markNow(house, state, id)
  const now = house.clock()
  const known = state.kept.get(id)
  if (known && known.mark === mark && now.getTime() >= known.at && now.getTime() - known.at < KEEP_MS) return known.standing
  const steps = await stepsOf(house.db, id)
  const standing = standingFrom(steps, now)
  if (state.kept.size >= MOST_KEPT) state.kept.clear()
  // A step of later (another machine's clock) would change what is open by time alone.
  if (steps.length > 0 && steps.every((s) => s.happened <= now)) state.kept.set(id, { mark: markOf(groupsOf(steps)), at: now.getTime(), standing })
  return standing
}

function stateOf(house: House): State {
  const state = states.get(house.db) ?? { kept: new Map(), waiting: [], looking: 0 }
  states.set(house.db, state)
  return state
}

interface Group { readonly tenant: string; readonly steps: number; readonly last: number }

/**
 * Tells every set of an enrolment's steps from every later one: a new step has a higher position than all before it in its tenant,
 * and an annulment leaves fewer.
 */
function markOf(groups: readonly Group[]): string {
  return groups.map((g) => `${g.tenant} ${g.steps} ${g.last}`).toSorted().join('\n')
}

function groupsOf(steps: readonly CourseStep[]): Group[] {
  const groups = new Map<string, Group>()
  for (const { tenant, pos } of steps) {
    const group = groups.get(tenant)
    groups.set(tenant, { tenant, steps: (group?.steps ?? 0) + 1, last: Math.max(group?.last ?? 0, pos) })
  }
  return [...groups.values()]
}

function markNow(house: House, state: State, enrolment: string): Promise<string> {
  return new Promise((done, failed) => {
    state.waiting.push({ enrolment, done, failed })
    if (state.waiting.length === 1) setImmediate(() => void look(house, state))
  })
}

/** Always for those who already wait, so that nobody is told what was true before she asked. */
async function look(house: House, state: State): Promise<void> {
  if (state.looking >= LOOKS || state.waiting.length === 0) return
  const asked = state.waiting
  state.waiting = []
  state.looking += 1
  try {
    const { rows } = await sql<Group & { enrolment: string }>`select enrolment, tenant, count(*)::int as steps, max(pos) as last from course_step
      where enrolment = any(${[...new Set(asked.map((a) => a.enrolment))]}::uuid[]) group by enrolment, tenant`.execute(house.db)
    const groups = new Map<string, Group[]>()
    for (const row of rows) groups.set(row.enrolment, [...groups.get(row.enrolment) ?? [], row])
    for (const a of asked) a.done(markOf(groups.get(a.enrolment) ?? []))
  } catch (error) {
    for (const a of asked) a.failed(error)
  } finally {
    state.looking -= 1
    void look(house, state)
  }
}

import type { Applicant } from './learner.ts'
import { asForeigner, claiming, makePerson, type DemoPerson } from './person.ts'
import type { PlannedCall } from './plan.ts'
import type { StoryName } from './stories.ts'
import { diceOf, moment, OFFICE, pair, type World } from './world.ts'

/** A person of a call whose story is not drawn from the deck: number within the call -> who she is and what she does. */
export type Casting = ReadonlyMap<number, Cast>

interface Cast {
  readonly story: StoryName
  readonly as: (n: number, from: number, department: string) => DemoPerson
  /** Once she has her place. */
  readonly placed?: (who: Applicant) => void
}

const FEWEST = 20
/** Long after both are there, and before the last days. */
const MERGE_DAY = 95

/**
 * Two claims of one document (open; decided for the first), and one woman who came twice. In the first call, where everybody gets
 * a place, all three; in every third other call one of them.
 */
export function pairsIn(world: World, call: PlannedCall, index: number): Casting {
  const casting = new Map<number, Cast>()
  if (call.scarce || call.early < FEWEST || index % 3 !== 0) return casting
  const kinds = ['conflict', 'resolved', 'twice'] as const
  const here = index === 0 ? kinds : [kinds[(index / 3) % kinds.length] ?? 'conflict']
  here.forEach((kind, k) => {
    const [first, second] = [2 * k, 2 * k + 1]
    const her = (n: number, department: string): DemoPerson => {
      const person = makePerson(world.seed, n, department, world.first, 'adult')
      // Only a DNI is claimed twice, whatever card the dice gave.
      return { ...person, document: { type: 'dni', number: String(97_000_000 + n * 37) }, ruc: null }
    }
    const twin = (n: number, from: number, department: string): DemoPerson => {
      const other = her(from + first, department)
      return kind === 'twice' ? asForeigner(other, n) : claiming(makePerson(world.seed, n, department, world.first, 'adult'), other.document)
    }
    const known: { first?: Applicant } = {}
    casting.set(first, { story: kind === 'resolved' ? 'certified' : 'unit-1', as: (n, _from, department) => her(n, department), placed: (who) => { known.first = who } })
    casting.set(second, { story: kind === 'twice' ? 'unit-3' : 'unit-1', as: twin, ...(kind === 'twice' ? { placed: (who: Applicant) => merges(world, call, who, known) } : {}) })
  })
  return casting
}

function merges(world: World, call: PlannedCall, who: Applicant, known: { first?: Applicant }): void {
  const [by] = pair(world.office.executors, who.person.n)
  world.schedule.add(moment(world, MERGE_DAY, diceOf(world, `merge ${who.person.n}`), 'office'), call.id, async () => {
    if (!known.first) throw new TypeError('demo: the other half of a pair has no place')
    await by.post(`${OFFICE}/people/${who.agent}/merge`, { other: known.first.agent, reason: 'registered-twice' }, 'a merge')
  })
}

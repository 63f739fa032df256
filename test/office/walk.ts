import { somethingHappens } from './acts.ts'
import { cut, monthBefore, monthEnds, signsSecondVersion } from './acts/months.ts'
import { certifiedTwice, goesWell } from './acts/papers.ts'
import type { Facts } from './facts.ts'
import { INVARIANTS } from './holds.ts'
import { factsOf } from './read-facts.ts'
import { arrives, openWorld, type World } from './world.ts'

const ACTS_EACH = 9
/** How many histories between two looks at everything. */
const LOOK_EVERY = 15

export interface Walked { readonly histories: number; readonly acts: number; readonly statements: number; readonly looks: number; readonly counted: number; readonly done: ReadonlySet<string>; readonly facts: Facts }

/** What does not wait for chance, by the number of the history before which it happens. */
const CALENDAR: Readonly<Record<number, (world: World) => Promise<void>>> = {
  4: signsSecondVersion,
  6: certifiedTwice,
  14: monthEnds,
  22: monthEnds,
  27: (world) => cut(world, monthBefore(world)),
}

/** At most so many histories more, while chance still owes something. */
const MOST_MORE = 20

/**
 * Random histories by commands in one programme, people and officers mixed up in time, in two web processes. After every 15 all
 * invariants are asked of what is there then, the number is counted in four ways, and every number of an earlier look is counted again.
 * `enough`: asked at a look after the last history; while it says no, there are more.
 */
export async function walk(seed: number, histories: number, enough: (walked: Pick<Walked, 'facts'>) => boolean = () => true): Promise<Walked> {
  const world = await openWorld(seed)
  let [acts, looks, i] = [0, 0, 1]
  let facts: Facts | undefined
  try {
    for (; i <= histories || (facts && i <= histories + MOST_MORE && !enough({ facts })); i += 1) {
      await inStory(world, seed, i, async () => {
        await CALENDAR[i]?.(world)
        const her = await arrives(world)
        if (world.next() < 0.5) await goesWell(world, her)
        for (let n = 0; n < ACTS_EACH; n += 1, acts += 1) await somethingHappens(world)
        if (i % LOOK_EVERY !== 0 && i < histories) return
        facts = await look(world)
        looks += 1
      })
    }
    if (!facts) throw new Error('no history, nothing to look at')
    return { histories: i - 1, acts, statements: facts.record.all.length, looks, counted: facts.ways.evaluator[3], done: world.done, facts }
  } finally {
    await world.place.close()
  }
}

/** Every invariant of what stands now; one that does not hold is named by its number. */
async function look(world: World): Promise<Facts> {
  const facts = await factsOf(world)
  for (const { number, says, holds } of INVARIANTS) {
    try {
      holds(facts)
    } catch (error) {
      throw new Error(`no. ${number}, ${says}: ${messageOf(error)}`, { cause: error })
    }
  }
  world.seen.numbers.push({ pos: facts.record.all.length, counts: facts.ways.evaluator })
  return facts
}

/** A failure tells where it was: the same seed walks the same way, but for what two officers did at once. */
async function inStory(world: World, seed: number, history: number, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    throw new Error(`seed ${seed}, history ${history}: ${messageOf(error)}\n${world.story.slice(-40).join('\n')}`, { cause: error })
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

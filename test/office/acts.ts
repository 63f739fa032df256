import { CALLS } from './acts/calls.ts'
import { COHORT } from './acts/cohort.ts'
import { HOUR, type Act } from './acts/asking.ts'
import { IDENTITY } from './acts/identity.ts'
import { LEARNING } from './acts/learning.ts'
import { PAPERS } from './acts/papers.ts'
import { RACES } from './acts/races.ts'
import { TABLES } from './acts/tables.ts'
import { later, oneOf, type World } from './world.ts'

export const ACTS: readonly Act[] = [...IDENTITY, ...LEARNING, ...COHORT, ...CALLS, ...PAPERS, ...TABLES, ...RACES]

/** Does one act by chance to somebody by chance, and lets some time go by. */
export async function somethingHappens(world: World, acts: readonly Act[] = ACTS): Promise<void> {
  const all = acts.reduce((sum, act) => sum + act.weight, 0)
  let at = world.next() * all
  const act = acts.find(({ weight }) => (at -= weight) < 0) ?? acts[0]!
  const her = world.next() < 0.9 ? oneOf(world, world.people.slice(-6)) : oneOf(world, world.people)
  const told = world.story.push(`${act.name} (${world.people.indexOf(her)})`)
  await act.does(world, her)
  const answers = world.story.slice(told)
  // What the server itself writes down is not answered.
  if (answers.length === 0 || answers.some((line) => / [23]\d\d$/.test(line))) world.done.add(act.name)
  later(world, Math.floor(world.next() * 2 * HOUR))
}

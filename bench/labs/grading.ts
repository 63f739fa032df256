import { randomUUID } from 'node:crypto'
import type { Recipe } from '../../src/engine/recipe.ts'
import { ENGINE } from '../../src/engine/version.ts'
import { enrolPerson, openNewSection } from '../../src/features/cohorts/index.ts'
import { retrainRecipe } from '../../src/features/labs/grading.ts'
import { labOf, seedOf, type Lab } from '../../src/features/labs/index.ts'
import { referenceOf } from '../../src/features/labs/trial.ts'
import { actingLearner } from '../../test/acting.ts'
import { median } from '../load.ts'
import type { Figure } from '../main.ts'
import type { BenchHouse } from './house.ts'

/** Recipes of one person that are cooked a day: as many hand-ins come from each learner. */
const TRIES = 5
/** Bare trainings before and after each queue. */
const BARE = 10

export interface Queue {
  readonly waiting: number
  /** Seconds until the last one was graded. */
  readonly seconds: number
  readonly graded: number
  /** Median milliseconds of the same training in the same kind of process, without record and queue. */
  readonly bareMs: number
}

/** Hand-ins of the reference recipe by the lab's own form; then every job that is due, by the path of the server, with the clock running. */
export async function queueGraded(house: BenchHouse, id: string, waiting: number): Promise<Queue> {
  const lab = labOf(house, id)
  if (!lab) throw new Error(`there is no lab ${id}`)
  await roomFor(house)
  const recipes: Recipe[] = []
  const agents: string[] = []
  for (let left = waiting; left > 0; left -= TRIES) {
    const { agent, recipe } = await handsIn(house, lab, Math.min(TRIES, left))
    agents.push(agent)
    recipes.push(recipe)
  }
  const before = await bare(lab, recipes)
  const start = performance.now()
  await house.runJobs()
  const seconds = (performance.now() - start) / 1000
  const after = await bare(lab, recipes)
  const { count } = await house.db.selectFrom('lab_grade').select((eb) => eb.fn.countAll<string>().as('count'))
    .where('tenant', '=', 'piloto').where('lab', '=', id).where('agent', 'in', agents).executeTakeFirstOrThrow()
  return { waiting, seconds, graded: Number(count), bareMs: median([...before, ...after]) }
}

/** A section with room for as many as a queue needs; the same one again changes nothing. */
const ROOM = 'banco'
async function roomFor(house: BenchHouse): Promise<void> {
  const title = { es: 'Banco de pruebas', en: 'Test bench' }
  await openNewSection(house, { tenant: 'piloto', id: ROOM, by: randomUUID() }, {
    organisation: null, site: null, terms: { title, mode: 'virtual', shift: title, capacity: 10_000, starts: '2026-01-01', ends: '2027-12-31', course: 'base', call: null },
  })
}

async function handsIn(house: BenchHouse, lab: Lab, times: number): Promise<{ agent: string; recipe: Recipe }> {
  const who = await actingLearner(house)
  const enrolment = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: who.agent, enrolment, section: ROOM })
  const seed = seedOf(house.keys, who.agent, lab)
  const recipe: Recipe = { lab: lab.id, version: lab.version, engine: ENGINE, seed, steps: referenceOf(lab, seed) }
  const found = await retrainRecipe(lab, recipe)
  if (!('digest' in found)) throw new Error(`the reference of ${lab.id} diverges`)
  for (let i = 0; i < times; i += 1) {
    const answer = await who.post(`/learn/${enrolment}/labs/${lab.id}`, { id: randomUUID(), recipe: JSON.stringify(recipe), digest: found.digest })
    if (answer.status !== 303) throw new Error(`a hand-in for ${lab.id} is answered ${answer.status}`)
  }
  return { agent: who.agent, recipe }
}

async function bare(lab: Lab, recipes: readonly Recipe[]): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < BARE; i += 1) {
    const start = performance.now()
    await retrainRecipe(lab, recipes[i % recipes.length]!)
    times.push(performance.now() - start)
  }
  return times
}

const MOST_OVER_BARE = 1.5
const MOST_GROWTH = 1.3

/** The queues of one lab, shortest first, as lines: grades per minute, and how a grade's time grows with the queue. */
export function queueFigures(lab: string, queues: readonly Queue[]): Figure[] {
  const each = (q: Queue): number => (1000 * q.seconds) / q.waiting
  const figures = queues.map((q): Figure => {
    const ratio = each(q) / q.bareMs
    return {
      item: `${lab}: ${q.waiting} hand-ins waiting`, figure: `${q.graded} graded in ${q.seconds.toFixed(1)} s = ${((60 * q.graded) / q.seconds).toFixed(0)} a minute; ${each(q).toFixed(0)} ms each = ${ratio.toFixed(2)} of the bare training (${q.bareMs.toFixed(0)} ms)`,
      target: `all graded, <= ${MOST_OVER_BARE} of the bare training`, met: q.graded === q.waiting && ratio <= MOST_OVER_BARE,
    }
  })
  const [first, last] = [queues[0], queues.at(-1)]
  if (!first || !last || first === last) return figures
  // Each beside the bare trainings of its own minutes: a machine that others use slows both.
  const growth = each(last) / last.bareMs / (each(first) / first.bareMs)
  return [...figures, {
    item: `${lab}: a grade's time, ${last.waiting} against ${first.waiting} waiting`, figure: `${each(last).toFixed(0)} against ${each(first).toFixed(0)} ms; in bare trainings ${growth.toFixed(2)} times`,
    target: `<= ${MOST_GROWTH} times: the queue grows in a straight line`, met: growth <= MOST_GROWTH,
  }]
}

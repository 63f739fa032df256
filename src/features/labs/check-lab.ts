import { brotliCompressSync } from 'node:zlib'
import type { Recipe, Step } from '../../engine/recipe.ts'
import { fairness } from './fairness.ts'
import { workOn } from './grading.ts'
import { finish, lessIsBetter } from './kind.ts'
import { kindOf } from './kinds.ts'
import { recipeOf, type Lab } from './lab.ts'
import { lineOf } from './ladder.ts'
import { LIMITS, retrain } from './retrain.ts'
import { rotated } from './rotate.ts'
import { simulate } from './simulate.ts'
import type { AnyFamily } from './task.ts'
import { taskOf } from './tasks.ts'
import { hiddenScores, hiddenValues, metricOf, referenceOf, sayScore, scoreName, simulatedSeed, type OnBoth } from './trial.ts'

/** One thing that a lab must show: `item | figure | target | met`. */
export interface Figure {
  readonly item: string
  readonly figure: string
  readonly target: string
  readonly met: boolean
}

/** How many learners meet the fairness rule, which learners try reference, starter and baseline, which rotations: all, or a look when few learners are asked for. */
interface Effort {
  readonly fair: number
  readonly seeds: readonly number[]
  readonly rotations: readonly number[]
}
const WHOLE: Effort = { fair: 20, seeds: [1, 2, 3, 4, 5], rotations: [2, 3, 4, 5, 6] }
const LOOK: Effort = { fair: 2, seeds: [1, 2], rotations: [2] }
/** Below it the check is a look, good for tests. */
const FEW_LEARNERS = 5
const MOST_DATA_BYTES = 212 * 1024
const percent = (share: number): string => `${Math.round(1000 * share) / 10} %`

/** Everything that decides whether a lab may be used: from half a minute to an hour, by how long its reference trains. With fewer than five learners only a look. */
export async function* checkLab(lab: Lab, learners: number): AsyncGenerator<Figure> {
  const own = taskOf(lab).check?.(lab, learners)
  yield* own ?? checkTrained(lab, learners)
}

/** What a lab must show whose recipes the engine trains. */
export async function* checkTrained(lab: Lab, learners: number): AsyncGenerator<Figure> {
  const effort = learners < FEW_LEARNERS ? LOOK : WHOLE
  yield* fair(lab, effort)
  yield* seeds(lab, effort)
  yield* families(lab, lab.simulated.right, learners, 'right')
  yield* families(lab, lab.simulated.wrong, learners, 'wrong')
  yield* size(lab)
  yield await sameInChild(lab)
}

function* families(lab: Lab, all: readonly AnyFamily[], asked: number, kind: 'right' | 'wrong'): Generator<Figure> {
  for (const family of all) {
    const learners = Math.min(asked, family.learners ?? asked)
    const { passed, least, most } = simulate(lab, family, learners)
    const range = 'right' in lab.pass ? `${least} to ${most} right` : `skill ${sayScore(lab, least)} to ${sayScore(lab, most)}`
    yield {
      item: `${learners} learners, ${kind}: ${family.name}`, figure: `${percent(passed)} pass within three tries (${range})`,
      ...(kind === 'right' ? { target: '>= 99 %', met: passed >= 0.99 } : { target: '<= 1 %', met: passed <= 0.01 }),
    }
  }
}

function* fair(lab: Lab, effort: Effort): Generator<Figure> {
  const all = Array.from({ length: effort.fair }, (_, i) => fairness(lab, i + 1)).flat()
  const ratio = (f: (typeof all)[number]) => f.gain / Math.max(f.error, 1e-9)
  const worst = all.toSorted((a, b) => ratio(a) - ratio(b))[0]!
  const say = (n: number): string => taskOf(lab).figure(lab, n, 'en')
  const how = ` of ${worst.error.toFixed(4)} ${metricOf(lab)}, blocks of ${lab.data.together} ${lab.data.rows.en}`
  yield {
    item: `reference against baseline on ${lab.second ? 'both hidden sets' : 'the hidden set'}, the worst of ${effort.fair} learners`,
    figure: `${say(worst.reference)} against ${say(worst.baseline)}: ${ratio(worst).toFixed(1)} standard errors${how}`, target: '>= 2', met: ratio(worst) >= 2,
  }
}

function* seeds(lab: Lab, effort: Effort): Generator<Figure> {
  const line = lineOf(lab.pass)
  const say = (list: readonly OnBoth[]): string => `${list.map((s) => bothOf(s).map((n) => sayScore(lab, n)).join('/')).join(' ')} ${scoreName(lab)}`
  const scores = (steps: (seed: string) => readonly Step[]): OnBoth[] => effort.seeds.map(simulatedSeed).map((seed) => hiddenScores(lab, seed, steps(seed)))
  const [reference, starter, baseline] = [scores((seed) => referenceOf(lab, seed)), scores(() => lab.starter), scores(() => lab.baseline)]
  yield { item: `reference, learners 1 to ${effort.seeds.length}`, figure: say(reference), target: `each >= ${line}`, met: reference.flatMap(bothOf).every((n) => n >= line) }
  yield { item: `starter, learners 1 to ${effort.seeds.length}`, figure: say(starter), target: `each < ${line}`, met: starter.flatMap(bothOf).every((n) => n < line) }
  yield { item: `baseline, learners 1 to ${effort.seeds.length}`, figure: say(baseline), target: `each < ${line}`, met: baseline.flatMap(bothOf).every((n) => n < line) }
  yield* rotations(lab, effort, say)
  const ceiling = taskOf(lab).ceiling(lab)?.value
  if (ceiling === undefined) return
  const found = effort.seeds.map(simulatedSeed).map((seed) => hiddenValues(lab, seed, referenceOf(lab, seed)).first)
  const less = lessIsBetter(metricOf(lab))
  const best = less ? Math.min(...found) : Math.max(...found)
  yield { item: 'best reference against the ceiling', figure: `${best.toFixed(3)} against ${ceiling}`, target: 'not beyond it', met: less ? best >= ceiling : best <= ceiling }
}

const bothOf = ({ first, second }: OnBoth): number[] => (second === null ? [first] : [first, second])

/** The reference on other hidden data: new seeds of a simulator, or another cut of the rows where the task can make one. */
function* rotations(lab: Lab, effort: Effort, say: (list: readonly OnBoth[]) => string): Generator<Figure> {
  const line = lineOf(lab.pass)
  const labs = rotated(lab, effort.rotations)
  const item = `reference on ${effort.rotations.length} rotations of the hidden data`
  if (labs.length === 0) return yield { item, figure: 'this data cannot be rotated: there is no more of it', target: 'where the data allows', met: true }
  const scores = labs.map((other) => hiddenScores(other, simulatedSeed(1), referenceOf(other, simulatedSeed(1))))
  yield { item, figure: say(scores), target: `each >= ${line}`, met: scores.flatMap(bothOf).every((n) => n >= line) }
}

function* size(lab: Lab): Generator<Figure> {
  const bytes = brotliCompressSync(lab.bytes).length
  yield { item: 'public data, brotli', figure: `${(bytes / 1024).toFixed(1)} KB`, target: `<= ${MOST_DATA_BYTES / 1024} KB`, met: bytes <= MOST_DATA_BYTES }
  const task = taskOf(lab)
  const most = Math.max(0, ...task.dearest(lab).map((steps) => task.cost(lab, recipeOf(lab, '', steps))))
  yield { item: 'dearest recipe within the bounds', figure: `${(most / 1e6).toFixed(1)} million multiply-adds`, target: `<= ${lab.most_cost / 1e6} million`, met: most <= lab.most_cost }
}

/** The grading process finds the digest that this process finds, within its limits. */
async function sameInChild(lab: Lab): Promise<Figure> {
  const recipe = recipeOf(lab, simulatedSeed(1), referenceOf(lab, simulatedSeed(1)))
  const here = digestHere(lab, recipe)
  const began = performance.now()
  const there = await retrain(workOn(lab, recipe))
  const same = 'digest' in there && here === there.digest
  return {
    item: 'grading process: same digest', figure: `${same ? 'same' : 'DIFFERENT'} in ${Math.round(performance.now() - began)} ms`,
    target: `same, within ${LIMITS.wallMs / 1000} s`, met: same,
  }
}

function digestHere(lab: Lab, recipe: Recipe): string | null {
  return finish(kindOf(lab.task).train(recipe, lab.open))?.digest ?? null
}

import { brotliCompressSync } from 'node:zlib'
import { trainForecast } from '../../engine/forecast.ts'
import { trainNumbers } from '../../engine/numbers.ts'
import { train } from '../../engine/train.ts'
import { ENGINE } from '../../engine/version.ts'
import { costOf } from './bounds.ts'
import { fairness } from './fairness.ts'
import type { Recipe, Step } from '../../engine/recipe.ts'
import { workOn } from './grading.ts'
import { publicData, publicNumbers, publicSeries } from './labs.ts'
import type { NumberBlocks } from './lab-file.ts'
import type { Lab } from './load.ts'
import { LIMITS, retrain } from './retrain.ts'
import { simulate, type Family, type FamilyOutcome } from './simulate.ts'
import { hiddenError, hiddenScore, passLine, sayScore, scoreName, simulatedSeed } from './trial.ts'

/** One thing that a lab must show: `item | figure | target | met`. */
export interface Figure {
  readonly item: string
  readonly figure: string
  readonly target: string
  readonly met: boolean
}

const FAIR_LEARNERS = 20
const REFERENCE_SEEDS = [1, 2, 3, 4, 5]
const MOST_DATA_BYTES = 212 * 1024
const percent = (share: number): string => `${Math.round(1000 * share) / 10} %`

/** Everything that decides whether a lab may be used; it takes some seconds. */
export async function* checkLab(lab: Lab, learners: number): AsyncGenerator<Figure> {
  yield* fair(lab)
  yield* seeds(lab)
  for (const family of lab.simulated.right) {
    const outcome = simulate(lab, family, learners)
    yield { ...familyFigure(lab, family, outcome, learners, 'right'), target: '>= 99 %', met: outcome.passed >= 0.99 }
  }
  for (const family of lab.simulated.wrong) {
    const outcome = simulate(lab, family, learners)
    yield { ...familyFigure(lab, family, outcome, learners, 'wrong'), target: '<= 1 %', met: outcome.passed <= 0.01 }
  }
  yield* size(lab)
  yield await sameInChild(lab)
}

function familyFigure(lab: Lab, family: Family, { passed, least, most }: FamilyOutcome, learners: number, kind: string): Pick<Figure, 'item' | 'figure'> {
  const range = lab.task === 'classes' ? `${least} to ${most} right` : `skill ${sayScore(lab, least)} to ${sayScore(lab, most)}`
  return { item: `${learners} learners, ${kind}: ${family.name}`, figure: `${percent(passed)} pass within three tries (${range})` }
}

function* fair(lab: Lab): Generator<Figure> {
  const all = Array.from({ length: FAIR_LEARNERS }, (_, i) => fairness(lab, i + 1))
  const ratio = (f: (typeof all)[number]) => f.gain / Math.max(f.error, 1e-9)
  const worst = all.toSorted((a, b) => ratio(a) - ratio(b))[0]!
  const say = (n: number) => (lab.task === 'classes' ? String(n) : `${n.toFixed(3)} ${lab.task === 'series' ? lab.data.unit : lab.data.target.unit.en}`)
  const how = lab.task === 'classes' ? '' : ` of ${worst.error.toFixed(3)}, blocks of ${lab.data.together} ${lab.data.rows.en}`
  yield {
    item: `reference against baseline on the hidden rows, the worst of ${FAIR_LEARNERS} learners`,
    figure: `${say(worst.reference)} against ${say(worst.baseline)}: ${ratio(worst).toFixed(1)} standard errors${how}`, target: '>= 2', met: ratio(worst) >= 2,
  }
}

function* seeds(lab: Lab): Generator<Figure> {
  const scores = (steps: readonly Step[]) => REFERENCE_SEEDS.map((s) => hiddenScore(lab, simulatedSeed(s), steps))
  const [reference, starter, baseline] = [scores(lab.reference), scores(lab.starter), scores(lab.baseline)]
  const line = passLine(lab)
  const say = (list: readonly number[]) => `${list.map((n) => sayScore(lab, n)).join(' ')} ${scoreName(lab)}`
  yield { item: 'reference, learners 1 to 5', figure: say(reference), target: `each >= ${line}`, met: reference.every((n) => n >= line) }
  yield { item: 'starter, learners 1 to 5', figure: say(starter), target: `each < ${line}`, met: starter.every((n) => n < line) }
  yield { item: 'baseline, learners 1 to 5', figure: say(baseline), target: `each < ${line}`, met: baseline.every((n) => n < line) }
  if (lab.task !== 'numbers' || lab.data.ceiling === null) return
  const { ceiling } = lab.data
  const least = Math.min(...REFERENCE_SEEDS.map((s) => hiddenError(lab, simulatedSeed(s), lab.reference)))
  yield { item: 'best reference against the ceiling', figure: `${least.toFixed(3)} against ${ceiling}`, target: 'not below it', met: least >= ceiling }
}

function* size(lab: Lab): Generator<Figure> {
  const bytes = brotliCompressSync(lab.csv).length
  yield { item: 'public data, brotli', figure: `${(bytes / 1024).toFixed(1)} KB`, target: `<= ${MOST_DATA_BYTES / 1024} KB`, met: bytes <= MOST_DATA_BYTES }
  const dearest = dearestSteps(lab)
  const most = Math.max(0, ...dearest.map((steps) => costOf(lab, { lab: lab.id, version: lab.version, engine: ENGINE, seed: '', steps })))
  yield { item: 'dearest recipe within the bounds', figure: `${(most / 1e6).toFixed(1)} million multiply-adds`, target: `<= ${lab.most_cost / 1e6} million`, met: most <= lab.most_cost }
}

function dearestSteps(lab: Lab): Step[][] {
  if (lab.task === 'series') {
    const { lags, ridge } = lab.blocks
    return ridge ? [[{ block: 'lags', months: lags }, { block: 'ridge', penalty: ridge.penalty.most }]] : []
  }
  if (lab.task === 'numbers') return dearestTrees(lab.blocks)
  const { softmax, neighbours } = lab.blocks
  return [
    ...(softmax ? [[{ block: 'softmax', epochs: softmax.epochs.most, rate: 1, penalty: 0, batch: softmax.batch.least } as const]] : []),
    ...(neighbours ? [[{ block: 'neighbours', k: neighbours.k.most } as const]] : []),
  ]
}

function dearestTrees({ ridge, tree, forest, boosting }: NumberBlocks): Step[][] {
  return [
    ...(ridge ? [[{ block: 'ridge', penalty: ridge.penalty.most } as const]] : []),
    ...(tree ? [[{ block: 'tree', depth: tree.depth.most, leaf: tree.leaf.least } as const]] : []),
    ...(forest ? [[{ block: 'forest', trees: forest.trees.most, depth: forest.depth.most, leaf: forest.leaf.least } as const]] : []),
    ...(boosting ? [[{ block: 'boosting', trees: boosting.trees.most, rate: 1, depth: boosting.depth.most, leaf: boosting.leaf.least } as const]] : []),
  ]
}

/** The grading process finds the digest that this process finds, within its limits. */
async function sameInChild(lab: Lab): Promise<Figure> {
  const recipe = { lab: lab.id, version: lab.version, engine: ENGINE, seed: simulatedSeed(1), steps: lab.reference }
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
  const outcome = lab.task === 'classes' ? train(recipe, publicData(lab))
    : lab.task === 'series' ? trainForecast(recipe, publicSeries(lab)) : trainNumbers(recipe, publicNumbers(lab))
  return outcome.kind === 'diverged' ? null : outcome.digest
}

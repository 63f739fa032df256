import { brotliCompressSync } from 'node:zlib'
import { train } from '../../engine/train.ts'
import { ENGINE } from '../../engine/version.ts'
import { costOf } from './bounds.ts'
import { fairness } from './fairness.ts'
import type { Step } from '../../engine/recipe.ts'
import { publicData } from './labs.ts'
import type { Lab } from './load.ts'
import { LIMITS, retrain } from './retrain.ts'
import { simulate, simulatedSeed, wrongRows } from './simulate.ts'

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
    const { passed, least, most } = simulate(lab, family, learners)
    yield { item: `${learners} learners, right: ${family.name}`, figure: `${percent(passed)} pass within three tries (${least} to ${most} right)`, target: '>= 99 %', met: passed >= 0.99 }
  }
  for (const family of lab.simulated.wrong) {
    const { passed, least, most } = simulate(lab, family, learners)
    yield { item: `${learners} learners, wrong: ${family.name}`, figure: `${percent(passed)} pass within three tries (${least} to ${most} right)`, target: '<= 1 %', met: passed <= 0.01 }
  }
  yield* size(lab)
  yield await sameInChild(lab)
}

function* fair(lab: Lab): Generator<Figure> {
  const all = Array.from({ length: FAIR_LEARNERS }, (_, i) => fairness(lab, i + 1))
  const ratio = (f: (typeof all)[number]) => (f.reference - f.baseline) / Math.max(f.error, 1e-9)
  const worst = all.toSorted((a, b) => ratio(a) - ratio(b))[0]!
  yield {
    item: `reference against baseline on the hidden rows, the worst of ${FAIR_LEARNERS} learners`,
    figure: `${worst.reference} against ${worst.baseline}: ${ratio(worst).toFixed(1)} standard errors`, target: '>= 2', met: ratio(worst) >= 2,
  }
}

function* seeds(lab: Lab): Generator<Figure> {
  const rows = lab.hidden.table.labels.length
  const right = (steps: readonly Step[]) => REFERENCE_SEEDS.map((s) => rows - wrongRows(lab, simulatedSeed(s), steps).length)
  const [reference, starter, baseline] = [right(lab.reference), right(lab.starter), right(lab.baseline)]
  const line = lab.pass.right
  yield { item: 'reference, learners 1 to 5', figure: `${reference.join(' ')} right`, target: `each >= ${line}`, met: reference.every((n) => n >= line) }
  yield { item: 'starter, learners 1 to 5', figure: `${starter.join(' ')} right`, target: `each < ${line}`, met: starter.every((n) => n < line) }
  yield { item: 'baseline, learners 1 to 5', figure: `${baseline.join(' ')} right`, target: `each < ${line}`, met: baseline.every((n) => n < line) }
}

function* size(lab: Lab): Generator<Figure> {
  const bytes = brotliCompressSync(lab.csv).length
  yield { item: 'public data, brotli', figure: `${(bytes / 1024).toFixed(1)} KB`, target: `<= ${MOST_DATA_BYTES / 1024} KB`, met: bytes <= MOST_DATA_BYTES }
  const { softmax, neighbours } = lab.blocks
  const dearest: Step[] = [
    ...(softmax ? [{ block: 'softmax', epochs: softmax.epochs.most, rate: 1, penalty: 0, batch: softmax.batch.least } as const] : []),
    ...(neighbours ? [{ block: 'neighbours', k: neighbours.k.most } as const] : []),
  ]
  const most = Math.max(0, ...dearest.map((step) => costOf(lab, { lab: lab.id, version: lab.version, engine: ENGINE, seed: '', steps: [step] })))
  yield { item: 'dearest recipe within the bounds', figure: `${(most / 1e6).toFixed(1)} million multiply-adds`, target: `<= ${lab.most_cost / 1e6} million`, met: most <= lab.most_cost }
}

/** The grading process finds the digest that this process finds, within its limits. */
async function sameInChild(lab: Lab): Promise<Figure> {
  const recipe = { lab: lab.id, version: lab.version, engine: ENGINE, seed: simulatedSeed(1), steps: lab.reference }
  const here = train(recipe, publicData(lab))
  const began = performance.now()
  const there = await retrain({
    recipe, baseline: lab.baseline, classes: lab.data.classes.length, share: lab.data.share, publicCsv: lab.csv, hiddenCsv: lab.hidden.csv,
  })
  const same = here.kind === 'trained' && there.kind === 'trained' && here.digest === there.digest
  return {
    item: 'grading process: same digest', figure: `${same ? 'same' : 'DIFFERENT'} in ${Math.round(performance.now() - began)} ms`,
    target: `same, within ${LIMITS.wallMs / 1000} s`, met: same,
  }
}

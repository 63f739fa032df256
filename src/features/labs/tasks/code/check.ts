import { brotliCompressSync } from 'node:zlib'
import { blocks } from '../../../../engine/series.ts'
import { random } from '../../../../engine/random.ts'
import { stratified } from '../../../../engine/split.ts'
import { rowsOf, type Table } from '../../../../engine/table.ts'
import type { Step } from '../../../../engine/recipe.ts'
import type { Figure } from '../../check-lab.ts'
import { recipeOf } from '../../lab.ts'
import { LIMITS } from '../../sandbox/walls.ts'
import { TRIES } from '../../simulate.ts'
import { simulatedSeed } from '../../trial.ts'
import type { CodeFamily } from './file.ts'
import { runOn } from './grade.ts'
import { codeKind } from './kind.ts'
import { ownCodeRows, practiceShare, type CodeData } from './rows.ts'
import type { CodeLab } from './task.ts'
import { twinAnswers, type Twin } from './twins.ts'

const ROTATIONS = 5
const FAIR_LEARNERS = 20
const RESAMPLES = 1000
const MOST_DATA_BYTES = 212 * 1024

/**
 * Everything that decides whether a lab of code may be used. Programs run in the sandbox as hand-ins do; 500 learners times three
 * programs of ten seconds would take four hours, so those are twins, and it is shown that programs and twins answer alike.
 */
export async function* checkCode(lab: CodeLab, learners: number): AsyncGenerator<Figure> {
  yield* fair(lab)
  yield* rotations(lab)
  for (const family of lab.simulated.right) yield simulated(lab, family, learners, 'right')
  for (const family of lab.simulated.wrong) yield simulated(lab, family, learners, 'wrong')
  yield* programs(lab)
  const bytes = brotliCompressSync(lab.bytes).length
  yield { item: 'public data, brotli', figure: `${(bytes / 1024).toFixed(1)} KB`, target: `<= ${MOST_DATA_BYTES / 1024} KB`, met: bytes <= MOST_DATA_BYTES }
}

const rightOf = (answers: Float64Array, hidden: Table): number => Math.round(codeKind.value(answers, hidden) * hidden.labels.length)

/** What a twin with these knobs, on learner `i`'s own rows, answers for the hidden ones. */
function answersOf(data: CodeData, hidden: Table, twin: Twin, i: number): Float64Array {
  const seed = simulatedSeed(i)
  return twinAnswers(twin, rowsOf(data.table, ownCodeRows(data, seed).taken), hidden, seed)
}

/** The first of each list: how a family that stands for one program is written. */
function drawn(family: CodeFamily, one: <T>(list: readonly T[]) => T = (list) => list[0]!): Twin {
  if (family.twin === 'neighbours') return { twin: 'neighbours', k: one(family.k) }
  if (family.twin === 'softmax') return { twin: 'softmax', epochs: one(family.epochs), rate: one(family.rate) }
  return { twin: family.twin }
}

function* fair(lab: CodeLab): Generator<Figure> {
  const hidden = lab.hidden.data
  const ratios = Array.from({ length: FAIR_LEARNERS }, (_, n) => {
    const base = answersOf(lab.open, hidden, drawn(lab.twins.baseline), n + 1)
    const found = answersOf(lab.open, hidden, drawn(lab.twins.reference), n + 1)
    const gain = (places?: Int32Array): number => codeKind.value(found, hidden, places) - codeKind.value(base, hidden, places)
    const source = random(String(n + 1), 'bootstrap')
    const all = Array.from({ length: RESAMPLES }, () => gain(blocks(hidden.labels.length, lab.data.together, source)))
    const mean = all.reduce((a, b) => a + b) / RESAMPLES
    return gain() / Math.max(1e-9, Math.sqrt(all.reduce((sum, one) => sum + (one - mean) ** 2, 0) / RESAMPLES))
  })
  const worst = Math.min(...ratios)
  yield { item: `reference against baseline on the hidden rows, the worst of ${FAIR_LEARNERS} learners`, figure: `${worst.toFixed(1)} standard errors`, target: '>= 2', met: worst >= 2 }
}

/** Public and hidden rows put together and split anew. */
function* rotations(lab: CodeLab): Generator<Figure> {
  const all: Table = {
    ...lab.open.table, values: Float64Array.from([...lab.open.table.values, ...lab.hidden.data.values]), labels: Int32Array.from([...lab.open.table.labels, ...lab.hidden.data.labels]),
  }
  const found = { reference: [] as number[], baseline: [] as number[], starter: [] as number[] }
  for (let i = 1; i <= ROTATIONS; i += 1) {
    const { taken, left } = stratified(all.labels, all.classes, lab.data.public.rows / all.labels.length, random(String(i), 'rotation'))
    const data = { ...lab.open, table: rowsOf(all, taken) }
    const hidden = rowsOf(all, left)
    for (const name of ['reference', 'baseline', 'starter'] as const) found[name].push(rightOf(answersOf(data, hidden, drawn(lab.twins[name]), i), hidden))
  }
  const line = lab.pass.right
  yield { item: `reference, ${ROTATIONS} other splits`, figure: `${found.reference.join(' ')} right`, target: `each >= ${line}`, met: found.reference.every((n) => n >= line) }
  for (const name of ['baseline', 'starter'] as const) {
    yield { item: `${name}, ${ROTATIONS} other splits`, figure: `${found[name].join(' ')} right`, target: `each < ${line}`, met: found[name].every((n) => n < line) }
  }
}

function simulated(lab: CodeLab, family: CodeFamily, learners: number, kind: 'right' | 'wrong'): Figure {
  const all: number[] = []
  let passed = 0
  for (let i = 1; i <= learners; i += 1) {
    const source = random(simulatedSeed(i), `tries of ${family.name}`)
    const one = <T>(list: readonly T[]): T => list[source.below(list.length)]!
    // Without knobs to draw a second try is the first.
    const tries = 'k' in family || 'epochs' in family ? TRIES : 1
    const rights = Array.from({ length: tries }, () => rightOf(answersOf(lab.open, lab.hidden.data, drawn(family, one), i), lab.hidden.data))
    all.push(...rights)
    if (Math.max(...rights) >= lab.pass.right) passed += 1
  }
  const share = passed / learners
  return {
    item: `${learners} learners, ${kind}: ${family.name}`, figure: `${Math.round(1000 * share) / 10} % pass within three tries (${Math.min(...all)} to ${Math.max(...all)} right)`,
    target: kind === 'right' ? '>= 99 %' : '<= 1 %', met: kind === 'right' ? share >= 0.99 : share <= 0.01,
  }
}

/** The programs themselves, in the sandbox, on learner 1's rows. */
async function* programs(lab: CodeLab): AsyncGenerator<Figure> {
  const named: [string, readonly Step[], boolean, CodeFamily | null][] = [
    ['reference', lab.reference, true, lab.twins.reference], ['baseline', lab.baseline, false, lab.twins.baseline], ['starter', lab.starter, false, lab.twins.starter],
    ...lab.programs.map((p): [string, readonly Step[], boolean, null] => [p.name, [{ block: 'code', language: 'python', source: p.source }], p.passes, null]),
  ]
  for (const [name, steps, passes, twin] of named) {
    const began = performance.now()
    const seed = simulatedSeed(1)
    const run = await runOn(lab, recipeOf(lab, seed, steps))
    const seconds = `${((performance.now() - began) / 1000).toFixed(1)} s`
    if (run.kind === 'failed') {
      yield { item: `program: ${name}`, figure: `${run.why}${run.line === null ? '' : ` in line ${run.line}`}, ${seconds}`, target: 'answers', met: false }
      continue
    }
    const right = rightOf(Float64Array.from(run.hidden), lab.hidden.data)
    const practice = Math.round(1000 * practiceShare(lab.open, seed, run.practice)) / 10
    yield {
      item: `program: ${name}, in the sandbox`, figure: `${right} right, practice ${practice} %, ${seconds}`,
      target: `${passes ? '>=' : '<'} ${lab.pass.right}, within ${LIMITS.wallMs / 1000} s`, met: right >= lab.pass.right === passes,
    }
    if (!twin) continue
    const answers = answersOf(lab.open, lab.hidden.data, drawn(twin), 1)
    const same = run.hidden.filter((label, i) => label === answers[i]).length
    // Equal distances go to the lower class, and the graded run names the classes otherwise.
    yield { item: `program: ${name} and its twin`, figure: `${same} of ${answers.length} answers alike`, target: '>= 98 %', met: same >= 0.98 * answers.length }
  }
}

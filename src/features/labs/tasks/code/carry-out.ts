import { rowsOf } from '../../../../engine/table.ts'
import { runPython, type MicroPython, type PythonOutcome, type Runtime } from '../../sandbox/python-run.ts'
import type { AnyDone, Order, Trained } from '../../workbench/order.ts'
import { codeKind } from './kind.ts'
import { codeDigest, ownCodeRows, ownJob, practiceShare, programOf, runtimeOf, type CodeData, type CodeSettings } from './rows.ts'
import { twinAnswers } from './twins.ts'

/** What is tried of a program where she sees it. */
export type TestName = 'runs' | 'answers' | 'learns' | 'better'
export type Verdict = 'right' | 'wrong' | 'not-yet'

export interface CodeDone extends AnyDone {
  readonly tests: readonly { readonly test: TestName; readonly verdict: Verdict }[]
  readonly failed: Extract<PythonOutcome, { kind: 'failed' }> | null
  /** The program that was run. */
  readonly source: string
  readonly runtime: Runtime
  /** What it printed, the first of it. */
  readonly said: string
  readonly seconds: number
  /** Places of her practice in the public table, and what was answered there. */
  readonly places: readonly number[]
  readonly found: readonly number[]
  /** Accuracy of the nearest mean on the same practice. */
  readonly baseline: number
}

/** Rows of the trial with other names: enough to tell learning from guessing, few enough for a phone. */
const RENAMED = { learnt: 100, asked: 20, right: 7 }

/** Runs her program on her rows as the server will, then once more on a few rows whose classes are called otherwise. `msNow`: the true time. */
export function carryOutCode(order: Order, python: MicroPython, said: () => string, msNow: () => number): Trained<CodeDone> {
  // The page put the lab's own settings into the order.
  const data = codeKind.readPublic(order.bytes, order.settings as CodeSettings)
  const { recipe } = order
  const program = programOf(recipe)
  const { source } = program
  const began = msNow()
  const run = runPython(python, ownJob(data, recipe.seed, source))
  const seconds = (msNow() - began) / 1000
  const { taken, asked } = ownCodeRows(data, recipe.seed)
  const practised = rowsOf(data.table, asked)
  const baseline = codeKind.value(twinAnswers({ twin: 'centroid' }, rowsOf(data.table, taken), practised, recipe.seed), practised)
  const shown = { source, runtime: runtimeOf(program), seconds, places: Array.from(asked), baseline, sameBits: true }
  if (run.kind === 'failed') {
    const tests = [{ test: 'runs', verdict: run.stage === 'answers' ? 'right' : 'wrong' }, { test: 'answers', verdict: run.stage === 'answers' ? 'wrong' : 'not-yet' },
      { test: 'learns', verdict: 'not-yet' }, { test: 'better', verdict: 'not-yet' }] as const
    return { diverged: false, done: { ...shown, digest: '', figure: 0, unfit: true, tests, failed: run, said: said(), found: [] } }
  }
  const found = run.answers[0]!
  const text = said()
  const figure = practiceShare(data, recipe.seed, found)
  const verdict = (good: boolean): Verdict => (good ? 'right' : 'wrong')
  const tests = [
    { test: 'runs', verdict: 'right' }, { test: 'answers', verdict: 'right' }, { test: 'learns', verdict: verdict(learns(data, recipe.seed, python)) },
    { test: 'better', verdict: verdict(figure > baseline) },
  ] as const
  return { diverged: false, done: { ...shown, digest: codeDigest(recipe, data, found), figure, tests, failed: null, said: text, found } }
}

/** Whether it learns from `y`: with each digit called by the next one's name, it must say the new names. The graded run is such a one. */
function learns(data: CodeData, seed: string, python: MicroPython): boolean {
  const job = ownJob(data, seed, 'pass')
  const name = (label: number): number => (label + 1) % data.classes
  const { X, y } = job.learn
  const learn = { X: X.slice(0, RENAMED.learnt), y: y.slice(0, RENAMED.learnt).map(name) }
  const rows = X.slice(RENAMED.learnt, RENAMED.learnt + RENAMED.asked)
  const run = runPython(python, { ...job, learn, ask: [rows] })
  if (run.kind === 'failed') return false
  return run.answers[0]!.filter((label, i) => label === name(y[RENAMED.learnt + i]!)).length >= RENAMED.right
}

import type { Recipe } from '../../../../engine/recipe.ts'
import { rowsOf } from '../../../../engine/table.ts'
import type { Graded } from '../../grade.ts'
import { runCode, type CodeRun } from '../../sandbox/code-run.ts'
import { formSentence, sandboxForm } from '../../sandbox/form.ts'
import { LIMITS } from '../../sandbox/walls.ts'
import { codeKind } from './kind.ts'
import { codeDigest, listsOf, ownCodeRows, ownJob, practiceShare, programOf, runtimeOf } from './rows.ts'
import type { CodeLab } from './task.ts'
import { twinAnswers } from './twins.ts'

/** Runs a program on its owner's rows and on the hidden ones, which go in without labels. An Error where there is no sandbox. */
export async function runOn(lab: CodeLab, recipe: Recipe, secret?: string): Promise<CodeRun> {
  const form = await sandboxForm()
  if (form.kind === 'refused') throw new Error(formSentence(form).en)
  const program = programOf(recipe)
  const { learn, ask, classes, seed, source } = ownJob(lab.open, recipe.seed, program.source)
  return runCode(form.walls, { source, runtime: runtimeOf(program), learn, practice: ask[0]!, hidden: listsOf(lab.hidden.data), classes, seed }, LIMITS, secret)
}

/** Grades a program: counts right answers here, where the labels are. Beside it the nearest mean, learnt from the same rows. */
export async function gradeCode(lab: CodeLab, recipe: Recipe, secret?: string): Promise<Graded> {
  const { open, hidden: { data: hidden } } = lab
  const { taken, asked } = ownCodeRows(open, recipe.seed)
  const practised = rowsOf(open.table, asked)
  const start = (rows: typeof hidden): number => codeKind.value(twinAnswers({ twin: 'centroid' }, rowsOf(open.table, taken), rows, recipe.seed), rows)
  const beside = { of: codeKind.sizeOf(hidden), baseline: start(hidden), learntBaseline: start(practised) }
  const run = await runOn(lab, recipe, secret)
  if (run.kind === 'failed') return { kind: 'stopped', ...beside }
  const practice = practiceShare(open, recipe.seed, run.practice)
  // It is not asked again for what it learnt from: that costs the phone as much as all the rest.
  return { kind: 'trained', ...beside, value: codeKind.value(Float64Array.from(run.hidden), hidden), second: null, learnt: practice, practice, digest: codeDigest(recipe, open, run.practice) }
}

import { checkTrained, type Figure } from '../../check-lab.ts'
import { recipeOf } from '../../lab.ts'
import { scoreOf, simulatedSeed } from '../../trial.ts'
import { gradePolicy } from './grade.ts'
import { POLICY_LIMITS } from './policy-run.ts'
import type { PolicyLab } from './task.ts'

/** Everything that decides whether a lab in a simulated world may be used; the programs that its file names run in the sandbox as hand-ins do. */
export async function* checkPolicy(lab: PolicyLab, learners: number): AsyncGenerator<Figure> {
  yield* checkTrained(lab, learners)
  if (!lab.program) return
  const named = [{ name: 'starter', passes: false, source: lab.program.starter }, ...lab.program.checked]
  for (const { name, passes, source } of named) {
    const began = performance.now()
    const found = await gradePolicy(lab, recipeOf(lab, simulatedSeed(1), [{ block: 'program', source }]))
    const scale = { pass: lab.pass, metric: 'cost', rows: found.of } as const
    const scores = found.kind === 'trained' ? [scoreOf(scale, found.value, found.baseline), ...(found.second ? [scoreOf(scale, found.second.value, found.second.baseline)] : [])] : []
    const passed = scores.length > 0 && scores.every((score) => score >= lab.pass.skill)
    yield {
      item: `program: ${name}, in the sandbox`, figure: `${scores.length > 0 ? `skill ${scores.map((score) => score.toFixed(3)).join(' / ')}` : found.kind}, ${((performance.now() - began) / 1000).toFixed(1)} s`,
      target: `${passes ? '>=' : '<'} ${lab.pass.skill}, within ${POLICY_LIMITS.wallMs / 1000} s`, met: passed === passes && scores.length > 0,
    }
  }
}

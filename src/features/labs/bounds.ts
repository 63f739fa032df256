import { cost, type MethodStep, type Recipe, type Step } from '../../engine/recipe.ts'
import type { Blocks, Knob, LabFileContent, When } from './lab-file.ts'

/** A step that the lab does not allow: which block, and which knob with its bounds when it is a knob. */
export interface OutOfBounds {
  readonly block: Step['block']
  readonly knob?: { readonly name: string; readonly least: number; readonly most: number }
}

/** The first step that goes beyond what the lab allows, or null. */
export function outOfBounds(blocks: Blocks, steps: readonly Step[]): OutOfBounds | null {
  for (const step of steps) {
    if (step.block === 'scale') {
      if (!blocks.scale.includes(step.by)) return { block: 'scale' }
    } else {
      const found = methodOutOfBounds(blocks, step)
      if (found) return found
    }
  }
  return null
}

function methodOutOfBounds(blocks: Blocks, step: MethodStep): OutOfBounds | null {
  if (step.block === 'majority') return blocks.majority ? null : { block: 'majority' }
  const knobs: Readonly<Record<string, Knob>> | undefined = blocks[step.block]
  if (!knobs) return { block: step.block }
  for (const [name, value] of Object.entries(knobsOf(step))) {
    const { least, most } = knobs[name]!
    if (value < least || value > most) return { block: step.block, knob: { name, least, most } }
  }
  return null
}

/** The numbers of a method, by name. */
export function knobsOf(step: MethodStep): Readonly<Record<string, number>> {
  const { block: _block, ...knobs } = step
  return knobs
}

/** Multiply-adds of the whole grading of a recipe: its training and its answers to every public and hidden row. */
export function costOf(lab: Pick<LabFileContent, 'data'>, recipe: Recipe): number {
  const { public: open, hidden, share, classes, columns } = lab.data
  const learnt = Math.ceil(open.rows * share)
  return cost(recipe, learnt, open.rows - learnt + hidden.rows, Object.keys(columns).length, classes.length)
}

/** Whether a known mistake applies to these steps. */
export function fits(when: When, steps: readonly Step[]): boolean {
  const scale = steps.find((s) => s.block === 'scale')
  const method = steps.find((s): s is MethodStep => s.block !== 'scale')
  if (!method) return false
  if (when.scale && !when.scale.includes(scale?.block === 'scale' ? scale.by : 'none')) return false
  if (when.method && when.method !== method.block) return false
  const knobs = knobsOf(method)
  const within = (limits: Readonly<Record<string, number | undefined>> | undefined, ok: (value: number, limit: number) => boolean) =>
    Object.entries(limits ?? {}).every(([name, limit]) => limit === undefined || (name in knobs && ok(knobs[name]!, limit)))
  return within(when.at_most, (v, l) => v <= l) && within(when.at_least, (v, l) => v >= l)
}

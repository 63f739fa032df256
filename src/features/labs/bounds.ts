import { numberCost } from '../../engine/number-cost.ts'
import { cost, isMethod, saysClasses, seriesCost, type MethodStep, type Recipe, type Step } from '../../engine/recipe.ts'
import type { Blocks, ClassLabContent, NumberLabContent, SeriesLabContent } from './lab-file.ts'
import type { Knob, When } from './lab-steps.ts'

/** A step that the lab does not allow: which block, and what of it is open when the block is. */
export interface OutOfBounds {
  readonly block: Step['block']
  readonly knob?: { readonly name: string; readonly least: number; readonly most: number }
  /** The months back that are open, when one is not. */
  readonly months?: readonly number[]
}

/** The first step that goes beyond what the lab allows, or null. */
export function outOfBounds(blocks: Blocks, steps: readonly Step[]): OutOfBounds | null {
  for (const step of steps) {
    const found = isMethod(step) ? methodOutOfBounds(blocks, step) : preparedOutOfBounds(blocks, step)
    if (found) return found
  }
  return null
}

function preparedOutOfBounds(blocks: Blocks, step: Exclude<Step, MethodStep>): OutOfBounds | null {
  if (step.block === 'scale') return 'scale' in blocks && blocks.scale.includes(step.by) ? null : { block: 'scale' }
  if (step.block === 'columns') return 'columns' in blocks && blocks.columns ? null : { block: 'columns' }
  if (step.block === 'anomalies') return 'anomalies' in blocks && blocks.anomalies ? null : { block: 'anomalies' }
  if (!('lags' in blocks)) return { block: 'lags' }
  if (step.months.every((l) => blocks.lags.includes(l))) return null
  return { block: 'lags', months: blocks.lags }
}

function methodOutOfBounds(blocks: Blocks, step: MethodStep): OutOfBounds | null {
  const open = Object.entries(blocks).find(([name]) => name === step.block)?.[1]
  if (open === undefined || open === false) return { block: step.block }
  if (step.block === 'same') return 'same' in blocks && blocks.same?.includes(step.column) ? null : { block: 'same' }
  const bounds = knobBounds(blocks, step)
  for (const [name, value] of Object.entries(knobsOf(step))) {
    const { least, most } = bounds[name]!
    if (value < least || value > most) return { block: step.block, knob: { name, least, most } }
  }
  return null
}

/** The bounds of a method's knobs, by name; none where the lab has closed the method. */
export function knobBounds(blocks: Blocks, step: MethodStep): Readonly<Record<string, Knob>> {
  if (step.block === 'ridge') return 'ridge' in blocks ? blocks.ridge ?? {} : {}
  if (saysClasses(step)) return step.block === 'majority' || !('neighbours' in blocks || 'softmax' in blocks) ? {} : blocks[step.block] ?? {}
  if (step.block !== 'tree' && step.block !== 'forest' && step.block !== 'boosting') return {}
  return 'mean' in blocks ? blocks[step.block] ?? {} : {}
}

/** The numbers of a method, by name. */
export function knobsOf(step: MethodStep): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(step).filter((entry): entry is [string, number] => typeof entry[1] === 'number'))
}

/** Multiply-adds of the whole grading of a recipe: its training and its answers to every public and hidden row. */
type Sized<L extends ClassLabContent | SeriesLabContent | NumberLabContent> = L extends unknown ? Pick<L, 'task' | 'data'> : never

export function costOf(lab: Sized<ClassLabContent | SeriesLabContent | NumberLabContent>, recipe: Recipe): number {
  if (lab.task === 'series') {
    const targets = 12 * lab.data.years
    const learnt = targets - 12 * lab.data.practice
    return seriesCost(recipe, learnt, targets + lab.data.hidden.rows)
  }
  const { public: open, hidden, share, columns } = lab.data
  const learnt = Math.ceil(open.rows * share)
  if (lab.task === 'numbers') return numberCost(recipe, learnt, open.rows - learnt + hidden.rows, Object.keys(columns).length)
  const { classes } = lab.data
  return cost(recipe, learnt, open.rows - learnt + hidden.rows, Object.keys(columns).length, classes.length)
}

/** Whether a known mistake applies to these steps. */
export function fits(when: When, steps: readonly Step[]): boolean {
  const method = steps.find(isMethod)
  if (!method || !preparationFits(when, steps)) return false
  if (when.method && when.method !== method.block) return false
  const knobs = knobsOf(method)
  const within = (limits: Readonly<Record<string, number | undefined>> | undefined, ok: (value: number, limit: number) => boolean) =>
    Object.entries(limits ?? {}).every(([name, limit]) => limit === undefined || (name in knobs && ok(knobs[name]!, limit)))
  return within(when.at_most, (v, l) => v <= l) && within(when.at_least, (v, l) => v >= l)
}

function preparationFits(when: When, steps: readonly Step[]): boolean {
  const scale = steps.find((s) => s.block === 'scale')
  if (when.scale && !when.scale.includes(scale?.block === 'scale' ? scale.by : 'none')) return false
  if (when.anomalies !== undefined && when.anomalies !== steps.some((s) => s.block === 'anomalies')) return false
  const lags = steps.flatMap((s) => (s.block === 'lags' ? s.months : []))
  if (when.without_lag !== undefined && (lags.length === 0 || lags.includes(when.without_lag))) return false
  return when.lags_at_least === undefined || lags.length >= when.lags_at_least
}

import { isMethod, type MethodStep, type OwnLabel, type Step } from '../../engine/recipe.ts'
import type { Knob, When } from './lab-steps.ts'
import type { Blocks } from './view.ts'

/** A step that the lab does not allow: which block, and what of it is open when the block is. */
export interface OutOfBounds {
  readonly block: Step['block']
  readonly knob?: { readonly name: string; readonly least: number; readonly most: number }
  /** The months back that are open, when one is not. */
  readonly months?: readonly number[]
}

/** The first step that goes beyond what the lab allows, or null. A lab opens a block under its own name: yes, a list of choices, or bounds of knobs. */
export function outOfBounds(blocks: Blocks, steps: readonly Step[]): OutOfBounds | null {
  for (const step of steps) {
    const open = blocks[step.block]
    if (open === undefined || open === false) return { block: step.block }
    const found = typeof open === 'object' && isList(open) ? choiceOutOfBounds(open, step) : knobOutOfBounds(knobBounds(blocks, step), step)
    if (found) return found
  }
  return null
}

function choiceOutOfBounds(open: readonly (string | number)[], step: Step): OutOfBounds | null {
  if (step.block === 'scale') return open.includes(step.by) ? null : { block: 'scale' }
  if (step.block === 'same') return open.includes(step.column) ? null : { block: 'same' }
  if (step.block !== 'lags') return { block: step.block }
  return step.months.every((l) => open.includes(l)) ? null : { block: 'lags', months: open.map(Number) }
}

function knobOutOfBounds(bounds: Readonly<Record<string, Knob>>, step: Step): OutOfBounds | null {
  for (const [name, value] of Object.entries(knobsOf(step))) {
    const knob = bounds[name]
    if (!knob) return { block: step.block }
    if (value < knob.least || value > knob.most) return { block: step.block, knob: { name, least: knob.least, most: knob.most } }
  }
  return null
}

/** The bounds of a step's knobs, by name; none where the lab has closed the block or it has none. */
export function knobBounds(blocks: Blocks, step: Step): Readonly<Record<string, Knob>> {
  const open = blocks[step.block]
  return typeof open === 'object' && !isList(open) ? open : {}
}

function isList(open: object): open is readonly (string | number)[] {
  return Array.isArray(open)
}

/** The numbers of a step, by name. */
export function knobsOf(step: Step): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(step).filter((entry): entry is [string, number] => typeof entry[1] === 'number'))
}

/** Whether a known mistake applies to these steps. */
export function fits(when: When, steps: readonly Step[]): boolean {
  const method = steps.find(isMethod)
  if (!method || !preparationFits(when, steps)) return false
  return (!when.method || when.method === method.block) && knobsFit(when, method)
}

function knobsFit(when: When, method: MethodStep): boolean {
  const knobs = knobsOf(method)
  const within = (limits: Readonly<Record<string, number | undefined>> | undefined, ok: (value: number, limit: number) => boolean) =>
    Object.entries(limits ?? {}).every(([name, limit]) => limit === undefined || (name in knobs && ok(knobs[name]!, limit)))
  return within(when.at_most, (v, l) => v <= l) && within(when.at_least, (v, l) => v >= l)
}

function photosFit(when: When, steps: readonly Step[]): boolean {
  if (when.statistics !== undefined && when.statistics !== steps.some((s) => s.block === 'statistics')) return false
  const flips = steps.find((s) => s.block === 'flips')
  const way = flips?.block !== 'flips' ? 'none' : flips.across ? (flips.down ? 'both' : 'across') : flips.down ? 'down' : 'none'
  return !when.flips || when.flips.includes(way)
}

function preparationFits(when: When, steps: readonly Step[]): boolean {
  const features = steps.flatMap((s) => (s.block === 'features' ? s.names : []))
  if (when.without_feature !== undefined && (features.length === 0 || features.includes(when.without_feature))) return false
  const scale = steps.find((s) => s.block === 'scale')
  if (when.scale && !when.scale.includes(scale?.block === 'scale' ? scale.by : 'none')) return false
  if (when.anomalies !== undefined && when.anomalies !== steps.some((s) => s.block === 'anomalies')) return false
  if (when.looks_at !== undefined && !looksAt(steps, when.looks_at)) return false
  const names = steps.flatMap((s) => (s.block === 'columns' ? s.names : []))
  if (when.without_column !== undefined && (names.length === 0 || names.includes(when.without_column))) return false
  if (!photosFit(when, steps)) return false
  const lags = steps.flatMap((s) => (s.block === 'lags' ? s.months : []))
  if (when.without_lag !== undefined && (lags.length === 0 || lags.includes(when.without_lag))) return false
  if (when.lags_at_least !== undefined && lags.length < when.lags_at_least) return false
  if (!sourceFits(when, steps)) return false
  return labelsFit(when, steps.flatMap((s) => (s.block === 'labels' ? s.given : [])))
}

function labelsFit(when: When, labels: readonly OwnLabel[]): boolean {
  if (when.labels_at_most !== undefined && labels.length > when.labels_at_most) return false
  return when.labels_alike === undefined || (labels.length > 1 && labels.every(([, label]) => label === labels[0]![1]))
}

function looksAt(steps: readonly Step[], column: string): boolean {
  const chosen = steps.find((s) => s.block === 'columns')
  if (chosen?.block === 'columns') return chosen.names.includes(column)
  const method = steps.find(isMethod)
  return method?.block === 'same' ? method.column === column : method?.block !== 'mean' && method?.block !== 'majority'
}

function sourceFits({ has, lacks }: When, steps: readonly Step[]): boolean {
  const source = steps.flatMap((s) => (s.block === 'code' || s.block === 'program' ? [s.source] : [])).join('\n')
  return (!has || has.some((text) => source.includes(text))) && !lacks?.some((text) => source.includes(text))
}

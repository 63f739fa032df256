import type { ScaleStep } from './recipe.ts'

/** Looks at six numbers of each photo instead of its pixels, see image-statistics.ts. */
export interface StatisticsStep {
  readonly block: 'statistics'
}

/** Shows a network each photo as it is or mirrored, as likely each, and moved by up to `shift` pixels each way, anew in every round. */
export interface FlipsStep {
  readonly block: 'flips'
  readonly across: boolean
  readonly down: boolean
  readonly shift: number
}

export type ImageMethod =
  /** The class whose mean photo, or mean numbers, are nearest. */
  | { readonly block: 'centroid' }
  | { readonly block: 'softmax'; readonly epochs: number; readonly rate: number; readonly penalty: number; readonly batch: number }
  | NetworkStep

/** A small convolutional net, see cnn.ts: windows of `window` pixels with `filters` filters, then windows of 3 with `second` filters or none. */
export interface NetworkStep {
  readonly block: 'network'
  readonly window: 3 | 5
  readonly filters: number
  readonly second: number
  readonly epochs: number
  readonly rate: number
  readonly penalty: number
  readonly batch: number
}

export type ImageStep = StatisticsStep | FlipsStep | ScaleStep | ImageMethod

/** The parts of a recipe for photos that was checked; the nearest mean where it names no method. */
export function imageStepsOf(steps: readonly { readonly block: string }[]): {
  statistics: boolean; flips: Omit<FlipsStep, 'block'>; scale: ScaleStep['by'] | 'none'; method: ImageMethod
} {
  let statistics = false
  let flips: Omit<FlipsStep, 'block'> = { across: false, down: false, shift: 0 }
  let scale: ScaleStep['by'] | 'none' = 'none'
  let method: ImageMethod = { block: 'centroid' }
  for (const step of steps) {
    if (!isImageStep(step)) continue
    if (step.block === 'statistics') statistics = true
    else if (step.block === 'flips') flips = step
    else if (step.block === 'scale') scale = step.by
    else method = step
  }
  return { statistics, flips, scale, method }
}

const BLOCKS = ['statistics', 'flips', 'scale', 'centroid', 'softmax', 'network']

/** Whether a step that was checked is one of a recipe for photos. */
function isImageStep(step: { readonly block: string }): step is ImageStep {
  return BLOCKS.includes(step.block)
}

/** Whether steps are a recipe for photos: statistics or not, scale or not, then centroid or softmax; or flips or not, then a network. */
export function inImageOrder(steps: readonly { readonly block: string }[]): boolean {
  const blocks = steps.map((step) => step.block).join(' ')
  return /^((statistics )?(scale )?(centroid|softmax)|(flips )?network)$/.test(blocks)
}

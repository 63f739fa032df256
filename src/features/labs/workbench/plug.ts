import type { JSX } from 'preact'
import type { Text } from '../../../lib/text.ts'
import type { Step } from '../../../engine/recipe.ts'
import type { AnyView } from '../view.ts'
import type { AnyDone } from './order.ts'

/** What lies before the learner: what the server gave the page, and what a task makes of the public data. */
export interface AnyDesk {
  readonly view: AnyView
}

export interface BuildProps<D extends AnyDesk> {
  readonly desk: D
  readonly steps: readonly Step[]
  readonly change: (steps: Step[]) => void
}

/** What a task puts into the workbench. V: what the server gave the page; D: its desk; R: what came of a training. */
export interface Plug<V extends AnyView = AnyView, D extends AnyDesk = AnyDesk, R extends AnyDone = AnyDone> {
  /** The lab's public data and what of it is hers. */
  openDesk(view: V, bytes: Uint8Array): D
  /** The data first, before any model. */
  See(props: { desk: D }): JSX.Element
  /** The blocks of a recipe, to be tapped together. */
  Build(props: BuildProps<D>): JSX.Element
  /** Mistakes before the metric; then the bar, and each number with its sentence. */
  Result(props: { desk: D; done: R }): JSX.Element
  /** A figure in the lab's metric as people read it. */
  figure(view: V, value: number): string
  /** How many epochs a training of these steps tells, where only the task knows. */
  epochs?(steps: readonly Step[]): number
  /** What a training cost so far, while it goes on. */
  Course?(props: { desk: D; steps: readonly Step[]; course: readonly number[] }): JSX.Element | null
  /** Fetches what a training of these steps needs beside the data, such as Python: before each, so it is to be kept. Null: nothing. */
  bring?(view: V, steps: readonly Step[]): Promise<unknown> | null
  /** The script in which these steps are carried out, where it is not the task's own. */
  trainer?(view: V, steps: readonly Step[]): string | null
  /** A training of a bounded cost needs none: after so long it is stopped, in ms. */
  readonly limitMs?: number
  /** Where this task is no training of blocks, what it is called instead. */
  readonly says?: Partial<Readonly<Record<'build' | 'train' | 'trainingShort' | 'bringing' | 'tooSlow' | 'trainFirst' | 'trainOnce' | 'handInNow' | 'failed', Text>>>
  /** The lab's predictions ask about these: their answer is told once one of them was tried. */
  readonly asked: readonly Step['block'][]
}

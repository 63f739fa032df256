import type { Recipe, Step } from '../../../engine/recipe.ts'
import type { Progress } from '../kind.ts'

/** What a training needs; plain data, so that it can cross to a worker. */
export interface Order {
  readonly recipe: Recipe
  readonly baseline: readonly Step[]
  /** What the lab's kind is told. */
  readonly settings: unknown
  /** The public file. */
  readonly bytes: Uint8Array
  /** Rows of her own, written as the lab's hidden file is: to be answered and nothing else. */
  readonly own?: Uint8Array
  /** What the task's plug brought for it. */
  readonly brought?: unknown
}

/** What comes back of any training; each task adds what its page shows. */
export interface AnyDone {
  readonly digest: string
  /** On her practice, in the lab's metric: what is remembered of a try. */
  readonly figure: number
  /** This machine passed the self-test: the server will find the same digest. */
  readonly sameBits: boolean
  /** Answers to her own rows, where the order had some. */
  readonly own?: readonly number[]
  /** There is something to look at, but nothing to hand in: a program that stopped. */
  readonly unfit?: boolean
}

export type Trained<R extends AnyDone = AnyDone> = { readonly diverged: true } | { readonly diverged: false; readonly done: R }

/** Trains on whatever thread calls it, yielding so that the caller can show progress or stop. */
export type CarryOut = (order: Order) => Generator<Progress, Trained>

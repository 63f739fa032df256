import { ENGINE } from '../../engine/version.ts'
import type { Recipe, Step } from '../../engine/recipe.ts'
import type { LabFileContent } from './lab-file.ts'

export interface HiddenSet<H> {
  readonly bytes: Buffer<ArrayBuffer>
  readonly data: H
}

/** The data of a lab as its kind reads it. `hidden` never leaves the server. */
export interface Loaded<D, H> {
  /** The public file as it ships. */
  readonly bytes: Buffer<ArrayBuffer>
  readonly open: D
  /** The hidden set whose score is shown, and the one that decides, where there are two. For a simulated lab those of the check: a cohort has its own. */
  readonly hidden: HiddenSet<H>
  readonly second: HiddenSet<H> | null
}

/** A lab as the server knows it: its file, and its data, of which only its own kind knows the shape. */
export type Lab = LabFileContent & Loaded<unknown, unknown>

/** A recipe of the lab. */
export function recipeOf(lab: Pick<LabFileContent, 'id' | 'version'>, seed: string, steps: readonly Step[]): Recipe {
  return { lab: lab.id, version: lab.version, engine: ENGINE, seed, steps }
}

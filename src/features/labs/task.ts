import type { Random } from '../../engine/random.ts'
import type { Recipe, Step } from '../../engine/recipe.ts'
import type { Lang, Text } from '../../lib/text.ts'
import type { LabFileContent } from './lab-file.ts'
import type { Lab } from './lab.ts'
import type { Figure } from './check-lab.ts'
import type { Graded } from './grade.ts'
import type { AnyView } from './view.ts'

/** Says what is wrong with a lab's folder: which file, what. */
export type Report = (file: string, message: string) => void

/** One of a list, for a simulated learner. */
export type One = <T>(list: readonly T[]) => T

export type Say = (text: Text, values?: Record<string, string | number>) => string

/** A way in which people go about a lab; the rest of it is its task's own. */
export interface AnyFamily {
  readonly name: string
  /** How many learners of it are simulated where training takes long; all that the check asks for without. */
  readonly learners?: number | undefined
}

/**
 * What the server must know of a task beyond its kind (kind.ts). C is the task's lab file, L the lab with its data, F a family of
 * simulated learners. Methods, not functions in fields: a registry of tasks holds them all under their common shape.
 */
export interface Task<C = LabFileContent, L = Lab, F extends AnyFamily = AnyFamily> {
  /** Plain JSON from the lab's file for the kind, in the grading process and on the phone. */
  settings(file: C): unknown
  /** What only several fields of the file together can get wrong. */
  compare(file: C, report: Report): void
  /** What the file and its data together can get wrong. */
  matches(lab: L, report: Report): void
  /** A sentence for what is wrong with steps that are within the bounds and in order; null when nothing is. Names the place. */
  wrongSteps(lab: L, steps: readonly Step[]): string | null
  /** Upper bound of the multiply-adds of the whole grading of a recipe: its training and its answers to every public and hidden row. */
  cost(file: C, recipe: Recipe): number
  /** Recipes at the far end of what the lab allows. */
  dearest(file: C): Step[][]
  /** What a simulated learner of the family, who holds `seed`, hands in. */
  draw(family: F, one: One, lab: L, seed: string, source: Random): Step[]
  /** What the reference hands in where it stands not in the file because it lies in her own part of the data. */
  reference?(lab: L, seed: string): Step[]
  /** The lab with its rows cut otherwise into public and hidden, where that can be done. */
  rotated?(lab: L, i: number): L
  /** How the data is shared out: learnt from, practised on, hidden. */
  shares(file: C, t: Say): string
  /** A figure in the lab's metric as people read it: "0,72 °C". Labs passed by right answers say them as counts instead. */
  figure(file: C, value: number, lang: Lang): string
  /** Best there can be in the lab's metric, where a simulator knows it. */
  ceiling(file: C): { readonly value: number; readonly sentence: Text } | null
  /** Most bytes of a recipe in canonical form, where that is more than others need. */
  readonly mostBytes?: number
  /**
   * Grades a recipe where the grading process (grade.child.ts) is not how, null where it is; an Error when nothing is known: try again.
   * `secret`: what is drawn for this recipe alone, the same whenever the house grades it; without one it is drawn anew. `seed`: of the
   * hidden data, where it is simulated; without one that of the check.
   */
  grade?(lab: L, recipe: Recipe, secret?: string, seed?: string): Promise<Graded> | null
  /** Checks a lab where check-lab.ts cannot. */
  check?(lab: L, learners: number): AsyncGenerator<Figure>
  /** Why nobody can hand in now, or not these steps, as far as one sees before they are checked: this machine cannot grade it. */
  closed?(steps?: unknown): Promise<Text | null>
  /** What the workbench of this task is given beyond AnyView, in one language. */
  view(file: C, t: Say): Omit<AnyView, keyof AnyView> & object
}

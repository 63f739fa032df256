import type { Step } from '../../engine/recipe.ts'
import { ENGINE } from '../../engine/version.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import type { Lab } from './lab.ts'
import type { Knob, When } from './lab-steps.ts'
import { shapesOf } from './recipe-shapes.ts'
import type { TaskName } from './task-name.ts'
import { taskOf } from './tasks.ts'

/** What of a lab's blocks is open: by the name of the block. */
export type Blocks = Readonly<Record<string, boolean | readonly (string | number)[] | Readonly<Record<string, Knob>> | undefined>>

/** What the workbench of any lab is given, in one language. Nothing of the hidden data, nothing personal but the seed. */
export interface AnyView {
  readonly task: TaskName
  readonly lang: Lang
  readonly lab: string
  readonly version: number
  readonly engine: string
  readonly seed: string
  /** What the lab's kind is told, see Task.settings. */
  readonly settings: unknown
  /** Address and SHA-256 of the public data, and what training runs as. */
  readonly dataUrl: string
  readonly dataHash: string
  readonly trainUrl: string
  /** Where the hand-in form posts. */
  readonly postUrl: string
  readonly row: string
  readonly rows: string
  readonly starter: readonly Step[]
  readonly baseline: readonly Step[]
  readonly blocks: Blocks
  /** Right answers or skill that pass, and on how many hidden units. */
  readonly pass: { readonly right?: number; readonly skill?: number; readonly of: number }
  readonly predict: { readonly question: string; readonly options: readonly string[]; readonly answer: number; readonly because: string }
  readonly hints: readonly string[]
  readonly mistakes: readonly { readonly when: When; readonly say: string }[]
  /** By what a recipe of somebody else is checked, see recipe-shapes.ts. */
  readonly shapes: Readonly<Record<string, object>>
  readonly orders: readonly string[]
  /** Where the lab's table has columns with names for people. */
  readonly columns?: readonly { readonly id: string; readonly name: string }[]
}

export function labView(lab: Lab, lang: Lang, seed: string, addresses: Pick<AnyView, 'dataUrl' | 'trainUrl' | 'postUrl'>): AnyView {
  const t = (text: Text, values: Record<string, string | number> = {}) => say(text, lang, values)
  const task = taskOf(lab)
  return {
    task: lab.task, lang, lab: lab.id, version: lab.version, engine: ENGINE, seed, ...addresses, dataHash: lab.data.public.sha256, settings: task.settings(lab),
    row: t(lab.data.row), rows: t(lab.data.rows), starter: lab.starter, baseline: lab.baseline, blocks: lab.blocks, pass: { ...lab.pass, of: lab.data.hidden.rows },
    predict: { question: t(lab.predict.question), options: lab.predict.options.map((o) => t(o)), answer: lab.predict.answer, because: t(lab.predict.because) },
    hints: lab.hints.map((h) => t(h)), mistakes: lab.mistakes.map((m) => ({ when: m.when, say: t(m.say) })),
    ...shapesOf(lab), ...task.view(lab, t),
  }
}

import type { Step } from '../../engine/recipe.ts'
import { ENGINE } from '../../engine/version.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import type { Blocks, LabFileContent, When } from './lab-file.ts'
import type { Lab } from './load.ts'

/** What the workbench is given, in one language. Nothing of the hidden data, nothing personal but the seed. */
export interface LabView {
  readonly lang: Lang
  readonly lab: string
  readonly version: number
  readonly engine: string
  readonly seed: string
  /** Address and SHA-256 of the public data, and what training runs as. */
  readonly dataUrl: string
  readonly dataHash: string
  readonly trainUrl: string
  /** Where the hand-in form posts. */
  readonly postUrl: string
  readonly share: number
  readonly classes: readonly string[]
  readonly columns: readonly { readonly id: string; readonly name: string }[]
  readonly row: string
  readonly rows: string
  readonly plot: { readonly x: string; readonly y: string }
  readonly blocks: Blocks
  readonly pass: { readonly right: number; readonly of: number }
  readonly starter: readonly Step[]
  readonly baseline: readonly Step[]
  readonly predict: { readonly question: string; readonly options: readonly string[]; readonly answer: number; readonly because: string }
  readonly hints: readonly string[]
  readonly mistakes: readonly { readonly when: When; readonly say: string }[]
  readonly sentences: Readonly<Record<keyof LabFileContent['sentences'], string>>
}

export function labView(lab: Lab, lang: Lang, seed: string, addresses: Pick<LabView, 'dataUrl' | 'trainUrl' | 'postUrl'>): LabView {
  const t = (text: Text) => say(text, lang)
  const { sentences } = lab
  return {
    lang, lab: lab.id, version: lab.version, engine: ENGINE, seed, ...addresses, dataHash: lab.data.public.sha256, share: lab.data.share,
    classes: lab.data.classes.map(t), columns: Object.entries(lab.data.columns).map(([id, name]) => ({ id, name: t(name) })),
    row: t(lab.data.row), rows: t(lab.data.rows), plot: lab.data.plot, blocks: lab.blocks,
    pass: { right: lab.pass.right, of: lab.data.hidden.rows }, starter: lab.starter, baseline: lab.baseline,
    predict: { question: t(lab.predict.question), options: lab.predict.options.map(t), answer: lab.predict.answer, because: t(lab.predict.because) },
    hints: lab.hints.map(t), mistakes: lab.mistakes.map((m) => ({ when: m.when, say: t(m.say) })),
    sentences: {
      practice: t(sentences.practice), learnt: t(sentences.learnt), hidden: t(sentences.hidden), baseline: t(sentences.baseline),
      goal: t(sentences.goal), balance: t(sentences.balance),
    },
  }
}

/** A trade sentence with its numbers: right answers of so many; `box` = wrong ones in a dozen, to one decimal. */
export function tradeSentence(sentence: string, right: number, of: number, lang: Lang): string {
  const box = ((12 * (of - right)) / of).toFixed(1).replace(/\.0$/, '')
  const values = { right, wrong: of - right, of, percent: Math.round((100 * right) / of), box: lang === 'es' ? box.replace('.', ',') : box }
  return say({ es: sentence, en: sentence }, lang, values)
}

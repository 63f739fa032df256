import type { Step } from '../../engine/recipe.ts'
import { ENGINE } from '../../engine/version.ts'
import type { Plan } from '../../engine/series.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import type { ClassBlocks, ClassLabContent, NumberBlocks, NumberLabContent, SeriesBlocks, SeriesLabContent } from './lab-file.ts'
import type { When } from './lab-steps.ts'
import type { Lab } from './load.ts'

/** What the workbench is given, in one language. Nothing of the hidden data, nothing personal but the seed. */
interface AnyView {
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
  readonly row: string
  readonly rows: string
  readonly starter: readonly Step[]
  readonly baseline: readonly Step[]
  readonly predict: { readonly question: string; readonly options: readonly string[]; readonly answer: number; readonly because: string }
  readonly hints: readonly string[]
  readonly mistakes: readonly { readonly when: When; readonly say: string }[]
}

export interface ClassView extends AnyView {
  readonly task: 'classes'
  readonly share: number
  readonly classes: readonly string[]
  readonly columns: readonly { readonly id: string; readonly name: string }[]
  readonly plot: { readonly x: string; readonly y: string }
  readonly blocks: ClassBlocks
  readonly pass: { readonly right: number; readonly of: number }
  readonly sentences: Readonly<Record<keyof ClassLabContent['sentences'], string>>
}

export interface SeriesView extends AnyView {
  readonly task: 'series'
  readonly plan: Plan
  readonly unit: string
  readonly measure: string
  readonly blocks: SeriesBlocks
  readonly pass: { readonly skill: number; readonly of: number }
  readonly sentences: Readonly<Record<keyof SeriesLabContent['sentences'], string>>
}

export interface NumberView extends AnyView {
  readonly task: 'numbers'
  readonly share: number
  readonly target: { readonly name: string; readonly unit: string }
  readonly columns: readonly { readonly id: string; readonly name: string }[]
  readonly plot: { readonly x: string }
  readonly metric: 'mae' | 'rmse'
  readonly ceiling: number | null
  readonly blocks: NumberBlocks
  readonly pass: { readonly skill: number; readonly of: number }
  readonly sentences: Readonly<Record<keyof NumberLabContent['sentences'], string>>
}

export type LabView = ClassView | SeriesView | NumberView

export function labView(lab: Lab, lang: Lang, seed: string, addresses: Pick<LabView, 'dataUrl' | 'trainUrl' | 'postUrl'>): LabView {
  const t = (text: Text) => say(text, lang)
  const both = {
    lang, lab: lab.id, version: lab.version, engine: ENGINE, seed, ...addresses, dataHash: lab.data.public.sha256,
    row: t(lab.data.row), rows: t(lab.data.rows), starter: lab.starter, baseline: lab.baseline,
    predict: { question: t(lab.predict.question), options: lab.predict.options.map(t), answer: lab.predict.answer, because: t(lab.predict.because) },
    hints: lab.hints.map(t), mistakes: lab.mistakes.map((m) => ({ when: m.when, say: t(m.say) })),
  }
  const of = lab.data.hidden.rows
  if (lab.task === 'series') {
    const { data, plan, blocks, sentences: s } = lab
    return {
      ...both, task: 'series', plan, unit: data.unit, measure: t(data.measure), blocks, pass: { skill: lab.pass.skill, of },
      sentences: { practice: t(s.practice), learnt: t(s.learnt), hidden: t(s.hidden), baseline: t(s.baseline), goal: t(s.goal), large: t(s.large) },
    }
  }
  if (lab.task === 'numbers') {
    const { data, blocks, sentences: s } = lab
    return {
      ...both, task: 'numbers', share: data.share, target: { name: t(data.target.name), unit: t(data.target.unit) }, plot: data.plot, metric: data.metric,
      columns: Object.entries(data.columns).map(([id, name]) => ({ id, name: t(name) })), ceiling: data.ceiling, blocks, pass: { skill: lab.pass.skill, of },
      sentences: { practice: t(s.practice), learnt: t(s.learnt), hidden: t(s.hidden), baseline: t(s.baseline), goal: t(s.goal), ceiling: t(s.ceiling) },
    }
  }
  const { data, blocks, sentences: s } = lab
  return {
    ...both, task: 'classes', share: data.share, classes: data.classes.map(t), columns: Object.entries(data.columns).map(([id, name]) => ({ id, name: t(name) })),
    plot: data.plot, blocks, pass: { right: lab.pass.right, of },
    sentences: { practice: t(s.practice), learnt: t(s.learnt), hidden: t(s.hidden), baseline: t(s.baseline), goal: t(s.goal), balance: t(s.balance) },
  }
}

/** A trade sentence with its numbers: right answers of so many; `box` = wrong ones in a dozen, to one decimal. */
export function tradeSentence(sentence: string, right: number, of: number, lang: Lang): string {
  const box = ((12 * (of - right)) / of).toFixed(1).replace(/\.0$/, '')
  const values = { right, wrong: of - right, of, percent: Math.round((100 * right) / of), box: lang === 'es' ? box.replace('.', ',') : box }
  return say({ es: sentence, en: sentence }, lang, values)
}

/** A number as people of the language write it, with its unit: "0,72 °C". */
export function measured(value: number, unit: string, lang: Lang): string {
  const text = value.toFixed(2)
  return `${lang === 'es' ? text.replace('.', ',') : text}\u00a0${unit}`
}

/** A trade sentence of an error over so many months or rows. */
export function errorSentence(sentence: string, error: number, of: number, unit: string, lang: Lang): string {
  return say({ es: sentence, en: sentence }, lang, { error: measured(error, unit, lang), of })
}

/** The error that passes beside a baseline's. */
export function goalError(baseline: number, skill: number): number {
  return baseline * (1 - skill)
}

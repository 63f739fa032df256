import { say, type Lang } from '../../lib/text.ts'

// Figures and trade sentences as people read them; shared by the server's pages and the workbench.

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

/** A trade sentence of a figure in the lab's metric over so many months or rows: `{error}` or `{figure}` as it is told, `{of}`. */
export function figureSentence(sentence: string, figure: string, of: number, lang: Lang): string {
  return say({ es: sentence, en: sentence }, lang, { error: figure, figure, of })
}

export function percentText(share: number): string {
  return `${Math.round(100 * share)} %`
}

const OUT_OF = { es: '{n} de 100', en: '{n} in 100' } as const

/** A figure of which 1 is the best: "68 de 100". */
export function outOfHundred(value: number, lang: Lang): string {
  // What falls short of the best must not read as the best.
  const n = value < 1 ? Math.min(99, Math.round(100 * value)) : 100
  return say(OUT_OF, lang, { n: String(n).replace('-', '−') })
}

/** A sentence in every language we speak; Spanish of Peru first. A missing language does not compile. */
export interface Text {
  readonly es: string
  readonly en: string
}

export type Lang = keyof Text

export const LANGS: readonly Lang[] = ['es', 'en']

/** The sentence in `lang`, with `{name}` replaced by `values.name`. */
export function say(text: Text, lang: Lang, values: Record<string, string | number> = {}): string {
  return text[lang].replace(/\{(\w+)\}/g, (whole, key: string) => (key in values ? String(values[key]) : whole))
}

/** The same sentence with its values filled in, still in every language. */
export function fill(text: Text, values: Record<string, string | number>): Text {
  return { es: say(text, 'es', values), en: say(text, 'en', values) }
}

// Sentences and words as a reader meets them: a decimal point, "S/ 1.50", "p. ej.", "9 a. m." or an address is no end of a sentence.

export interface Sentence {
  readonly text: string
  readonly words: number
  /** Lines of the given text above its first word. */
  readonly line: number
}

/** Private-use characters, which no text of ours holds, for the signs that end nothing. */
const HIDDEN = { '.': '\uE000', '?': '\uE001', '!': '\uE002' } as const
const DOT = HIDDEN['.']
const hide = (text: string): string => text.replaceAll('.', DOT).replaceAll('?', HIDDEN['?']).replaceAll('!', HIDDEN['!'])
const shown = (text: string): string => text.replaceAll(DOT, '.').replaceAll(HIDDEN['?'], '?').replaceAll(HIDDEN['!'], '!')
const ADDRESS = /\bhttps?:\/\/[^\s<>«»“”"]+|\bwww\.[^\s<>«»“”"]+/giu
/** Abbreviations that always go on ("p. ej. esto"): the stop never ends a sentence. */
const GOES_ON = /(?<![\p{L}\d])(p\. ?ej|sra?s?|sres|dra?s?|ing|lic|prof|abog|av|avda|jr|psje|mz|lt|art|arts|núm|n|pág|págs|cap|fig|aprox|tel|cel|c\/u|vs|mr|mrs|ms|mt|e\. ?g|i\. ?e|approx|d\. ?s|d\. ?l|s\/)\.(?=[\s,;:º°])/giu
/** Abbreviations that may also end one: the inner stops end nothing, the last one does when a new sentence begins. */
const MAY_END = /(?<![\p{L}\d])(?:(?:[ap]\. ?m|ee\. ?uu|s\. ?a\. ?c|s\. ?a|e\. ?i\. ?r\. ?l|etc)\.)/giu
/** "Juan B. Torres": an initial between two names. "Elige la B. Luego…" is an end. */
const INITIAL = /(?<=(?:^|\s)(?:\p{Lu}\p{Ll}+|\p{Lu}[.\uE000])\s\p{Lu})\.(?=\s\p{Lu})/gu
const END = /(?<=[.!?…][.!?…"'»”’)\]]*)\s+(?=[¿¡"'«“‘([]*[\p{Lu}\d¿¡])|\n\s*\n/gu

/** The sentences of one block of plain text. A line break inside it is only a blank; an empty line ends a sentence. */
export function sentencesOf(block: string): Sentence[] {
  const text = block
    .replace(ADDRESS, (url) => hide(url.replace(/[.,;:!?)»”]+$/u, '')) + (/[.,;:!?)»”]+$/u.exec(url)?.[0] ?? ''))
    .replace(/(?<=\d)\.(?=\d)/g, DOT)
    .replace(GOES_ON, (all) => all.replaceAll('.', DOT))
    .replace(MAY_END, (all) => all.slice(0, -1).replaceAll('.', DOT) + '.')
    .replace(INITIAL, DOT)
  const found: Sentence[] = []
  let from = 0
  for (const end of [...[...text.matchAll(END)].map((m) => ({ at: m.index, next: m.index + m[0].length })), { at: text.length, next: text.length }]) {
    const whole = text.slice(from, end.at)
    const lead = whole.length - whole.trimStart().length
    const clean = shown(whole.trim())
    if (/[\p{L}\d]/u.test(clean)) found.push({ text: clean, words: countWords(clean), line: text.slice(0, from + lead).split('\n').length - 1 })
    from = end.next
  }
  return found
}

/** Words with a letter or a digit. "S/ 1.50", "12 500", "p. ej.", "9 a. m." do not count more than they are read: signs go with their number. */
export function countWords(text: string): number {
  const joined = text
    .replace(/S\/\.?\s*(?=\d)/g, 'S/')
    .replace(/(?<=\b\d{1,3})[ \u00a0\u202f](?=\d{3}(?!\d))/g, '')
    .replace(/\b(p|e|i|a|d|s|ee)\. (ej|g|e|m|s|l|uu)\./giu, '$1.$2.')
  return joined.split(/[\s—]+/u).filter((word) => /[\p{L}\d]/u.test(word)).length
}

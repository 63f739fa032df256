import type { Text } from '../../lib/text.ts'

export interface Option {
  readonly text: Text
  readonly right: boolean
  readonly why: Text
}

interface Of<K extends string> {
  readonly id: string
  readonly kind: K
  readonly ask: Text
}

interface WithOptions { readonly options: readonly Option[] }
export type OptionsQuestion = (Of<'single'> & WithOptions) | (Of<'multiple'> & WithOptions)
export type NumericQuestion = Of<'numeric'> & {
  readonly answer: number
  readonly tolerance: number
  readonly why: Text
  /** Wrong values that people reach, each with its explanation. */
  readonly slips: readonly { readonly value: number; readonly why: Text }[]
}
/** `items` stand in the right order. */
export type OrderQuestion = Of<'order'> & { readonly items: readonly Text[]; readonly why: Text }
export type MatchQuestion = Of<'match'> & { readonly pairs: readonly { readonly left: Text; readonly right: Text; readonly why: Text }[] }

/** What counts as the answer in each language; either is taken, whatever language the page is in. */
export interface Accepted {
  readonly es: readonly string[]
  readonly en: readonly string[]
}
export type ShortQuestion = Of<'short'> & {
  readonly accept: Accepted
  readonly why: Text
  readonly slips: readonly { readonly texts: Accepted; readonly why: Text }[]
}

/** A question with everything that is known of it: right answers and explanations too. */
export type Question = OptionsQuestion | NumericQuestion | OrderQuestion | MatchQuestion | ShortQuestion

/**
 * A question as it is put to somebody. `order[i]` is the place in the file of what is shown at place i: options, items, or the
 * right sides of pairs; empty for a number or a word.
 */
export interface Drawn {
  readonly question: Question
  readonly order: readonly number[]
}

interface AskedText<K extends string> { readonly kind: K; readonly ask: Text }
interface AskedList<K extends string> extends AskedText<K> { readonly shown: readonly Text[] }

/** What somebody who is asked may see: nothing here tells which answer is right, nor which question of the files it is. */
export type Asked =
  | AskedList<'single'> | AskedList<'multiple'> | AskedList<'order'>
  | AskedList<'match'> & { readonly lefts: readonly Text[] }
  | AskedText<'numeric'> | AskedText<'short'>

/** Picks what may be shown, in the order of the draw; nothing is passed on that is not named here. */
export function askedOf({ question, order }: Drawn): Asked {
  const { kind, ask } = question
  const at = (texts: readonly Text[]): Text[] => order.flatMap((i) => texts.slice(i, i + 1)).map(pair)
  switch (kind) {
    case 'single': case 'multiple': return { kind, ask: pair(ask), shown: at(question.options.map((o) => o.text)) }
    case 'order': return { kind, ask: pair(ask), shown: at(question.items) }
    case 'match': return { kind, ask: pair(ask), lefts: question.pairs.map((p) => pair(p.left)), shown: at(question.pairs.map((p) => p.right)) }
    default: return { kind, ask: pair(ask) }
  }
}

const pair = ({ es, en }: Text): Text => ({ es, en })

import type { JSX } from 'preact'
import type { DecidingWord } from '../../../../engine/message-words.ts'

/** Part of the strongest word from which on a word is shown as one that decided. */
const TELLING = 0.4

/** A message with the words marked that spoke most for what the model said, and underlined that spoke most against it. */
export function Decided({ text, words }: { text: string; words: readonly DecidingWord[] }): JSX.Element {
  const most = Math.max(...words.map((word) => Math.abs(word.points)), 0)
  const parts: (JSX.Element | string)[] = []
  let at = 0
  for (const { from, to, points } of words) {
    parts.push(text.slice(at, from))
    const word = text.slice(from, to)
    const telling = most > 0 && Math.abs(points) >= TELLING * most
    parts.push(!telling ? word : points > 0 ? <mark>{word}</mark> : <u>{word}</u>)
    at = to
  }
  return <span lang="es">{parts}{text.slice(at)}</span>
}

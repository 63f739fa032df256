import { csvCell } from './csv.ts'
import { simulateMessages, type Messages } from './sim-messages.ts'

/** How many messages there are: given with the office that received them, checked by a careful reader, to be labelled, hidden. */
const COUNTS = { given: 1800, checked: 300, pool: 1800, hidden: 900 }

/** The messages of the pool with the office each is for: what only the check knows. */
export function messagePool(seed: string): Messages {
  return simulateMessages(seed, COUNTS.pool, 'now', 'pool')
}

/** The public file, as readMessages reads it. The given ones are old, of half of the topics; the others of now, of all of them. */
export function publicMessages(seed: string): string {
  const given = simulateMessages(seed, COUNTS.given, 'before', 'given')
  const checked = simulateMessages(seed, COUNTS.checked, 'now', 'checked')
  return [
    'message,label,part',
    ...given.texts.map((text, i) => `${csvCell(text)},${given.received[i]},given`),
    ...checked.texts.map((text, i) => `${csvCell(text)},${checked.offices[i]},checked`),
    ...messagePool(seed).texts.map((text) => `${csvCell(text)},,pool`),
  ].join('\n') + '\n'
}

/** The hidden file of a secret seed, as readHiddenMessages reads it. */
export function hiddenMessages(seed: string): string {
  const { texts, offices } = simulateMessages(seed, COUNTS.hidden, 'now', 'hidden')
  return ['message,label', ...texts.map((text, i) => `${csvCell(text)},${offices[i]}`)].join('\n') + '\n'
}

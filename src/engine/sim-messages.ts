import { ASIDES, CLOSINGS, OFFICES, OPENINGS, PLACES, SHORT, TIMES, VAGUE } from './sim-messages-words.ts'
import { random, type Random } from './random.ts'

/*
 * Short messages of citizens to the six offices of a municipality, simulated: invented for teaching, from nobody's inbox.
 *
 * A message = [opening, 1 in 2] + what it is about + [an aside that is not what it is about, 1 in 10] + [closing, 7 in 20], then
 * written as on a phone (below). Office by its share (sim-messages-words.ts); topic within the office, each as likely: `before`
 * only the first half of its topics, `now` all of them; form within the topic, each as likely. 3 in 100 messages are vague: they
 * say nothing of what they are about, and their office is drawn all the same.
 *
 * The office that received it is not always the one it is for. A topic is taken to one certain other office with the chance it
 * has in sim-messages-words.ts (people go to the counter they know, always the same), else 3 in 100 to any other by lot; of the
 * vague ones, half. The shares are invented; that strays follow a pattern, so that more of them do not average out, is the point.
 *
 * Hands: accents are kept by 1 in 5 writers; 9 in 20 shorten words (SHORT, each with chance 0.6); 1 in 4 write as it sounds (v b,
 * z s, ll y, no h … in 3 words of 10); a third make no slip of the thumb, a third in 3, a third in 10 of 100 words (two letters
 * swapped, one lost, one twice); 8 in 100 write in capitals, 42 begin with one; 3 in 10 end with a sign.
 */

/** Messages, the office of each, and what only the simulator knows. */
export interface Messages {
  /** Without comma, semicolon, quote or line break. */
  readonly texts: readonly string[]
  /** The office each is for: a place in OFFICES. What only the server knows, and who reads it with care. */
  readonly offices: Int32Array
  /** The office that received it: the label as given. */
  readonly received: Int32Array
  /** Which topic of its office; -1 for a vague one. */
  readonly topics: Int32Array
}

/** Which topics there are: the old half, or all. */
export type When = 'before' | 'now'

const VAGUE_SHARE = 0.03
const ANY_STRAY = 0.03

/**
 * `count` messages; the same seed, time and purpose always give the same, and fewer are the first of more; another purpose
 * gives others.
 */
export function simulateMessages(seed: string, count: number, when: When, purpose = ''): Messages {
  const source = random(seed, `messages ${when}${purpose === '' ? '' : ` ${purpose}`}`)
  const texts: string[] = []
  const offices = new Int32Array(count)
  const received = new Int32Array(count)
  const topics = new Int32Array(count)
  for (let i = 0; i < count; i += 1) {
    const office = drawOffice(source)
    const known = OFFICES[office]!.topics
    const vague = source.unit() < VAGUE_SHARE
    const topic = source.below(when === 'now' ? known.length : Math.floor(known.length / 2))
    offices[i] = office
    topics[i] = vague ? -1 : topic
    received[i] = receiver(office, vague ? null : topic, source)
    texts.push(typed(compose(vague ? VAGUE : known[topic]!.forms, source), source))
  }
  return { texts, offices, received, topics }
}

/** What the best reader could say: the true office, but for a vague message the one with the largest share. Its score is the ceiling. */
export function bestReader(messages: Messages): Int32Array {
  let largest = 0
  for (let k = 1; k < OFFICES.length; k += 1) if (OFFICES[k]!.share > OFFICES[largest]!.share) largest = k
  return messages.offices.map((office, i) => (messages.topics[i]! < 0 ? largest : office))
}

function drawOffice(source: Random): number {
  let total = 0
  for (const { share } of OFFICES) total += share
  let left = source.below(total)
  for (let k = 0; k < OFFICES.length; k += 1) {
    left -= OFFICES[k]!.share
    if (left < 0) return k
  }
  return OFFICES.length - 1
}

function receiver(office: number, topic: number | null, source: Random): number {
  const other = (office + 1 + source.below(OFFICES.length - 1)) % OFFICES.length
  const chance = source.unit()
  if (topic === null) return chance < 0.5 ? other : office
  const { to, share } = OFFICES[office]!.topics[topic]!.strays
  if (chance < share) return to
  return chance < share + ANY_STRAY ? other : office
}

function pick(from: readonly string[], source: Random): string {
  return from[source.below(from.length)]!
}

/** A message in careful Spanish, from one of the forms. */
function compose(forms: readonly string[], source: Random): string {
  const opening = source.unit() < 0.5 ? pick(OPENINGS, source) : ''
  const core = pick(forms, source)
    .replace(/<(\w+)>/g, (_, slot: string) => pick(slot === 'lugar' ? PLACES : TIMES, source))
    .replace(/\[([^\]]*)\]/g, (_, parts: string) => pick(parts.split('|'), source))
  const aside = source.unit() < 0.1 ? pick(ASIDES, source) : ''
  const closing = source.unit() < 0.35 ? pick(CLOSINGS, source) : ''
  return `${opening} ${core} ${aside} ${closing}`.replace(/ +/g, ' ').trim()
}

const ACCENTS = 'áéíóúü'
const BARE = 'aeiouu'
const SOUNDS: readonly (readonly [RegExp, string])[] = [[/^h/, ''], [/ll/, 'y'], [/v/, 'b'], [/z/, 's'], [/c(?=[eiéí])/, 's'], [/qu(?=[eiéí])/, 'k'], [/y$/, 'i']]

/** The same message as somebody types it on a phone. */
function typed(careful: string, source: Random): string {
  const keepsAccents = source.unit() < 0.2
  const shortens = source.unit() < 0.45
  const bySound = source.unit() < 0.25
  const slips = [0, 0.03, 0.1][source.below(3)]!
  const look = source.unit()
  const end = source.unit() < 0.3 ? pick(['.', '..', '...', '!', '!!', '?', '??'], source) : ''
  const words = careful.split(' ').map((plain) => {
    let word = plain
    if (shortens && SHORT[word] !== undefined && source.unit() < 0.6) word = pick(SHORT[word]!, source)
    if (bySound && source.unit() < 0.3) word = asItSounds(word, source)
    if (source.unit() < slips) word = slipped(word, source)
    return keepsAccents ? word : bare(word)
  })
  const text = words.join(' ')
  if (look < 0.08) return text.toUpperCase() + end
  return (look < 0.5 ? text.charAt(0).toUpperCase() + text.slice(1) : text) + end
}

/** Without accents; ñ stays, without it some words are others. */
function bare(word: string): string {
  let out = ''
  for (const letter of word) {
    const at = ACCENTS.indexOf(letter)
    out += at < 0 ? letter : BARE.charAt(at)
  }
  return out
}

/** One sound of the word by its other letter, the first that it has from a random one on. */
function asItSounds(word: string, source: Random): string {
  const first = source.below(SOUNDS.length)
  for (let i = 0; i < SOUNDS.length; i += 1) {
    const [sound, letter] = SOUNDS[(first + i) % SOUNDS.length]!
    if (sound.test(word)) return word.replace(sound, letter)
  }
  return word
}

/** Two letters swapped, one lost or one twice; words of three letters or fewer stay. */
function slipped(word: string, source: Random): string {
  if (word.length < 4) return word
  const at = source.below(word.length - 1)
  const kind = source.below(3)
  const before = word.slice(0, at)
  if (kind === 0) return before + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2)
  return kind === 1 ? before + word.slice(at + 1) : before + word.charAt(at) + word.slice(at)
}

import { readRecords } from './csv.ts'
import { digest, inOneRow } from './digest.ts'
import { predictKeywords } from './keywords.ts'
import { scores } from './metrics.ts'
import { random, shuffled } from './random.ts'
import { messageStepsOf, type OwnLabel, type Recipe } from './recipe.ts'
import type { Epoch } from './softmax.ts'
import { learnSparseSoftmax, parametersOfSparseSoftmax, predictSparseSoftmax, type SparseSoftmax } from './sparse-softmax.ts'
import { stratified } from './split.ts'
import { hashTexts, plainWords, type SparseRows, type TextKnobs } from './text.ts'

/** Short texts and the class of each. */
export interface LabelledTexts {
  readonly texts: readonly string[]
  /** One class per text. */
  readonly labels: Int32Array
}

/** What a lab says of its messages. */
export interface MessageSettings {
  readonly classes: number
  /** Part of the given messages that each learner's model learns from, 0 to 1. */
  readonly share: number
  /** How many messages of the pool are each learner's own to label. */
  readonly own: number
  /** For each class what the rule of keywords looks for, as plainWords writes it; and what it says when it finds none. */
  readonly keywords: readonly (readonly string[])[]
  readonly otherwise: number
}

/** The public data of a lab where the learner labels. */
export interface MessageData {
  readonly settings: MessageSettings
  /** With the class as it was given, right or wrong. */
  readonly given: LabelledTexts
  /** Read with care by somebody else: what a model is practised on, never learnt from. */
  readonly checked: LabelledTexts
  /** Without a class. */
  readonly pool: readonly string[]
  /** SHA-256 of the file as it ships, hex. */
  readonly hash: string
}

/** What belongs to the holder of a seed, each ascending. */
export interface OwnMessages {
  /** Given messages that her model learns from. */
  readonly taken: Int32Array
  /** Messages of the pool that she may label. */
  readonly pool: Int32Array
}

export type MessageModel =
  | { readonly kind: 'keywords'; readonly keywords: readonly (readonly string[])[]; readonly otherwise: number }
  | { readonly kind: 'words'; readonly knobs: TextKnobs; readonly softmax: SparseSoftmax }

export type MessageOutcome =
  | { readonly kind: 'diverged' }
  /** Macro-F1 on what was learnt from, against the labels as given, and on the checked messages. */
  | { readonly kind: 'messages'; readonly model: MessageModel; readonly learnt: number; readonly practice: number; readonly digest: string }

/** Longest public message, and most letters of a mean one of a part: the cost of a training is bounded by them. */
export const LONGEST = 200
export const MEAN_LETTERS = 64
const BATCH = 32

/** Words, and the letters within them in runs of 3 to 5, in 2^bits columns. */
export function wordKnobs(bits: number): TextKnobs {
  return { bits, words: 1, shortest: 3, longest: 5 }
}

/**
 * Reads `message,label,part`: part is `given` or `checked`, whose label is a class, or `pool`, whose label is empty. `hash`: SHA-256
 * of the file. Throws an Error that names the line.
 */
export function readMessages(csv: string, hash: string, settings: MessageSettings): MessageData {
  const given: Gathered = { texts: [], labels: [] }
  const checked: Gathered = { texts: [], labels: [] }
  const pool: Gathered = { texts: [], labels: [] }
  const parts = new Map([['given', given], ['checked', checked], ['pool', pool]])
  for (const { line, cells } of readRecords(csv).slice(1)) {
    const part = parts.get(cells[2] ?? '')
    if (cells.length !== 3 || part === undefined) throw new Error(`line ${line}: no part "${cells[2]}"`)
    part.texts.push(shortText(cells[0]!, line))
    if (cells[2] !== 'pool') part.labels.push(classOf(cells[1]!, settings.classes, line))
    else if (cells[1] !== '') throw new Error(`line ${line}: a message of the pool has a label`)
  }
  for (const { texts } of [given, checked, pool]) notTooLong(texts)
  if (pool.texts.length < settings.own) throw new Error(`${pool.texts.length} messages in the pool, not ${settings.own}`)
  return { settings, given: labelled(given), checked: labelled(checked), pool: pool.texts, hash }
}

/** Reads `message,label`: hidden messages and the class of each. Throws an Error that names the line. */
export function readHiddenMessages(csv: string, classes: number): LabelledTexts {
  const texts: string[] = []
  const labels: number[] = []
  for (const { line, cells } of readRecords(csv).slice(1)) {
    if (cells.length !== 2) throw new Error(`line ${line} has ${cells.length} cells, not 2`)
    texts.push(cells[0]!)
    labels.push(classOf(cells[1]!, classes, line))
  }
  notTooLong(texts)
  return labelled({ texts, labels })
}

interface Gathered { readonly texts: string[]; readonly labels: number[] }

function labelled({ texts, labels }: Gathered): LabelledTexts {
  return { texts, labels: Int32Array.from(labels) }
}

function shortText(text: string, line: number): string {
  if (text.length > LONGEST) throw new Error(`line ${line}: a message of ${text.length} letters, more than ${LONGEST}`)
  return text
}

function classOf(cell: string, classes: number, line: number): number {
  const label = /^\d{1,4}$/.test(cell) ? Number(cell) : -1
  if (label < 0 || label >= classes) throw new Error(`line ${line}: no class "${cell}"`)
  return label
}

function notTooLong(texts: readonly string[]): void {
  let letters = 0
  for (const text of texts) letters += text.length
  if (letters > MEAN_LETTERS * texts.length) throw new Error(`${letters} letters in ${texts.length} messages, more than ${MEAN_LETTERS} each`)
}

/** Which messages belong to the holder of `seed`. A recipe numbers the messages of her own pool: labels copied from somebody else fall on other messages. */
export function ownMessages({ settings, given, pool }: MessageData, seed: string): OwnMessages {
  const drawn = shuffled(pool.length, random(seed, 'pool'))
  const mine = new Uint8Array(pool.length)
  for (let i = 0; i < settings.own; i += 1) mine[drawn[i]!] = 1
  const own = new Int32Array(settings.own)
  let n = 0
  for (let row = 0; row < pool.length; row += 1) if (mine[row] === 1) own[n++] = row
  return { taken: stratified(given.labels, settings.classes, settings.share, random(seed, 'subset')).taken, pool: own }
}

/** The learner's own labels: rows are places among her messages of the pool. One that does not exist is an Error: the recipe was checked before. */
function ownLabels(given: readonly OwnLabel[], { settings, pool }: MessageData, own: Int32Array): LabelledTexts {
  for (const [row, label] of given) if (!(row < own.length) || !(label < settings.classes)) throw new Error(`no message ${row} or no class ${label}`)
  return { texts: given.map(([row]) => pool[own[row]!]!), labels: Int32Array.from(given, ([, label]) => label) }
}

/**
 * Carries out a recipe: the learner's own labels are laid beside the given ones, each counting `weight` times, all become words and
 * letters in columns, and a softmax learns. Yields its progress; returns the model, its macro-F1 and the digest of it all.
 */
export function* learningMessages(recipe: Recipe, data: MessageData): Generator<Epoch, MessageOutcome> {
  const { labels, method } = messageStepsOf(recipe.steps)
  const own = ownMessages(data, recipe.seed)
  const mine = ownLabels(labels, data, own.pool)
  const learnt: LabelledTexts = {
    texts: [...Array.from(own.taken, (row) => data.given.texts[row]!), ...mine.texts],
    labels: Int32Array.of(...own.taken.map((row) => data.given.labels[row]!), ...mine.labels),
  }
  let model: MessageModel | null = { kind: 'keywords', keywords: data.settings.keywords, otherwise: data.settings.otherwise }
  if (method.block === 'words') {
    const times = learnt.texts.map((_, i) => (i < own.taken.length ? 1 : method.weight))
    const knobs = wordKnobs(method.bits)
    const softmax = yield* learnSparseSoftmax(
      hashTexts(learnt.texts, knobs), learnt.labels, data.settings.classes, { ...method, batch: BATCH }, random(recipe.seed, 'batches'), times)
    model = softmax === null ? null : { kind: 'words', knobs, softmax }
  }
  if (model === null) return { kind: 'diverged' }
  const onLearnt = macroF1(model, learnt, data.settings.classes)
  const onPractice = macroF1(model, data.checked, data.settings.classes)
  return { kind: 'messages', model, learnt: onLearnt, practice: onPractice, digest: digest(recipe, data.hash, messageParameters(model), [onLearnt, onPractice]) }
}

/** The whole training at once. */
export function trainMessages(recipe: Recipe, data: MessageData): MessageOutcome {
  const run = learningMessages(recipe, data)
  for (;;) {
    const next = run.next()
    if (next.done) return next.value
  }
}

/** One class for each text. */
export function answerMessages(model: MessageModel, texts: readonly string[]): Int32Array {
  return model.kind === 'keywords' ? predictKeywords(texts, model.keywords, model.otherwise) : predictSparseSoftmax(model.softmax, messageRows(model, texts))
}

/** Texts as the model sees them. */
export function messageRows(model: MessageModel & { kind: 'words' }, texts: readonly string[]): SparseRows {
  return hashTexts(texts, model.knobs)
}

function macroF1(model: MessageModel, { texts, labels }: LabelledTexts, classes: number): number {
  return scores(labels, answerMessages(model, texts), classes).macroF1
}

/** Macro-F1 of the answers, one class per hidden message, over the messages at `places`, each as often as it stands there; without places over all. */
export function messageValue(answers: ArrayLike<number>, { labels }: LabelledTexts, classes: number, places?: Int32Array): number {
  const found = places === undefined ? Int32Array.from(answers) : places.map((place) => answers[place]!)
  return scores(places === undefined ? labels : places.map((place) => labels[place]!), found, classes).macroF1
}

/** Everything a model learnt, in a fixed order: the weights; for the rule of keywords its words, letter by letter, 0 after each, and what it says otherwise. */
export function messageParameters(model: MessageModel): Float64Array {
  if (model.kind === 'words') return inOneRow(parametersOfSparseSoftmax(model.softmax))
  const words = model.keywords.map((list) => list.map((word) => [...plainWords(word), 0]))
  return inOneRow([...words.flat(), [model.otherwise]])
}

/** Upper bound of the multiply-adds of one training and its scoring: `given` messages learnt from besides the own labels, `asked` answered after. */
export function messageCost(recipe: Recipe, given: number, asked: number, classes: number): number {
  const { labels, method } = messageStepsOf(recipe.steps)
  const own = labels.length * featuresOf(LONGEST)
  const learnt = given * featuresOf(MEAN_LETTERS) + own
  const all = learnt + asked * featuresOf(MEAN_LETTERS)
  if (method.block !== 'words') return 4 * all
  // Hashing reads up to five letters for each feature. A round asks, adds up the gradient, and steps (five more) in each column touched.
  return 6 * all + (7 * method.epochs * learnt + 2 * all) * classes
}

/** Most features of a text of so many letters: a run of 3, 4 and 5 begins at each letter and at the space before, a word at every other letter. */
function featuresOf(letters: number): number {
  return 3 * (letters + 2) + letters / 2
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decidingWords, sureness } from './message-words.ts'
import {
  answerMessages, messageCost, messageValue, ownMessages, readHiddenMessages, readMessages, trainMessages, wordKnobs, type MessageModel, type MessageOutcome,
} from './messages.ts'
import { scores } from './metrics.ts'
import { random, shuffled } from './random.ts'
import type { OwnLabel, Recipe, Step } from './recipe.ts'
import { hiddenMessages, messagePool, publicMessages } from './sim-message-files.ts'
import { OFFICES } from './sim-messages-words.ts'
import { hashTexts } from './text.ts'

const SETTINGS = { classes: 6, share: 0.8, own: 240, keywords: OFFICES.map((office) => office.keywords), otherwise: 0 }
const CSV = publicMessages('a seed of tests')
const TRUTH = messagePool('a seed of tests').offices
const data = readMessages(CSV, 'hash', SETTINGS)
const hidden = readHiddenMessages(hiddenMessages('another seed of tests'), 6)
const WORDS = { block: 'words', bits: 14, epochs: 8, rate: 0.2, penalty: 0.001, weight: 10 } as const

const recipe = (seed: string, ...steps: Step[]): Recipe => ({ lab: 'estado-mensajes', version: 1, engine: '1', seed, steps })
/** The first `count` messages that a learner draws from her own pool, labelled as they truly are, or by `says`, which is told the place in the whole pool. */
function labels(seed: string, count: number, says = (row: number) => TRUTH[row]!): Step {
  const own = ownMessages(data, seed).pool
  const rows = shuffled(own.length, random(seed, 'reads')).slice(0, count).sort()
  return { block: 'labels', given: Array.from(rows, (row): OwnLabel => [row, says(own[row]!)]) }
}
function learnt(outcome: MessageOutcome): Extract<MessageOutcome, { kind: 'messages' }> {
  assert.equal(outcome.kind, 'messages')
  assert.ok(outcome.kind === 'messages')
  return outcome
}
const onHidden = (model: MessageModel) => messageValue(Float64Array.from(answerMessages(model, hidden.texts)), hidden, 6)

test('the public file has 1,800 given messages, 300 checked and 1,800 to label; the hidden one 900, none of them the same set', () => {
  assert.deepEqual([data.given.texts.length, data.checked.texts.length, data.pool.length, hidden.texts.length], [1800, 300, 1800, 900])
  assert.equal(publicMessages('a seed of tests'), CSV)
  assert.notEqual(publicMessages('yet another'), CSV)
  assert.equal(new Set([data.given.texts[0], data.checked.texts[0], data.pool[0], hidden.texts[0]]).size, 4)
})

test('a broken file is refused with its line', () => {
  const read = (line: string) => () => readMessages(`message,label,part\nhola,0,given\n${line}\n`, 'hash', { ...SETTINGS, own: 0 })
  assert.throws(read('hola,6,given'), /line 3: no class "6"/)
  assert.throws(read('hola,-1,given'), /line 3: no class "-1"/)
  assert.throws(read('hola,,checked'), /line 3: no class ""/)
  assert.throws(read('hola,1,pool'), /line 3: a message of the pool has a label/)
  assert.throws(read('hola,1,toString'), /line 3: no part "toString"/)
  assert.throws(read(`${'a'.repeat(201)},1,given`), /line 3: a message of 201 letters/)
  assert.throws(() => readMessages('message,label,part\nhola,0,given\n', 'hash', SETTINGS), /0 messages in the pool, not 240/)
  assert.throws(() => readHiddenMessages('message,label\nhola,9\n', 6), /line 2: no class "9"/)
})

test('each learner has her own messages to label and to learn from, always the same', () => {
  const [ana, bea] = [ownMessages(data, 'ana'), ownMessages(data, 'bea')]
  assert.deepEqual(ownMessages(data, 'ana'), ana)
  assert.deepEqual([ana.pool.length, ana.taken.length], [240, 1440])
  assert.ok([...ana.pool].every((row, i) => i === 0 || row > ana.pool[i - 1]!))
  assert.ok(bea.pool.filter((row) => ana.pool.includes(row)).length < 60, 'two pools share few messages')
})

const GIVEN = learnt(trainMessages(recipe('ana', WORDS), data))
const SIXTY = learnt(trainMessages(recipe('ana', labels('ana', 60), WORDS), data))

test('sixty labels given with care lift the model far above what the given labels reach; the rule of keywords stays below both', () => {
  const keywords = onHidden(learnt(trainMessages(recipe('ana', { block: 'keywords' }), data)).model)
  const [given, sixty] = [GIVEN, SIXTY]
  const all = learnt(trainMessages(recipe('ana', labels('ana', 240), WORDS), data))
  assert.ok(keywords < 0.4, `keywords ${keywords}`)
  assert.ok(onHidden(given.model) > keywords + 0.1 && onHidden(given.model) < 0.62, `given ${onHidden(given.model)}`)
  assert.ok(onHidden(sixty.model) > onHidden(given.model) + 0.12, `sixty ${onHidden(sixty.model)}`)
  assert.ok(onHidden(all.model) > onHidden(sixty.model) && onHidden(all.model) > 0.88, `all ${onHidden(all.model)}`)
  assert.ok(given.learnt > given.practice + 0.15, 'it fits the given labels, wrong ones too')
  for (const one of [given, sixty, all]) assert.ok(Math.abs(one.practice - onHidden(one.model)) < 0.08, 'the checked messages tell what the hidden ones will')
})

test('labels at random, all the same or copied from somebody else help nobody', () => {
  const given = onHidden(GIVEN.model)
  const source = random('lot', 'labels')
  for (const step of [labels('ana', 60, () => source.below(6)), labels('ana', 60, () => 0), labels('bea', 240)]) {
    assert.ok(onHidden(learnt(trainMessages(recipe('ana', step, WORDS), data)).model) < given + 0.06)
  }
})

test('a label of a message or class that does not exist is an error', () => {
  for (const bad of [[240, 0], [0, 6], [NaN, 0]] as const) {
    assert.throws(() => trainMessages(recipe('ana', { block: 'labels', given: [bad] }, WORDS), data), /no message|no class/)
  }
})

test('the same recipe gives the same digest; another label, seed or knob another; a rate beyond all bounds diverges or ends', () => {
  const digest = (seed: string, ...steps: Step[]) => learnt(trainMessages(recipe(seed, ...steps), data)).digest
  const short = { ...WORDS, epochs: 1 }
  const one = digest('ana', labels('ana', 3), short)
  assert.equal(digest('ana', labels('ana', 3), short), one)
  const others = [digest('bea', labels('ana', 3), short), digest('ana', labels('ana', 3, () => 2), short), digest('ana', labels('ana', 3), { ...short, weight: 9 }), digest('ana', { block: 'keywords' })]
  assert.equal(new Set([one, ...others]).size, 5)
  assert.equal(trainMessages(recipe('ana', { ...short, rate: Infinity }), data).kind, 'diverged')
})

test('the value counts a message as often as it is drawn, and is macro-F1', () => {
  const answers = Float64Array.from(hidden.labels, (label, i) => (i % 3 === 0 ? (label + 1) % 6 : label))
  assert.equal(messageValue(answers, hidden, 6), scores(hidden.labels, Int32Array.from(answers), 6).macroF1)
  assert.equal(messageValue(answers, hidden, 6, Int32Array.of(1, 1, 1)), 1 / 6)
})

test('the words that decide are those that the message is about, wherever they stand in it', () => {
  const { model } = SIXTY
  const text = '  Hola: ¿cuándo RECOGEN la basura, porfa?'
  const { found, words } = decidingWords(model, text)
  assert.equal(found, 0)
  assert.deepEqual(words.map(({ from, to }) => text.slice(from, to)), ['Hola', 'cuándo', 'RECOGEN', 'la', 'basura', 'porfa'])
  assert.equal(text.slice(...between(words)), 'basura')
  const against = decidingWords(model, text, 4)
  assert.ok(against.words[4]!.points > 0)
  assert.deepEqual(decidingWords(model, '¡…!').words, [])
  const rule = decidingWords({ kind: 'keywords', keywords: SETTINGS.keywords, otherwise: 0 }, 'el AGUA y la pista y el agua', 4)
  assert.deepEqual([rule.found, rule.words.map((word) => word.points)], [1, [0, 1, 0, 0, -1, 0, 0, 1]])
})

function between(words: readonly { from: number; to: number; points: number }[]): [number, number] {
  const most = words.reduce((best, word) => (word.points > best.points ? word : best))
  return [most.from, most.to]
}

test('points of all words add up to the lead of the class found over the other, but for the constants', () => {
  const { model } = SIXTY
  assert.ok(model.kind === 'words')
  for (const text of data.checked.texts.slice(0, 20)) {
    const { found, words } = decidingWords(model, text, 3)
    const { weights, classes, columns } = model.softmax
    if (found === 3) continue
    const constants = weights[columns * classes + found]! - weights[columns * classes + 3]!
    assert.ok(words.reduce((sum, word) => sum + word.points, 0) + constants > 0, text)
  }
})

test('a model is least sure of what it gets wrong', () => {
  const { model } = SIXTY
  const sure = sureness(model, data.checked.texts)!
  const found = answerMessages(model, data.checked.texts)
  const mean = (right: boolean) => {
    const own = [...sure].filter((_, i) => (found[i] === data.checked.labels[i]) === right)
    return own.reduce((sum, s) => sum + s, 0) / own.length
  }
  assert.ok(sure.every((s) => s >= 0 && s <= 1) && mean(false) < mean(true) - 0.15, `${mean(false)} ${mean(true)}`)
  assert.equal(sureness({ kind: 'keywords', keywords: [], otherwise: 0 }, ['hola']), null)
})

test('the cost grows with rounds and own labels, and is above what is really multiplied', () => {
  const cost = (...steps: Step[]) => messageCost(recipe('ana', ...steps), 1440, 1200, 6)
  const sixty = cost(labels('ana', 60), WORDS)
  assert.ok(cost({ block: 'keywords' }) < cost(WORDS) && cost(WORDS) < sixty)
  assert.ok(cost(labels('ana', 240), WORDS) > sixty && cost(labels('ana', 60), { ...WORDS, epochs: 16 }) > 1.5 * sixty)
  const features = hashTexts([...data.given.texts.slice(0, 1440), ...data.pool.slice(0, 60)], wordKnobs(14)).places.length
  assert.ok(sixty > WORDS.epochs * features * 6 * 7, `${sixty} ${features}`)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { arrangement, askedOf, inFile, mark, randomOf, readAnswers, typedOf, type Drawn, type Question } from './index.ts'

const t = (text: string) => ({ es: text, en: `${text} en` })
const steps: Question = { id: 'orden', ask: t('¿En qué orden?'), kind: 'order', items: ['uno', 'dos', 'tres'].map(t), why: t('porque') }
const pairs: Question = { id: 'parejas', ask: t('¿Qué va con qué?'), kind: 'match', pairs: ['a', 'b', 'c'].map((p) => ({ left: t(p), right: t(`${p}!`), why: t('porque') })) }
const word: Question = { id: 'palabra', ask: t('¿De qué aprende?'), kind: 'short', accept: { es: ['ejemplos'], en: ['examples'] }, why: t('porque'), slips: [] }
// Shown in another order than in the file.
const drawn: Drawn[] = [{ question: steps, order: [2, 0, 1] }, { question: pairs, order: [1, 2, 0] }, { question: word, order: [] }]
const asked = drawn.map(askedOf)
const read = (typed: Record<string, string[]>, anyway = false) => readAnswers(asked, typed, anyway)
const said = (typed: Record<string, string[]>, anyway = false) => read(typed, anyway).problems.map((p) => `${p.field}: ${p.sentence.es}`)

const RIGHT = {
  'q1-1': ['3'], 'q1-2': ['1'], 'q1-3': ['2'], 'q2-1': ['3'], 'q2-2': ['1'], 'q2-3': ['2'], q3: ['Los ejemplos'],
}

test('a form filled in right is right, whatever order it was shown in', () => {
  const { answers, problems, foreign } = read(RIGHT)
  assert.deepEqual([problems, foreign], [[], false])
  assert.deepEqual(drawn.map((d, i) => mark(d.question, inFile(d, answers[i] ?? null)).points), [1, 1, 1])
})

test('two lines with the same number are named beside the second, also when what is missing does not matter', () => {
  const twice = { ...RIGHT, 'q1-3': ['3'], 'q2-2': ['3'] }
  const expected = [
    'q1-3: En la pregunta 1 usaste dos veces el número 3. Cada número va una sola vez.',
    'q2-2: En la pregunta 2 elegiste dos veces la misma respuesta. Cada una va una sola vez.',
  ]
  assert.deepEqual(said(twice), expected)
  assert.deepEqual(said(twice, true), expected)
})

test('a missing line is named; sent anyway, the lines that are there count', () => {
  const part = { ...RIGHT, 'q1-2': [], 'q2-1': [] }
  assert.deepEqual(said(part), ['q1-2: En la pregunta 1 falta elegir en esta línea.', 'q2-1: En la pregunta 2 falta elegir en esta línea.'])
  const { answers, problems } = read(part, true)
  assert.deepEqual(problems, [])
  assert.deepEqual(drawn.map((d, i) => mark(d.question, inFile(d, answers[i] ?? null)).points), [1 / 3, 2 / 3, 1])
  assert.deepEqual(said({}), ['q1-1: Falta responder la pregunta 1.', 'q2-1: Falta responder la pregunta 2.', 'q3: Falta responder la pregunta 3.'])
})

test('what the form does not offer is of another draw', () => {
  for (const value of ['0', '4', 'x', '99']) assert.equal(read({ ...RIGHT, 'q1-1': [value] }).foreign, true, value)
})

test('a draft keeps only the fields of these questions, cut short', () => {
  const typed = typedOf({ ...RIGHT, q1: 'x', q9: '1', token: 'secret', q3: 'a'.repeat(500), 'q2-9': '1' }, asked)
  assert.deepEqual(Object.keys(typed).sort(), ['q1-1', 'q1-2', 'q1-3', 'q2-1', 'q2-2', 'q2-3', 'q3'])
  assert.equal(typed['q3']?.[0]?.length, 60)
})

test('what is asked holds neither ids, answers nor explanations, and items never stand in the right order already', () => {
  const text = JSON.stringify(asked)
  for (const secret of ['orden"', 'parejas"', 'palabra"', 'porque', 'ejemplos', 'examples']) assert.ok(!text.includes(secret), secret)
  for (let i = 0; i < 200; i++) assert.notDeepEqual(arrangement(steps, randomOf(String(i))), [0, 1, 2])
  assert.deepEqual(arrangement(pairs, randomOf('x')), arrangement(pairs, randomOf('x')))
  assert.deepEqual(arrangement(word, randomOf('x')), [])
})

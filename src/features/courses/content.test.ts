import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Marked, type Token } from 'marked'
import { ROOT } from '../../lib/root.ts'
import { LANGS } from '../../lib/text.ts'
import { readCourses } from './read.ts'

const { content } = (() => {
  const [base] = readCourses(ROOT).filter((c) => c.id === 'base')
  assert.deepEqual(base?.mistakes, [])
  assert.ok(base.course)
  return base.course
})()

/** The plain sentences of a text: each block apart, so that a list item is not glued to the next. */
function sentences(markdown: string): string[] {
  const blocks: string[] = []
  const walk = (tokens: readonly Token[]): void => {
    for (const token of tokens) {
      if (token.type === 'list') walk(token.items.flatMap((item: { tokens: Token[] }) => item.tokens))
      else if (token.type === 'blockquote') walk(token.tokens ?? [])
      else if (token.type === 'table') for (const cell of [...token.header, ...token.rows.flat()]) blocks.push(cell.text)
      else if (token.type !== 'space' && 'text' in token) blocks.push(token.text)
    }
  }
  walk(new Marked().lexer(markdown))
  return blocks.flatMap((b) => b.replace(/[*_`]/g, '').split(/(?<=[.!?…])["»”)]?\s+|\n/)).filter((s) => /\p{L}/u.test(s))
}

const words = (text: string) => text.split(/\s+/).filter((w) => /[\p{L}\d]/u.test(w)).length

test('no Spanish sentence of a lesson has more than 20 words', () => {
  const long = content.units.flatMap((unit) =>
    [unit.es.body, ...unit.es.practice.flatMap((p) => [p.ask, p.answer])].flatMap(sentences)
      .filter((s) => words(s) > 20).map((s) => `${unit.id}: ${words(s)} words: ${s}`))
  assert.deepEqual(long, [])
})

test('no Spanish sentence of the quiz or the product has more than 25 words', () => {
  const texts = [
    content.product.task.es, ...content.product.criteria.flatMap((c) => c.levels.map((l) => l.es)),
    ...content.quiz.questions.flatMap((q) => [q.ask.es, ...(q.kind === 'numeric' ? [q.why.es, ...q.slips.map((s) => s.why.es)] : q.options.flatMap((o) => [o.text.es, o.why.es]))]),
  ]
  assert.deepEqual(texts.flatMap(sentences).filter((s) => words(s) > 25), [])
})

test('each unit is honestly 12 to 15 minutes: 1,000 to 1,500 words to read and a task to do', () => {
  for (const unit of content.units) {
    assert.ok(unit.minutes >= 12 && unit.minutes <= 15, `${unit.id} declares ${unit.minutes} minutes`)
    for (const lang of LANGS) {
      const read = words(unit[lang].body) + unit[lang].practice.reduce((sum, p) => sum + words(p.ask) + words(p.answer), 0)
      assert.ok(read >= 1000 && read <= 1500, `${unit.id}.${lang} has ${read} words`)
    }
    assert.match(unit.es.body, /## Ejemplo/)
    assert.match(unit.es.body, /## Tu tarea \(\d minutos\)/)
    assert.match(unit.en.body, /## Example/)
    assert.match(unit.en.body, /## Your task \(\d minutes\)/)
  }
  assert.ok(content.units.reduce((sum, u) => sum + u.minutes, 0) >= 48, 'the minutes that piloto asks for')
})

test('nobody has reviewed the units yet, and they say so', () => {
  assert.deepEqual([...new Set(content.units.map((u) => u.reviewer))], ['none'])
})

test('the pool has at least 24 questions, as many from each unit as a draw can need', () => {
  assert.ok(content.quiz.questions.length >= 24)
  assert.equal(content.quiz.draw, 10)
  for (const unit of content.units) assert.ok(content.quiz.questions.filter((q) => q.unit === unit.id).length >= 6, unit.id)
  assert.deepEqual(new Set(content.quiz.questions.map((q) => q.kind)), new Set(['single', 'multiple', 'numeric']))
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ROOT } from '../../lib/root.ts'
import { LANGS } from '../../lib/text.ts'
import { readCourses } from './read.ts'

const { content } = (() => {
  const [base] = readCourses(ROOT).filter((c) => c.id === 'base')
  assert.deepEqual(base?.mistakes, [])
  assert.ok(base.course)
  return base.course
})()

const words = (text: string) => text.split(/\s+/).filter((w) => /[\p{L}\d]/u.test(w)).length

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

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '../../lib/problem.ts'
import { readExt } from '../../record/statement.ts'
import { completeUnit } from './complete-unit.ts'
import type { CourseStep, StepKind } from './course-step.ts'
import { progressIn, standingFrom } from './progress.ts'
import type { Course } from './versions.ts'

const t = (text: string) => ({ es: text, en: text })
const unit = (id: string) => ({
  id, module: 'M1', minutes: 12, competencies: ['DC1'], licence: 'x', date: '2026-01-01', reviewer: 'none',
  es: { title: id, body: '', sources: [], practice: [] }, en: { title: id, body: '', sources: [], practice: [] },
})
const course: Course = {
  hash: 'f'.repeat(64), id: 'base', title: t('Curso'), summary: t('.'), licence: 'x', units: [unit('uno'), unit('dos')], images: {},
  quiz: { id: 'prueba', title: t('Prueba'), draw: 1, questions: [] }, labs: [{ id: 'uva-vino', title: t('Vino') }],
  product: { id: 'producto', rubric: 1, title: t('Producto'), task: t('.'), criteria: [] },
}
const MARKS = { quiz: 14, product: 14 }
const NOW = new Date('2026-03-10T15:00:00Z')

let pos = 0
const step = (kind: StepKind, day: string, more: Partial<CourseStep> = {}): CourseStep => ({
  tenant: 'piloto', id: `id-${++pos}`, enrolment: 'e1', agent: 'a1', kind, name: '', happened: new Date(`${day}T12:00:00Z`), pos,
  version: null, mark: null, passed: null, ...more,
})
const enrolled = () => step('enrolled', '2026-03-01', { name: 'noche-1' })
const doneOn = (day: string, id: string) => step('completed', day, { name: `base.${id}`, version: course.hash })
const standing = (...steps: CourseStep[]) => {
  const found = standingFrom(steps, NOW)
  assert.ok(found)
  return found
}

test('the next step is the first that is neither done nor waiting for somebody else', () => {
  const next = (...steps: CourseStep[]) => progressIn(course, standing(enrolled(), ...steps), MARKS).next?.kind ?? null
  const units = [doneOn('2026-03-02', 'uno'), doneOn('2026-03-03', 'dos')]
  assert.equal(next(), 'unit')
  assert.equal(next(...units), 'quiz')
  assert.equal(next(...units, step('quiz', '2026-03-04', { name: 'base.prueba', mark: 13.9 })), 'quiz')
  const quiz = step('quiz', '2026-03-04', { name: 'base.prueba', mark: 14 })
  assert.equal(next(...units, quiz), 'lab')
  const lab = step('lab', '2026-03-05', { name: 'uva-vino', passed: true })
  assert.equal(next(...units, quiz, lab), 'product')
  assert.equal(next(...units, quiz, lab, step('handed-in', '2026-03-06', { name: 'base.producto' })), null)
  assert.equal(next(...units, quiz, lab, step('product', '2026-03-07', { name: 'base.producto', mark: 12 })), 'product')
  assert.equal(next(...units, quiz, lab, step('product', '2026-03-07', { name: 'base.producto', mark: 15 })), null)
})

test('work before the enrolment or while withdrawn is not shown as done; after re-entry it is done again', () => {
  assert.equal(standing(enrolled(), doneOn('2026-02-27', 'uno')).completed.size, 0)
  const left = [enrolled(), doneOn('2026-03-02', 'uno'), step('withdrew', '2026-03-03'), doneOn('2026-03-04', 'dos')]
  assert.deepEqual([...standing(...left).completed.keys()], ['base.uno'])
  assert.equal(standing(...left).open, false)
  const back = standing(...left, step('re-entered', '2026-03-05'))
  assert.equal(back.open, true)
  assert.deepEqual([...back.completed.keys()], ['base.uno'])
  assert.equal(completeUnit({ standing: back, course }, { unit: 'dos', lang: 'es' }, NOW).length, 1)
})

test('a completion that arrives late from a phone counts at the time of work, whatever its position', () => {
  const late = doneOn('2026-03-02', 'uno')
  assert.deepEqual([...standing(enrolled(), step('withdrew', '2026-03-03'), late).completed.keys()], ['base.uno'])
})

test('a statement of another person under her registration shows nothing', () => {
  assert.equal(standing(enrolled(), { ...doneOn('2026-03-02', 'uno'), agent: 'a2' }).completed.size, 0)
})

test('an enrolment that was annulled or never was has no standing', () => {
  assert.equal(standingFrom([doneOn('2026-03-02', 'uno')], NOW), null)
  assert.equal(standingFrom([], NOW), null)
})

test('completing a unit declares the minutes of the version she read, once', () => {
  const fresh = standing(enrolled())
  const drafts = completeUnit({ standing: fresh, course }, { unit: 'uno', lang: 'en' }, NOW)
  assert.deepEqual(drafts.map((d) => d.statement.verb.id.split('/').at(-1)), ['started', 'completed'])
  const said = drafts[1]!.statement
  assert.equal(readExt(said, 'minutes'), 12)
  assert.equal(readExt(said, 'version'), course.hash)
  assert.equal(said.timestamp, NOW.toISOString())
  assert.equal(said.object && 'id' in said.object && said.object.id, 'https://w3id.org/yachay/piloto/units/base.uno')
  assert.deepEqual(completeUnit({ standing: standing(enrolled(), doneOn('2026-03-02', 'uno')), course }, { unit: 'uno', lang: 'es' }, NOW), [])
  assert.throws(() => completeUnit({ standing: fresh, course }, { unit: 'tres', lang: 'es' }, NOW), (e) => e instanceof Problem && e.status === 404)
})

test('pressing done again and again while withdrawn records it once', () => {
  const away = standing(enrolled(), step('withdrew', '2026-03-03'))
  assert.equal(completeUnit({ standing: away, course }, { unit: 'uno', lang: 'es' }, NOW).length, 2)
  const again = standing(enrolled(), step('withdrew', '2026-03-03'), doneOn('2026-03-04', 'uno'))
  assert.deepEqual(completeUnit({ standing: again, course }, { unit: 'uno', lang: 'es' }, NOW), [])
})

import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { stringify } from 'yaml'
import { openHouse } from '../../../test/house.ts'
import { MIXED, mixedContent } from '../../../test/mixed-course.ts'
import { ROOT } from '../../lib/root.ts'
import { CourseContent } from './course-file.ts'
import { courseVersion, currentCourse } from './index.ts'
import { courseHash, readCourses } from './read.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yachay-questions-'))
  cpSync(join(ROOT, 'courses'), join(folder, 'courses'), { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = (file: string, content: string | object) => writeFileSync(join(folder, 'courses/base', file), typeof content === 'string' ? content : stringify(content))
const base = () => readCourses(folder).find((c) => c.id === 'base')!
const lineIn = (file: string, text: string) => readFileSync(join(folder, 'courses/base', file), 'utf8').split('\n').findIndex((l) => l.includes(text)) + 1

/** A version as issue 2 kept it, and the hash that its program gave it: people stay on such versions for years. */
const OLD_VERSION = {
  id: 'viejo', title: { es: 'T', en: 'T' }, summary: { es: 'S', en: 'S' }, licence: 'Apache-2.0',
  units: [{
    id: 'u', module: 'M1', minutes: 12, competencies: ['DC1'], licence: 'Apache-2.0', date: '2026-11-22', reviewer: 'none',
    es: { title: 'U', body: '## A\n', sources: [{ name: 'F' }], practice: [{ ask: '¿?', answer: 'Sí' }] },
    en: { title: 'U', body: '## A\n', sources: [{ name: 'F' }], practice: [] },
  }],
  quiz: {
    id: 'prueba', title: { es: 'P', en: 'Q' }, draw: 1,
    questions: [
      { id: 'a', unit: 'u', ask: { es: '?', en: '?' }, kind: 'single', options: [{ text: { es: 'x', en: 'x' }, right: true, why: { es: 'y', en: 'y' } }, { text: { es: 'z', en: 'z' }, right: false, why: { es: 'y', en: 'y' } }] },
      { id: 'b', unit: 'u', ask: { es: '?', en: '?' }, kind: 'numeric', answer: 1.5, tolerance: 0.1, why: { es: 'y', en: 'y' }, slips: [] },
    ],
  },
  product: { id: 'p', rubric: 1, title: { es: 'P', en: 'P' }, task: { es: 'T', en: 'T' }, criteria: [{ id: 'c', title: { es: 'C', en: 'C' }, levels: [{ points: 0, es: 'a', en: 'a' }, { points: 20, es: 'b', en: 'b' }] }] },
  labs: [], images: {},
}
const OLD_HASH = 'fd5237000ebe4f1a083087dad5a2fa2f14a55d5851fc627ba29a66bd71223900'

test('a version kept before the new kinds is read unchanged: its hash is the one it had', () => {
  const kept: unknown = JSON.parse(JSON.stringify(OLD_VERSION))
  assert.equal(courseHash(CourseContent.parse(kept)), OLD_HASH)
})

test('a course without the new files has the hash that its content has without them', () => {
  const { content, hash } = base().course!
  assert.equal(courseHash(CourseContent.parse(JSON.parse(JSON.stringify(content)))), hash)
  for (const unit of content.units) {
    const files = readdirSync(join(folder, 'courses/base')).filter((f) => f.startsWith(`${unit.id}.`))
    assert.equal('practice' in unit, files.some((f) => f.endsWith('.questions.yaml')))
    assert.equal('audio' in unit.es, files.some((f) => f.endsWith('.audio.txt')))
  }
})

test('a unit’s own questions: some to practise with, some in the pool, with the unit they belong to', () => {
  write('cuando-falla.questions.yaml', MIXED)
  const { mistakes, course } = base()
  assert.deepEqual(mistakes, [])
  const before = readCourses(ROOT).find((c) => c.id === 'base')!.course!
  assert.notEqual(course!.hash, before.hash)
  assert.deepEqual(course!.content.units.map((u) => u.practice?.map((q) => q.kind)), [undefined, ['single', 'order', 'match', 'short'], undefined, undefined])
  const added = course!.content.quiz.questions.slice(before.content.quiz.questions.length)
  assert.deepEqual(added.map((q) => [q.id, q.unit, q.kind]), [
    ['cuando-falla-1', 'cuando-falla', 'order'], ['cuando-falla-2', 'cuando-falla', 'match'], ['cuando-falla-3', 'cuando-falla', 'short'], ['cuando-falla-4', 'cuando-falla', 'numeric'],
  ])
  assert.equal(courseHash(CourseContent.parse(JSON.parse(JSON.stringify(course!.content)))), course!.hash)
})

test('a course may have its whole pool in its units, and is read again from the database by a server that starts later', async () => {
  const mixed = mixedContent()
  const house = await openHouse({ contentDir: mixed })
  const course = currentCourse(house, 'base')!
  for (const part of ['programmes', 'labs']) cpSync(join(ROOT, part), join(folder, part), { recursive: true })
  const later = await openHouse({ sameAs: house, contentDir: folder })
  assert.notEqual(currentCourse(later, 'base')!.hash, course.hash)
  assert.deepEqual((await courseVersion(later, course.hash))?.quiz, course.quiz)
  await later.close()
  await house.close()
  rmSync(mixed, { recursive: true })
  write('quiz.yaml', { id: 'prueba', title: { es: 'Prueba', en: 'Quiz' }, draw: 4 })
  write('cuando-falla.questions.yaml', MIXED)
  assert.deepEqual(base().mistakes, [])
  write('quiz.yaml', 'id: prueba\ntitle: { es: Prueba, en: Quiz }\ndraw: 5\n')
  assert.deepEqual(base().mistakes, ['courses/base/quiz.yaml:3: draw: draws 5 questions, but there are 4'])
})

test('every mistake in a unit’s questions is named with its file and line', () => {
  const [single, order, match, short] = MIXED.practice
  const twice = (list: readonly unknown[]) => [list[0], list[0], ...list.slice(2)]
  write('cuando-falla.questions.yaml', {
    practice: [
      { ...single, options: (single!.options ?? []).map((o) => ({ ...o, right: true })) },
      { ...order, items: twice(order!.items!) },
      { ...match, pairs: match!.pairs!.map((p) => ({ ...p, right: match!.pairs![0]!.right })) },
      { ...short, slips: [{ texts: { es: ['El año'], en: ['x'] }, why: short!.why }] },
      { ...short, id: 'vacia', accept: { es: ['…'], en: ['a'] } },
      { ...order, id: 'dos', items: order!.items!.slice(0, 2) },
      { ...order, id: 'tipo', kind: 'orden' },
    ],
    pools: [],
  })
  const file = 'courses/base/cuando-falla.questions.yaml'
  const found = base().mistakes
  assert.equal(base().course, undefined)
  for (const expected of [
    /practice\.0\.options: needs exactly one right option/, /practice\.1\.items: two items are the same/, /practice\.2\.pairs: each left and each right side may stand once/,
    /practice\.3\.slips: a slip is among the texts that are accepted/, /practice\.4\.accept\.es\.0: has no letters or digits/, /practice\.5\.items: Too small/,
    /practice\.6\.kind: Invalid/, /the whole file: Unrecognized key: "pools"/,
  ]) {
    const at = found.find((m) => expected.test(m))
    assert.ok(at?.startsWith(`${file}:`) && !at.startsWith(`${file}:1:`), `${expected} in\n${found.join('\n')}`)
  }
})

test('an id that stands twice is named where it stands, also across files', () => {
  const text = stringify(MIXED).replace('cuando-falla-p2', 'ia-aprende').replace('cuando-falla-2', 'cuando-falla-1')
  write('cuando-falla.questions.yaml', text)
  assert.deepEqual(base().mistakes, [
    `courses/base/cuando-falla.questions.yaml:${lineIn('cuando-falla.questions.yaml', 'id: ia-aprende')}: question "ia-aprende" stands twice, also in quiz.yaml`,
    `courses/base/cuando-falla.questions.yaml:${text.split('\n').findLastIndex((l) => l.endsWith('id: cuando-falla-1')) + 1}: question "cuando-falla-1" stands twice`,
  ])
})

test('what is said aloud is kept with the unit, in both languages or in none; files of no unit are named', () => {
  write('comprobar.es.audio.txt', 'Primera frase.\r\n\r\nSegunda frase.\n')
  assert.deepEqual(base().mistakes, ['courses/base/comprobar.en.audio.txt:1: is missing: the other language has one'])
  write('comprobar.en.audio.txt', '\n')
  assert.deepEqual(base().mistakes, ['courses/base/comprobar.en.audio.txt:1: has no text'])
  write('comprobar.en.audio.txt', 'First sentence.\n')
  const unit = base().course!.content.units.find((u) => u.id === 'comprobar')!
  assert.deepEqual([unit.es.audio, unit.en.audio], ['Primera frase.\n\nSegunda frase.', 'First sentence.'])
  write('nadie.questions.yaml', MIXED)
  write('nunca.es.audio.txt', 'x')
  assert.deepEqual(base().mistakes, ['nadie', 'nunca'].map((u) => `courses/base/course.yaml:1: unit "${u}" has files, but is not in the list of units`))
})

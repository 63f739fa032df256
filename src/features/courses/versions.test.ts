import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import sharp from 'sharp'
import { actingLearner, actingStaff, type Acting } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { ROOT } from '../../lib/root.ts'
import { readStatements } from '../../record/read.ts'
import { readExt } from '../../record/statement.ts'
import { enrolPerson } from '../cohorts/index.ts'
import { VERB } from '../programmes/index.ts'
import { courses, courseVersion, currentCourse } from './index.ts'
import { readCourses } from './read.ts'

let folder: string
let house: TestHouse
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yachay-content-'))
  for (const part of ['courses', 'programmes', 'labs']) cpSync(join(ROOT, part), join(folder, part), { recursive: true })
  house = await openHouse({ contentDir: folder })
})
afterEach(async () => {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

const change = (file: string, from: string | RegExp, to: string) => {
  const path = join(folder, 'courses/base', file)
  const before = readFileSync(path, 'utf8')
  const after = before.replace(from, to)
  assert.notEqual(after, before, `${file} has no ${from}`)
  writeFileSync(path, after)
}
const reload = () => courses.load?.(house)

async function participant(): Promise<Acting & { agent: string; at: string }> {
  const who = await actingLearner(house)
  const enrolment = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: who.agent, enrolment, section: 'noche-1' })
  return { ...who, at: `/learn/${enrolment}` }
}

test('every mistake of every file is listed at once, each with its line', () => {
  change('course.yaml', 'licence: Apache-2.0', 'license: Apache-2.0')
  change('quiz.yaml', 'draw: 10', 'draw: 100')
  change('quiz.yaml', 'unit: cuando-falla', 'unit: no-hay')
  change('quiz.yaml', 'right: true', 'right: maybe')
  change('product.yaml', 'points: 5', 'points: 6')
  change('cuando-falla.es.md', 'minutes: 13', 'minutes: mucho')
  change('comprobar.en.md', '## What can go wrong', '# What can go wrong')
  change('que-es-la-ia.en.md', 'module: M1', 'module: M2')
  change('pedir-bien.es.md', /^---\n/, '')
  rmSync(join(folder, 'courses/base/pedir-bien.en.md'))
  const [base] = readCourses(folder)
  assert.equal(base?.course, undefined)
  const found = base.mistakes
  for (const expected of [
    /^courses\/base\/course\.yaml:\d+: licence: /,
    new RegExp(`^courses/base/course\\.yaml:${lineOf('course.yaml', 'license')}: the whole file: Unrecognized key: "license"`),
    new RegExp(`^courses/base/quiz\\.yaml:${lineOf('quiz.yaml', '        right: maybe')}: questions\\.0\\.options\\.0\\.right: `),
    /^courses\/base\/cuando-falla\.es\.md:5: minutes: /,
    /^courses\/base\/comprobar\.en\.md:\d+: a heading with one #/,
    /^courses\/base\/que-es-la-ia\.en\.md:1: module differs/,
    /^courses\/base\/product\.yaml:\d+: criteria: the highest levels must add up to 20/,
    /^courses\/base\/pedir-bien\.es\.md:1: must begin with front matter/,
    /^courses\/base\/pedir-bien\.en\.md:1: is missing/,
  ]) assert.ok(found.some((m) => expected.test(m)), `${expected} in\n${found.join('\n')}`)
})

test('mistakes of a file that reads well are listed too: minutes, headings, languages that differ, a unit that is not there', () => {
  change('quiz.yaml', 'unit: cuando-falla', 'unit: no-hay')
  change('cuando-falla.es.md', 'minutes: 13', 'minutes: 90')
  change('comprobar.en.md', '## What can go wrong', '# What can go wrong')
  change('que-es-la-ia.en.md', 'module: M1', 'module: M2')
  change('que-es-la-ia.es.md', '## Qué no es la IA', '## Qué no es [la IA](javascript:alert)\n\n![](foto.gif)')
  const found = readCourses(folder)[0]?.mistakes ?? []
  const line = readFileSync(join(folder, 'courses/base/que-es-la-ia.es.md'), 'utf8').split('\n').findIndex((l) => l.startsWith('## Qué no es')) + 1
  assert.deepEqual([...found].sort(), [
    'courses/base/comprobar.en.md:1: has 10 sections (##), comprobar.es.md has 11: a reader who changes language would lose the place'.replace('10', String(sectionsOf('comprobar.en.md'))).replace('11', String(sectionsOf('comprobar.es.md'))),
    `courses/base/comprobar.en.md:${lineOf('comprobar.en.md', '# What can go wrong')}: a heading with one # is the page’s own; begin with ##`,
    'courses/base/cuando-falla.es.md:5: minutes: Too big: expected number to be <=45',
    `courses/base/que-es-la-ia.es.md:${line}: link to "javascript:alert": only http(s) or a relative address`,
    `courses/base/que-es-la-ia.es.md:${line + 2}: picture "foto.gif": only a png, jpg or webp in the course’s folder`,
    `courses/base/que-es-la-ia.es.md:${line + 2}: picture "foto.gif" needs words for those who do not see it`,
    'courses/base/que-es-la-ia.en.md:1: module differs from que-es-la-ia.es.md',
    `courses/base/quiz.yaml:${lineOf('quiz.yaml', '  - id: alucinacion')}: question "alucinacion": the course has no unit "no-hay"`,
  ].sort())
})

const textOf = (file: string) => readFileSync(join(folder, 'courses/base', file), 'utf8')
const sectionsOf = (file: string) => textOf(file).match(/^## /gm)?.length ?? 0
const lineOf = (file: string, start: string) => textOf(file).split('\n').findIndex((l) => l.startsWith(start)) + 1

test('a broken file takes nothing away: the last good version goes on, also after a restart, and the office sees the list', async () => {
  const good = currentCourse(house, 'base')
  const rosa = await participant()
  change('quiz.yaml', 'draw: 10', 'draw: ten')
  await reload()
  assert.equal(currentCourse(house, 'base')?.hash, good?.hash)
  assert.equal((await rosa.get(`${rosa.at}/units/que-es-la-ia`)).status, 200)
  const restarted = await openHouse({ sameAs: house, contentDir: folder })
  assert.equal(currentCourse(restarted, 'base')?.hash, good?.hash)
  const tutor = await actingStaff(house, 'Tutora', ['tutor'])
  assert.match(await (await tutor.get('/office/piloto/reports')).text(), /courses\/base\/quiz\.yaml:\d+: draw: /)
  rmSync(join(folder, 'courses/base'), { recursive: true })
  await reload()
  assert.equal((await rosa.get(rosa.at)).status, 200)
  assert.match(await (await tutor.get('/office/piloto/reports')).text(), /courses\/base: the folder is gone/)
  await restarted.close()
})

test('who started a version stays on it, texts and minutes, while a newcomer gets the new one', async () => {
  const rosa = await participant()
  await rosa.post(`${rosa.at}/start`)
  const old = currentCourse(house, 'base')!
  for (const lang of ['es', 'en']) change(`que-es-la-ia.${lang}.md`, 'minutes: 12', 'minutes: 15')
  change('que-es-la-ia.es.md', 'La idea en tres reglas', 'La idea en cuatro reglas')
  await reload()
  const fresh = currentCourse(house, 'base')!
  assert.notEqual(fresh.hash, old.hash)
  assert.match(await (await rosa.get(`${rosa.at}/units/que-es-la-ia`)).text(), /La idea en tres reglas/)
  const elmer = await participant()
  assert.match(await (await elmer.get(`${elmer.at}/units/que-es-la-ia`)).text(), /La idea en cuatro reglas/)
  // A server that starts only now finds her version in the database.
  const restarted = await openHouse({ sameAs: house, contentDir: folder })
  assert.match(await (await restarted.request(`${rosa.at}/units/que-es-la-ia`, { headers: { cookie: rosa.cookie } })).text(), /La idea en tres reglas/)
  await restarted.close()
  await rosa.post(`${rosa.at}/units/que-es-la-ia/done`, { version: old.hash })
  await elmer.post(`${elmer.at}/units/que-es-la-ia/done`, { version: fresh.hash })
  const minutes = async (who: { agent: string }) =>
    (await readStatements(house.db, 'piloto', { actors: [who.agent], verbs: [VERB.completed] })).map((s) => [readExt(s.statement, 'version'), readExt(s.statement, 'minutes')])
  assert.deepEqual(await minutes(rosa), [[old.hash, 12]])
  assert.deepEqual(await minutes(elmer), [[fresh.hash, 15]])
})

test('what she read before the files changed is what her button records, though she had not started', async () => {
  const rosa = await participant()
  const old = currentCourse(house, 'base')!
  for (const lang of ['es', 'en']) change(`que-es-la-ia.${lang}.md`, 'minutes: 12', 'minutes: 15')
  await reload()
  assert.equal((await rosa.post(`${rosa.at}/units/que-es-la-ia/done`, { version: old.hash })).status, 303)
  const [done] = await readStatements(house.db, 'piloto', { actors: [rosa.agent], verbs: [VERB.completed] })
  assert.equal(readExt(done!.statement, 'minutes'), 12)
  assert.match(await (await rosa.get(`${rosa.at}/units/que-es-la-ia`)).text(), /12 minutos/)
})

test('comments and layout of the files do not make a new version; a version changed in the database is found out', async () => {
  const old = currentCourse(house, 'base')!
  change('course.yaml', '# A course', '# This is a course')
  await reload()
  assert.equal(currentCourse(house, 'base')?.hash, old.hash)
  await sql`update course_version set content = jsonb_set(content, '{units,0,minutes}', '600') where hash = ${old.hash}`.execute(house.db)
  await assert.rejects(courseVersion({ db: house.db, content: new Map() }, old.hash), /its content was changed/)
})

test('a picture in the course’s folder is kept with the version and served under its hash; one too large is refused', async () => {
  const bytes = await sharp({ create: { width: 20, height: 10, channels: 3, background: '#7a2e1f' } }).png().toBuffer()
  writeFileSync(join(folder, 'courses/base/hoja.png'), bytes)
  for (const lang of ['es', 'en']) change(`cuando-falla.${lang}.md`, /^## /m, '![Hoja con manchas](hoja.png)\n\n## ')
  await reload()
  const rosa = await participant()
  const html = await (await rosa.get(`${rosa.at}/units/cuando-falla`)).text()
  const address = /<img src="(\/content\/[0-9a-f]{64})" alt="Hoja con manchas"/.exec(html)?.[1]
  assert.ok(address)
  rmSync(join(folder, 'courses/base/hoja.png'))
  const picture = await house.request(address)
  assert.equal(picture.headers.get('content-type'), 'image/png')
  assert.deepEqual(Buffer.from(await picture.arrayBuffer()), bytes)
  assert.equal((await house.request(`/content/${'0'.repeat(64)}`)).status, 404)
  writeFileSync(join(folder, 'courses/base/hoja.png'), Buffer.alloc(81 * 1024))
  assert.ok(readCourses(folder)[0]?.mistakes.some((m) => /picture "hoja\.png" is larger than 80 KB/.test(m)))
})

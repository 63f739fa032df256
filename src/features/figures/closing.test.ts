import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actingStaff, ruleInForceFor } from '../../../test/acting.ts'
import { OFFICE, openClass, OTHER, SECTION, type ClassPlace } from '../../../test/attendance/place.ts'
import { infoOf, structureOf, wordsOf } from '../../../test/poppler.ts'
import { readyLearner } from '../../../test/ready-learner.ts'
import { knownSection } from '../cohorts/index.ts'
import { closingOf } from './closing.ts'

const PAPER = `${OFFICE}/sections/${OTHER}/closing.pdf`
let place: ClassPlace
before(async () => { place = await openClass() })
after(() => place.close())

async function words(address: string, who = place.executor): Promise<string> {
  const answer = await who.get(address)
  assert.equal(answer.status, 200, await answer.clone().text())
  assert.equal(answer.headers.get('cache-control'), 'no-store')
  const pdf = Buffer.from(await answer.arrayBuffer())
  assert.match(infoOf(pdf), /Tagged:\s+yes[\s\S]*Pages:\s+1\n/)
  assert.match(structureOf(pdf), /THead[\s\S]*TH[\s\S]*Matriculados|THead[\s\S]*TH[\s\S]*Enrolled/)
  return wordsOf(pdf)
}

test('without a rule in force closing minutes count who came and who left, and nobody as having passed', async () => {
  const left = await place.enrol('Ana Ñahui Quispe', OTHER)
  await place.enrol('Beatriz Mamani Flores', OTHER)
  assert.equal((await place.executor.post(`${OFFICE}/enrolments/${left.enrolment}/withdraw`, { cause: 'work' })).status, 303)
  const closing = await closingOf(place.house, 'piloto', await knownSection(place.house, 'piloto', OTHER))
  assert.equal(closing.rule, null)
  assert.deepEqual(closing.total, { enrolled: 2, active: 1, concluded: 0, passed: 0, certified: 0, left: 1 })
  assert.match(await words(PAPER), /Todavía no hay una regla en vigor/)
})

test('under a rule who did everything concluded and passed, each person once, by region and sex', async () => {
  await ruleInForceFor(place.house)
  await readyLearner(place.house)
  const closing = await closingOf(place.house, 'piloto', await knownSection(place.house, 'piloto', OTHER))
  assert.deepEqual(closing.total, { enrolled: 3, active: 2, concluded: 1, passed: 1, certified: 0, left: 1 })
  assert.equal(closing.lines.reduce((sum, line) => sum + line.counts.enrolled, 0), 3)
  assert.ok(closing.lines.every((line) => line.department === '21'), 'all of them live in Puno')
  const shown = await words(PAPER)
  assert.match(shown, /Avance de la sección.*todavía no termina.*este papel no es un acta/)
  assert.match(shown, /Región Sexo Puno No dijo Total Matriculados Activos Concluyeron Aprobados Certificados Retirados 3 2 1 1 0 1 3 2 1 1 0 1/)
  assert.match(shown, /registro hasta la posición \d+, con la regla \S+ \(huella [0-9a-f]{12}\)/)
  assert.doesNotMatch(shown, /firma/)
  assert.doesNotMatch(shown, /Ñahui|\d{8} /, 'no names, no documents')
})

test('a section without anybody has minutes that say so; another section’s tutor gets none', async () => {
  const answer = await place.tutor.get(`${OFFICE}/sections/${SECTION}/closing.pdf`)
  assert.equal(answer.status, 200)
  assert.match(wordsOf(Buffer.from(await answer.arrayBuffer())), /Nadie se matriculó en esta sección/)
  assert.equal((await place.tutor.get(PAPER)).status, 403)
  assert.equal((await place.executor.get(`${OFFICE}/sections/nowhere/closing.pdf`)).status, 404)
})

test('once the section is over the paper is the minutes, to be signed by three', async () => {
  place.house.time.set('2028-01-02T15:00:00Z')
  const eva = await actingStaff(place.house, 'Eva Cierra', ['executor'])
  assert.match(await words(PAPER, eva), /^Acta de cierre: Noche 1.*Impreso por Eva Cierra el 02\/01\/2028, 10:00, hora de Lima\. (?!Tiene datos personales)/)
  const shown = await words(`${PAPER}?lang=en`, eva)
  assert.match(shown, /Closing minutes.*Coordinator: name and signature.*Tutor: name and signature.*For the agreement: name and signature/)
  assert.doesNotMatch(shown, /not over yet/)
  assert.match(await (await eva.get(`${OFFICE}/sections/${OTHER}`)).text(), /closing\.pdf">Descargar el acta de cierre/)
})

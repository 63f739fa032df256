import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { actingStaff, type Acting } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { readyLearner } from '../../../test/ready-learner.ts'
import { writeRuleVersion } from '../../../test/rule-version.ts'
import { ROOT } from '../../lib/root.ts'
import { catchUp } from '../../record/follow.ts'
import { liveNumber, personStanding, programmeOf, ruleInForce } from '../programmes/index.ts'

let house: TestHouse
let folder: string
let owners: Acting[]

/** Stricter than the first one. */
const STRICTER = (yaml: string): string => yaml.replace('atLeast: 48', 'atLeast: 600').replace('labs: [uva-vino]', 'labs: []')
/** The same with another identity check. */
const BY_REGISTRY = (yaml: string): string => STRICTER(yaml).replace('identity: {level: card}', 'identity: {level: registry}')

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yachay-versions-'))
  for (const part of ['programmes', 'courses', 'labs']) cpSync(join(ROOT, part), join(folder, part), { recursive: true })
  writeRuleVersion(folder, 2, null, STRICTER)
  writeRuleVersion(folder, 3, '2026-03-02', STRICTER)
  writeRuleVersion(folder, 4, '2026-04-01', STRICTER)
  writeRuleVersion(folder, 5, '2026-06-01', BY_REGISTRY)
  house = await openHouse({ now: '2026-03-20T15:00:00Z', contentDir: folder })
  owners = [await actingStaff(house, 'Ana Dueñas', ['approver']), await actingStaff(house, 'Luis Ñahui', ['approver'])]
})
after(async () => { await house.close(); rmSync(folder, { recursive: true }) })

const sign = (who: Acting, version: string) => who.post('/office/piloto/rule', { version, hash: programmeOf(house, 'piloto')?.rules.find((r) => r.version === version)?.hash ?? '' })
const counts = async () => { await catchUp(house); return (await liveNumber(house, 'piloto')).counts }

test('a version that would judge what began before it is not signed; one from a day to come changes nobody who is there', async () => {
  for (const owner of owners) assert.equal((await sign(owner, 'v1')).status, 303)
  const rosa = await readyLearner(house)
  const before = await counts()
  assert.deepEqual(before, [1, 1, 1, 0])
  const without = await sign(owners[0]!, 'v2')
  assert.equal(without.status, 409)
  assert.match(await without.text(), /desde qué día de matrícula se aplica/)
  const past = await sign(owners[0]!, 'v3')
  assert.equal(past.status, 409)
  assert.match(await past.text(), /Esta versión juzgaría matrículas que ya empezaron/)
  for (const owner of owners) assert.equal((await sign(owner, 'v4')).status, 303)
  assert.equal((await ruleInForce(house.db, house, 'piloto'))?.version, 'v4')
  assert.deepEqual(await counts(), before, 'she began under v1 and is judged by v1')
  assert.deepEqual([(await personStanding(house, 'piloto', rosa.agent))?.version, (await personStanding(house, 'piloto', rosa.agent))?.rule.minutes.atLeast], ['v1', 48])
  // Her certificate names the version that judged her, not the newest.
  const executor = await actingStaff(house, 'Elena Coordina', ['executor'])
  const of = { enrolment: rosa.enrolment, kind: 'certificado' }
  assert.equal((await executor.post('/office/piloto/certificates/proposals', of)).status, 200)
  assert.equal((await owners[0]!.post(`/office/piloto/certificates/approvals/${rosa.enrolment}`, of)).status, 303)
  await house.runJobs()
  const { credential } = await house.db.selectFrom('credential').select('credential').where('agent', '=', rosa.agent).executeTakeFirstOrThrow()
  assert.match(await (await rosa.get(`/me/certificates/${credential}`)).text(), /regla v1\b/i)
  // Somebody who begins when v4 judges: the same work is not enough there.
  house.time.set('2026-04-20T15:00:00Z')
  const nina = await readyLearner(house)
  assert.equal((await personStanding(house, 'piloto', nina.agent))?.version, 'v4')
  assert.deepEqual(await counts(), [2, 2, 1, 1])
})

test('the rule page shows the difference between versions, thresholds and both texts, in the reader’s language', async () => {
  const es = await (await owners[0]!.get('/office/piloto/rule?lang=es')).text()
  assert.match(es, /Qué cambia de v3 a v4/)
  assert.match(es, /Juzga matrículas desde<\/th><td>2026-03-02<\/td><td><strong>2026-04-01/)
  assert.match(es, /Qué cambia de v1 a v2[\s\S]*Minutos de trabajo<\/th><td>48<\/td><td><strong>600/)
  assert.match(es, /<ins lang="es">Ahora se piden 600 minutos\.<\/ins>/)
  assert.match(es, /<ins lang="en">600 minutes are asked now\.<\/ins>/)
  const en = await (await owners[0]!.get('/office/piloto/rule?lang=en')).text()
  assert.match(en, /What changes from v1 to v2[\s\S]*Minutes of work<\/th><td>48<\/td><td><strong>600[\s\S]*Labs<\/th><td>uva-vino<\/td><td><strong>none/)
  assert.match(en, /Version v4 judges the enrolments that begin from 2026-04-01\. Those begun before are judged by the version in force then/)
})

test('a published cut is counted under a proposal too, as if it judged everybody: both numbers, and how many stand under one alone', async () => {
  house.time.set('2026-05-02T15:00:00Z')
  const [owner] = owners as [Acting]
  assert.equal((await owner.post('/office/piloto/releases', { month: '2026-04' })).status, 303)
  await house.runJobs()
  assert.equal((await owner.post('/office/piloto/releases/2026-04.1/publish', { sure: 'yes' })).status, 303)
  const before = await counts()
  const page = await (await owner.get('/office/piloto/rule?lang=es')).text()
  assert.match(page, /<option value="v3"/)
  assert.doesNotMatch(page, /<option value="v4"/, 'in force, so not proposed')
  const refused = await owner.post('/office/piloto/parallel', { cut: '2026-04.9', version: 'v5' })
  assert.equal(refused.status, 409)
  assert.match(await refused.text(), /Elige un corte publicado/)
  for (const version of ['v5', 'v3', 'v5']) assert.equal((await owner.post('/office/piloto/parallel', { cut: '2026-04.1', version })).status, 303)
  const open = async (lang: string): Promise<string> => (await (await house.request(`/p/piloto/parallel?lang=${lang}`)).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  assert.match(await open('es'), /Se está contando/)
  await house.runJobs()
  const es = await open('es')
  assert.match(es, /Corte 2026-04\.1: v4 y v3/)
  assert.match(es, /Corte 2026-04\.1: v4 y v5 .*N1 · Identidad comprobada 2 0 2 0 .*N2 · Minutos comprobados 1 0 1 0/)
  assert.match(await open('en'), /N0 · Enrolled 2 2 0 0 N1 · Identity checked 2 0 2 0/)
  assert.equal(es.match(/Corte 2026-04\.1/g)?.length, 2, 'the same asked twice is one count')
  assert.deepEqual(await counts(), before, 'nobody’s number changes')
})

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { catchUp } from '../../record/follow.ts'
import { rebuildBeside } from '../../record/rebuild.ts'
import { append } from '../../record/append.ts'
import { differences, rowsOf } from '../../../test/differences.ts'
import { actingStaff, ruleInForceFor } from '../../../test/acting.ts'
import { ruleFor } from '../../../test/histories/four-ways.ts'
import { randomHistory } from '../../../test/histories/random.ts'
import { putIntoRecord, storedFrom } from '../../../test/histories/recorded.ts'
import * as h from '../../../test/histories/script.ts'
import { certified } from '../../../test/histories/worked.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { readyLearner } from '../../../test/ready-learner.ts'
import { changeKnownSection, openNewSection } from '../cohorts/index.ts'
import { countCheck } from '../credentials/index.ts'
import { numberAt, ruleAt } from '../programmes/index.ts'
import { definitions } from './definitions.ts'
import { figure, figuresAt } from './figure.ts'
import { closedNow, liveFigures, sumsOf } from './live.ts'
import { officeValues } from './office-values.ts'
import { monthly, read, tutoringOf } from './read.ts'

let house: TestHouse
before(async () => { house = await openHouse({ now: '2026-03-20T15:00:00Z' }) })
after(() => house.close())

test('all 24 figures are defined in both languages; what cannot be computed says why and shows no zero', () => {
  const all = definitions(house)
  assert.deepEqual(all.map((d) => d.id), Array.from({ length: 24 }, (_, i) => `k${i + 1}`))
  const known = { values: {}, office: {}, closed: {}, tutoring: tutoringOf({}, {}, 0, {}), ofFew: true, target: 100, inForce: true }
  for (const d of all) {
    const figure = read(d, known)
    assert.equal(figure.kind === 'none' && figure.why === 'definition', d.why !== undefined, d.id)
    if (d.denominator && d.denominator.value !== 'target' && !d.why && d.shows !== 'steps' && d.shows !== 'cut') assert.equal(figure.kind, 'empty', `${d.id} divides by nobody`)
    assert.equal(read(d, { ...known, inForce: false }).kind, d.rule === 'none' ? 'empty' : 'none', 'without a rule in force only what the office did is said')
  }
})

test('the sums that the follower keeps are those recomputed from the record, and those of a rebuilt table, over random histories', async () => {
  const tenant = 'figures'
  const { rule, signing } = ruleFor('piloto', tenant)
  const opening = h.script(tenant, '2024-01-01T00:00:00Z')
  for (const owner of ['owner-1', 'owner-2']) h.ruleSigned(opening, owner, signing)
  const lines = Array.from({ length: 60 }, (_, i) => randomHistory(i, tenant, rule, null)).flat()
  const statements = storedFrom([...opening.lines, ...lines.sort((a, b) => a.stored.getTime() - b.stored.getTime())])
  for (let i = 0; i < statements.length; i += 211) {
    await putIntoRecord(house.db, statements.slice(i, i + 211))
    await catchUp(house)
  }
  const signed = await ruleAt(house.db, tenant)
  assert.ok(signed)
  const live = await liveFigures(house, tenant)
  assert.equal(live.pos, statements.length)
  assert.deepEqual(live.values, (await figuresAt(house, tenant, signed, statements.length)).get(''))
  const counts = (await numberAt(house, tenant, statements.length)).counts
  assert.deepEqual([live.values.enrolled ?? 0, live.values.identity ?? 0, live.values.counts ?? 0], [counts?.[0], counts?.[1], counts?.[3]])
  assert.ok((live.values.counts ?? 0) > 3 && (live.values.left ?? 0) > 0)
  assert.equal(monthly(live.values).at(-1)?.value, live.values.counts)
  await rebuildBeside(house, figure)
  assert.equal(await differences(house, 'figure'), 0)
  assert.ok(await rowsOf(house, 'figure') > 60)
})

test('the office page shows the way, the sections and 24 figures; each figure its parts, its rule and its fingerprint', async () => {
  await ruleInForceFor(house)
  const done = await readyLearner(house)
  await readyLearner(house, { product: 8 })
  const s = h.script('piloto', house.clock().toISOString(), 'paper')
  certified(s, done.agent, done.enrolment, h.uuid('paper'))
  await append(house, { scopes: [`actor:piloto:${done.agent}`] }, () => s.lines.map((line) => line.draft))
  await catchUp(house)
  const owner = await actingStaff(house, 'Olga Owner', ['approver'])
  const page = await (await owner.get('/office/piloto/figures?lang=es')).text()
  const text = page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  assert.match(text, /Matriculada 2 .*Concluyó 2 .*Aprobó 1 .*Cuenta \(N3\) 1/)
  assert.match(text, /K5 · Aprobación 50\s?% 1 de 2/)
  assert.match(text, /K13 · Ganancia de aprendizaje no se puede decir/)
  assert.match(text, /K14 · Mujeres, jóvenes y mypes solo en el corte mensual/)
  assert.doesNotMatch(page, /style=/)
  const k5 = await (await owner.get('/office/piloto/figures/k5?lang=es')).text()
  assert.match(k5, /personas que concluyeron/)
  assert.match(k5, /figures\/k05\.yaml · [0-9a-f]{64}/)
  assert.match(await (await owner.get('/office/piloto/figures/k13?lang=es')).text(), /No hay una prueba inicial/)
  assert.equal((await owner.get('/office/piloto/figures/k25')).status, 404)
})

test('what the office owes about data is a figure with its parts; nobody stands behind it', async () => {
  const officer = await actingStaff(house, 'Olinda Oficina', ['executor'])
  const told = { id: h.uuid('request'), right: 'access', via: 'phone', received: '18/03/2026', text: 'Llamó una señora para ver sus datos.' }
  assert.match(await (await officer.get('/office/piloto/figures/k24?lang=es')).text(), /sin casos todavía/)
  assert.equal((await officer.post('/office/piloto/requests', told)).status, 303)
  assert.equal((await officer.post('/office/piloto/incidents', { id: h.uuid('incident'), kind: 'lost-device', day: '20/03/2026', time: '09:00', affected: '3', text: 'Se perdió una tableta.' })).status, 303)
  const shown = async () => (await (await officer.get('/office/piloto/figures/k24?lang=es')).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  assert.match(await shown(), /0\s?% 0 de 1 .*sin respuesta todavía: 1 de 1 .*dentro de 48 horas: 0 de 1 .*Ninguna: son actos de la oficina/)
  assert.equal((await officer.post(`/office/piloto/requests/${told.id}/answer`, { id: h.uuid('answer'), outcome: 'granted', reason: '', text: 'Te enviamos tu copia hoy.' })).status, 303)
  assert.match(await shown(), /100\s?% 1 de 1 .*sin respuesta todavía: 0 de 1/)
  assert.equal((await officer.get('/office/piloto/figures/k24/evidence')).status, 404)
})

test('K22 says how many checks were answered and found valid, and how long a certificado took; of a cut up to the day of its last act', async () => {
  const owner = await actingStaff(house, 'Olimpia Owner', ['approver'])
  const shown = async (): Promise<string> => (await (await owner.get('/office/piloto/figures/k22?lang=es')).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  const before = (await officeValues(house, 'piloto'))['checks-served'] ?? 0
  for (const valid of [true, true, false]) await countCheck(house, 'piloto', valid)
  await countCheck(house, 'otro', true)
  const values = await officeValues(house, 'piloto')
  assert.deepEqual([values['checks-served'], values['checks-valid']], [before + 3, 2])
  assert.match(await shown(), /«válido», entre las respondidas: 2 de 3 .*\(mediana\): \d+/)
  const live = await liveFigures(house, 'piloto')
  assert.equal(Object.entries(live.values).filter(([name]) => name.startsWith('certified-after:')).reduce((n, [, v]) => n + v, 0), live.values.certified)
  house.time.add(86_400_000)
  await countCheck(house, 'piloto', true)
  assert.equal((await officeValues(house, 'piloto'))['checks-served'], before + 4)
  assert.equal((await officeValues(house, 'piloto', live.pos))['checks-served'], before + 3, 'the cut ends on the day of its last act')
})

test('the evidence of a figure is a list of pseudonyms and positions for the coordinator and the auditor, each look noted; owners and tutors have none', async () => {
  const auditor = await actingStaff(house, 'Aurora Audita', ['auditor'])
  const page = await (await auditor.get('/office/piloto/figures/k1/evidence?lang=es')).text()
  const rows = [...page.matchAll(/<code>([0-9a-f]{16})<\/code>/g)].map((m) => m[1])
  assert.equal(rows.length, 1)
  const other = await (await auditor.get('/office/piloto/figures/k5/evidence')).text()
  assert.ok(!other.includes(rows[0]!), 'the pseudonym belongs to one figure')
  const [person] = (await house.pool.query(`select agent from figure where tenant = 'piloto' and section = '' and jsonb_exists(values, 'counts') and agent <> ''`)).rows as { agent: string }[]
  assert.ok(person && !page.includes(person.agent))
  const log = await house.pool.query(`select detail from staff_log where action = 'figure-evidence-seen' and staff = $1 order by at`, [auditor.id])
  assert.deepEqual(log.rows.map((r: { detail: { figure: string } }) => r.detail.figure).sort(), ['k1', 'k5'])
  for (const role of ['approver', 'tutor'] as const) {
    const who = await actingStaff(house, 'Otra', [role])
    assert.equal((await who.get('/office/piloto/figures/k1/evidence')).status, 403)
    assert.doesNotMatch(await (await who.get('/office/piloto/figures/k1')).text(), /k1\/evidence/)
  }
})

test('what is over is summed by the day on which sections end, and follows a section whose last day changes', async () => {
  const asked = { tenant: 'piloto', id: 'corta-1', by: h.uuid('office') }
  const terms = (ends: string) => ({
    terms: {
      title: { es: 'Corta', en: 'Short' }, mode: 'virtual' as const, shift: { es: 'Lunes, 19:00–21:00', en: 'Monday, 19:00–21:00' }, capacity: 30, starts: '2026-03-18', ends, course: 'base', call: null,
    }, organisation: null, site: null,
  })
  const closed = async () => { await catchUp(house); return (await closedNow(house, 'piloto')).enrolled }
  await openNewSection(house, asked, terms('2026-03-25'))
  const s = h.script('piloto', house.clock().toISOString(), 'short')
  h.enrolled(s, h.uuid('short'), h.uuid('short', 'enrolment'), { section: 'corta-1' })
  await append(house, { scopes: [] }, () => s.lines.map((line) => line.draft))
  house.time.set('2026-03-24T15:00:00Z')
  assert.equal(await closed(), undefined)
  await changeKnownSection(house, asked, terms('2026-03-23'))
  assert.equal(await closed(), 1)
  await changeKnownSection(house, asked, terms('2026-03-30'))
  assert.equal(await closed(), undefined)
  house.time.set('2026-03-31T15:00:00Z')
  assert.equal(await closed(), 1)
  await rebuildBeside(house, figure)
  assert.equal(await differences(house, 'figure'), 0)
})

test('a tutor sees her own sections only, a coordinator all of them', async () => {
  const tutor = await actingStaff(house, 'Tina Tutora', ['tutor'])
  const executor = await actingStaff(house, 'Elsa Ejecuta', ['executor'])
  assert.ok((await sumsOf(house.db, 'piloto', ['noche-1'])).has('noche-1'), 'somebody is in a section')
  const mine = await (await tutor.get('/office/piloto/figures?lang=es')).text()
  assert.match(mine, /Todavía no hay grupos para comparar/)
  assert.equal((await executor.get('/office/piloto/figures')).status, 200)
})

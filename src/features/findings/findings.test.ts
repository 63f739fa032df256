import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { actingLearner, actingStaff, personValues, ruleInForceFor, type Acting } from '../../../test/acting.ts'
import { differences } from '../../../test/differences.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { head, readStatements } from '../../record/read.ts'
import { rebuildBeside } from '../../record/rebuild.ts'
import { readExt } from '../../record/statement.ts'
import { limaDay } from '../people/index.ts'
import { beginRelease, publishRelease, releaseNamed } from '../releases/index.ts'
import { findingsCounted, findingValues, type FindingsCounted } from './counted.ts'
import { finding } from './finding.ts'
import { FINDING_VERB } from './statements.ts'

const OFFICE = '/office/piloto'
const AT = `${OFFICE}/findings`
let house: TestHouse
let coordinator: Acting
let colleague: Acting
let auditor: Acting
let second: Acting
let owner: Acting

// A Wednesday in Lima; Monday 29 June and Thursday 23 July are holidays.
before(async () => {
  house = await openHouse({ now: '2026-06-24T15:00:00Z' })
  await ruleInForceFor(house)
  coordinator = await actingStaff(house, 'Elena Coordina', ['executor'])
  colleague = await actingStaff(house, 'Carla Colega', ['executor'])
  auditor = await actingStaff(house, 'Aurora Audita', ['auditor'])
  second = await actingStaff(house, 'Silvia Revisa', ['auditor'])
  owner = await actingStaff(house, 'Olga Aprueba', ['approver'])
})
after(() => house.close())

const plain = (html: string): string => html.slice(html.indexOf('<main')).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const words = async (who: Acting, path: string): Promise<string> => plain(await (await who.get(path)).text())
const counted = (upTo?: number): Promise<FindingsCounted> => findingsCounted(house.db, 'piloto', limaDay(house.clock()), upTo)
const GOOD = { about: 'figure', code: 'K1', severity: 'grave', text: 'La cifra no coincide con el padrón de Juliaca.' }

async function raises(fields: Partial<typeof GOOD> = {}, who = auditor): Promise<string> {
  const id = randomUUID()
  const answer = await who.post(AT, { id, ...GOOD, ...fields })
  assert.equal(answer.status, 303, await answer.text())
  assert.equal(answer.headers.get('location'), `${AT}/${id}?done`)
  return id
}
const replies = (id: string, who = coordinator, text = 'Corregimos el padrón el lunes.'): Promise<Response> => who.post(`${AT}/${id}/reply`, { id: randomUUID(), text })
const decides = (id: string, decision: string, who = auditor, text = 'Revisamos la lista y ya coincide.'): Promise<Response> => who.post(`${AT}/${id}/decide`, { id: randomUUID(), decision, text })

test('who audits raises a finding from a figure, the coordinator is told and replies in time, another auditor lifts it; all of it stays to be read', async () => {
  assert.match(await words(auditor, AT), /No hay hallazgos abiertos/)
  const page = await (await auditor.get(`${OFFICE}/figures/k1?lang=es`)).text()
  const link = /href="(\/office\/piloto\/findings\/new\?[^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const form = await (await auditor.get(link)).text()
  assert.match(form, /<option value="figure" selected>Una cifra.*value="k1"/s)
  assert.doesNotMatch(await (await coordinator.get(`${OFFICE}/figures/k1`)).text(), /findings\/new/)
  const id = randomUUID()
  const told = { id, ...GOOD }
  for (let i = 0; i < 2; i += 1) assert.equal((await auditor.post(AT, told)).status, 303, 'the same form again is the same finding')
  // 25 and 26 June; 29 is San Pedro y San Pablo; 30 to 3 July; 6 to 9 July: the tenth working day.
  assert.match(await words(auditor, `${AT}/${id}?done`), /Hallazgo 1 Quedó anotado\. .*K1 · .*Grave .*Descargo hasta el 09\/07\/2026: quedan 10 días hábiles .*Planteado Aurora Audita, el 24\/06\/2026, 10:00 La cifra no coincide/)
  assert.match(await words(coordinator, '/office'), /Hallazgos por responder: 1\. El próximo plazo vence el 09\/07\/2026/)
  assert.match(await words(coordinator, AT), /Abiertos: 1\. Con más de 30 días hábiles: 0\. Cerrados: 0\..*1\. K1 · /)
  house.time.set('2026-07-09T20:00:00Z')
  assert.match(await words(coordinator, `${AT}/${id}`), /hoy es el último día/)
  const reply = { id: randomUUID(), text: 'Faltaba una sede.\r\nYa está en el padrón.' }
  for (let i = 0; i < 2; i += 1) assert.equal((await coordinator.post(`${AT}/${id}/reply`, reply)).status, 303, 'the same reply again is the same reply')
  assert.match(await words(auditor, '/office'), /Hallazgos con descargo, por decidir: 1/)
  assert.ok(!(await words(coordinator, '/office')).includes('Hallazgos por'))
  assert.equal((await decides(id, 'lifted', second)).status, 303)
  assert.match(await words(owner, `${AT}/${id}`), /Levantado el 09\/07\/2026.*Descargo Elena Coordina, el 09\/07\/2026, 15:00 dentro del plazo Faltaba una sede\. Ya está en el padrón\. .*Levantado Silvia Revisa.*Revisamos la lista/)
  assert.match(await words(owner, `${AT}?shown=closed`), /1\. K1 · .*Levantado el 09\/07\/2026/)
  const late = await replies(id)
  assert.equal(late.status, 409)
  assert.match(await late.text(), /ya está cerrado.*Corregimos el padrón el lunes/s)
  assert.deepEqual(await counted(), { open: 0, closed: 1, late: 0 })
})

test('without a reply it is overdue by the clock, told to everybody; a late reply says so; asking again gives another ten working days', async () => {
  house.time.set('2026-07-10T15:00:00Z')
  const id = await raises({ severity: 'serious' })
  // 13 to 17 and 20 to 22 July; 23, 28 and 29 are holidays: 24 and 27.
  assert.match(await words(auditor, `${AT}/${id}`), /Descargo hasta el 27\/07\/2026/)
  for (const early of [await decides(id, 'confirmed'), await decides(id, 'asked-again')]) assert.equal(early.status, 409)
  assert.match(plain(await (await decides(id, 'confirmed')).text()), /Se confirma cuando haya un descargo o venza el plazo.*Revisamos la lista/)
  house.time.set('2026-07-28T04:59:00Z')
  assert.match(await words(auditor, `${AT}?shown=overdue`), /Ningún hallazgo tiene el plazo vencido/)
  house.time.set('2026-07-28T05:01:00Z')
  assert.match(await words(auditor, `${AT}?shown=overdue`), /2\. K1 · .*Descargo hasta el 27\/07\/2026: /)
  for (const who of [coordinator, owner, auditor]) assert.match(await words(who, '/office'), /Hallazgos con el plazo de descargo vencido: 1/)
  house.time.set('2026-07-30T15:00:00Z')
  assert.equal((await replies(id)).status, 303)
  assert.match(await words(auditor, `${AT}/${id}`), /con descargo, por decidir.*fuera de plazo: vencía el 27\/07\/2026/)
  assert.equal((await decides(id, 'asked-again', auditor, 'No dices cuántas personas eran.')).status, 303)
  // 31 July, 3 to 5 August; 6 is a holiday; 7, 10 to 14.
  assert.match(await words(coordinator, `${AT}/${id}`), /Descargo hasta el 14\/08\/2026.*La auditoría volvió a preguntar Aurora Audita, el 30\/07\/2026, 10:00 Descargo hasta el 14\/08\/2026\. No dices cuántas personas/)
  assert.equal((await decides(id, 'asked-again')).status, 409)
  assert.equal((await replies(id, colleague, 'Eran doce personas de una sede.')).status, 303)
  assert.equal((await decides(id, 'confirmed', auditor, 'Doce personas contaron dos meses.')).status, 303)
  assert.match(await words(coordinator, `${AT}/${id}`), /Confirmado el 30\/07\/2026/)
})

test('two officers who reply at once: one wins, the other is told and reads what she typed', async () => {
  const id = await raises()
  const answers = await Promise.all([replies(id, coordinator, 'Respuesta de la coordinación uno.'), replies(id, colleague, 'Respuesta de la coordinación dos.')])
  assert.deepEqual(answers.map((a) => a.status).sort(), [303, 409])
  const told = plain(await answers.find((a) => a.status === 409)!.text())
  assert.match(told, /Otra persona ya respondió este hallazgo/)
  assert.match(told, /Lo que escribiste No se guardó\. .* Respuesta de la coordinación (uno|dos)\./)
  const acts = await readStatements(house.db, 'piloto', { verbs: [FINDING_VERB.step], among: [`https://w3id.org/yachay/piloto/findings/${id}`] })
  assert.equal(acts.length, 1)
  assert.equal((await decides(id, 'lifted')).status, 303)
})

test('nobody replies to what she asked, nor decides about her own reply, with whatever roles; others do not get in', async () => {
  const both = await actingStaff(house, 'Berta de Ambas', ['executor', 'auditor'])
  const own = await raises({}, both)
  const refused = await replies(own, both)
  assert.equal(refused.status, 403)
  assert.match(await refused.text(), /Tú planteaste este hallazgo.*Corregimos el padrón/s)
  const others = await raises()
  assert.equal((await replies(others, both)).status, 303)
  for (const decision of ['lifted', 'confirmed', 'asked-again']) {
    const answer = await decides(others, decision, both)
    assert.equal(answer.status, 403)
    assert.match(await answer.text(), /Tú respondiste este hallazgo/)
  }
  assert.doesNotMatch(await (await both.get(`${AT}/${others}`)).text(), /<textarea/)
  assert.equal((await decides(others, 'lifted', second)).status, 303)
  assert.equal((await replies(own)).status, 303)
  assert.equal((await decides(own, 'lifted')).status, 303)

  const [tutor, administrator] = [await actingStaff(house, 'Tania Tutora', ['tutor']), await actingStaff(house, 'Ada Administra', ['administrator'], '*')]
  for (const who of [tutor, administrator]) for (const path of [AT, `${AT}/${own}`, `${AT}/new`]) assert.equal((await who.get(path)).status, 403)
  for (const who of [coordinator, owner]) assert.equal((await who.post(AT, { id: randomUUID(), ...GOOD })).status, 403)
  for (const who of [owner, auditor]) assert.equal((await replies(others, who)).status, 403)
  assert.equal((await decides(others, 'lifted', coordinator)).status, 403)
  assert.equal((await auditor.get(`${AT}/${randomUUID()}`)).status, 404)
  assert.equal((await auditor.get(`${AT}/nada`)).status, 404)
})

test('who works for one entity is sent to the programme’s coordination', async () => {
  const hers = await actingStaff(house, 'Carla de la Entidad', ['executor'])
  await house.db.updateTable('staff_role').set({ organisation: 'cetpro' }).where('staff', '=', hers.id).execute()
  const id = await raises()
  for (const answer of [await hers.get(AT), await hers.get(`${AT}/${id}`), await replies(id, hers)]) {
    assert.equal(answer.status, 403)
    assert.match(await answer.text(), /Esto lo lleva la coordinación del programa/)
  }
  const office = await words(hers, '/office')
  assert.ok(!office.includes('Hallazgos'), office)
  assert.equal((await decides(id, 'lifted')).status, 303)
})

test('a form that lacks something comes back whole, in both languages: nothing chosen, no code, too short, too long', async () => {
  const empty = await auditor.post(`${AT}?lang=en`, { id: randomUUID(), about: 'figure', code: 'k25', severity: '', text: 'corto' })
  assert.equal(empty.status, 422)
  assert.match(await empty.text(), /href="#code".*href="#severity".*href="#text".*Type a figure from K1 to K24.*value="k25".*Choose one option.*corto/s)
  const long = `Primera línea.\n${'larga '.repeat(1000)}fin`
  const refused = await auditor.post(`${AT}?lang=es`, { id: randomUUID(), ...GOOD, text: long.replaceAll('\n', '\r\n') })
  assert.equal(refused.status, 422)
  const kept = await refused.text()
  assert.match(kept, new RegExp(`Son ${long.length} letras y aquí caben 4000`))
  assert.ok(kept.includes(long), 'every letter is still in the form')
  for (const [about, code] of [['release', '2026-05.1'], ['certificate', 'ABCD'], ['section', 'nada'], ['person', randomUUID()], ['person', 'Rosa'], ['free', 'k1'], ['planet', '']] as const) {
    const answer = await auditor.post(AT, { id: randomUUID(), ...GOOD, about, code })
    assert.equal(answer.status, 422, about)
    assert.ok((await answer.text()).includes('La cifra no coincide'), about)
  }
  const id = await raises({ about: 'free', code: '' })
  const nothing = await decides(id, '', auditor, '')
  assert.equal(nothing.status, 422)
  assert.match(await nothing.text(), /href="#decision".*href="#text"/s)
  const tooLong = await replies(id, coordinator, long)
  assert.equal(tooLong.status, 422)
  assert.ok((await tooLong.text()).includes(long))
  // As many letters as a browser lets through, each new line sent as two.
  assert.equal((await replies(id, coordinator, `${'x'.repeat(3998)}\r\ny`)).status, 303)
  assert.equal((await decides(id, 'lifted')).status, 303)
})

test('what is about a person is sealed with her key: the record and the addresses tell a code, and erasing her takes the words along', async () => {
  const rosa = await actingLearner(house, personValues({ name: 'Rosa Hallada Quispe' }))
  const id = await raises({ about: 'person', code: rosa.agent, text: 'Rosa Hallada firmó dos veces, DNI 41002003.' })
  assert.equal((await replies(id, coordinator, 'Rosa Hallada vino por su prima.')).status, 303)
  const audited = await (await auditor.get(`${AT}/${id}`)).text()
  assert.match(audited, new RegExp(`Persona ${rosa.agent.slice(0, 8)}`))
  assert.ok(!audited.includes(`/people/${rosa.agent}`), 'her page is for who coordinates')
  assert.match(await (await coordinator.get(`${AT}/${id}`)).text(), new RegExp(`/office/piloto/people/${rosa.agent}`))
  const { rows } = await sql<{ raw: string }>`select raw from statement where raw is not null`.execute(house.db)
  const record = rows.map((r) => r.raw).join('\n')
  for (const word of ['Rosa', 'Hallada', '41002003', 'prima', 'padrón', 'Juliaca', 'sede']) assert.ok(!record.includes(word), word)
  const [act] = await readStatements(house.db, 'piloto', { verbs: [FINDING_VERB.raised], among: [`https://w3id.org/yachay/piloto/findings/${id}`] })
  assert.deepEqual(['findingAbout', 'findingCode', 'severity'].map((name) => act && readExt(act.statement, name)), ['person', rosa.agent, 'grave'])
  const { rows: texts } = await sql<{ person: string | null; n: number }>`select person::text, count(*)::int as n from duty_text where about = ${id} group by 1`.execute(house.db)
  assert.deepEqual(texts, [{ person: rosa.id, n: 2 }])
  assert.equal((await coordinator.post(`${OFFICE}/people/${rosa.agent}/erase`, { erase_word: 'BORRAR' })).status, 303)
  const erased = await words(auditor, `${AT}/${id}`)
  assert.match(erased, /El texto ya no se puede leer/)
  assert.ok(!erased.includes('Rosa') && !erased.includes('prima'))
  // What is decided after that is about nobody any more, and is kept.
  assert.equal((await decides(id, 'lifted', auditor, 'Se cierra: los datos se borraron.')).status, 303)
  assert.match(await words(auditor, `${AT}/${id}`), /Se cierra: los datos se borraron/)
})

test('a certificate is named by its serial or its id; the record keeps the id, for a serial opens a name', async () => {
  const ana = await actingLearner(house, personValues({ name: 'Ana Certera Paz' }))
  const [credential, serial] = [randomUUID(), '7K2M-9QRS-TVWX-0123']
  await house.db.insertInto('credential').values({
    credential, tenant: 'piloto', person: ana.id, agent: ana.agent, enrolment: randomUUID(), kind: 'certificado', approval: randomUUID(), edition: 1, serial, status_index: 7,
    sealed: Buffer.from('sealed'), issued: house.clock(),
  }).execute()
  const ids = [await raises({ about: 'certificate', code: serial.toLowerCase().replaceAll('-', ' '), text: 'El nombre no es el de su documento.' }), await raises({ about: 'certificate', code: credential })]
  const { rows } = await sql<{ raw: string; code: string; person: string }>`select s.raw, f.code, t.person::text from finding f join statement s on s.tenant = f.tenant and s.pos = f.pos
    join duty_text t on t.id = f.finding where f.finding = any(${ids}::uuid[])`.execute(house.db)
  assert.deepEqual(rows.map((r) => [r.code, r.person, r.raw.includes('9QRS')]), ids.map(() => [credential, ana.id, false]))
  assert.match(await words(auditor, `${AT}/${ids[0]}`), new RegExp(`Certificado ${credential.slice(0, 8)} `))
  assert.equal((await auditor.post('/office/peru-huawei-2024/findings', { id: randomUUID(), ...GOOD })).status, 403, 'an auditor of another programme')
  for (const id of ids) assert.equal((await decides(id, 'lifted')).status, 303)
})

test('a cut tells how many findings were open and closed at its position, K23 how many for more than 30 working days, also after somebody asked again', async () => {
  house.time.set('2026-09-01T15:00:00Z')
  const before = await counted()
  const id = await raises({ about: 'section', code: 'noche-1' })
  assert.match(await words(auditor, `${AT}/${id}`), /Trata de Sección Noche 1 /)
  await replies(id)
  // The thirtieth working day after 1 September is 14 October (8 October is a holiday).
  house.time.set('2026-09-30T15:00:00Z')
  assert.equal((await decides(id, 'asked-again')).status, 303)
  const september = await head(house.db, 'piloto')
  house.time.set('2026-10-14T15:00:00Z')
  assert.equal((await counted()).late, before.late)
  house.time.set('2026-10-15T15:00:00Z')
  assert.deepEqual(await counted(), { open: before.open + 1, closed: before.closed, late: before.late + 1 })
  assert.match(await words(auditor, `${OFFICE}/figures/k23?lang=es`), /abiertos por más de 30 días hábiles: 1 de 1 .*Hallazgos abiertos: 1 .*Hallazgos cerrados: \d/)
  await replies(id)
  assert.equal((await decides(id, 'lifted')).status, 303)
  assert.equal((await counted()).open, before.open)
  // At the position of September it was open, and not for so long yet, however late somebody counts.
  assert.deepEqual(await findingValues(house, 'piloto', september), { 'findings-open': before.open + 1, 'findings-closed': before.closed, 'findings-late': before.late })

  await beginRelease(house, 'piloto', '2026-09', owner.id)
  await house.runJobs()
  await publishRelease(house, 'piloto', '2026-09.1', owner.id)
  const figures = (await releaseNamed(house.db, 'piloto', '2026-09.1'))?.files['figures.csv'] ?? ''
  assert.match(figures, new RegExp(`^k23-findings-late,${before.late},${before.open + 1},`, 'm'))
  assert.match(figures, new RegExp(`^k23-findings-open,${before.open + 1},,`, 'm'))
  const publicPage = plain(await (await house.request('/p/piloto/releases/2026-09.1?lang=es')).text())
  assert.match(publicPage, new RegExp(`Hallazgos de auditoría Abiertos: ${before.open + 1}\\. Con más de 30 días hábiles: ${before.late}\\. Cerrados: ${before.closed}\\.`))
  assert.doesNotMatch(await (await house.request('/p/piloto/releases/2026-09.1')).text(), /findings\/new/)
  assert.match(await (await auditor.get('/p/piloto/releases/2026-09.1')).text(), /findings\/new\?about=release&amp;code=2026-09\.1/)
  const about = await raises({ about: 'release', code: '2026-09.1' })
  assert.match(await words(auditor, `${AT}/${about}`), /Corte de setiembre de 2026/)
})

test('the table of findings can be told from the record alone', async () => {
  await rebuildBeside(house, finding)
  assert.equal(await differences(house, 'finding'), 0)
  const { rows } = await sql<{ number: number }>`select number from finding where tenant = 'piloto' order by pos`.execute(house.db)
  assert.deepEqual(rows.map((r) => r.number), rows.map((_, i) => i + 1), 'numbered in the order in which they were raised')
})

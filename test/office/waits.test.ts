import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { actingLearner, actingStaff, personValues, type Acting } from '../acting.ts'
import { applies, enrolled, newCe, showsCard, type Applicant, type Learner } from '../histories/acts.ts'
import { merged, proposedBy } from '../histories/office-acts.ts'
import { done, inCharge, OFFICE, openPlace, TENANT, type Place } from '../histories/place.ts'
import { readyLearner } from '../ready-learner.ts'
import { loads, table, uploads } from './sheets.ts'
import { appliesTo } from './with-calls.ts'

const DAY = 86_400_000
const OWN = 'cetpro'
const NOTHING = /No hay nada pendiente/
const CALL = `${OFFICE}/calls/abierta-1`

let place: Place
let auditor: Acting
let administrator: Acting
/** Coordinates one entity: the one that runs section noche-1, or another. */
let own: Acting
let other: Acting
/** In charge of no section. */
let stranger: Acting

before(async () => {
  place = await openPlace()
  const { house, executor } = place
  ;[auditor, administrator, stranger] = [await actingStaff(house, 'Aurora Audita', ['auditor']), await actingStaff(house, 'Ada Administra', ['administrator'], '*'), await actingStaff(house, 'Tula Sin Grupo', ['tutor'])]
  for (const name of [OWN, 'instituto']) await done(executor.post(`${OFFICE}/organisations`, { name, ruc: '', kinds: 'executor' }))
  const coordinator = async (name: string, organisation: string): Promise<Acting> => {
    const her = await actingStaff(house, name, [])
    await done(administrator.post(`/office/staff/${her.id}/roles`, { tenant: TENANT, role: 'executor', organisation: `${TENANT}/${organisation}` }))
    return her
  }
  ;[own, other] = [await coordinator('Carla de Cetpro', OWN), await coordinator('Otilia de Instituto', 'instituto')]
  await done(executor.post(`${OFFICE}/sites`, { id: '00000000-0000-4000-8000-000000000000', name: 'CETPRO', district: 'INEI 211101', childcare: 'no', signal: 'good' }))
  await done(executor.post(`${OFFICE}/sections/noche-1/change`, { organisation: OWN, site: 'cetpro-000000' }))
})
after(() => place.close())

interface Line { readonly href: string; readonly says: string }

/** What the office's front page lists for her in the programme, in its order. */
async function waits(who: Acting): Promise<Line[]> {
  const html = await (await done(who.get('/office'))).text()
  const list = [...html.matchAll(/<ul class="steps waits">(.*?)<\/ul>/gs)].map((m) => m[1]).join('')
  return [...list.matchAll(/<li>(.*?)<\/li>/gs)].map(([, line = '']) => ({ href: /href="([^"]+)"/.exec(line)?.[1] ?? '', says: line.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim() }))
}

const says = async (who: Acting): Promise<string> => (await waits(who)).map((line) => line.says).join(' | ')

/** Each of these sees it, each of the others does not. */
async function seenBy(what: RegExp, ...seers: readonly Acting[]): Promise<void> {
  for (const [name, who] of Object.entries({ executor: place.executor, colleague: place.colleague, tutor: place.tutor, approver: place.approver, auditor, administrator, own, other, stranger })) {
    assert.equal(what.test(await says(who)), seers.includes(who), `${name}: ${await says(who)}`)
  }
}

test('who has nothing to do is told so', async () => {
  for (const who of [place.executor, place.tutor, place.approver, auditor, own, stranger]) assert.match(await (await who.get('/office')).text(), NOTHING)
  assert.match(await (await place.executor.get('/office?lang=en')).text(), /Nothing is pending/)
  await place.executor.get('/office?lang=es')
})

test('an application waits for whoever coordinates the programme until it is decided, and no entity decides of a call that several run', async () => {
  const ana = await applies(place, 'Ana Postula Paz')
  const bea = await applies(place, 'Bea Postula Paz')
  await seenBy(/: 2 postulaciones por decidir Todo llegó hoy/, place.executor, place.colleague)
  place.house.time.add(3 * DAY)
  const [line] = await waits(place.executor)
  assert.match(line?.says ?? '', /Lo más antiguo espera desde hace 3 días/)
  assert.match(await (await done(place.executor.get(line?.href ?? ''))).text(), /Postulaciones: 2\./)
  await done(place.executor.post(`${CALL}/applications/${ana.expediente}/decide`, { decision: 'eligible' }))
  await seenBy(/: 1 postulación por decidir Espera desde hace 3 días/, place.executor, place.colleague)
  // Returned: now it waits for her; corrected it waits for us again, and not corrected it waits for a decision.
  await done(place.executor.post(`${CALL}/applications/${bea.expediente}/decide`, { decision: 'return', remarks: ['name'] }))
  assert.match(await (await place.executor.get('/office')).text(), NOTHING)
  place.house.time.add(12 * DAY)
  await seenBy(/: 1 postulación observada que no se subsanó a tiempo/, place.executor, place.colleague)
  await done(place.executor.post(`${CALL}/applications/${bea.expediente}/decide`, { decision: 'not-eligible', reasons: ['note'], note: 'No respondió.' }))
  assert.match(await (await place.colleague.get('/office')).text(), NOTHING)
  // Whoever decided answers no appeal against it: it waits for the other one, with its term.
  await done(bea.phone.post(`/me/applications/${TENANT}/${bea.expediente}/appeal`, { reasons: ['other'], words: 'Sí respondí por teléfono, por favor miren otra vez.' }))
  await seenBy(/: 1 reconsideración por responder Vence el \d\d\/\d\d\/2026 Espera desde hoy/, place.colleague)
  place.house.time.add(40 * DAY)
  await seenBy(/: 1 reconsideración por responder Venció el/, place.colleague)
  await done(place.colleague.post(`${CALL}/applications/${bea.expediente}/appeal`, { answer: 'rejected', words: 'Revisamos la llamada: no fue de tu número.' }))
  assert.match(await (await place.colleague.get('/office')).text(), NOTHING)
})

let rosa: Learner

test('a card that one person saw waits for another: a tutor of hers, her entity, the programme, and not for who saw it', async () => {
  rosa = await enrolled(place, 'Rosa Ñahui Quispe', newCe())
  await done(showsCard(rosa, place.executor, 'check'))
  const check = /1 identidad espera que una segunda persona vea el documento/
  await seenBy(check, place.colleague, place.tutor, own)
  const link = (await waits(place.tutor)).find((line) => check.test(line.says))?.href ?? ''
  assert.equal(link, `${OFFICE}/people/${rosa.agent}`, 'a tutor has no list: her own learner')
  assert.match(await (await done(own.get((await waits(own))[0]?.href ?? ''))).text(), /Rosa Ñahui Quispe/)
  await done(showsCard(rosa, place.tutor, 'confirm'))
  await seenBy(check)
})

test('alike records of two entities wait for the programme; a document in conflict also for the entity whose person she is', async () => {
  const values = personValues({ born: '1991-04-17', name: 'Irma Dos Veces' })
  await actingLearner(place.house, values)
  await actingLearner(place.house, personValues({ born: '1991-04-17', name: 'Irma Dos Veces' }))
  await seenBy(/1 posible duplicado por revisar/, place.executor, place.colleague)
  await seenBy(/documento en conflicto/)
  const claimed: Applicant = await applies(place, 'Nora Ajena Ríos', rosa.claim)
  await seenBy(/1 persona con el documento en conflicto/, place.executor, place.colleague)
  // One person after all: nothing is in conflict any more, neither there nor in the list.
  await merged(claimed, rosa)
  await seenBy(/documento en conflicto/)
  assert.doesNotMatch(await (await place.executor.get(`${OFFICE}/people`)).text(), /Nora Ajena/)
  const zoila = await enrolled(place, 'Zoila Con Grupo')
  await applies(place, 'Otra Con Su Número', zoila.claim)
  await seenBy(/1 persona con el documento en conflicto/, own)
})

test('what a registry answered waits for a second person, a death it told of only for who coordinates the programme', async () => {
  const { house, executor } = place
  const answer = (first: string | null, restriction: string) => sql`insert into registry_answer (id, tenant, person, document, registry, assurance, match, restriction, at, state, first_by)
    select ${randomUUID()}, a.tenant, a.person, d.id, 'reniec', 'query', 'same', ${restriction}, ${house.clock()}, 'open', ${first} from agent a join identity_document d on d.person = a.person where a.agent = ${rosa.agent} limit 1`.execute(house.db)
  await answer(executor.id, 'none')
  const told = /1 respuesta de un registro por confirmar/
  await seenBy(told, place.colleague, own)
  await sql`delete from registry_answer`.execute(house.db)
  await answer(null, 'death')
  await seenBy(/1 aviso de fallecimiento/, executor, place.colleague)
  await sql`delete from registry_answer`.execute(house.db)
  await seenBy(/fallecimiento/)
})

test('a late mark waits for the second person wherever she teaches, and a class without a list for its tutor and who coordinates it', async () => {
  const { house, tutor, executor } = place
  const second = await actingStaff(house, 'Sonia Segunda', ['tutor'])
  await inCharge(place, second, 'noche-2')
  house.time.add(DAY)
  const today = new Date(house.clock().getTime() - 5 * 3_600_000).toISOString().slice(0, 10)
  const session = randomUUID()
  await done(tutor.post(`${OFFICE}/sections/noche-1/sessions`, { id: session, day: today, from: '08:00', to: '09:00', minutes: '', mode: 'presencial', site: 'CETPRO' }))
  const missing = /1 clase de las últimas dos semanas sin lista/
  house.time.add(3 * DAY)
  await seenBy(missing, tutor, executor, place.colleague, own)
  assert.doesNotMatch(await says(second), missing)
  assert.equal((await waits(tutor)).find((line) => missing.test(line.says))?.href, `${OFFICE}/sections/noche-1/sessions`)
  await done(tutor.post(`${OFFICE}/sections/noche-1/sessions/${session}`, { [`mark-${rosa.enrolment}`]: 'P', cause: 'no-signal', do: 'save' }))
  await seenBy(missing)
  const late = /1 asistencia por confirmar como segunda persona/
  await seenBy(late, executor, place.colleague, own, stranger)
  assert.match(await says(second), late)
  const { rows: [entry] } = await sql<{ entry: string }>`select entry from attendance where standing = 'waiting'`.execute(house.db)
  await done(own.post(`${OFFICE}/attendance/queue`, { entry: entry?.entry ?? '', do: 'confirm' }))
  await seenBy(late)
})

test('a proposed certificate waits for an approver, and not for the one who proposed it herself', async () => {
  const { house, executor, approver } = place
  const ready = await readyLearner(house)
  const both = await actingStaff(house, 'Dora Dos Sombreros', ['executor', 'approver'])
  const proposal = /1 certificado propuesto por aprobar/
  await done(proposedBy(both, { enrolment: ready.enrolment } as Learner))
  await seenBy(proposal, approver)
  assert.doesNotMatch(await says(both), proposal)
  await done(executor.post(`${OFFICE}/certificates/proposals/withdraw`, { enrolment: ready.enrolment, kind: 'certificado' }))
  await seenBy(proposal)
  await done(proposedBy(executor, { enrolment: ready.enrolment } as Learner))
  assert.match(await says(both), proposal)
  await done(approver.post(`${OFFICE}/certificates/approvals/${ready.enrolment}`, { kind: 'certificado' }))
  await seenBy(proposal)
})

test('an uploaded table waits for its answer, then for its rows to be corrected, until the corrected one is entered; each entity sees its own', async () => {
  const { house, executor } = place
  const rows = [{ nro_doc: '10203040', evaluacion: 'final', nota: 12, intento: 1, evaluador: 'Nadie' }]
  const sent = await uploads(house, own, 'notas', await table('notas', rows))
  await seenBy(/1 archivo cargado espera tu respuesta/, executor, place.colleague, own)
  await done(own.post(`${(sent.headers.get('location') ?? '').replace(/\?.*/, '')}/discard`))
  await seenBy(/espera tu respuesta/)
  const at = await loads(house, own, 'notas', await table('notas', rows))
  await seenBy(/1 archivo cargado con filas por corregir/, executor, place.colleague, own)
  assert.equal((await waits(own)).find((line) => /filas por corregir/.test(line.says))?.href, at)
  // Another table of the same kind says nothing of this one; the one that went back with our column, corrected, does.
  house.time.add(DAY)
  await loads(house, own, 'notas', await table('notas', [{ ...rows[0], nota: 13 }, { ...rows[0], nota: 14, intento: 2 }]))
  assert.match(await says(own), /2 archivos cargados con filas por corregir Lo más antiguo espera desde hace 1 día\./)
  house.time.add(DAY)
  const back = Buffer.from(await (await done(own.get(`${at}/returned`))).arrayBuffer())
  // Its row is as it was, so it came back once more: now this file waits, and the first one does not.
  await loads(house, own, 'notas', back)
  assert.match(await says(own), /2 archivos cargados con filas por corregir Lo más antiguo espera desde hace 1 día\./)
  assert.equal((await own.get((await waits(own)).find((line) => /filas por corregir/.test(line.says))?.href ?? '')).status, 200)
})

test('requests and incidents stand with their term; what is overdue comes first', async () => {
  const { house, executor } = place
  const today = (): string => new Date(house.clock().getTime() - 5 * 3_600_000).toISOString().slice(0, 10).split('-').toReversed().join('/')
  const id = randomUUID()
  await done(executor.post(`${OFFICE}/requests`, { id, agent: rosa.agent, right: 'access', via: 'in-person', received: today(), text: 'Quiere saber qué guardamos.' }))
  await seenBy(/1 solicitud sobre datos por responder Vence el/, executor, place.colleague)
  const incident = randomUUID()
  await done(own.post(`${OFFICE}/incidents`, { id: incident, kind: 'lost-device', day: today(), time: '00:00', affected: '', text: 'Se perdió una lista en el bus.' }))
  await seenBy(/1 incidente con datos: falta avisar a la Autoridad Vence/, executor, place.colleague, place.approver, administrator, own)
  house.time.add(60 * DAY)
  const [first, second] = await waits(executor)
  assert.match(`${first?.says} ${second?.says}`, /1 incidente con datos: falta avisar a la Autoridad Venció el .* 1 solicitud sobre datos por responder Venció el/)
  await done(executor.post(`${OFFICE}/requests/${id}/answer`, { id: randomUUID(), outcome: 'granted', reason: '', text: 'Te lo mostramos hoy en la sede.' }))
  await seenBy(/solicitud sobre datos/)
})

test('what waits in several calls is one line, and the list of calls says in which, only to whom it waits for', async () => {
  const dina = await appliesTo(place.house, 'abierta-2', personValues({ name: 'Dina Otra Convocatoria' }))
  const line = (await waits(place.executor)).find(({ says: sentence }) => /\d postulaciones por decidir, en 2 convocatorias/.test(sentence))
  assert.equal(line?.href, `${OFFICE}/calls`)
  const list = await (await done(place.executor.get(`${OFFICE}/calls`))).text()
  for (const [call, what] of [['abierta-1', /^\d postulaciones por decidir$/], ['abierta-2', /^1 postulación por decidir$/]] as const) {
    assert.match(new RegExp(`href="${OFFICE}/calls/${call}/applications\\?state=to-decide">([^<]+)`).exec(list)?.[1] ?? '', what)
  }
  for (const who of [auditor, own]) assert.doesNotMatch(await (await done(who.get(`${OFFICE}/calls`))).text(), /por decidir/)
  await done(place.executor.post(`${OFFICE}/calls/abierta-2/applications/${dina.expediente}/decide`, { decision: 'eligible' }))
  assert.doesNotMatch(await says(place.executor), /convocatorias/)
})

test('every line leads to a page that she may open', async () => {
  let lines = 0
  for (const who of [place.executor, place.colleague, place.tutor, place.approver, auditor, administrator, own, other, stranger]) {
    for (const { href, says: sentence } of await waits(who)) {
      lines += 1
      assert.equal((await who.get(href)).status, 200, `${sentence}: ${href}`)
    }
  }
  assert.ok(lines > 8, `${lines} lines`)
})

test('of more than ten thousand it is told that there are more, on the front page, in the call and in its list', async () => {
  await sql`insert into application (tenant, expediente, call, agent, state, before_reasons, reasons, started, sent, since, scores, appeal_reasons, statement, pos)
    select 'piloto', 'X' || n, 'abierta-1', gen_random_uuid(), 'sent', '{}', '{}', now(), now(), now(), '{}', '{}', gen_random_uuid(), 0 from generate_series(1, 10001) n`.execute(place.house.db)
  assert.match(await says(place.executor), /: más de 10 000 postulaciones por decidir/)
  assert.match(await (await place.executor.get('/office?lang=en')).text(), /more than 10,000 applications to decide/)
  await place.executor.get('/office?lang=es')
  assert.match(await (await place.executor.get(CALL)).text(), /<td>más de 10 000<\/td>/)
  assert.match(await (await place.executor.get(`${CALL}/applications?state=sent`)).text(), /Postulaciones: más de 10 000\./)
  await sql`delete from application where expediente like 'X10%'`.execute(place.house.db)
  assert.match(await says(place.executor), /: 9\d{3} postulaciones por decidir/)
})

test('staff are led from the public page of a call to the office only when they may open it there, and never to the form', async () => {
  const page = '/p/piloto/calls/abierta-1'
  for (const who of [place.executor, place.approver, auditor, own]) {
    const html = await (await done(who.get(page))).text()
    assert.match(html, /href="\/office\/piloto\/calls\/abierta-1">Ver esta convocatoria en la oficina/)
    assert.equal((await who.get(CALL)).status, 200)
    assert.doesNotMatch(html, /abierta-1\/apply/)
  }
  for (const who of [place.tutor, administrator, other]) {
    assert.equal((await who.get(CALL)).status, 403)
    assert.doesNotMatch(await (await done(who.get(page))).text(), /\/office\/piloto|abierta-1\/apply/)
  }
  assert.match(await (await place.house.request(page)).text(), /Las postulaciones|abierta-1\/apply|Cerró|cerró/)
})

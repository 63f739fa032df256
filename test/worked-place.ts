import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { shownLimaDay } from '../src/features/people/dates.ts'
import { dailyHeads } from '../src/features/log/index.ts'
import { releasePublished } from '../src/features/releases/statements.ts'
import { append } from '../src/record/append.ts'
import { labOf } from '../src/features/labs/labs.ts'
import { ROOT } from '../src/lib/root.ts'
import { catchUp } from '../src/record/follow.ts'
import { actingClient, actingStaff, type Acting } from './acting.ts'
import { auditOf, pseudonymOf, VALUE } from './audits.ts'
import { doesEverything, enrolled, found, PRODUCT_TEXT, type Learner } from './histories/acts.ts'
import { certified } from './histories/office-acts.ts'
import { done, openPlace, type Place } from './histories/place.ts'
import { loads, table } from './office/sheets.ts'

/** A house in which one person did everything there is, and what the addresses of her pages are made of. */
export interface WorkedPlace extends Place {
  readonly rosa: Learner
  readonly administrator: Acting
  readonly auditor: Acting
  /** Values of the parts of addresses: `:enrolment`, `:credential`, … ; `:submission` is that of her product. */
  readonly ids: Readonly<Record<string, string>>
  /** Of her lab's try. */
  readonly labTry: string
}

export async function openWorkedPlace(): Promise<WorkedPlace> {
  const place = await openPlace()
  const { house } = place
  const administrator = await actingStaff(house, 'Ada Administra', ['administrator'], '*')
  const auditor = await actingStaff(house, 'Aurora Audita', ['auditor'])
  const rosa = await enrolled(place, 'Rosa Ñahui Quispe')
  await doesEverything(rosa)
  const at = `/learn/${rosa.enrolment}`
  await done(rosa.phone.send(`${at}/product`, productWithPicture()))
  const lesson = await (await done(rosa.phone.get(`${at}/units/que-es-la-ia`))).text()
  const reported = { id: crypto.randomUUID(), text: 'La segunda cuenta no sale.', section: '', version: found(lesson, /name="version" value="([^"]+)"/) }
  await done(rosa.phone.post(`${at}/units/que-es-la-ia/report`, reported))
  const credential = await certified(rosa)
  await done(place.executor.post('/office/piloto/calls/abierta-1/results', { confirm: 'yes' }))
  const lab = labOf(house, 'uva-vino')
  assert.ok(lab)
  const invited = await (await done(administrator.post('/office/staff', { name: 'Nueva Colega', handle: 'nueva' }))).text()
  await done(place.executor.post('/office/piloto/sites', { id: '00000000-0000-4000-8000-000000000000', name: 'CETPRO', district: 'INEI 211101', childcare: 'no', signal: 'good' }))
  const [submission] = [...(await (await done(rosa.phone.get(`${at}/product`))).text()).matchAll(/product\/([0-9a-f-]{36})\/pictures/g)].map((m) => m[1] ?? '')
  const session = crypto.randomUUID()
  const planned = { id: session, day: '2027-06-01', from: '19:00', to: '20:00', minutes: '', mode: 'virtual', site: 'En línea' }
  await done(place.tutor.post('/office/piloto/sections/noche-1/sessions', planned))
  const ids = {
    programme: 'piloto', call: 'abierta-1', section: 'noche-1', lab: lab.id, unit: 'que-es-la-ia', attempt: '1', number: '1', purpose: 'revocation', list: '1', session, lang: 'es', site: 'cetpro-000000',
    enrolment: rosa.enrolment, expediente: rosa.expediente, agent: rosa.agent, credential, paper: credential, submission: submission ?? '',
    figure: 'k1', release: await publishedCut(house), file: 'cells.csv',
    hash: lab.data.public.sha256.slice(0, 16),
    client: (await actingClient(house, ['all'])).id,
    // Of the course: the neutral pages are under it.
    version: reported.version,
    serial: found(await (await done(rosa.phone.get(`/me/certificates/${credential}`))).text(), /\/v\/([\w-]+)"/),
    staff: place.tutor.id, request: await writtenRequest(place, rosa.agent), incident: await writtenIncident(place), finding: await raisedFinding(auditor), ...await sampledIn(house, rosa.agent, auditor),
    batch: await uploadedList(place), template: 'padron.xlsx', table: 'padron.csv',
    answer: await registryAnswer(house, rosa),
    '*': await firstTile(house),
    share: await factLink(rosa, credential),
    token: found(invited, /\/staff\/welcome\/([\w-]+)/),
  }
  const labTry = found(await (await done(rosa.phone.get(`${at}/labs/${lab.id}`))).text(), /tries\/([0-9a-f-]{36})/)
  await catchUp(house)
  return { ...place, rosa, administrator, auditor, ids, labTry }
}

/** A link of hers to one fact of her paper. */
async function factLink(rosa: Awaited<ReturnType<typeof enrolled>>, credential: string): Promise<string> {
  const at = `/me/certificates/${credential}`
  await done(rosa.phone.post(`${at}/facts`, { id: crypto.randomUUID(), facts: 'name', days: '7' }))
  return found(await (await done(rosa.phone.get(`${at}/share`))).text(), /\/v\/facts\/([\w-]{22})/)
}

/** The day's head of the log is signed: the path of its first tile. */
async function firstTile(house: Place['house']): Promise<string> {
  await dailyHeads(house)
  const { size } = await house.db.selectFrom('log').select('size').where('tenant', '=', 'piloto').executeTakeFirstOrThrow()
  return size < 256 ? `0/000.p/${size}` : '0/000'
}

/** A registry that told of a death: its page asks for a decision. */
async function registryAnswer(house: Place['house'], rosa: Learner): Promise<string> {
  const id = crypto.randomUUID()
  await sql`insert into registry_answer (id, tenant, person, document, registry, assurance, match, restriction, at, state)
    select ${id}, a.tenant, a.person, d.id, 'reniec', 'query', 'same', 'death', now(), 'open' from agent a join identity_document d on d.person = a.person where a.agent = ${rosa.agent} limit 1`.execute(house.db)
  return id
}

/** A cut that was published before: its addresses. */
async function publishedCut(house: Place['house']): Promise<string> {
  const files = JSON.stringify({ 'cells.csv': 'table,inside_table,inside_row,row,persons,women\r\ntotal,,,,1,\r\n', 'figures.csv': 'figure\r\n', 'diff.csv': 'direction\r\n', 'release.json': '{}' })
  await sql`insert into data_release (tenant, month, revision, pos, rule, definitions, state, prepared, published, reasons, files, hashes, hidden, opened)
    values ('piloto', '2026-01', 1, 1, 'x', 'x', 'published', now(), now(), '{}', ${files}::jsonb, '{}', '{}', '{}')`.execute(house.db)
  await append(house, { scopes: ['release:piloto'] }, () => [releasePublished('piloto', '2026-01.1', crypto.randomUUID(), house.clock(), { cut: 1, hash: 'f'.repeat(64), reasons: [] })])
  return '2026-01.1'
}

/** A second version of her product, with a picture. */
export function productWithPicture(): FormData {
  const body = new FormData()
  body.append('text', PRODUCT_TEXT)
  body.append('ai', 'some')
  body.append('pictures', new Blob([new Uint8Array(readFileSync(join(ROOT, 'test/journey/list.png')))], { type: 'image/png' }), 'lista.png')
  return body
}

/** A request about her data that nobody answered yet. */
async function writtenRequest({ house, executor }: Place, agent: string): Promise<string> {
  const id = crypto.randomUUID()
  await done(executor.post('/office/piloto/requests', { id, agent, right: 'access', via: 'in-person', received: shownLimaDay(house.clock()), text: 'Quiere saber qué guardamos.' }))
  return id
}

/** An incident whose clock runs. */
async function writtenIncident({ house, executor }: Place): Promise<string> {
  const id = crypto.randomUUID()
  await done(executor.post('/office/piloto/incidents', { id, kind: 'lost-device', day: shownLimaDay(house.clock()), time: '00:00', affected: '', text: 'Se perdió una lista en el bus.' }))
  return id
}

/** A finding that waits for a reply. */
async function raisedFinding(auditor: Acting): Promise<string> {
  const id = crypto.randomUUID()
  await done(auditor.post('/office/piloto/findings', { id, about: 'figure', code: 'k1', severity: 'minor', text: 'Falta decir desde cuándo se cuenta.' }))
  return id
}

/** A sample of which she is the one person. */
async function sampledIn(house: Place['house'], agent: string, auditor: Acting): Promise<{ audit: string; pseudonym: string }> {
  const audit = await auditOf(house, [agent], { by: auditor.id, value: VALUE })
  return { audit, pseudonym: await pseudonymOf(house, audit, agent) }
}

/** A list of which one row came back. */
async function uploadedList({ house, executor }: Place): Promise<string> {
  const at = await loads(house, executor, 'notas', await table('notas', [{ nro_doc: '10203040', evaluacion: 'final', nota: 12, intento: 1, evaluador: 'Nadie' }]))
  return at.slice(at.lastIndexOf('/') + 1)
}

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { unzipSync, zipSync } from 'fflate'
import { actingStaff, signedIn, type Acting } from '../../../test/acting.ts'
import { drawnAudit, frozenAudit, HOLDS, judgedAsHolding, pseudonymOf, publishedCut, SOURCE, VALUE } from '../../../test/audits.ts'
import { differences } from '../../../test/differences.ts'
import { doesEverything, enrolled, PRODUCT_TEXT, type Learner } from '../../../test/histories/acts.ts'
import { certified } from '../../../test/histories/office-acts.ts'
import { done, openPlace, type Place } from '../../../test/histories/place.ts'
import { addCounted, many } from '../../../test/office/counted.ts'
import { checkPack, keyIn } from '../../../scripts/sample/pack.ts'
import { catchUp } from '../../record/follow.ts'
import { head } from '../../record/read.ts'
import { rebuildBeside } from '../../record/rebuild.ts'
import { personOf } from '../people/index.ts'
import { beginRelease, publishRelease, releaseNamed } from '../releases/index.ts'
import { auditPerson } from './audit-person.ts'
import { audit as auditRows } from './audit.ts'
import { auditValues } from './counted.ts'

const OFFICE = '/office/piloto'
const AT = `${OFFICE}/audits`
const CALLS = `${OFFICE}/audit-calls`
let place: Place
let rosa: Learner
let auditor: Acting
let caller: Acting
/** Rosa behind her agent. */
let person: string
let cut: string
/** Everybody who counts in the cut: Rosa, whom people worked with, and four whom the record knows by their acts alone. */
const ALL = 5

before(async () => {
  place = await openPlace()
  const { house } = place
  rosa = await enrolled(place, 'Rosa Ñahui Quispe')
  await doesEverything(rosa)
  await certified(rosa)
  person = await personOf(house.db, 'piloto', rosa.agent) ?? ''
  await addCounted(house, 'piloto', '2026-03-03T15:00:00Z', many(ALL - 1, { district: '211101', sex: 'female' }))
  // A history that is put there says that it came now: what follows would not be of this spring.
  await sql`update tenant_head set stored = '2026-03-05T00:00:00Z' where tenant = 'piloto'`.execute(house.db)
  house.time.set('2026-04-02T15:00:00Z')
  cut = await publishedCut(house, place.approver, '2026-03')
  await catchUp(house)
  ;[auditor, caller] = [await actingStaff(house, 'Aurora Audita', ['auditor']), await actingStaff(house, 'Lidia Llama', ['caller'])]
})
after(() => place.close())

const plain = (html: string): string => html.slice(html.indexOf('<main')).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const words = async (who: Pick<Acting, 'get'>, path: string): Promise<string> => plain(await (await who.get(path)).text())
const visitor = { get: (path: string) => place.house.request(path) }
const everybody = async (): Promise<string> => {
  const id = await frozenAudit(auditor, cut, { own: ALL })
  await drawnAudit(auditor, id)
  return id
}
const judges = (id: string, pseudonym: string, fields: Record<string, string> = {}, who = auditor): Promise<Response> =>
  who.post(`${AT}/${id}/people/${pseudonym}?lang=es`, { id: randomUUID(), ...HOLDS, ...fields })
const calls = (id: string, pseudonym: string, fields: Record<string, string | string[]>, who = caller): Promise<Response> => who.post(`${CALLS}/${id}/${pseudonym}?lang=es`, { id: randomUUID(), ...fields })
const sampleOf = async (id: string): Promise<string[]> => (await sql<{ p: string }>`select pseudonym as p from audit_person where audit = ${id} order by place`.execute(place.house.db)).rows.map((r) => r.p)

/** What a refusal says, with its status. */
async function refusal(answer: Promise<Response>, status: number, sentence: RegExp): Promise<void> {
  const response = await answer
  const text = plain(await response.text())
  assert.equal(response.status, status, text)
  assert.match(text, sentence)
}

test('before an audit was closed every figure and page says so: aún no auditado, and no adjusted number', async () => {
  assert.match(await words(auditor, `${OFFICE}/figures/k11?lang=es`), /K11 · Error de auditoría Aún no auditado/)
  assert.match(await words(auditor, `${OFFICE}/figures/k12?lang=es`), /Nadie independiente ha llamado todavía/)
  assert.doesNotMatch(await words(auditor, `${OFFICE}/figures/k1?lang=es`), /Ajustado/)
  assert.match(await words(visitor, '/p/piloto/audits?lang=es'), /Aún no auditado: todavía no se cerró ninguna auditoría/)
  assert.match(await words(visitor, '/p/piloto?lang=es'), /Aún no auditado/)
  const figures = await (await place.house.request(`/p/piloto/releases/${cut}/figures.csv`)).text()
  assert.match(figures, /^k11,0,0,,nobody-yet\r?$/m)
  assert.doesNotMatch(figures, /counts-adjusted|audit-upper/)
})

test('a whole audit: frozen, drawn, judged, called and closed; K11, K12 and the adjusted K1 stand on the pages and in the next cut, not in the one before', async () => {
  const { house } = place
  const id = await everybody()
  const sample = await sampleOf(id)
  assert.equal(sample.length, ALL)
  const hers = await pseudonymOf(house, id, rosa.agent)
  assert.match(await words(auditor, `${AT}/${id}?lang=es`), /Paso 3 de 4: revisar Revisadas: 0 de 5/)

  // Her page has the whole chain and who she is; opening it is noted by person.
  const page = await words(auditor, `${AT}/${id}/people/${hers}?lang=es`)
  for (const said of [/Rosa Ñahui Quispe/, /DNI \d{8}/, /1\. Identidad/, /Rastros independientes: [3-9]/, /Minutos: \d+ \(pide 48\): se cumple/, /Certificado vigente: se cumple/, /6\. Contacto Todavía no hay llamadas/]) assert.match(page, said)
  const looked = await sql<{ n: number }>`select count(*)::int as n from staff_log where action = 'audit-person-seen' and person = ${person}`.execute(house.db)
  assert.equal(looked.rows[0]?.n, 1)
  assert.match(await words(auditor, `${OFFICE}/looks?lang=es`), /Aurora Audita/)

  // Nothing is chosen for her: five attributes, and words where one fails.
  await refusal(auditor.post(`${AT}/${id}/people/${hers}?lang=es`, { id: randomUUID(), identity: 'holds', text: '' }), 422, /Elige una opción/)
  await refusal(judges(id, hers, { attendance: 'attendance:one-trace' }), 422, /Escribe al menos una frase/)
  await refusal(judges(id, hers, { attendance: 'identity:other' }), 422, /Elige una opción/)
  assert.equal((await judges(id, hers, { attendance: 'attendance:one-trace', text: 'La lista de la sede no la nombra.' })).status, 303)
  assert.match(await words(auditor, `${AT}/${id}?lang=es`), /Falla: Asistencia: Hay menos de dos rastros/)
  assert.match(await words(auditor, `${AT}/${id}/people/${hers}?lang=es`), /La lista de la sede no la nombra/)
  // She may look again until it is closed: the last word counts.
  assert.equal((await judges(id, hers)).status, 303)
  await refusal(auditor.post(`${AT}/${id}/end?lang=es`, { how: 'closed' }), 409, /Personas por revisar: 4/)
  await judgedAsHolding(house, auditor, id)
  assert.equal((await judges(id, sample.find((p) => p !== hers) ?? '', { certificate: 'certificate:data-differ', text: 'El certificado dice otro nombre.' })).status, 303)

  // Rosa agreed to be called after the course; the others cannot be.
  await done(rosa.phone.post('/me/data/consents', { purposes: 'follow-up' }))
  assert.match(await words(caller, '/office?lang=es'), /5 personas por llamar/)
  const calling = await words(caller, `${CALLS}/${id}/${hers}?lang=es`)
  assert.match(calling, /Rosa Ñahui Quispe.*Ver el número/)
  assert.doesNotMatch(calling, /\d{3} ?\d{3} ?\d{3}/, 'her number only after a press')
  assert.match(plain(await (await caller.post(`${CALLS}/${id}/${hers}/phone?lang=es`)).text()), /Celular: .*9\d\d/)
  await refusal(calls(id, hers, { answer: 'reached' }), 422, /Elige una opción/)
  await refusal(calls(id, hers, { answer: 'not-allowed' }), 409, /sí se le puede llamar/)
  assert.equal((await calls(id, hers, { answer: 'no-answer', channel: 'phone-call' })).status, 303)
  assert.equal((await calls(id, hers, { answer: 'no-answer', channel: 'phone-call' })).status, 303)
  await refusal(calls(id, hers, { answer: 'no-answer', channel: 'phone-call' }), 409, /otro medio/)
  assert.equal((await calls(id, hers, { answer: 'reached', channel: 'message', confirms: ['course', 'hours', 'name'] })).status, 303)
  await refusal(calls(id, hers, { answer: 'no-answer', channel: 'message' }), 409, /ya se terminó/)
  for (const other of sample.filter((p) => p !== hers)) {
    await refusal(calls(id, other, { answer: 'reached', channel: 'phone-call' }), 403, /no aceptó que la llamen/)
    await refusal(caller.post(`${CALLS}/${id}/${other}/phone?lang=es`), 403, /no aceptó/)
    assert.equal((await calls(id, other, { answer: 'not-allowed' })).status, 303)
  }
  assert.match(await words(caller, CALLS), /Nobody is to be called|No hay nadie por llamar/)

  assert.equal((await auditor.post(`${AT}/${id}/end`, { how: 'closed' })).status, 303)
  assert.deepEqual(await auditValues(house, 'piloto'), {
    'audit-sample': 5, 'audit-fails': 1, 'audit-lower': 102, 'audit-upper': 6575, 'contacts-attempted': 1, 'contacts-reached': 1, 'contacts-confirmed': 1, 'contacts-not-allowed': 4,
  })
  await catchUp(house)
  assert.match(await words(auditor, `${OFFICE}/figures/k11?lang=es`), /20\s*% 1 de 5 Límite inferior: 1[.,]02\s*% Límite superior, con el que se ajusta K1: 65[.,]75\s*%/)
  assert.match(await words(auditor, `${OFFICE}/figures/k1?lang=es`), /Ajustado por la última auditoría: menos el límite superior de K11: 1 /, '5 less 65.75 %, rounded down')
  assert.match(await words(auditor, `${OFFICE}/figures/k12?lang=es`), /100\s*% 1 de 1 .*Respondieron, entre las que se intentó contactar: 1 de 1.*Sin permiso o sin número: 4/)
  assert.match(await words(visitor, '/p/piloto?lang=es'), /Número ajustado: 1\. .*65[.,]75\s*%, con fallas en 1 de 5/)
  const number = await (await place.house.request('/p/piloto/number.json')).json() as { audit: object }
  assert.deepEqual(number.audit, { cut, sample: 5, fails: 1, upper: 0.6575, adjusted: 1 })
  assert.match(await words(visitor, '/p/piloto/audits?lang=es'), /Personas de la muestra con alguna falla: 1 de 5\. .*entre 1[.,]02\s*% y 65[.,]75\s*%/)
  // Closed is closed.
  await refusal(judges(id, hers), 409, /no está en revisión/)
  await refusal(calls(id, hers, { answer: 'no-answer', channel: 'message' }), 409, /no está en revisión/)
  await refusal(auditor.post(`${AT}/${id}/end?lang=es`, { how: 'abandoned', text: 'No me gusta el resultado.' }), 409, /ya terminó/)

  // The cut of March is what it was; that of April has it.
  house.time.set('2026-05-02T15:00:00Z')
  await beginRelease(house, 'piloto', '2026-04', null)
  await house.runJobs()
  await publishRelease(house, 'piloto', '2026-04.1', place.approver.id)
  const lines = ((await releaseNamed(house.db, 'piloto', '2026-04.1'))?.files['figures.csv'] ?? '').split('\r\n')
  assert.deepEqual(lines.filter((line) => /^k1-|^k1[12]/.test(line)), [
    'k1-counts-adjusted,1,,,', 'k11,1,5,0.200000,', 'k11-audit-lower,102,10000,0.010200,', 'k11-audit-upper,6575,10000,0.657500,', 'k12,1,1,1.000000,', 'k12-contacts-reached,1,1,1.000000,', 'k12-contacts-not-allowed,4,,,',
  ])
  const before = (await releaseNamed(house.db, 'piloto', cut))?.pos ?? 0
  assert.deepEqual(await auditValues(house, 'piloto', before), {})
})

test('the evidence pack of a person and of the sample: every file named with its hash, signed, checked by another program; any change is told', async () => {
  const { house } = place
  const id = await everybody()
  const hers = await pseudonymOf(house, id, rosa.agent)
  const taken = async (path: string): Promise<Uint8Array> => {
    const answer = await auditor.get(path)
    assert.deepEqual([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')], [200, 'application/zip', 'no-store'])
    return new Uint8Array(await answer.arrayBuffer())
  }
  const key = keyIn(await (await house.request('/p/piloto/audits/key')).text())
  assert.ok(key)
  const zip = await taken(`${AT}/${id}/people/${hers}/pack.zip`)
  const checked = checkPack(zip, key)
  assert.deepEqual([checked.wrong, checked.index?.persons.length], [[], 1])
  const files = unzipSync(zip)
  const names = Object.keys(files)
  for (const wanted of [/acts\.jsonl$/, /chain\.json$/, /person\.json$/, /certificates\/.*\.json$/, /certificates\/.*\.pdf$/, /products\/.*\.json$/, /judgement\.json$/, /^audit\.jsonl$/]) assert.ok(names.some((name) => wanted.test(name)), String(wanted))
  const text = (ending: string): string => Buffer.from(files[names.find((name) => name.endsWith(ending)) ?? ''] ?? []).toString('utf8')
  assert.match(text('person.json'), /Rosa Ñahui Quispe/)
  assert.doesNotMatch(Object.values(files).map((f) => Buffer.from(f).toString('utf8')).join(), /\+519\d{8}/, 'who audits gets no phone')
  assert.ok(Buffer.from(files[names.find((name) => name.includes('products/')) ?? ''] ?? []).toString('utf8').includes(JSON.stringify(PRODUCT_TEXT).slice(1, 60)))
  assert.ok(text('acts.jsonl').split('\n').filter(Boolean).every((line) => { const act = JSON.parse(line) as { actor: string }; return act.actor === rosa.agent }))
  assert.ok(Buffer.from(files[names.find((name) => name.endsWith('.pdf')) ?? ''] ?? []).subarray(0, 5).toString() === '%PDF-')
  const noted = await sql<{ n: number }>`select count(*)::int as n from staff_log where action = 'audit-pack-taken' and person = ${person}`.execute(house.db)
  assert.equal(noted.rows[0]?.n, 1)

  const all = checkPack(await taken(`${AT}/${id}/pack.zip`), key)
  assert.deepEqual([all.wrong, all.index?.persons.length], [[], ALL])

  // One letter, one file less, one more, an index made anew, another key, a torn download.
  const acts = names.find((name) => name.endsWith('acts.jsonl')) ?? ''
  const changed = (more: Record<string, Uint8Array>, without?: string): Uint8Array => zipSync(Object.fromEntries(Object.entries({ ...files, ...more }).filter(([name]) => name !== without)))
  const edited = Buffer.from(Buffer.from(files[acts] ?? []).toString('utf8').replace('"pos":', '"pos": '))
  assert.match(checkPack(changed({ [acts]: edited }), key).wrong.join(), /acts\.jsonl was changed/)
  assert.match(checkPack(changed({}, acts), key).wrong.join(), /acts\.jsonl is missing/)
  assert.match(checkPack(changed({ 'more.txt': Buffer.from('x') }), key).wrong.join(), /more\.txt is in the pack and not in its index/)
  const index = JSON.parse(text('index.json')) as { files: { path: string; sha256: string }[] }
  const { hash } = await import('../../../scripts/sample/draw.ts')
  const anew = Buffer.from(JSON.stringify({ ...index, files: index.files.map((f) => (f.path === acts ? { ...f, sha256: hash(edited) } : f)) }))
  assert.match(checkPack(changed({ [acts]: edited, 'index.json': anew }), key).wrong.join(), /signed for another index/)
  assert.match(checkPack(zip, { ...key, publicKey: Buffer.alloc(32, 7) }).wrong.join(), /did not sign this pack/)
  assert.match(checkPack(zip.subarray(0, zip.length - 200), key).wrong.join(), /no whole zip/)
  assert.match(checkPack(Buffer.from('nada'), key).wrong.join(), /no whole zip/)
  assert.match(checkPack(zipSync({ 'index.json': Buffer.from('{"format"'), 'index.note': Buffer.from('x') }), key).wrong.join(), /cannot be read/)
})

test('who did something in a file does not judge or call it: approver turned auditor, tutor turned caller; roles exclude each other', async () => {
  const { house, approver, tutor } = place
  const id = await everybody()
  const hers = await pseudonymOf(house, id, rosa.agent)
  const other = (await sampleOf(id)).find((p) => p !== hers) ?? ''
  // The administrator takes one role away and gives the other: what she did stays in the record.
  const turned = async (staff: string, role: string): Promise<Acting> => {
    await sql`delete from staff_role where staff = ${staff}`.execute(house.db)
    await sql`insert into staff_role (staff, tenant, role, granted) values (${staff}, 'piloto', ${role}, now())`.execute(house.db)
    return signedIn(house, staff, { staff })
  }
  const approved = await turned(approver.id, 'auditor')
  await refusal(judges(id, hers, {}, approved), 403, /Quien lo hizo no lo audita/)
  assert.equal((await judges(id, other, {}, approved)).status, 303, 'whose file she never touched')
  const taught = await turned(tutor.id, 'caller')
  await refusal(calls(id, hers, { answer: 'no-answer', channel: 'message' }, taught), 403, /Quien llama es independiente/)
  assert.equal((await taught.get(`${CALLS}/${id}/${hers}`)).status, 403, 'nor sees her name')
  // Who calls and still coordinates.
  const both = await actingStaff(house, 'Berta de Ambas', ['caller', 'executor'])
  await refusal(calls(id, other, { answer: 'not-allowed' }, both), 403, /Quien llama es independiente/)
  const administrator = await actingStaff(house, 'Ada Administra', ['administrator'], '*')
  const elena = await actingStaff(house, 'Elena Coordina', ['executor'])
  assert.equal((await administrator.post(`/office/staff/${elena.id}/roles`, { tenant: 'piloto', role: 'caller' })).status, 409)
  assert.equal((await administrator.post(`/office/staff/${caller.id}/roles`, { tenant: 'piloto', role: 'tutor' })).status, 409)
  await turned(approver.id, 'approver')
  await turned(tutor.id, 'tutor')
})

test('bad input gets a sentence and loses nothing; the same form twice is one act; an abandoned audit stays public', async () => {
  const { house } = place
  const good = { id: randomUUID(), cut, tolerable: '5', size: '', source: SOURCE }
  const begins = (fields: Partial<typeof good>): Promise<Response> => auditor.post(`${AT}?lang=es`, { ...good, ...fields })
  const from = await head(house.db, 'piloto')
  await refusal(begins({ cut: '2027-01.1' }), 422, /Elige un corte publicado/)
  await refusal(begins({ tolerable: '7' }), 422, /Elige una opción/)
  await refusal(begins({ tolerable: 'own', size: 'muchas' }), 422, /entre 1 y 600/)
  await refusal(begins({ tolerable: 'own', size: '601' }), 422, /entre 1 y 600/)
  await refusal(begins({ source: 'no sé' }), 422, /Di de qué valor público/)
  await refusal(begins({ source: 'x'.repeat(201) }), 422, /Di de qué valor público/)
  assert.match(await (await begins({ source: 'corto', tolerable: '3' })).text(), /value="3"[^>]*checked/)
  assert.equal(await head(house.db, 'piloto'), from, 'nothing was recorded')
  for (let i = 0; i < 2; i++) assert.equal((await begins({})).status, 303)
  assert.equal(await head(house.db, 'piloto'), from + 1)
  assert.match(await words(auditor, `${AT}/${good.id}?lang=es`), /Personas: 5\. Fijada el/, 'a small frame is taken whole')

  const draws = (value: string): Promise<Response> => auditor.post(`${AT}/${good.id}/draw?lang=es`, { value })
  for (const value of ['', '7', 'a\u0000bcde', 'dos\nlíneas', 'x'.repeat(201)]) await refusal(draws(value), 422, /Escribe el valor público/)
  await refusal(auditor.post(`${AT}/${good.id}/end?lang=es`, { how: 'closed' }), 409, /Todavía no se sorteó/)
  await refusal(auditor.post(`${AT}/${good.id}/end?lang=es`, { how: 'quizás' }), 422, /Elige una opción/)
  assert.equal((await auditor.get(`${AT}/${good.id}/pack.zip`)).status, 409)
  for (let i = 0; i < 2; i++) assert.equal((await draws(VALUE)).status, 303)
  await refusal(draws('07 12 23 31 38 45'), 409, /no se sortea otra vez/)
  await refusal(auditor.post(`${AT}/${good.id}/end?lang=es`, { how: 'abandoned', text: '' }), 422, /Escribe al menos una frase/)
  assert.equal((await auditor.post(`${AT}/${good.id}/end`, { how: 'abandoned', text: 'La entidad no entregó las listas.' })).status, 303)
  assert.match(await words(visitor, '/p/piloto/audits?lang=es'), /Abandonada/)
  for (const path of [`${AT}/${randomUUID()}`, `${AT}/nada`, `${AT}/${good.id}/people/${'0'.repeat(20)}`, `/p/piloto/audits/${randomUUID()}/frame.csv`, '/p/piloto/audits/nada/audit.json', '/p/nada/audits']) {
    assert.equal((await auditor.get(path)).status, 404, path)
  }
})

test('a finding about her is raised from her page and stands on it; erased, she has no name there and no words', async () => {
  const { house } = place
  const id = await everybody()
  const lone = await enrolled(place, 'Justa Mamani Ticona')
  const hers = await pseudonymOf(house, id, rosa.agent)
  const at = `${AT}/${id}/people/${hers}`
  const link = /href="(\/office\/piloto\/findings\/new\?about=person[^"]+)"/.exec(await (await auditor.get(at)).text())?.[1]?.replaceAll('&amp;', '&') ?? ''
  assert.ok(link.endsWith(rosa.agent) && !link.includes(lone.agent))
  await done(auditor.post(`${OFFICE}/findings`, { id: randomUUID(), about: 'person', code: rosa.agent, severity: 'serious', text: 'Dos firmas de la lista parecen iguales.' }))
  assert.match(await words(auditor, `${at}?lang=es`), /Hallazgo \d+: abierto/)
  assert.equal((await judges(id, hers, { identity: 'identity:other', text: 'La foto no corresponde con la persona.' })).status, 303)
  await sql`update person set data_key = null, profile = null where id = ${person}`.execute(house.db)
  const page = await words(auditor, `${at}?lang=es`)
  assert.match(page, /pidió borrar sus datos/)
  assert.doesNotMatch(page, /Rosa|La foto no corresponde/)
  assert.match(await (await auditor.get(`${at}/pack.zip`)).text(), /PK/)
})

test('no statement of an audit has a name, a number or words; both tables rebuilt from the record are those that stand', async () => {
  const { house } = place
  const { rows } = await sql<{ raw: string }>`select raw from statement where verb like '%/verbs/audit-%'`.execute(house.db)
  assert.ok(rows.length > 20)
  for (const { raw } of rows) assert.doesNotMatch(raw, /Rosa|Ñahui|\+51|lista de la sede|La foto/)
  for (const projection of [auditRows, auditPerson]) {
    await rebuildBeside(house, projection)
    assert.equal(await differences(house, projection.table), 0)
  }
})

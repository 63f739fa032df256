import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { makeTotpSecret, sealTotp, totpCode } from '../../src/features/people/totp.ts'
import { targetsAt } from '../../src/features/programmes/index.ts'
import { head } from '../../src/record/read.ts'
import { actingStaff, type Acting } from '../acting.ts'
import { openHouse, type TestHouse } from '../house.ts'

const P = 'peru-huawei-2024'
let house: TestHouse
let ana: Acting
let luis: Acting

before(async () => {
  house = await openHouse({ now: '2026-02-10T15:00:00Z' })
  ana = await actingStaff(house, 'Ana Dueñas', ['approver'], P)
  luis = await actingStaff(house, 'Luis Ñahui', ['approver'], P)
})
after(() => house.close())

const PDF = (words: string): Buffer => Buffer.from(`%PDF-1.4\n% ${words}\n%%EOF\n`)
const OFFICE = `/office/${P}/agreement`

function paper(fields: Record<string, string | readonly string[]>, bytes: Buffer = PDF('convenio')): FormData {
  const form = new FormData()
  const all = { signed: '26/06/2024', place: 'Shenzhen', from: '26/06/2024', until: '', parties: ['estado-peruano', 'huawei'], target: '20000', targets: '', earlier: '', open: 'yes', ...fields }
  for (const [name, value] of Object.entries(all)) for (const one of [value].flat()) form.append(name, one as string)
  form.append('file', new Blob([new Uint8Array(bytes)], { type: 'application/pdf' }), 'papel.pdf')
  return form
}

const send = (who: Acting, form: FormData): Promise<Response> => house.request(OFFICE, { method: 'POST', headers: { cookie: who.cookie }, body: form })
const words = async (path: string, who?: Acting): Promise<string> => (await (who ? who.get(path) : house.request(path))).text().then((t) => t.slice(t.indexOf('<main')).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '))
const openHash = async (): Promise<string> => /name="hash" value="([0-9a-f]{64})"/.exec(await (await ana.get(OFFICE)).text())?.[1] ?? ''
const sign = async (who: Acting): Promise<Response> => who.post(`${OFFICE}/sign`, { hash: await openHash() })

test('organisations are recorded with a RUC of 20; a person’s RUC is refused in words, the same one twice too', async () => {
  const at = `/office/${P}/organisations`
  assert.match(await words(at, ana), /Todavía no hay ninguna/)
  assert.match(await words(OFFICE, ana), /Primero registra las organizaciones que firman/)
  const saved = await ana.post(at, { id: '', name: 'Estado peruano', ruc: '20131373238', kinds: ['party'] })
  assert.equal(saved.status, 422, 'a wrong check digit')
  assert.equal((await ana.post(at, { id: '', name: 'Estado peruano', ruc: '', kinds: ['party'] })).status, 303)
  assert.equal((await ana.post(at, { id: '', name: 'Huawei', ruc: '', kinds: ['party', 'executor'] })).status, 303)
  const person = await ana.post(at, { id: '', name: 'Rosa Quispe', ruc: '10412345671', kinds: ['executor'] })
  assert.equal(person.status, 422)
  assert.match(await words(at, ana), /Estado peruano sin RUC parte del convenio/)
  const before = await head(house.db, P)
  assert.equal((await ana.post(at, { id: 'huawei', name: 'Huawei', ruc: '', kinds: ['executor', 'party'] })).status, 303)
  assert.equal(await head(house.db, P), before, 'the same again records nothing')
})

test('what was typed wrong comes back with a sentence, and nothing is recorded', async () => {
  const before = await head(house.db, P)
  const cases: readonly (readonly [FormData, RegExp])[] = [
    [paper({ kind: 'agreement', target: '' }), /necesita una meta de todo el programa/],
    [paper({ kind: 'agreement', parties: ['huawei'] }), /al menos dos organizaciones/],
    [paper({ kind: 'agreement', signed: '26/06/2027' }), /no puede tener fecha de mañana/],
    [paper({ kind: 'agreement', signed: '31/02/2024' }), /no existe en el calendario/],
    [paper({ kind: 'agreement', targets: '9000; Marcianos' }), /Línea 1: no hay un grupo «Marcianos»/],
    [paper({ kind: 'agreement', targets: '9000; Mujeres\n9000; Mujeres' }), /Una misma meta está dos veces/],
    [paper({ kind: 'agreement' }, Buffer.from('PK no es pdf')), /no es un PDF/],
    [paper({ kind: 'agreement', open: '' }), /Elige quién puede descargar/],
  ]
  for (const [form, says] of cases) {
    const answer = await send(ana, form)
    assert.equal(answer.status, 422)
    assert.match((await answer.text()).replace(/<[^>]+>/g, ' '), says)
  }
  assert.equal((await send(ana, paper({ kind: 'addendum', target: '25000' }))).status, 409, 'an addendum before the agreement')
  assert.equal(await head(house.db, P), before)
})

test('an owner whose code is old is asked for a new one on the form with the file: what she typed is still there, and the code opens it once', async () => {
  const at = new Date(house.clock().getTime() - 31 * 60_000)
  const secret = makeTotpSecret()
  await house.db.updateTable('session').set({ confirmed: at }).where('staff', '=', ana.id).execute()
  await house.db.updateTable('staff').set({ totp: sealTotp(house.keys, secret) }).where('id', '=', ana.id).execute()
  assert.match(await words(OFFICE, ana), /Código de tu app/)
  const large = PDF('x'.repeat(200_000))
  const before = await head(house.db, P)
  const asked = await send(ana, paper({ kind: 'agreement', place: 'Shenzhen, China' }, large))
  assert.equal(asked.status, 403)
  assert.match(await asked.text(), /Shenzhen, China[^]*id="fresh_code-error"/)
  assert.equal((await send(ana, paper({ kind: 'agreement', fresh_code: '000000' }, large))).status, 403)
  assert.equal(await head(house.db, P), before)
  assert.equal((await send(ana, paper({ kind: 'agreement', target: '', fresh_code: totpCode(secret, house.clock()) }, large))).status, 422, 'the code is right, the target is missing')
  assert.doesNotMatch(await words(OFFICE, ana), /Código de tu app/)
  await house.db.updateTable('session').set({ confirmed: new Date(house.clock().getTime() + 365 * 86_400_000) }).where('staff', '=', ana.id).execute()
})

test('scenario 11: the target goes from 20,000 to 25,000 by an addendum; both stand dated, with their progress, and nothing changed in silence', async () => {
  assert.match(await words(`/p/${P}?lang=es`), /0 de 20,000/)
  assert.match(await words(`/p/${P}/agreement?lang=es`), /La meta que ves es la anunciada: 20,000 personas/)
  // The agreement: two different owners sign what it says.
  assert.equal((await send(ana, paper({ kind: 'agreement', targets: '9000\tMujeres\tPuno\t\t31/12/2026\n4 000;;15;;' }))).status, 303)
  assert.equal((await send(luis, paper({ kind: 'agreement' }))).status, 409, 'one proposal at a time')
  assert.equal((await sign(ana)).status, 303)
  assert.equal((await ana.post(`${OFFICE}/sign`, { hash: /([0-9a-f]{64})<\/dd>\s*<dd class="quiet-text">/.exec(await (await ana.get(OFFICE)).text())?.[1] ?? '' })).status, 409, 'not twice by one person')
  assert.deepEqual(await targetsAt(house.db, P, '2026-02-10'), [], 'one signature is none')
  assert.equal((await sign(luis)).status, 303)
  const first = await words(`/p/${P}/agreement?lang=es`)
  assert.match(first, /vigente/)
  assert.match(first, /20,000 personas Convenio del 26 de junio de 2024/)
  assert.match(first, /Mujeres, Puno, hasta el 31 de diciembre de 2026 Convenio, 26 de junio de 2024 9,000/)
  assert.match(first, new RegExp(createHash('sha256').update(PDF('convenio')).digest('hex')), 'the fingerprint of the paper is public')
  // An addendum that would change the past is refused.
  house.time.set('2026-03-20T15:00:00Z')
  const past = await send(ana, paper({ kind: 'addendum', signed: '10/03/2026', from: '01/01/2026', target: '25000' }))
  assert.equal(past.status, 422)
  assert.match(await past.text(), /Una adenda no cambia el pasado/)
  const adenda = PDF('adenda 1')
  assert.equal((await send(ana, paper({ kind: 'addendum', signed: '10/03/2026', place: 'Lima', from: '10/03/2026', target: '25 000', open: 'no', earlier: '300' }, adenda))).status, 303)
  assert.match(await words(`/p/${P}?lang=es`), /0 de 20,000/, 'a proposal changes nothing')
  await sign(luis)
  await sign(ana)
  // Both, dated, on every page that shows a target.
  for (const path of ['/?lang=es', `/p/${P}?lang=es`]) {
    const text = await words(path)
    assert.match(text, /0 de 25,000/)
    assert.match(text, /Meta en vigor: 25,000 \(Adenda 1, 10 de marzo de 2026\)\. Antes: 20,000 \(Convenio, 26 de junio de 2024\)\./)
  }
  const page = await words(`/p/${P}/agreement?lang=en`)
  assert.match(page, /25,000 persons in force Addendum 1, signed on March 10, 2026/)
  assert.match(page, /20,000 persons replaced from March 10, 2026 Agreement, signed on June 26, 2024/)
  assert.match(page, /300 persons of earlier programmes, by Addendum 1/)
  const json = JSON.parse(await (await house.request(`/p/${P}/number.json`)).text())
  assert.equal(json.target, 25000)
  assert.deepEqual(json.targets.map((t: { persons: number; from: string }) => [t.persons, t.from]), [[25000, '2026-03-10'], [20000, '2024-06-26']])
  // The past stays: what held on a day is answered as it was.
  const whole = async (day: string, upTo?: number) => (await targetsAt(house.db, P, day, upTo)).find((t) => t.group === null && t.department === null && t.until === null)?.persons
  assert.deepEqual([await whole('2026-03-09'), await whole('2026-03-10')], [20000, 25000])
  const adendaPos = (await targetsAt(house.db, P, '2026-03-10')).find((t) => t.instrument === 'adenda-1')?.pos ?? 0
  assert.equal(await whole('2026-03-10', adendaPos - 1), 20000, 'and so is what was known at a position')
})

test('the open paper can be downloaded by anybody, the closed one by the staff only, and both have the hash that was signed', async () => {
  const [open, closed] = ['convenio', 'adenda 1'].map((w) => createHash('sha256').update(PDF(w)).digest('hex')) as [string, string]
  const got = await house.request(`/p/${P}/agreement/${open}`)
  assert.equal(got.headers.get('content-type'), 'application/pdf')
  assert.equal(createHash('sha256').update(Buffer.from(await got.arrayBuffer())).digest('hex'), open)
  assert.equal((await house.request(`/p/${P}/agreement/${closed}`)).status, 404)
  assert.equal((await luis.get(`/office/${P}/agreement/${closed}`)).status, 200)
  const other = await actingStaff(house, 'De otro programa', ['approver'], 'piloto')
  assert.notEqual((await other.get(`/office/${P}/agreement/${closed}`)).status, 200, 'staff of another programme reads nothing here')
})

test('the agreement is suspended, resumed, concluded and settled in that order only, each with a tick; settled, it takes no addenda', async () => {
  const move = (to: string, confirm = 'yes') => ana.post(`${OFFICE}/move`, { to, confirm })
  assert.equal((await move('suspended', '')).status, 422)
  assert.equal((await move('settled')).status, 409)
  for (const to of ['suspended', 'resumed', 'concluded', 'settled']) assert.equal((await move(to)).status, 303, to)
  assert.match(await words(`/p/${P}/agreement?lang=es`), /Estado: liquidado/)
  assert.equal((await send(ana, paper({ kind: 'addendum', signed: '10/03/2026', from: '10/03/2026', target: '26000' }))).status, 409)
})

test('two owners press at once: a paper signed by one person twice has one signature, and a withdrawn one none', async () => {
  const at = '/office/piloto/agreement'
  const [a, b] = [await actingStaff(house, 'Una Titular', ['approver']), await actingStaff(house, 'Otro Titular', ['approver'])]
  for (const name of ['Universidad', 'Fundación']) await a.post('/office/piloto/organisations', { id: '', name, ruc: '', kinds: ['party'] })
  const form = paper({ kind: 'agreement', parties: ['universidad', 'fundacion'], target: '100' })
  assert.equal((await house.request(at, { method: 'POST', headers: { cookie: a.cookie }, body: form })).status, 303)
  const hash = /name="hash" value="([0-9a-f]{64})"/.exec(await (await a.get(at)).text())?.[1] ?? ''
  const twice = await Promise.all([a.post(`${at}/sign`, { hash }), a.post(`${at}/sign`, { hash })])
  assert.deepEqual(twice.map((r) => r.status).sort(), [303, 409])
  const race = await Promise.all([b.post(`${at}/sign`, { hash }), a.post(`${at}/drop`, { hash })])
  assert.deepEqual(race.map((r) => r.status).sort(), [303, 409], 'either signed or withdrawn; the other is told')
})

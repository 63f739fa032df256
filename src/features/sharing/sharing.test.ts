import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { actingLearner, actingStaff, personValues, ruleInForceFor, type Acting } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { readyLearner, type Ready } from '../../../test/ready-learner.ts'
import { unbaked } from '../../lib/baked/unbaked.ts'
import { Proof, proofHolds } from '../../lib/vc/data-integrity.ts'
import { fromMultikey } from '../../lib/vc/multibase.ts'

const OFFICE = '/office/piloto/certificates'
const NAME = 'María del Rosario Ñahui de la Cruz'

let house: TestHouse
let approver: Acting
let executor: Acting
let maria: Ready & { at: string; credential: string; serial: string }
before(async () => {
  house = await openHouse()
  await ruleInForceFor(house)
  executor = await actingStaff(house, 'Elena Coordina', ['executor'])
  approver = await actingStaff(house, 'Amalia Aprueba', ['approver'])
  const who = await readyLearner(house, { name: NAME })
  maria = { ...who, ...await certified(who, 'certificado') }
})
after(() => house.close())

async function certified(who: Ready, kind: 'certificado' | 'constancia'): Promise<{ credential: string; serial: string; at: string }> {
  await executor.post(`${OFFICE}/proposals`, { enrolment: who.enrolment, kind })
  await approver.post(`${OFFICE}/approvals/${who.enrolment}`, { kind })
  await house.runJobs()
  const row = await house.db.selectFrom('credential').select(['credential', 'serial']).where('person', '=', who.id).where('kind', '=', kind).executeTakeFirstOrThrow()
  return { ...row, at: `/me/certificates/${row.credential}` }
}

const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer())
const upload = async (name: string, bytes: Uint8Array): Promise<Response> => {
  const body = new FormData()
  body.set('file', new File([Uint8Array.from(bytes)], name))
  body.set('text', '')
  return house.request('/v', { method: 'POST', body })
}

/** The link that her page shows for these facts. */
async function linkFor(facts: readonly string[], days = '30'): Promise<string> {
  // Her newest link stands first.
  house.time.add(1000)
  assert.equal((await maria.post(`${maria.at}/facts`, { id: crypto.randomUUID(), facts, days })).status, 303)
  return /\/v\/facts\/([\w-]{22})/.exec(await (await maria.get(`${maria.at}/share`)).text())?.[0] ?? ''
}

/** Whether the proof of a signed text holds under the Ed25519 key that its own verification method names. */
async function holds(text: string): Promise<boolean> {
  const { proof, ...document } = JSON.parse(text) as { proof: [unknown]; '@context': string[] }
  const one = Proof.parse(proof[0])
  const key = fromMultikey('ed25519', one.verificationMethod.split('#')[1] ?? '')
  return key !== null && proofHolds(document, one, key)
}

test('the badge is a picture without a name on it that carries the signed certificate, as PNG and as SVG, and /v reads both', async () => {
  const json = JSON.parse(await (await maria.get(`${maria.at}/credential.json`)).text()) as object
  const png = await maria.get(`${maria.at}/badge.png`)
  assert.equal(png.headers.get('content-type'), 'image/png')
  assert.equal(png.headers.get('cache-control'), 'no-store')
  const pngBytes = await bytesOf(png)
  assert.ok(pngBytes.length < 80_000, `${pngBytes.length} bytes`)
  assert.deepEqual(JSON.parse(unbaked(pngBytes) ?? ''), json)
  const { width, height, format } = await sharp(pngBytes).metadata()
  assert.deepEqual({ width, height, format }, { width: 640, height: 640, format: 'png' })
  const svgBytes = await bytesOf(await maria.get(`${maria.at}/badge.svg`))
  assert.deepEqual(JSON.parse(unbaked(svgBytes) ?? ''), json)
  assert.doesNotMatch(svgBytes.toString('utf8'), /<text|font-family|<script|<image|href="http/)
  for (const [name, bytes] of [['insignia.png', pngBytes], ['insignia.svg', svgBytes]] as const) {
    const page = await (await upload(name, bytes)).text()
    assert.match(page, /VÁLIDO/)
    assert.match(page, /data-check="proof" data-outcome="passed"/)
    assert.match(page, new RegExp(NAME))
  }
  const shrunk = await sharp(pngBytes).resize(320).png().toBuffer()
  const refused = await upload('foto.png', shrunk)
  assert.equal(refused.status, 422)
  assert.match(await refused.text(), /no lleva un certificado adentro/)
})

test('a badge whose certificate somebody altered does not hold', async () => {
  const svg = (await bytesOf(await maria.get(`${maria.at}/badge.svg`))).toString('utf8')
  const page = await (await upload('x.svg', Buffer.from(svg.replace('Ñahui', 'Nahui')))).text()
  assert.match(page, /NO VÁLIDO/)
  assert.match(page, /data-check="proof" data-outcome="failed"/)
})

test('a link shows the facts she chose and no others, takes them from the register, and says REVOCADO once it is', async () => {
  const who = await readyLearner(house, { name: 'Rosa Choque Apaza' })
  const paper = await certified(who, 'certificado')
  assert.equal((await who.post(`${paper.at}/facts`, { id: crypto.randomUUID(), facts: ['minutes', 'product'], days: '7' })).status, 303)
  const link = /\/v\/facts\/[\w-]{22}/.exec(await (await who.get(`${paper.at}/share`)).text())?.[0] ?? ''
  const shown = await house.request(link)
  assert.equal(shown.status, 200)
  assert.match(shown.headers.get('x-robots-tag') ?? '', /noindex/)
  assert.equal(shown.headers.get('referrer-policy'), 'no-referrer')
  assert.equal(shown.headers.get('cache-control'), 'no-store')
  const text = await shown.text()
  assert.match(text, /VÁLIDO.*Certificado de prueba: Piloto.*minutos de trabajo.*Nota del producto.*de 20.*No muestra nombre/s)
  assert.doesNotMatch(text, /Rosa|Choque|Nota de la prueba|Laboratorio|Fecha de emisión/)
  assert.ok(!text.includes(paper.serial))
  await approver.post(`${OFFICE}/issued/${paper.credential}/revoke`, { cause: 'false-evidence' })
  const after = await (await house.request(link)).text()
  assert.match(after, /REVOCADO.*Las pruebas no eran verdaderas/s)
  assert.doesNotMatch(after, /Descargar solo estos datos/)
  assert.equal((await house.request(`${link}/credential.json`)).status, 410)
  assert.match(await (await who.get(`${paper.at}/share`)).text(), /está REVOCADO: no lo presentes/)
})

test('just those facts are signed too: without her name, until the link ends, with the status of her paper', async () => {
  const link = await linkFor(['date', 'quiz', 'labs'])
  const text = await (await house.request(`${link}/credential.json`)).text()
  assert.equal(await holds(text), true)
  assert.equal(await holds(text.replace(/"value": "\d+"/, '"value": "20.5"')), false)
  const facts = JSON.parse(text) as { type: string[]; validFrom: string; validUntil: string; credentialSubject: { result: { resultDescription: string }[]; identifier?: unknown }; credentialStatus: unknown }
  const whole = JSON.parse(await (await maria.get(`${maria.at}/credential.json`)).text()) as { validFrom: string; credentialStatus: unknown }
  assert.doesNotMatch(text, /Ñahui|María/)
  assert.ok(!text.includes(maria.serial) && !text.includes(maria.credential))
  assert.deepEqual(facts.credentialSubject.result.map((r) => r.resultDescription.replace(/^.*#certificado-/, '')), ['prueba', 'laboratorio-uva-vino'])
  assert.deepEqual(facts.type, ['VerifiableCredential'], 'no badge: one exists only upon an approval')
  assert.equal(facts.validFrom, whole.validFrom)
  assert.deepEqual(facts.credentialStatus, whole.credentialStatus)
  assert.equal(Date.parse(facts.validUntil) - house.clock().getTime(), 30 * 86_400_000)
  const named = await (await house.request(`${await linkFor(['name', 'serial'], '90')}/credential.json`)).text()
  assert.equal(await holds(named), true)
  assert.match(named, /Ñahui/)
  assert.ok(!named.includes(whole.validFrom), 'the day of issue is a fact of its own')
  assert.doesNotMatch(named, /prueba-|"value"/)
})

test('she sees her links with their visits, ends one at once, and each ends by itself; nobody learns whether a link ever was', async () => {
  const link = await linkFor([])
  await house.request(link)
  await house.request(link)
  await house.request(link, { headers: { 'user-agent': 'WhatsApp/2.24.6 A' } })
  await maria.get(link)
  const mine = await (await maria.get(`${maria.at}/share`)).text()
  assert.match(mine, /solo si vale.*Visitas: 2\./s)
  const id = new RegExp(`${link.replaceAll('/', '/')}.*?facts/([0-9a-f-]{36})/end`, 's').exec(mine)?.[1] ?? ''
  const other = await readyLearner(house, { name: 'Otra Persona Ajena' })
  assert.equal((await other.post(`${maria.at}/facts/${id}/end`)).status, 403)
  assert.equal((await maria.post(`${maria.at}/facts/${crypto.randomUUID()}/end`)).status, 404)
  assert.equal((await maria.post(`${maria.at}/facts/${id}/end`)).status, 303)
  const over = await house.request(link)
  assert.equal(over.status, 410)
  const never = await house.request(`/v/facts/${'A'.repeat(22)}`)
  assert.equal(never.status, 410)
  const wording = async (r: Response): Promise<string> => (await r.text()).replace(/[?&;=\w/-]*\/v\/facts\/[\w-]+[^"]*/g, '')
  assert.equal(await wording(over), await wording(never))
  const short = await linkFor(['name'], '7')
  const now = house.clock().toISOString()
  house.time.add(7 * 86_400_000 + 1000)
  assert.equal((await house.request(short)).status, 410)
  house.time.set(now)
})

test('a wrong choice comes back in words, a constancia offers no marks, a stranger gets nothing, and twenty links are enough', async () => {
  const wrong: Record<string, string>[] = [{ facts: 'name', days: '365' }, { facts: 'document', days: '30' }, { facts: 'name' }]
  for (const fields of wrong) {
    const refused = await maria.post(`${maria.at}/facts`, fields)
    assert.equal(refused.status, 422)
    assert.match(await refused.text(), /Elige hasta cuándo/)
  }
  const who = await readyLearner(house, { name: 'Toño Participa Quispe' })
  const paper = await certified(who, 'constancia')
  const page = await (await who.get(`${paper.at}/share`)).text()
  assert.match(page, /value="minutes"/)
  assert.doesNotMatch(page, /value="quiz"|value="product"|value="labs"/)
  assert.equal((await who.post(`${paper.at}/facts`, { id: crypto.randomUUID(), facts: ['quiz'], days: '7' })).status, 422)
  for (const path of ['/share', '/badge.png', '/badge.svg']) assert.equal((await who.get(`${maria.at}${path}`)).status, 403, path)
  for (let i = 0; i < 20; i++) assert.equal((await who.post(`${paper.at}/facts`, { id: crypto.randomUUID(), days: '7' })).status, 303)
  assert.equal((await who.post(`${paper.at}/facts`, { id: crypto.randomUUID(), days: '7' })).status, 409)
})

test('LinkedIn and WhatsApp are addresses that say what they send: no mark, no document, and nothing before she presses', async () => {
  const page = (await (await maria.get(`${maria.at}/share`)).text()).replaceAll('&amp;', '&')
  const linkedIn = new URL(/href="(https:\/\/www\.linkedin\.com\/[^"]+)"/.exec(page)?.[1] ?? '')
  assert.equal(linkedIn.pathname, '/profile/add')
  assert.deepEqual(Object.fromEntries(linkedIn.searchParams), {
    startTask: 'CERTIFICATION_NAME', name: 'Certificado de prueba: Piloto: inteligencia artificial para tu trabajo', organizationName: 'Yachay, Piloto: inteligencia artificial para tu trabajo',
    issueYear: '2026', issueMonth: '3', certUrl: `http://localhost/v/${maria.serial}`, certId: maria.serial,
  })
  const whatsApp = new URL(/href="(https:\/\/wa\.me\/[^"]+)"/.exec(page)?.[1] ?? '')
  assert.equal(whatsApp.searchParams.get('text'), `Mi certificado de «Piloto: inteligencia artificial para tu trabajo». Compruébalo aquí: http://localhost/v/${maria.serial}`)
  assert.doesNotMatch(page, /<(script|img|link|iframe)[^>]+(linkedin|wa\.me)/)
})

test('her whole record is one signed CLR 2.0: her papers as they were signed, and what nobody certified says so', async () => {
  const who = await readyLearner(house, { name: 'Nely Registro Ccama' })
  assert.equal((await who.get('/me/record.json')).status, 409, 'without a paper there is none')
  const constancia = await certified(who, 'constancia')
  const text = await (await who.get('/me/record.json')).text()
  assert.equal(await holds(text), true)
  assert.equal(await holds(text.replace('sin certificar', 'certificado')), false)
  const clr = JSON.parse(text) as { '@context': string[]; type: string[]; credentialSubject: { type: string[]; identifier: { identityHash: string }[]; verifiableCredential: { id: string }[]; achievement: { name: string; description: string }[] } }
  assert.deepEqual(clr['@context'].slice(0, 2), ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json'])
  assert.deepEqual(clr.type, ['VerifiableCredential', 'ClrCredential'])
  const { credentialSubject: subject } = clr
  assert.equal(subject.identifier[0]?.identityHash, 'Nely Registro Ccama')
  const single = JSON.parse(await (await who.get(`${constancia.at}/credential.json`)).text()) as object
  assert.deepEqual(subject.verifiableCredential, [single])
  assert.equal(await holds(JSON.stringify(subject.verifiableCredential[0])), true, 'each inside holds by itself')
  assert.match(subject.achievement[0]?.name ?? '', /sin certificar: Piloto/)
  assert.match(subject.achievement[0]?.description ?? '', /^No es un certificado ni una constancia\..*minutos de trabajo; mejor nota de prueba \d+ de 20/)
  const certificado = await certified(who, 'certificado')
  const later = JSON.parse(await (await who.get('/me/record.json')).text()) as typeof clr
  assert.equal(later.credentialSubject.verifiableCredential.length, 2)
  assert.equal(later.credentialSubject.achievement, undefined, 'all that she studied is certified now')
  await approver.post(`${OFFICE}/issued/${certificado.credential}/revoke`, { cause: 'issued-in-error' })
  const revoked = JSON.parse(await (await who.get('/me/record.json')).text()) as typeof clr
  assert.deepEqual(revoked.credentialSubject.verifiableCredential.map((v) => v.id), [`urn:uuid:${constancia.credential}`], 'what is not in force is not in it')
  const nobody = await actingLearner(house, personValues({ name: 'Sin Papeles Todavía' }))
  assert.equal((await nobody.get('/me/record.json')).status, 409)
})

test('with her data go her links', async () => {
  const link = await linkFor(['name'])
  assert.equal((await house.request(link)).status, 200)
  const { agent } = maria
  const erased = await executor.post(`/office/piloto/people/${agent}/erase`, { erase_word: 'BORRAR' })
  assert.ok([200, 303].includes(erased.status), `${erased.status} ${(await erased.text()).slice(0, 400)}`)
  assert.equal((await house.db.selectFrom('fact_link').select('id').where('person', '=', maria.id).execute()).length, 0)
  assert.equal((await house.request(link)).status, 410)
})

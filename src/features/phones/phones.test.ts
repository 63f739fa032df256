import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actingStaff } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { enrol, student, type Student } from '../../../test/offline/place.ts'
import { framesOf, joined, letter, newPhone, type TestPhone } from '../../../test/offline/envelopes.ts'
import { readStatements } from '../../record/read.ts'
import { openReply } from '../../web/phone/seal.ts'
import { currentCourse } from '../courses/index.ts'
import { VERB, verbIri } from '../programmes/index.ts'
import { learntTime } from './learnt-time.ts'
import { turns } from './turns.ts'

const NOW = '2026-03-02T15:00:00.000Z'
let house: TestHouse
let rosa: Student
let phone: TestPhone
before(async () => {
  house = await openHouse({ now: NOW })
  rosa = await student({ house }, 'Rosa Quispe Mamani')
  phone = await newPhone(house, rosa)
})
after(() => house.close())

const version = (): string => currentCourse(house, 'base')!.hash
const unit = (who: Student, name: string) => ({ kind: 'unit-completed', data: { enrolment: who.enrolment, unit: name, version: version(), lang: 'es' } })
const completedBy = async (who: Student) => (await readStatements(house.db, 'piloto', { actors: [who.agent], verbs: [VERB.completed] })).filter((s) => s.registration === who.enrolment)

async function inOrder(wanted: readonly ReturnType<typeof unit>[]): Promise<Awaited<ReturnType<typeof letter>>[]> {
  const items = []
  for (const one of wanted) items.push(await letter(phone, one))
  return items
}

interface Answered { readonly now: string; readonly results: readonly { id: string; outcome: string; reply?: string }[] }

async function post(frames: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Answered> {
  const response = await house.request('/deliveries', { method: 'POST', headers: { 'content-type': 'application/octet-stream', 'content-length': String(frames.length), ...headers }, body: frames })
  assert.equal(response.status, 200, await response.clone().text())
  return await response.json() as Answered
}

test('a phone is prepared with the right PIN only, and only with a key that is one', async () => {
  const julio = await student({ house }, 'Julio Mamani')
  await assert.rejects(newPhone(house, { ...julio, pin: '000000' }), /Esa no es tu clave/)
  const bad = await house.request('/phones', { method: 'POST', headers: { cookie: julio.cookie, 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify({ publicKey: 'A'.repeat(87), pin: julio.pin }) })
  assert.equal(bad.status, 422)
  const stranger = await house.request('/phones', { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify({ publicKey: '', pin: '' }) })
  assert.equal(stranger.status, 401)
})

test('what a phone delivers needs no session, arrives once however often it is sent, and carries the time it was done', async () => {
  const item = await letter(phone, { ...unit(rosa, 'que-es-la-ia'), at: '2026-03-01T10:00:00.000Z' })
  const first = await post(framesOf([item]))
  const again = await post(framesOf([item, item]))
  assert.deepEqual([first, again].map((a) => a.results.map((r) => r.outcome)), [['accepted'], ['accepted', 'accepted']])
  assert.equal(first.now, NOW)
  const [statement, ...more] = await completedBy(rosa)
  assert.deepEqual([statement?.id, statement?.happened.toISOString(), more.length], [item.id, '2026-03-01T10:00:00.000Z', 0])
})

test('items arrive in the order in which their phone made them, whatever the order in the request', async () => {
  const who = { ...rosa, enrolment: await enrol({ house }, rosa.agent) }
  const items = [await letter(phone, unit(who, 'que-es-la-ia')), await letter(phone, unit(who, 'cuando-falla')), await letter(phone, unit(who, 'pedir-bien'))]
  await post(framesOf(items.toReversed()))
  assert.deepEqual((await completedBy(who)).map((s) => s.id), items.map((i) => i.id))
})

test('a week of work in one request: a bad item between good ones is refused alone, and the rest counts once, in order', async () => {
  const who = { ...rosa, enrolment: await enrol({ house }, rosa.agent) }
  const other = { ...rosa, enrolment: await enrol({ house }, rosa.agent) }
  const julio = await student({ house }, 'Julio Huanca')
  const items = await inOrder([unit(who, 'que-es-la-ia'), unit(who, 'no-hay-tal-unidad'), unit(julio, 'que-es-la-ia'), unit(who, 'cuando-falla'), unit(other, 'que-es-la-ia'), unit(who, 'cuando-falla')])
  const again = await inOrder([unit(who, 'pedir-bien')])
  const outcomes = async (sent: typeof items) => (await post(framesOf(sent))).results.map((r) => r.outcome)
  assert.deepEqual(await outcomes(items), ['accepted', 'refused', 'refused', 'accepted', 'accepted', 'accepted'])
  assert.deepEqual(await outcomes([...items, ...again]), ['accepted', 'refused', 'refused', 'accepted', 'accepted', 'accepted', 'accepted'])
  assert.deepEqual((await completedBy(who)).map((s) => s.id), [items[0]!.id, items[3]!.id, again[0]!.id])
  assert.deepEqual((await completedBy(other)).map((s) => s.id), [items[4]!.id])
  assert.equal((await readStatements(house.db, 'piloto', { actors: [rosa.agent], verbs: [verbIri('started')] })).filter((s) => s.registration === who.enrolment).length, 1)
})

test('an envelope that was changed, cut, sealed for another server or signed by another phone is refused', async () => {
  const who = { ...rosa, enrolment: await enrol({ house }, rosa.agent) }
  const item = await letter(phone, unit(who, 'que-es-la-ia'))
  const changed = item.bytes.slice()
  changed[changed.length - 20]! ^= 1
  const julio = await student({ house }, 'Julio Ccori')
  const his = await newPhone(house, julio)
  const forged = await letter({ ...his, id: phone.id }, unit(who, 'que-es-la-ia'))
  const frames = [{ ...item, bytes: changed }, { ...item, id: crypto.randomUUID() }, { ...item, id: crypto.randomUUID(), bytes: item.bytes.slice(0, 60) }, forged]
  assert.deepEqual((await post(framesOf(frames))).results.map((r) => r.outcome), ['refused', 'refused', 'refused', 'refused'])
  assert.equal((await completedBy(who)).length, 0)
})

test('somebody else’s enrolment is refused, and only the phone that made the item can read why', async () => {
  const julio = await student({ house }, 'Julio Apaza')
  const item = await letter(phone, unit(julio, 'que-es-la-ia'))
  const [answer] = (await post(framesOf([item]))).results
  assert.equal(answer?.outcome, 'refused')
  const sentence = JSON.parse(await openReply(item.replyKey, new Uint8Array(Buffer.from(answer?.reply ?? '', 'base64url')))) as { es: string }
  assert.match(sentence.es, /otra persona/)
  const other = await letter(phone, unit(julio, 'que-es-la-ia'))
  await assert.rejects(openReply(other.replyKey, new Uint8Array(Buffer.from(answer?.reply ?? '', 'base64url'))))
})

test('acts, kinds nobody knows and kinds of the other side are refused', async () => {
  for (const kind of ['graded', 'attendance', 'approved']) {
    assert.equal((await post(framesOf([await letter(phone, { kind, data: {} })]))).results[0]?.outcome, 'refused', kind)
  }
})

test('a lost phone: what it signed is held back until its owner says it was she; then it counts with its own time', async () => {
  const who = { ...rosa, enrolment: await enrol({ house }, rosa.agent) }
  const lost = await newPhone(house, who)
  const mine = await letter(lost, { ...unit(who, 'que-es-la-ia'), at: '2026-03-01T12:00:00.000Z' })
  const thief = await letter(lost, unit(who, 'cuando-falla'))
  assert.equal((await who.post(`/me/phones/${lost.id}/revoke`)).status, 303)
  assert.deepEqual((await post(framesOf([mine, thief]))).results.map((r) => r.outcome), ['held', 'held'])
  assert.equal((await completedBy(who)).length, 0)
  assert.match(await (await who.get('/me/phones')).text(), /¿Fuiste tú\?/)
  const julio = await student({ house }, 'Julio Ticona')
  assert.equal((await julio.post(`/me/phones/held/${mine.id}`, { mine: 'yes' })).status, 404, 'not his to decide')
  assert.equal((await who.post(`/me/phones/held/${mine.id}`, { mine: 'yes' })).status, 303)
  assert.equal((await who.post(`/me/phones/held/${thief.id}`, { mine: 'no' })).status, 303)
  assert.deepEqual((await completedBy(who)).map((s) => [s.id, s.happened.toISOString()]), [[mine.id, '2026-03-01T12:00:00.000Z']])
  assert.deepEqual((await post(framesOf([mine, thief]))).results.map((r) => r.outcome), ['accepted', 'refused'], 'asked again, the phone learns what she decided')
})

test('a large envelope goes in parts; a part that came before is not needed again', async () => {
  const who = { ...rosa, enrolment: await enrol({ house }, rosa.agent) }
  const item = await letter(phone, { ...unit(who, 'comprobar'), files: [{ name: 'a', type: 'x', bytes: new Uint8Array(90_000).fill(7) }] })
  const frame = framesOf([item])
  const size = 32 * 1024
  const count = Math.ceil(frame.length / size)
  const put = (n: number) => house.request(`/deliveries/${item.id}/parts/${n}`, { method: 'PUT', headers: { 'content-length': '1' }, body: frame.slice(n * size, (n + 1) * size) })
  const known = async () => (await (await house.request(`/deliveries/${item.id}`)).json() as { parts: number[] }).parts
  const finish = async () => (await (await house.request(`/deliveries/${item.id}`, { method: 'POST', headers: { 'content-length': '1' }, body: String(count) })).json() as Answered).results[0]?.outcome
  for (const n of [0, 2]) assert.equal((await put(n)).status, 200)
  assert.deepEqual(await known(), [0, 2])
  assert.equal(await finish(), 'later', 'a part is missing')
  await put(1)
  assert.equal(await finish(), 'accepted')
  assert.deepEqual(await known(), [], 'parts do not pile up')
  assert.equal((await completedBy(who)).length, 1)
})

test('a tutor carries a file: each item arrives under its own person’s name, and the page tells no one’s work', async () => {
  const julio = await student({ house }, 'Julio Huanca')
  const his = await newPhone(house, julio)
  const who = { ...rosa, enrolment: await enrol({ house }, rosa.agent) }
  const items = [await letter(phone, unit(who, 'que-es-la-ia')), await letter(his, unit(julio, 'que-es-la-ia'))]
  const tutor = await actingStaff(house, 'Timoteo Acompaña', ['tutor'])
  const body = new FormData()
  body.append('file', new Blob([joined([new TextEncoder().encode('yachay-envio-1\n'), framesOf(items)])]), 'a.yachay')
  const answer = await house.request('/carry', { method: 'POST', headers: { cookie: tutor.cookie }, body })
  const html = await answer.text()
  assert.match(html, /2 llegaron bien/)
  assert.doesNotMatch(html, /Rosa|Julio|que-es-la-ia/)
  assert.deepEqual([(await completedBy(who)).length, (await completedBy(julio)).length], [1, 1])
  const wrong = new FormData()
  wrong.append('file', new Blob(['hola']), 'a.yachay')
  assert.equal((await house.request('/carry', { method: 'POST', headers: { cookie: tutor.cookie }, body: wrong })).status, 422)
})

test('the time of work: corrected by the clock’s error, flagged when that is large, unknown or changed, never in the future', () => {
  const at = (iso: string): Date => new Date(iso)
  const DAY = 86_400_000
  const received = at('2026-03-02T15:00:00Z')
  const read = (clocks: { device: string; offset: number | null; now: string | null }) => {
    const { at: when, skewed } = learntTime({ deviceTime: at(clocks.device), offset: clocks.offset, received, phoneNow: clocks.now === null ? null : Date.parse(clocks.now) })
    return [when.toISOString(), skewed]
  }
  assert.deepEqual(read({ device: '2026-03-01T15:00:00Z', offset: 0, now: '2026-03-02T15:00:00Z' }), ['2026-03-01T15:00:00.000Z', false])
  assert.deepEqual(read({ device: '2026-02-26T15:00:00Z', offset: 3 * DAY, now: '2026-02-27T15:00:00Z' }), ['2026-03-01T15:00:00.000Z', true], 'three days behind')
  assert.deepEqual(read({ device: '2026-03-04T15:00:00Z', offset: null, now: '2026-03-05T15:00:00Z' }), ['2026-03-01T15:00:00.000Z', true], 'three days ahead')
  assert.deepEqual(read({ device: '2026-03-05T15:00:00Z', offset: null, now: null }), ['2026-03-02T15:00:00.000Z', true], 'carried, never compared: not in the future')
  assert.deepEqual(read({ device: '2026-02-26T15:00:00Z', offset: 0, now: '2026-02-27T15:00:00Z' }), ['2026-03-01T15:00:00.000Z', true], 'somebody set the clock meanwhile')
})

test('turns: never more at once than allowed, in the order asked for, and a failure gives its turn back', async () => {
  const inTurn = turns(2)
  const began: number[] = []
  let running = 0
  let most = 0
  const work = (n: number) => inTurn(async () => {
    began.push(n)
    running += 1
    most = Math.max(most, running)
    await new Promise((resolve) => setTimeout(resolve, 2))
    running -= 1
    if (n === 1) throw new Error('broken')
    return n
  })
  const ended = await Promise.allSettled([0, 1, 2, 3, 4].map(work))
  assert.deepEqual([began, most, ended.map((e) => e.status)], [[0, 1, 2, 3, 4], 2, ['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled']])
})

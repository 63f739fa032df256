import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actingLearner, formBody, personValues } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { delayAfter, LIMITS } from './tries.ts'

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

interface Answer { readonly status: number; readonly text: string; readonly cookies: string; readonly retryAfter: number; readonly location: string }

async function signIn(number: string, pin: string, options: { cookie?: string; address?: string } = {}): Promise<Answer> {
  const response = await house.request('/sign-in', {
    method: 'POST', body: formBody({ document_type: 'dni', document_number: number, pin }), ...(options.address ? { address: options.address } : {}),
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: options.cookie ?? '' },
  })
  const cookies = response.headers.getSetCookie().map((c) => c.split(';')[0]).filter((c) => !c?.endsWith('=')).join('; ')
  return { status: response.status, text: await response.text(), cookies, retryAfter: Number(response.headers.get('retry-after')), location: response.headers.get('location') ?? '' }
}

async function registered(pin = '582931'): Promise<{ number: string; person: string }> {
  const values = { ...personValues(), pin }
  const learner = await actingLearner(house, values)
  // Registering counts as one try on the document; these tests begin when that is forgotten.
  house.time.add(25 * 3_600_000)
  return { number: values.document.number, person: learner.id }
}

test('document and PIN open her home, with a cookie that scripts cannot read', async () => {
  const rosa = await registered()
  const response = await house.request('/sign-in', {
    method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: formBody({ document_type: 'dni', document_number: rosa.number, pin: '582931' }),
  })
  assert.equal(response.status, 303)
  assert.equal(response.headers.get('location'), '/me')
  const session = response.headers.getSetCookie().find((c) => c.startsWith('session=')) ?? ''
  assert.match(session, /HttpOnly/)
  assert.match(session, /SameSite=Lax/)
  const home = await house.request('/me', { headers: { cookie: session.split(';')[0] ?? '' } })
  assert.equal(home.status, 200)
  assert.match(await home.text(), /Hola, Rosa/)
})

test('a wrong PIN and an unknown document get the same answer', async () => {
  const rosa = await registered()
  const wrong = await signIn(rosa.number, '111222')
  const unknown = await signIn('70123459', '111222')
  assert.equal(wrong.status, 401)
  assert.equal(unknown.status, 401)
  assert.match(wrong.text, /El documento y la clave no coinciden/)
  assert.equal(wrong.text.replaceAll(rosa.number, 'X'), unknown.text.replaceAll('70123459', 'X'))
})

test('after five wrong PINs the next try waits, longer and longer, and the page says how long; the right PIN waits too', async () => {
  const rosa = await registered()
  for (let i = 0; i < LIMITS.free; i++) assert.equal((await signIn(rosa.number, '111222')).status, 401)
  const early = await signIn(rosa.number, '582931')
  assert.equal(early.status, 429)
  assert.equal(early.retryAfter, 30)
  assert.match(early.text, /Espera 30 segundos y vuelve a intentar/)
  house.time.add(31_000)
  assert.equal((await signIn(rosa.number, '111222')).status, 401)
  assert.equal((await signIn(rosa.number, '111222')).retryAfter, 60)
  house.time.add(61_000)
  assert.equal((await signIn(rosa.number, '582931')).status, 303)
  assert.deepEqual([5, 6, 7, 12, 40].map(delayAfter), [30, 60, 120, 3600, 3600])
})

test('knocking during the wait does not make it longer, and a day later everything is forgotten', async () => {
  const rosa = await registered()
  for (let i = 0; i < LIMITS.free; i++) await signIn(rosa.number, '111222')
  for (let i = 0; i < 20; i++) assert.equal((await signIn(rosa.number, '111222')).retryAfter, 30)
  house.time.add(25 * 3_600_000)
  assert.equal((await signIn(rosa.number, '111222')).status, 401)
  assert.equal((await signIn(rosa.number, '582931')).status, 303)
})

test('a document that nobody registered waits just like one that somebody did', async () => {
  for (let i = 0; i < LIMITS.free; i++) assert.equal((await signIn('70123460', '111222')).status, 401)
  assert.equal((await signIn('70123460', '111222')).status, 429)
})

test('64 guesses at the same moment get no more tries than one after the other', async () => {
  const rosa = await registered()
  const answers = await Promise.all(Array.from({ length: 64 }, (_, i) => signIn(rosa.number, String(200_000 + i * 37))))
  assert.equal(answers.filter((a) => a.status === 401).length, LIMITS.free)
  assert.equal(answers.filter((a) => a.status === 429).length, 64 - LIMITS.free)
})

test('a browser in which she signed in before is not slowed by what others try', async () => {
  const rosa = await registered()
  const first = await signIn(rosa.number, '582931')
  const device = first.cookies.split('; ').find((c) => c.startsWith('device=')) ?? ''
  for (let i = 0; i < LIMITS.free + 3; i++) await signIn(rosa.number, '111222', { address: '10.0.0.9' })
  assert.equal((await signIn(rosa.number, '582931')).status, 429)
  assert.equal((await signIn(rosa.number, '582931', { cookie: device })).status, 303)
})

test('a known browser has a limit of its own, and a forged device cookie is none', async () => {
  const rosa = await registered()
  const first = await signIn(rosa.number, '582931')
  const device = first.cookies.split('; ').find((c) => c.startsWith('device=')) ?? ''
  for (let i = 0; i < LIMITS.free; i++) assert.equal((await signIn(rosa.number, '111222', { cookie: device })).status, 401)
  assert.equal((await signIn(rosa.number, '582931', { cookie: device })).status, 429)
  const other = await registered()
  for (let i = 0; i < LIMITS.free; i++) await signIn(other.number, '111222')
  assert.equal((await signIn(other.number, '582931', { cookie: `device=${crypto.randomUUID()}.${'a'.repeat(43)}` })).status, 429)
})

test('one PIN tried on twenty documents is noticed, logged once, and stopped on the next ones; known browsers go on', async () => {
  const rosa = await registered('640853')
  const first = await signIn(rosa.number, '640853')
  const device = first.cookies.split('; ').find((c) => c.startsWith('device=')) ?? ''
  for (let i = 0; i < LIMITS.sprayedDocuments; i++) assert.equal((await signIn(String(71_000_001 + i * 3), '640853', { address: `10.1.${i}.1` })).status, 401)
  const stopped = await signIn('71900009', '640853', { address: '10.2.0.1' })
  assert.equal(stopped.status, 429)
  assert.ok(stopped.retryAfter > 0 && stopped.retryAfter <= 3600)
  assert.equal((await signIn('71900009', '918273', { address: '10.2.0.1' })).status, 401)
  assert.equal((await signIn(rosa.number, '640853', { cookie: device })).status, 303)
  await signIn('71900012', '640853')
  const lines = await house.db.selectFrom('staff_log').select('id').where('action', '=', 'spray-detected').execute()
  assert.equal(lines.length, 1)
})

test('a class of forty behind one address signs in, forgotten PINs included', async () => {
  for (let i = 0; i < 40; i++) {
    const wrong = await signIn(String(72_000_001 + i * 3), String(300_000 + i * 41), { address: '10.9.9.9' })
    assert.equal(wrong.status, 401)
  }
  const rosa = await registered()
  assert.equal((await signIn(rosa.number, '582931', { address: '10.9.9.9' })).status, 303)
})

test('the session changes at each sign-in, ends at sign-out, and after a day without use', async () => {
  const rosa = await registered()
  const one = (await signIn(rosa.number, '582931')).cookies
  const two = (await signIn(rosa.number, '582931', { cookie: one })).cookies
  assert.notEqual(one, two)
  assert.equal((await house.request('/me', { headers: { cookie: one } })).status, 303)
  assert.equal((await house.request('/me', { headers: { cookie: two } })).status, 200)
  const out = await house.request('/sign-out', { method: 'POST', headers: { cookie: two } })
  assert.equal(out.status, 303)
  assert.equal((await house.request('/me', { headers: { cookie: two } })).headers.get('location'), '/sign-in?next=%2Fme')
  const three = (await signIn(rosa.number, '582931')).cookies
  house.time.add(25 * 3_600_000)
  assert.equal((await openAgain(three)).status, 303)
})

/** Asks as another process would, which remembers nothing. */
async function openAgain(cookie: string): Promise<Response> {
  const other = await openHouse({ sameAs: house, now: house.clock().toISOString() })
  const answer = await other.request('/me', { headers: { cookie } })
  await other.close()
  return answer
}

test('after signing in one comes back to the page asked for, but never to another site', async () => {
  const rosa = await registered()
  const to = async (next: string): Promise<string> => (await house.request('/sign-in', {
    method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: formBody({ document_type: 'dni', document_number: rosa.number, pin: '582931', next }),
  })).headers.get('location') ?? ''
  assert.equal(await to('/me/data'), '/me/data')
  for (const next of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '']) assert.equal(await to(next), '/me')
})

test('a mistyped document is a 422 beside its field, and what was typed stays', async () => {
  const answer = await signIn('10117410-9', '582931')
  assert.equal(answer.status, 422)
  assert.match(answer.text, /El carácter después del guion no corresponde/)
  assert.match(answer.text, /value="10117410-9"/)
})

test('the limits stand in the database: what failed in one process makes another one wait', async () => {
  const rosa = await registered()
  for (let i = 0; i < LIMITS.free; i++) await signIn(rosa.number, '111222')
  const other = await openHouse({ sameAs: house, now: house.clock().toISOString() })
  const answer = await other.request('/sign-in', { method: 'POST', body: new URLSearchParams({ document_type: 'dni', document_number: rosa.number, pin: '582931' }) })
  assert.equal(answer.status, 429)
  await other.close()
})

test('three hundred different documents that failed from one address within the hour are enough', async () => {
  house.time.add(1000)
  const first = await signIn('73000003', '745210', { address: '10.8.0.1' })
  assert.equal(first.status, 401)
  const { address } = await house.db.selectFrom('sign_in_try').select('address').orderBy('at', 'desc').limit(1).executeTakeFirstOrThrow()
  const rows = Array.from({ length: LIMITS.subjectsPerAddress }, (_, i) => ({ id: crypto.randomUUID(), subject: `document:${i}`, pin: null, address, at: house.clock() }))
  await house.db.insertInto('sign_in_try').values(rows).execute()
  assert.equal((await signIn('73000006', '745210', { address: '10.8.0.1' })).status, 429)
  assert.equal((await signIn('73000006', '745210', { address: '10.8.0.2' })).status, 401)
})

test('a second claimant cannot use his own account to get more tries at the first one', async () => {
  const values = { ...personValues(), pin: '582931' }
  const victim = await actingLearner(house, values)
  await actingLearner(house, { ...values, pin: '640853' })
  house.time.add(25 * 3_600_000)
  let opened = 0
  for (let i = 0; i < 12; i++) {
    const own = await signIn(values.document.number, '640853')
    const device = own.cookies.split('; ').find((c) => c.startsWith('device=')) ?? ''
    const guess = await signIn(values.document.number, String(300_011 + i * 1009), { cookie: device })
    if (guess.status !== 429) opened++
  }
  assert.ok(opened > 0)
  // Each guess from a new browser of his falls through to the document's own count, which stops at its limit.
  const subject = await house.db.selectFrom('identity_document').select('key').where('person', '=', victim.id).executeTakeFirstOrThrow()
  const counted = await house.db.selectFrom('sign_in_try').select('id').where('subject', '=', `document:${subject.key}`).where('at', '>', new Date(house.clock().getTime() - 3_600_000)).execute()
  assert.equal(counted.length, LIMITS.free)
})

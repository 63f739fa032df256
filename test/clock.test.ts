import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { currentCourse } from '../src/features/courses/index.ts'
import { enrolPerson } from '../src/features/cohorts/index.ts'
import { personStanding } from '../src/features/programmes/index.ts'
import { ROOT } from '../src/lib/root.ts'
import { readStatements } from '../src/record/read.ts'
import { actingLearner, actingStaff, formBody, personValues, ruleInForceFor, type Acting } from './acting.ts'
import { fact, found } from './histories/acts.ts'
import { openHouse, type TestHouse } from './house.ts'

const NOW = '2026-03-02T15:00:00Z'
const DAY = 86_400_000
const HOUR = 3_600_000
let house: TestHouse
before(async () => {
  house = await openHouse({ now: NOW })
  await ruleInForceFor(house)
})
after(() => house.close())

interface Participant extends Acting { readonly agent: string; readonly enrolment: string }

async function participant(): Promise<Participant> {
  const who = await actingLearner(house)
  const enrolment = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: who.agent, enrolment, section: 'noche-1' })
  return { ...who, enrolment }
}

/** A phone sends that it finished a unit at `at` by its own clock. */
async function states(who: Participant, unit: number, at: Date): Promise<number> {
  const course = currentCourse(house, 'base')
  const { id = '', minutes = 0 } = course?.units[unit] ?? {}
  // Only what of a learner the statement is made of.
  const body = fact(who as unknown as Parameters<typeof fact>[0], 'units', `base.${id}`, { version: course?.hash, minutes }, at.toISOString())
  const answer = await house.request('/xapi/piloto/statements', { method: 'POST', headers: { cookie: who.cookie, 'content-type': 'application/json' }, body: JSON.stringify(body) })
  return answer.status
}
const minutesOf = async (who: Participant): Promise<number> => {
  const standing = await personStanding(house, 'piloto', who.agent)
  return standing?.requirements.find((r) => r.id === 'minutes')?.have ?? 0
}
const completions = async (who: Participant) => (await readStatements(house.db, 'piloto', { actors: [who.agent] })).filter((s) => s.verb.endsWith('/completed'))
const shift = (ms: number): Date => new Date(house.clock().getTime() + ms)

test('a phone three days ahead: its fact counts at the time of reception, and what the phone said is kept', async () => {
  const rosa = await participant()
  house.time.add(HOUR)
  const said = shift(3 * DAY)
  assert.equal(await states(rosa, 0, said), 200)
  const [line] = await completions(rosa)
  assert.deepEqual(line?.happened, house.clock())
  assert.equal(line?.statement.timestamp, said.toISOString())
  assert.ok(await minutesOf(rosa) > 0)
})

test('a phone three days behind, before she was enrolled: recorded, shown to her, and not counted until it is done again', async () => {
  const rosa = await participant()
  house.time.add(HOUR)
  assert.equal(await states(rosa, 0, shift(-3 * DAY)), 200)
  assert.equal((await completions(rosa)).length, 1, 'nothing is lost')
  assert.equal(await minutesOf(rosa), 0)
  assert.match(await (await rosa.get(`/learn/${rosa.enrolment}`)).text(), /Llevas 0 de 7 pasos/)
  const lesson = `/learn/${rosa.enrolment}/units/que-es-la-ia`
  const version = found(await (await rosa.get(lesson)).text(), /name="version" value="([^"]+)"/)
  assert.equal((await rosa.post(`${lesson}/done`, { version })).status, 303)
  assert.ok(await minutesOf(rosa) > 0, 'the button takes the server’s time')
})

test('a phone three days behind, long after she was enrolled: it counts at the time it says', async () => {
  const rosa = await participant()
  house.time.add(5 * DAY)
  const said = shift(-3 * DAY)
  assert.equal(await states(rosa, 1, said), 200)
  assert.deepEqual((await completions(rosa))[0]?.happened, said)
  assert.ok(await minutesOf(rosa) > 0)
})

test('cookies say how long they live, not until when: a device with a wrong date keeps them', async () => {
  const values = personValues()
  await actingLearner(house, values)
  const answer = await house.request('/sign-in', {
    method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: formBody({ document_type: 'dni', document_number: values.document.number, pin: values.pin }),
  })
  const cookies = [...answer.headers.getSetCookie(), ...(await house.request('/?lang=en')).headers.getSetCookie()]
  assert.ok(cookies.length >= 3, cookies.join('\n'))
  for (const cookie of cookies) {
    assert.match(cookie, /Max-Age=[1-9]/)
    assert.doesNotMatch(cookie, /Expires=/)
  }
})

const signIn = (number: string, pin: string): Promise<Response> => house.request('/sign-in', {
  method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: formBody({ document_type: 'dni', document_number: number, pin }),
})
const sessionOf = (answer: Response): string => answer.headers.getSetCookie().find((c) => c.startsWith('session='))?.split(';')[0] ?? ''
const opens = async (cookie: string): Promise<number> => {
  // What this process believed for five seconds is no part of this.
  const other = await openHouse({ sameAs: house, now: house.clock().toISOString() })
  try {
    return (await other.request('/me', { headers: { cookie } })).status
  } finally {
    await other.close()
  }
}

test('the server’s clock jumps three days ahead and back: sessions end and begin as the clock says, and nobody is kept out afterwards', async () => {
  const values = personValues()
  await actingLearner(house, values)
  house.time.add(25 * HOUR)
  const before = sessionOf(await signIn(values.document.number, values.pin))
  assert.equal(await opens(before), 200)

  house.time.add(3 * DAY)
  assert.equal(await opens(before), 303, 'three days without use: sign in again')
  const ahead = sessionOf(await signIn(values.document.number, values.pin))
  assert.equal(await opens(ahead), 200)
  for (let i = 0; i < 9; i += 1) await signIn(values.document.number, '918273')
  assert.equal((await signIn(values.document.number, values.pin)).status, 429, 'somebody guesses while the clock is wrong')

  house.time.add(-3 * DAY)
  assert.equal(await opens(before), 200, 'the earlier session is there')
  assert.equal(await opens(ahead), 200, 'and so is the one begun ahead')
  const back = await signIn(values.document.number, values.pin)
  assert.equal(back.status, 303, 'the wait of the wrong days is over')
  for (let i = 0; i < 5; i += 1) await signIn(values.document.number, '918273')
  const waiting = await signIn(values.document.number, values.pin)
  assert.equal(waiting.status, 429, 'guessing costs waiting as ever')
  assert.ok(Number(waiting.headers.get('retry-after')) <= 3600)
})

test('a staff link: too old while the clock is three days ahead, good again when it is right, never twice', async () => {
  const administrator = await actingStaff(house, 'Ada Administra', ['administrator'], '*')
  const page = await (await administrator.post('/office/staff', { name: 'Nueva Colega', handle: 'colega' })).text()
  const link = found(page, /(\/staff\/welcome\/[\w-]+)/)
  house.time.add(3 * DAY + HOUR)
  const late = await house.request(link)
  assert.equal(late.status, 410)
  assert.match(await late.text(), /Este enlace ya se usó o venció/)
  house.time.add(-3 * DAY)
  assert.equal((await house.request(link)).status, 200)
})

test('an offer of 48 hours: the clock that jumps ahead lets it lapse once, the next has hers, and back again nobody is offered or placed twice', async () => {
  const approver = await actingStaff(house, 'Ana Aprueba', ['approver'])
  const executor = await actingStaff(house, 'Elena Coordina', ['executor'])
  const office = '/office/piloto/calls/abierta-1'
  assert.equal((await approver.post(`${office}/publish`, { confirm: 'yes' })).status, 303)
  const apply = async (): Promise<Acting & { address: string }> => {
    const who = await actingLearner(house)
    const address = (await who.post('/p/piloto/calls/abierta-1/apply')).headers.get('location') ?? ''
    await who.post(`${address}/send`)
    await executor.post(`${office}/applications/${address.split('/').at(-1)}/decide`, { decision: 'eligible' })
    return { ...who, address }
  }
  const people = [await apply(), await apply()]
  await executor.post(`${office}/freeze`, { confirm: 'yes' })
  assert.equal((await executor.post(`${office}/draw`, { confirm: 'yes', value: '4 12 19 23 38 45', source: 'La Tinka' })).status, 303)
  const state = async (who: { address: string; get: Acting['get'] }): Promise<string> => found(await (await who.get(who.address)).text(), /Cómo va: ([^<]+)</)
  assert.deepEqual(await Promise.all(people.map(state)), ['Seleccionada', 'Seleccionada'])

  // A clock that goes back takes no offer away.
  house.time.add(-3 * DAY)
  assert.deepEqual(await Promise.all(people.map(state)), ['Seleccionada', 'Seleccionada'])
  house.time.add(3 * DAY)
  const [one, two] = people as [typeof people[number], typeof people[number]]
  assert.equal((await one.post(`${one.address}/accept`, { section: 'noche-1' })).status, 303)

  house.time.add(3 * DAY)
  const late = await two.post(`${two.address}/accept`, { section: 'noche-1' })
  assert.equal(late.status, 410)
  assert.match(await late.text(), /El plazo para aceptar venció/)
  assert.equal(await state(one), 'Aceptada', 'who accepted keeps her place')
  const lapsed = await state(two)
  house.time.add(-3 * DAY)
  assert.deepEqual([await state(one), await state(two)], ['Aceptada', lapsed], 'what was recorded stays recorded')
  const steps = await readStatements(house.db, 'piloto')
  assert.equal(steps.filter((s) => s.verb.endsWith('/enrolled') && s.happened >= new Date(NOW)).length, new Set(steps.filter((s) => s.verb.endsWith('/enrolled')).map((s) => s.registration)).size, 'nobody is placed twice')
  assert.deepEqual(steps.map((s) => s.pos), steps.map((_, i) => i + 1), 'positions stay dense and in order of reception')
})

test('nothing outside of the program sets the clock: production takes the system clock only', () => {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((f) => /\.tsx?$/.test(f) && !/\.test\.tsx?$|\.client\.tsx?$/.test(f))
  const texts = new Map(files.map((f) => [f, readFileSync(join(ROOT, 'src', f), 'utf8')]))
  const main = texts.get('main.ts') ?? ''
  // A demo lives its months on a clock of its own, in an installation that holds nothing else and says so on every page (test/demo.test.ts).
  assert.match(main, /buildHouse\(\{ config, db, clock: demo\?\.clock \?\? systemClock, keys \}, features\)/)
  assert.match(texts.get('lib/clock.ts') ?? '', /export const systemClock: Clock = \(\) => new Date\(\)\s*$/)
  assert.deepEqual([...texts].filter(([, text]) => /systemClock|\bclock:\s*\(|\.clock\s*=[^=>]/.test(text)).map(([f]) => f).sort(), ['demo/clock.ts', 'demo/index.ts', 'lib/clock.ts', 'main.ts'], 'one place gives the house its clock')
  assert.doesNotMatch(texts.get('lib/config.ts') ?? '', /clock|time|NOW|DATE/i, 'no setting names it')
  for (const [f, text] of texts) assert.doesNotMatch(text, /process\.env\.\w*(?:CLOCK|TIME|NOW|DATE)|header\('(?:date|x-[\w-]*(?:time|date|clock))'\)/i, f)
})

test('no header, parameter or environment variable moves the time of what a request records', async () => {
  // Later than anything the tests above recorded: times of reception never run backwards.
  house.time.set(shift(4 * DAY).toISOString())
  const rosa = await participant()
  const wrong = shift(3 * DAY).toISOString()
  const lesson = `/learn/${rosa.enrolment}/units/que-es-la-ia`
  const version = found(await (await rosa.get(lesson)).text(), /name="version" value="([^"]+)"/)
  for (const name of ['NOW', 'CLOCK', 'TIME', 'FAKETIME', 'SOURCE_DATE_EPOCH']) process.env[name] = wrong
  try {
    const answer = await house.request(`${lesson}/done?now=${wrong}&time=${wrong}&clock=${wrong}`, {
      method: 'POST', headers: { cookie: rosa.cookie, 'content-type': 'application/x-www-form-urlencoded', date: new Date(wrong).toUTCString(), 'x-now': wrong, 'x-request-start': wrong },
      body: formBody({ version, now: wrong, time: wrong, timestamp: wrong, stored: wrong }),
    })
    assert.equal(answer.status, 303)
  } finally {
    for (const name of ['NOW', 'CLOCK', 'TIME', 'FAKETIME', 'SOURCE_DATE_EPOCH']) delete process.env[name]
  }
  const [line] = await completions(rosa)
  assert.deepEqual(line?.happened, house.clock())
  const ahead = (line?.stored.getTime() ?? 0) - house.clock().getTime()
  // While this clock stands still each reception is a millisecond later than the one before.
  assert.ok(ahead >= 0 && ahead < 1000, `${ahead} ms`)
})

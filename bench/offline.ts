import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { currentCourse, type Course } from '../src/features/courses/index.ts'
import { completed } from '../src/features/courses/statements.ts'
import { VERB } from '../src/features/programmes/index.ts'
import { append } from '../src/record/append.ts'
import { framesOf, letter, newPhone, type TestItem } from '../test/offline/envelopes.ts'
import { actingLearner, personValues } from '../test/acting.ts'
import * as h from '../test/histories/script.ts'
import type { Figure } from './main.ts'
import type { Started } from './started.ts'

const PHONES = 200
const ITEMS = 50
const COURSE = 'nivel-1'
const SECTION = 'nivel-1-noche'
/** The house of this process has so many connections (started.ts). */
const APPENDERS = 8
/** As src/web/phone/send.ts gives up. */
const TIMEOUT_MS = 45_000
/** Her work of yesterday: before reception, after she enrolled. */
const DAY_MS = 86_400_000

interface Unit { readonly enrolment: string; readonly unit: string }
interface Carried { readonly agent: string; readonly items: readonly TestItem[]; readonly plain: readonly Unit[] }
interface Answers { readonly outcomes: readonly string[]; readonly seconds: number }

/**
 * 200 phones come back into signal at once with 50 units each, every one a real envelope of a real person's phone, in one request
 * a phone as src/web/phone/send.ts makes it. The reference: as many `completed` statements, each by an append of its own on 8
 * connections of this process, half before and half after, so that a machine that slows down slows both.
 */
export async function offline(server: Started): Promise<Figure[]> {
  const course = currentCourse(server.house, COURSE)
  if (!course) throw new Error(`there is no course ${COURSE}`)
  const phones = await prepared(server, course)
  const before = await plainAppends(server, course, phones.slice(0, PHONES / 2))
  const first = await deliverAll(server.port, phones)
  const after = await plainAppends(server, course, phones.slice(PHONES / 2))
  const again = await deliverAll(server.port, phones)
  const all = PHONES * ITEMS
  const plain = all / (before + after)
  const errors = [first, again].map(({ outcomes }) => all - outcomes.filter((o) => o === 'accepted').length)
  const wrong = await misplaced(server, phones)
  return [
    {
      item: `${all} queued items from ${PHONES} phones at once`,
      figure: `${(all / first.seconds).toFixed(0)} items/s of ${plain.toFixed(0)} plain appends/s = ${(all / first.seconds / plain).toFixed(2)}; errors ${errors[0]}`,
      target: 'errors 0, ratio >= 0.5', met: errors[0] === 0 && all / first.seconds / plain >= 0.5,
    },
    {
      item: 'the same items once more, as when every answer was lost',
      figure: `${(all / again.seconds).toFixed(0)} items/s; errors ${errors[1]}`, target: 'errors 0', met: errors[1] === 0,
    },
    { item: 'afterwards in the record exactly once, in her order', figure: `${all - wrong} of ${all}`, target: 'all', met: wrong === 0 },
  ]
}

/** The phones and their envelopes, made before anything is measured. */
async function prepared(server: Started, course: Course): Promise<Carried[]> {
  const phones: Carried[] = []
  const todo = Array.from({ length: PHONES }, (_, n) => n)
  await Promise.all(Array.from({ length: APPENDERS }, async () => {
    while (todo.pop() !== undefined) phones.push(await onePhone(server, course))
  }))
  return phones
}

async function onePhone({ house }: Started, course: Course): Promise<Carried> {
  const values = personValues()
  const learner = await actingLearner(house, values)
  const phone = await newPhone(house, { cookie: learner.cookie, pin: values.pin })
  const units = async (): Promise<Unit[]> => {
    const found: Unit[] = []
    while (found.length < ITEMS) {
      const enrolment = await enrol(house, learner.agent)
      found.push(...course.units.map((u) => ({ enrolment, unit: u.id })))
    }
    return found.slice(0, ITEMS)
  }
  const items: TestItem[] = []
  for (const [n, { enrolment, unit }] of (await units()).entries()) {
    const at = new Date(Date.now() - DAY_MS + n * 60_000).toISOString()
    items.push(await letter(phone, { kind: 'unit-completed', at, data: { enrolment, unit, version: course.hash, lang: 'es' } }))
  }
  return { agent: learner.agent, items, plain: await units() }
}

async function enrol(house: Started['house'], agent: string): Promise<string> {
  const enrolment = randomUUID()
  const s = h.script('piloto', new Date(Date.now() - 2 * DAY_MS).toISOString(), enrolment)
  h.enrolled(s, agent, enrolment, { section: SECTION })
  await append(house, { scopes: [`actor:piloto:${agent}`] }, () => s.lines.map((line) => line.draft))
  return enrolment
}

/** All phones at once, each its own connection. */
async function deliverAll(port: number, phones: readonly Carried[]): Promise<Answers> {
  const agent = new Agent({ maxSockets: PHONES })
  const bodies = phones.map(({ items }) => framesOf(items, true))
  const start = performance.now()
  const outcomes = await Promise.all(bodies.map((body) => post(agent, port, body)))
  const seconds = (performance.now() - start) / 1000
  agent.destroy()
  return { outcomes: outcomes.flat(), seconds }
}

/** The outcomes that the server gives; none when it refuses the request, breaks off, or is later than a phone waits. */
function post(agent: Agent, port: number, body: Uint8Array): Promise<string[]> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/octet-stream', 'content-length': body.length, 'phone-now': String(Date.now()) }
    const req = request({ agent, port, host: '127.0.0.1', method: 'POST', path: '/deliveries', headers, timeout: TIMEOUT_MS }, (res) => {
      const chunks: Buffer[] = []
      res.on('data', (chunk: Buffer) => chunks.push(chunk))
      res.on('end', () => {
        const answer = res.statusCode === 200 ? JSON.parse(Buffer.concat(chunks).toString()) as { results: { outcome: string }[] } : { results: [] }
        resolve(answer.results.map((r) => r.outcome))
      })
    })
    req.on('timeout', () => req.destroy())
    req.on('error', () => resolve([]))
    req.end(body)
  })
}

/** Seconds that the same number of statements takes through `append` alone. */
async function plainAppends({ house }: Started, course: Course, phones: readonly Carried[]): Promise<number> {
  const minutes = new Map(course.units.map((u) => [u.id, u.minutes]))
  const queue = phones.flatMap(({ agent, plain }) => plain.map((p) => ({ agent, ...p })))
  const start = performance.now()
  await Promise.all(Array.from({ length: APPENDERS }, async () => {
    for (let one = queue.pop(); one; one = queue.pop()) {
      const { agent, enrolment, unit } = one
      const of = { tenant: 'piloto', agent, enrolment, version: course.hash, at: new Date() }
      await append(house, { scopes: [`actor:piloto:${agent}`] }, () => [completed(of, course.id, unit, minutes.get(unit) ?? 0, 'es')])
    }
  }))
  return (performance.now() - start) / 1000
}

/** How many items are not in the record, are there twice, or stand before one that she did earlier. */
async function misplaced({ house }: Started, phones: readonly Carried[]): Promise<number> {
  let wrong = 0
  for (const { agent, items, plain } of phones) {
    const others = [...new Set(plain.map((p) => p.enrolment))]
    const rows = await house.db.selectFrom('statement').select(['id', 'pos']).where('tenant', '=', 'piloto').where('actor', '=', agent)
      .where('verb', '=', VERB.completed).where('registration', 'not in', others).orderBy('pos').execute()
    wrong += Math.max(items.length, rows.length) - items.filter((item, n) => rows[n]?.id === item.id).length
  }
  return wrong
}

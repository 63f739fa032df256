import assert from 'node:assert/strict'
import type { BrowserContext, Page } from 'playwright-core'
import { currentCourse } from '../../src/features/courses/index.ts'
import { VERB } from '../../src/features/programmes/index.ts'
import { readStatements } from '../../src/record/read.ts'
import { drivenPage, joinPhone, type PhoneWindow } from './driver.ts'
import { enrol, openOfflinePlace, signIn, student, type OfflinePlace, type Student } from './place.ts'
import { badRoad, FAULTS, type Fault, type Road } from './road.ts'

const STEPS = 14
/** Longest wait for the last items of a schedule to arrive. */
const PATIENCE_MS = 60_000

let place: OfflinePlace
let road: Road

/** Whole numbers below a bound, the same for the same seed (mulberry32). */
function dice(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

interface Person extends Student { readonly phone: string; readonly first: string }
/** What somebody did on the phone, in her order. */
interface Done { readonly who: Person; readonly id: string; readonly unit: string }

interface Trip {
  page: Page
  readonly context: BrowserContext
  readonly people: readonly Person[]
  readonly done: Done[]
  open: Person | null
}

const units = (): string[] => currentCourse(place.house, 'base')!.units.map((u) => u.id)

/** One random step: somebody opens her things, does a unit, the phone sends over a bad road, the app is killed, the clock is set wrong, a file is carried. */
async function step(trip: Trip, roll: (below: number) => number): Promise<void> {
  const what = roll(10)
  if (what < 2 || trip.open === null) {
    const who = trip.people[roll(trip.people.length)]!
    assert.equal(await trip.page.evaluate(([id, pin]) => (window as unknown as PhoneWindow).phone.unlock(id, pin), [who.phone, who.pin] as const), true)
    trip.open = who
  } else if (what < 6) await work(trip, roll)
  else if (what < 8) {
    road.faults.push(...Array.from({ length: 1 + roll(3) }, () => FAULTS[roll(FAULTS.length)]!))
    await trip.page.evaluate(() => (window as unknown as PhoneWindow).phone.sendWaiting(true))
  } else if (what === 8) {
    // Killed in the middle of whatever it does; another time it only loses its way.
    const sending = trip.page.evaluate(() => { void (window as unknown as PhoneWindow).phone.sendWaiting(true) })
    await sending.catch(() => undefined)
    await trip.page.close()
    trip.page = await drivenPage(trip.context)
  } else await trip.page.evaluate((ms) => {
    const real = (window as unknown as { real?: () => number }).real ?? Date.now.bind(Date)
    Object.assign(window, { real })
    Date.now = () => real() + ms
  }, (roll(7) - 3) * 86_400_000)
}

async function work(trip: Trip, roll: (below: number) => number): Promise<void> {
  const who = trip.open!
  const left = units().filter((unit) => !trip.done.some((d) => d.who === who && d.unit === unit))
  const unit = left[roll(Math.max(1, left.length))]
  if (!unit) return
  const data = { enrolment: who.enrolment, unit, version: currentCourse(place.house, 'base')!.hash, lang: 'es' }
  const id = await trip.page.evaluate(async (item) => {
    const here = await (window as unknown as PhoneWindow).phone.whoIsHere()
    // Her half hour is over (or the clock jumped): she would be asked for her PIN again.
    return here ? here.queue({ kind: 'unit-completed', about: { es: item.unit, en: item.unit }, data: item }) : null
  }, data)
  if (id) trip.done.push({ who, id, unit })
  else trip.open = null
}

async function check(trip: Trip, n: number): Promise<void> {
  const about = (said: string): string => `schedule ${n}: ${said}`
  road.faults.length = 0
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end;) {
    await trip.page.evaluate(() => (window as unknown as PhoneWindow).phone.sendWaiting(true))
    const waiting = await trip.page.evaluate(async () => (await (window as unknown as PhoneWindow).phone.store.all('outbox')).filter((i) => i.state === 'waiting').length)
    if (waiting === 0) break
    // Another sender of this phone may be under way: only one sends at a time.
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  const states = await trip.page.evaluate(async () => (await (window as unknown as PhoneWindow).phone.store.all('outbox')).map((i) => [i.id, i.state] as const))
  assert.deepEqual(states.filter(([, state]) => state !== 'sent'), [], about('everything was taken'))
  assert.equal(states.length, trip.done.length, about('every item is in the list'))
  await trip.page.evaluate(() => (window as unknown as PhoneWindow).phone.store.change(['outbox'], ({ outbox }) => { outbox.clear() }))
  for (const who of trip.people) {
    const there = (await readStatements(place.house.db, 'piloto', { actors: [who.agent], verbs: [VERB.completed] })).filter((s) => s.registration === who.enrolment)
    assert.deepEqual(there.map((s) => s.id), trip.done.filter((d) => d.who === who).map((d) => d.id), about('hers, each once, in her order'))
  }
}

/** Two people who share one phone, joined once; each schedule gives them new enrolments and an empty outbox. */
async function sharedPhone(): Promise<{ context: BrowserContext; page: Page; people: Person[] }> {
  const context = await place.browser.newContext({ baseURL: road.origin, bypassCSP: true })
  const page = await drivenPage(context)
  const people: Person[] = []
  for (const first of ['Rosa', 'Julio']) {
    const who = await student(place, `${first} Quispe Mamani`)
    await context.clearCookies()
    await signIn({ ...place, web: { ...place.web, origin: road.origin } }, context, who)
    people.push({ ...who, phone: await joinPhone(page, who, first), first })
  }
  return { context, page, people }
}

/** Runs so many schedules, each from its own seed; answers which faults were met, how often. */
export async function runSchedules(count: number): Promise<Record<Fault, number>> {
  place = await openOfflinePlace()
  road = await badRoad(place.web.port)
  try {
    const { context, people, ...shared } = await sharedPhone()
    let { page } = shared
    for (let n = 0; n < count; n += 1) page = await oneSchedule({ context, people, page }, n)
    await context.close()
    return road.met
  } finally {
    await road.close()
    await place.close()
  }
}

async function oneSchedule({ context, people, page }: { context: BrowserContext; people: readonly Person[]; page: Page }, n: number): Promise<Page> {
  const roll = dice(1000 + n)
  const here = []
  for (const who of people) here.push({ ...who, enrolment: await enrol(place, who.agent) })
  const trip: Trip = { page, context, people: here, done: [], open: null }
  for (let i = 0; i < STEPS; i += 1) await step(trip, roll)
  await check(trip, n)
  return trip.page
}

import type { DeliveryRule, House } from '../../feature.ts'
import { derive } from '../../lib/keys.ts'
import { Problem } from '../../lib/problem.ts'
import type { Text } from '../../lib/text.ts'
import { enrolmentsOf, sectionAt, tutorsBySection, type Enrolment } from '../cohorts/index.ts'
import { agentOf, agentsOf, tell } from '../people/index.ts'
import { anySession, sessionsBetween, type ClassSession } from './class-session.ts'
import { digitsFor, markFor, readScan, stepAt } from './code.ts'
import { planOf, recordMarks } from './recording.ts'
import { ScanData } from './scan-data.ts'
import './tables.ts'
import { WRONG } from './words.ts'

/** A scan fits when the QR of that moment was shown so long before or after: typing, and clocks a little off. */
const TOLERANCE_STEPS = 8
/** A session's QR is worth something from 15 minutes before it to 15 minutes after. */
const AROUND_MS = 15 * 60_000
const WRONG_CODES_A_DAY = 20
const WAIT_FOR_SESSION_MS = 14 * 86_400_000
/** Digits that fit no class that is here may belong to one that is still on the tutor's phone; so long she may come back to signal. */
const WAIT_FOR_DIGITS_MS = 3 * 86_400_000

/** What a tutor's phone shows its QR with, in one section. Derived: nothing to store, nothing to lose. Hex. */
export function secretFor(house: Pick<House, 'keys'>, tenant: string, section: string, tutor: string): string {
  return derive(house.keys, 'totp', `attendance ${tenant} ${section} ${tutor}`).toString('hex')
}

interface Scanned { readonly id: string; readonly person: string; readonly data: ScanData; readonly at: Date; readonly device: Date; readonly skewed: boolean }

/** A learner scanned the QR on the tutor's phone, or typed its digits. It waits here while the session is still on that phone. */
export const scanDelivery: DeliveryRule = {
  kind: 'attendance-scan',
  from: 'learner',
  accept: async (house, by, item) => {
    const data = ScanData.safeParse(item.data)
    if (by.kind !== 'learner' || !data.success) throw new Problem(422, 'bad-code', WRONG.codeWrong)
    const scanned = { id: item.id, person: by.person, data: data.data, at: item.at, device: item.deviceTime, skewed: item.skewed }
    const first = await house.db.selectFrom('attendance_scan').select('item').where('item', '=', item.id).executeTakeFirst()
    if (first || await enter(house, scanned, true)) return
    await house.db.insertInto('attendance_scan').values({
      item: item.id, person: by.person, data: JSON.stringify(data.data), at: item.at, device: item.deviceTime, skewed: item.skewed, received: house.clock(),
    }).onConflict((oc) => oc.column('item').doNothing()).execute()
  },
}

/** Looks again at scans whose session was not here yet; one that can never enter tells its person so. */
export async function processScans(house: House): Promise<void> {
  const rows = await house.db.selectFrom('attendance_scan').select(['item', 'person', 'data', 'at', 'device', 'skewed', 'received']).orderBy('received').limit(1000).execute()
  for (const row of rows) {
    const said = await enter(house, { ...row, id: row.item }, false).then((done) => (done ? 'done' : giveUp(house, row)), (error: unknown) => {
      if (error instanceof Problem) return error.sentence
      throw error
    })
    if (said === null) continue
    await house.db.transaction().execute(async (tx) => {
      await tx.deleteFrom('attendance_scan').where('item', '=', row.item).execute()
      const [entered] = said === 'done' ? [] : await agentsOf(tx, row.person)
      if (said !== 'done' && entered) await tell(tx, { person: row.person, tenant: entered.tenant, note: said, link: '/me' })
    })
  }
}

/** The sentence once waiting is over, else null. */
function giveUp(house: House, { received, data }: { readonly received: Date; readonly data: ScanData }): Text | null {
  const waited = house.clock().getTime() - received.getTime()
  if ('digits' in data) return waited > WAIT_FOR_DIGITS_MS ? WRONG.codeWrong : null
  return waited > WAIT_FOR_SESSION_MS ? WRONG.codeOld : null
}

interface Place { readonly session: ClassSession; readonly enrolment: Enrolment }
interface Found extends Place { readonly tutor: string; readonly sure: boolean }

/** True: done. False: its session is perhaps not here yet. A Problem: it can never enter. `fresh`: it just came. */
async function enter(house: House, scanned: Scanned, fresh: boolean): Promise<boolean> {
  const places = await placesFor(house, scanned)
  const [first] = places
  if (!first) return false
  if (fresh) await assertFewWrong(house, first)
  const found = await match(house, scanned, places)
  if (!found) {
    if (fresh) await countWrong(house, first)
    if ('digits' in scanned.data) return false
    throw new Problem(409, 'code-wrong', WRONG.codeWrong)
  }
  const { session, enrolment, tutor, sure } = found
  const refused = await recordMarks(house, {
    tenant: session.tenant, session: planOf(session), rows: [{ id: scanned.id, enrolment: enrolment.enrolment, mark: 'P', minutes: null }],
    // A doubtful clock is a matter for the second person, like that of a tutor's list.
    taking: { by: tutor, source: 'qr', inCharge: true, at: scanned.at, device: scanned.device, skewed: !sure, cause: null, fallback: 'no-signal' },
    first: async (tx) => (await tx.selectFrom('attendance').select('entry').where('entry', '=', scanned.id).executeTakeFirst()) !== undefined,
  })
  const [no] = refused
  if (no) throw new Problem(409, 'scan-refused', no.sentence)
  return true
}

/** Sessions of hers that the code may belong to: the one the QR names, or those around the moment of typing. */
async function placesFor(house: House, { person, data, at }: Scanned): Promise<Place[]> {
  if ('scan' in data) {
    const read = readScan(data.scan)
    if (!read) throw new Problem(422, 'bad-code', WRONG.codeWrong)
    const session = await anySession(house.db, read.session)
    if (!session) return []
    const agent = await agentOf(house.db, session.tenant, person)
    const enrolment = agent && (await enrolmentsOf(house.db, session.tenant, agent)).findLast((e) => e.sections.some((stay) => stay.section === session.section) && e.state !== 'annulled')
    if (!enrolment) throw new Problem(409, 'not-enrolled', WRONG.notEnrolled)
    return [{ session, enrolment }]
  }
  const places: Place[] = []
  for (const { tenant, agent } of await agentsOf(house.db, person)) {
    for (const enrolment of (await enrolmentsOf(house.db, tenant, agent)).filter((e) => e.state !== 'annulled')) {
      const around = await sessionsBetween(house.db, tenant, [sectionAt(enrolment, at)], new Date(at.getTime() - AROUND_MS), new Date(at.getTime() + AROUND_MS))
      places.push(...around.map((session) => ({ session, enrolment })))
    }
  }
  return places
}

async function match(house: House, scanned: Scanned, places: readonly Place[]): Promise<Found | null> {
  for (const place of places) {
    const { session } = place
    const inCharge = (await tutorsBySection(house.db, session.tenant, [session.section])).get(session.section) ?? []
    for (const tutor of new Set([session.made_by, ...inCharge])) {
      const step = stepOf(secretFor(house, session.tenant, session.section, tutor), session, scanned)
      if (step === null) continue
      return { ...place, tutor, sure: !scanned.skewed && !session.skewed && fits(step, session, scanned.at) }
    }
  }
  return null
}

/** The step whose code it is, or null. A QR names its step; digits are looked for around the moment they were typed. */
function stepOf(secret: string, session: ClassSession, { data, at, skewed }: Scanned): number | null {
  if ('scan' in data) {
    const read = readScan(data.scan)
    return read && markFor(secret, session.session, read.step) === read.mac && inHours(read.step, session) ? read.step : null
  }
  const shown = stepAt(at.getTime() + session.clock_off)
  // With a doubtful clock any moment of the class may be meant; a second person looks at it anyway.
  const [from, to] = skewed ? hours(session) : [shown - TOLERANCE_STEPS, shown + TOLERANCE_STEPS]
  for (let step = from; step <= to; step += 1) if (digitsFor(secret, session.session, step) === data.digits && inHours(step, session)) return step
  return null
}

/** First and last step of a session by its tutor's clock. */
function hours(session: ClassSession): [number, number] {
  return [stepAt(session.starts.getTime() - AROUND_MS + session.clock_off), stepAt(session.ends.getTime() + AROUND_MS + session.clock_off)]
}

function inHours(step: number, session: ClassSession): boolean {
  const [from, to] = hours(session)
  return step >= from && step <= to
}

function fits(step: number, session: ClassSession, at: Date): boolean {
  return Math.abs(step - stepAt(at.getTime() + session.clock_off)) <= TOLERANCE_STEPS
}

/** Six digits could be guessed by trying for ever. */
async function countWrong(house: House, { session, enrolment }: Place): Promise<void> {
  await house.db.insertInto('attendance_wrong_code').values({ tenant: session.tenant, agent: enrolment.agent, at: house.clock() }).execute()
}

/** Refuses before a code is looked at, when too many were wrong today. */
async function assertFewWrong(house: House, { session: { tenant }, enrolment: { agent } }: Place): Promise<void> {
  const since = new Date(house.clock().getTime() - 86_400_000)
  const rows = await house.db.selectFrom('attendance_wrong_code').select('at').where('tenant', '=', tenant).where('agent', '=', agent).where('at', '>', since).limit(WRONG_CODES_A_DAY).execute()
  if (rows.length >= WRONG_CODES_A_DAY) throw new Problem(409, 'too-many-codes', WRONG.codeTooOften)
}

import { sql } from 'kysely'
import type { DeliveredBy, DeliveredItem, DeliveryRule, House } from '../../feature.ts'
import type { Tx } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import { fill, type Text } from '../../lib/text.ts'
import { knownSection, siteNames, sectionsOfTutor, type Section } from '../cohorts/index.ts'
import { sessionById } from './class-session.ts'
import { outsideSection } from './plan-session.ts'
import { planOf, recordMarks, type Refused } from './recording.ts'
import { ListData } from './scan-data.ts'
import { processScans } from './scan.ts'
import type { SessionPlan } from './statements.ts'
import './tables.ts'
import { WRONG } from './words.ts'

/** A list that a tutor took on her phone, perhaps days ago: good rows enter, the others come back by their number on her list. */
export const listDelivery: DeliveryRule = {
  kind: 'attendance',
  from: 'staff',
  accept: async (house, by, item) => {
    if (by.kind !== 'staff') throw new Problem(403, 'no-role', WRONG.noRole)
    const read = ListData.safeParse(item.data)
    if (!read.success) throw new Problem(422, 'bad-item', WRONG.badItem)
    const refused = await acceptList(house, by, item, read.data)
    await processScans(house)
    if (refused.length > 0) throw new Problem(409, 'some-refused', sentenceFor(read.data, refused))
  },
}

async function acceptList(house: House, by: DeliveredBy & { kind: 'staff' }, item: DeliveredItem, list: ListData): Promise<readonly Refused[]> {
  const tenant = list.programme
  if (!by.roles.some((r) => r.tenant === tenant && (r.role === 'tutor' || r.role === 'executor'))) throw new Problem(403, 'no-role', WRONG.noRole)
  const section = await knownSection(house, tenant, list.section)
  const made = await sessionOf(house, item, list, section)
  const before: { refused: readonly Refused[] | null } = { refused: null }
  const refused = await recordMarks(house, {
    tenant, session: made.plan, ...(made.clock ? { made: made.clock } : {}),
    rows: list.marks.map(({ id, enrolment, mark, minutes }) => ({ id, enrolment, mark, minutes: minutes ?? null })),
    taking: {
      by: by.staff, source: 'list', at: item.at, device: item.deviceTime, skewed: item.skewed || made.plan !== made.asSaid,
      inCharge: (await sectionsOfTutor(house.db, tenant, by.staff)).includes(section.id), cause: list.cause ?? null, fallback: 'forgot',
    },
    first: async (tx) => {
      before.refused = await refusedBefore(tx, item.id)
      return before.refused !== null
    },
    last: async (tx, rows) => {
      await tx.insertInto('attendance_delivery').values({
        item: item.id, tenant, staff: by.staff, session: list.session.id, received: house.clock(), refused: JSON.stringify(rows),
      }).execute()
    },
  })
  return before.refused ?? refused
}

async function refusedBefore(tx: Tx, item: string): Promise<readonly Refused[] | null> {
  const row = await tx.selectFrom('attendance_delivery').select('refused').where('item', '=', item).executeTakeFirst()
  return row?.refused ?? null
}

interface Made { readonly plan: SessionPlan; readonly asSaid: SessionPlan; readonly clock: { readonly skewed: boolean; readonly off: number } | null }

/**
 * The session as it is here; one made on the phone, by the phone's clock, moved by what that clock was wrong. Where even that lies
 * outside of the section's days, nobody knows its day: it is laid at its arrival and waits for the second person.
 */
async function sessionOf(house: House, item: DeliveredItem, list: ListData, section: Section): Promise<Made> {
  const row = await sessionById(house.db, list.programme, list.session.id)
  if (row) {
    if (row.section !== section.id) throw new Problem(409, 'session-elsewhere', WRONG.sessionElsewhere)
    const plan = planOf(row)
    return { plan, asSaid: plan, clock: null }
  }
  const { made } = list.session
  if (!made) throw new Problem(404, 'unknown-session', WRONG.unknownSession)
  const off = item.deviceTime.getTime() - item.at.getTime()
  const starts = new Date(Date.parse(made.starts) - off)
  const ends = new Date(Date.parse(made.ends) - off)
  const site = (await siteNames(house, list.programme)).find((name) => name.es === made.site)?.es ?? section.site.es
  const length = ends.getTime() - starts.getTime()
  if (length < 60_000 || length > 24 * 3_600_000 || made.minutes * 60_000 > length) throw new Problem(422, 'bad-item', WRONG.minutesFit)
  const asSaid: SessionPlan = { id: list.session.id, section: section.id, starts, ends, minutes: made.minutes, mode: made.mode, site }
  const outside = outsideSection(asSaid, section)
  const clock = { skewed: item.skewed, off: off + made.qrOff }
  if (!outside) return { plan: asSaid, asSaid, clock }
  if (!item.skewed) throw new Problem(422, 'outside-section', outside)
  const here = { ...asSaid, starts: new Date(item.at.getTime() - length), ends: item.at }
  return { plan: here, asSaid, clock }
}

function sentenceFor(list: ListData, refused: readonly Refused[]): Text {
  const numbers = new Map(list.marks.map((m) => [m.enrolment, m.n]))
  const names = (lang: keyof Text): string => refused.map((r) => `n.º ${numbers.get(r.enrolment) ?? '?'} (${r.sentence[lang].replace(/\.$/, '')})`).join('; ')
  const counts = { good: list.marks.length - refused.length, all: list.marks.length }
  return { es: fill(WRONG.someRefused, { ...counts, names: names('es') }).es, en: fill(WRONG.someRefused, { ...counts, names: names('en') }).en }
}

/** Rows of a session that phones brought and that did not enter, for the office page that names them. */
export async function refusedIn(house: House, tenant: string, session: string): Promise<readonly Refused[]> {
  const rows = await house.db.selectFrom('attendance_delivery').select('refused').where('tenant', '=', tenant).where('session', '=', session)
    .where(sql<boolean>`jsonb_array_length(refused) > 0`).orderBy('received').execute()
  return rows.flatMap((r) => r.refused)
}

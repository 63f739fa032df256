import type { House } from '../../feature.ts'
import type { Tx } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import type { Text } from '../../lib/text.ts'
import { append } from '../../record/append.ts'
import type { Draft } from '../../record/statement.ts'
import { enrolmentById, sectionScope, type Enrolment, type Section } from '../cohorts/index.ts'
import { actorScope, mergedAmong } from '../people/index.ts'
import { anybodyIn, entriesOf, entryById, presencesOf, type Entry } from './attendance.ts'
import { anySession, sessionById, sessionsBetween, type ClassSession } from './class-session.ts'
import { confirmEntry, refuseEntry } from './confirm.ts'
import { assertBegun, mark, type MarkRequest, type Taking } from './mark.ts'
import { cancelSession, planSession } from './plan-session.ts'
import { sessionPlanned, type SessionPlan } from './statements.ts'
import { WRONG } from './words.ts'

/** As many people as one append may hold still beside the section. */
export const MOST_MARKS = 150

export interface MarkRow extends MarkRequest { readonly enrolment: string }
export interface Refused { readonly enrolment: string; readonly sentence: Text }

/** A session of this programme; 404 otherwise. */
export async function knownSession(db: House['db'] | Tx, tenant: string, id: string): Promise<ClassSession> {
  const row = await sessionById(db, tenant, id)
  if (!row) throw new Problem(404, 'unknown-session', WRONG.unknownSession)
  return row
}

export const planOf = (row: ClassSession): SessionPlan => ({
  id: row.session, section: row.section, starts: row.starts, ends: row.ends, minutes: row.minutes, mode: row.mode, site: row.site,
})

/** Plans sessions of one section in one go; those that stand already are left as they are when `skipTaken`. */
export async function planSessions(house: House, tenant: string, section: Section, plans: readonly SessionPlan[], by: string, skipTaken = false): Promise<void> {
  await append(house, { scopes: [sectionScope(tenant, section.id)] }, async (tx) => {
    const drafts: Draft[] = []
    for (const plan of plans) {
      const touching = await sessionsBetween(tx, tenant, [section.id], plan.starts, plan.ends)
      const taken = (await anySession(tx, plan.id)) !== undefined
      if (skipTaken && (touching.length > 0 || taken)) continue
      drafts.push(...planSession({ section, touching, taken }, tenant, plan, by, house.clock()))
    }
    return drafts
  })
}

export async function cancelWholeSession(house: House, tenant: string, id: string, by: string): Promise<void> {
  const { section } = await knownSession(house.db, tenant, id)
  await append(house, { scopes: [sectionScope(tenant, section)] }, async (tx) =>
    cancelSession({ session: await knownSession(tx, tenant, id), marked: await anybodyIn(tx, tenant, id) }, tenant, by, house.clock()))
}

export interface Recording {
  readonly tenant: string
  /** Of one session; from a phone it may be new: then it is made on the way. */
  readonly session: SessionPlan
  readonly made?: { readonly skewed: boolean; readonly off: number }
  readonly rows: readonly MarkRow[]
  readonly taking: Taking
  /** Does what belongs to the same transaction, such as remembering the phone's item. True: it was done before, leave all as it is. */
  readonly first?: (tx: Tx) => Promise<boolean>
  readonly last?: (tx: Tx, refused: readonly Refused[]) => Promise<void>
}

/** Marks people in a session: good rows enter, the others come back with the sentence that says why. */
export async function recordMarks(house: House, recording: Recording): Promise<readonly Refused[]> {
  const { tenant, session, rows, taking } = recording
  if (rows.length > MOST_MARKS) throw new Problem(422, 'too-many', WRONG.badItem)
  const agents = (await enrolmentsById(house.db, rows)).values()
  const scopes = [sectionScope(tenant, session.section), ...new Set([...agents].map((e) => actorScope(tenant, e.agent)))]
  let refused: Refused[] = []
  await append(house, { scopes }, async (tx) => {
    refused = []
    if (await recording.first?.(tx)) return []
    const now = house.clock()
    const drafts = await madeOnTheWay(tx, recording, now)
    const known = await enrolmentsById(tx, rows)
    const existing = await entriesOf(tx, tenant, session.id)
    const elsewhere = await presentElsewhere(tx, tenant, session, [...known.values()].map((e) => e.agent))
    for (const row of rows) {
      const enrolment = known.get(row.enrolment)
      const one = { tenant, session, enrolment: enrolment?.tenant === tenant ? enrolment : undefined, existing: existing.get(row.enrolment), elsewhere: elsewhere.has(enrolment?.agent ?? '') }
      try {
        if (markedSince(one.existing, taking)) throw new Problem(409, 'changed-since', WRONG.changedSince)
        drafts.push(...mark(one, row, taking, now))
      } catch (error) {
        if (!(error instanceof Problem) || error.code === 'cause-needed') throw error
        refused.push({ enrolment: row.enrolment, sentence: error.sentence })
      }
    }
    await recording.last?.(tx, refused)
    return drafts
  })
  return refused
}

/** What an office page said after the phone's list was taken stands. */
function markedSince(existing: Entry | undefined, taking: Taking): boolean {
  return taking.device !== null && !taking.skewed && taking.source === 'list' && existing !== undefined && existing.device === null && existing.received > taking.at
}

async function madeOnTheWay(tx: Tx, { tenant, session, made, taking }: Recording, now: Date): Promise<Draft[]> {
  const before = await sessionById(tx, tenant, session.id)
  if (before && before.section !== session.section) throw new Problem(409, 'session-elsewhere', WRONG.sessionElsewhere)
  if (before?.cancelled) throw new Problem(409, 'cancelled', WRONG.cancelled)
  if (!taking.skewed) assertBegun(session, taking.at)
  if (before) return []
  if (!made) throw new Problem(404, 'unknown-session', WRONG.unknownSession)
  return [sessionPlanned(tenant, session, taking.by, now, made)]
}

/** Of these agents, whose person is present in another session at the time: under whichever of her merged records. */
async function presentElsewhere(tx: Tx, tenant: string, session: SessionPlan, agents: readonly string[]): Promise<Set<string>> {
  const merged = await mergedAmong(tx, tenant, agents)
  const found = await presencesOf(tx, tenant, [...agents, ...[...merged.values()].flat()], session.starts, session.ends)
  const there = new Set(found.filter((p) => p.session !== session.id).map((p) => p.agent))
  return new Set(agents.filter((agent) => (merged.get(agent) ?? [agent]).some((one) => there.has(one))))
}

async function enrolmentsById(db: House['db'] | Tx, rows: readonly MarkRow[]): Promise<Map<string, Enrolment>> {
  const found = new Map<string, Enrolment>()
  for (const { enrolment } of rows) {
    const row = await enrolmentById(db, enrolment)
    if (row) found.set(enrolment, row)
  }
  return found
}

/** Confirms or refuses waiting entries of one session, each in its own transaction; those that could not be come back with why. */
export async function decideEntries(house: House, tenant: string, entries: readonly string[], by: string, what: 'confirm' | 'refuse'): Promise<readonly Refused[]> {
  const refused: Refused[] = []
  for (const id of entries) {
    try {
      await decideEntry(house, tenant, id, by, what)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const entry = await entryById(house.db, tenant, id)
      if (entries.length === 1 || !entry) throw error
      refused.push({ enrolment: entry.enrolment, sentence: error.sentence })
    }
  }
  return refused
}

async function decideEntry(house: House, tenant: string, id: string, by: string, what: 'confirm' | 'refuse'): Promise<void> {
  const { session: sessionId, agent } = await knownEntry(house.db, tenant, id)
  const { section } = await knownSession(house.db, tenant, sessionId)
  await append(house, { scopes: [sectionScope(tenant, section), actorScope(tenant, agent)] }, async (tx) => {
    const entry = await knownEntry(tx, tenant, id)
    if (what === 'refuse') return refuseEntry(entry, by)
    const session = planOf(await knownSession(tx, tenant, sessionId))
    const standing = await tx.selectFrom('attendance').select('entry').where('tenant', '=', tenant).where('session', '=', sessionId)
      .where('enrolment', '=', entry.enrolment).where('standing', '=', 'recorded').execute()
    const others = (await Promise.all(standing.map(({ entry: other }) => entryById(tx, tenant, other)))).filter((e) => e !== undefined)
    const elsewhere = (await presentElsewhere(tx, tenant, session, [agent])).has(agent)
    return confirmEntry({ entry, enrolment: await enrolmentById(tx, entry.enrolment), others, elsewhere }, by)
  })
}

async function knownEntry(db: House['db'] | Tx, tenant: string, id: string): Promise<Entry> {
  const row = await entryById(db, tenant, id)
  if (!row) throw new Problem(404, 'unknown-entry', WRONG.unknownEntry)
  return row
}

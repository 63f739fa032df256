import { sql } from 'kysely'
import { z } from 'zod'
import type { House } from '../../feature.ts'
import type { Tx } from '../../lib/database.ts'
import type { Text } from '../../lib/text.ts'
import { append } from '../../record/append.ts'
import type { Draft } from '../../record/statement.ts'
import { activeMembers, enrolmentsInSections, isOver, sectionsOfCall } from '../cohorts/index.ts'
import { personsOf, profilesOf, tell } from '../people/index.ts'
import { activityName, verbIri, type Call } from '../programmes/index.ts'
import { isOverdue } from './accept.ts'
import { anyIn, callApplications, callScope, countByState, type Application } from './application.ts'
import { drawLottery, endWaiting, freezeList, moveOn, placeDrawn, placeRestored, type Ready } from './draw.ts'
import { knownCall } from './known.ts'
import { isDrawn, roundHeadsOf, roundsOf, type DrawnRound } from './lottery-round.ts'
import { openRound } from './phase.ts'
import { allPublications, publicationOf } from './publication.ts'
import { quotaOf, reservedNow } from './quotas.ts'
import { placeAndGroups } from './review.ts'
import { NOTE } from './words.ts'

/** How many statements one append of a draw writes; the order lock is held that long. */
const CHUNK = 200
/** What a page waits for: two chunks; a call with thousands goes on in a job. */
const CHUNKS_OF_A_PAGE = 2
export const SETTLE_JOB = 'calls-settle-one'

export async function freeze(house: House, tenant: string, id: string, by: string): Promise<void> {
  await append(house, { scopes: [callScope(tenant, id)] }, async (tx) => {
    const { call, bases, phase } = await knownCall(house, tx, tenant, id)
    const eligible = await readyFor(house, tx, call, (await callApplications(tx, tenant, id, ['eligible'])).filter((row) => row.round === null))
    const known = { selection: call.selection, phase, rounds: await roundsOf(tx, tenant, id), bases: bases.sha256, counts: new Map([...await countByState(tx, tenant, id)].map(([state, { n }]) => [state, n])), eligible }
    return freezeList(known, { tenant, call: id, at: house.clock(), by })
  })
}

/** Records the draw, then offers and ranks in chunks, the rest of many in a job. After a crash `settle` goes on where it stopped. */
export async function draw(house: House, tenant: string, id: string, typed: { value: string; source: string }, by: string): Promise<void> {
  await settle(house, tenant, id)
  await append(house, { scopes: [callScope(tenant, id)] }, async (tx) => {
    const { call } = await knownCall(house, tx, tenant, id)
    const offered = await callApplications(tx, tenant, id, ['selected'])
    const waiting = await callApplications(tx, tenant, id, ['waitlisted'])
    const places = Math.max(0, await freePlaces(house, tx, tenant, call) - offered.length - waiting.length)
    const rounds = await roundsOf(tx, tenant, id)
    const reserved = await reservedIn(house, tx, tenant, call, places, [...offered, ...waiting])
    await house.enqueue(tx, SETTLE_JOB, { tenant, call: id }, { key: `${SETTLE_JOB}:${tenant}:${id}` })
    return drawLottery({ selection: call.selection, round: openRound(rounds) ?? rounds.at(-1), places, ...(reserved ? { reserved } : {}) }, typed, { tenant, call: id, at: house.clock(), by })
  })
  await settle(house, tenant, id)
}

/** Brings a call to where it stands now: finishes a draw, lets overdue offers lapse, moves the next ones up, ends a list that is firm. Safe at any time. */
export async function settle(house: House, tenant: string, id: string, most = CHUNKS_OF_A_PAGE): Promise<void> {
  let left = most
  while (left > 0 && (await chunk(house, tenant, id, (tx, call) => placing(house, tx, tenant, call)))) left--
  while (left > 0 && (await chunk(house, tenant, id, (tx, call) => ending(house, tx, tenant, call)))) left--
  while (left > 0 && (await chunk(house, tenant, id, (tx, call) => moving(house, tx, tenant, call)))) left--
}

/** One call to its end, however many it has: the job after a draw. */
export async function settleWholly(house: House, payload: unknown): Promise<void> {
  const { tenant, call } = z.object({ tenant: z.string(), call: z.string() }).parse(payload)
  await settle(house, tenant, call, Infinity)
}

/** The job: every published call, every few minutes. */
export async function settleAll(house: House): Promise<void> {
  for (const { tenant, call } of await allPublications(house.db)) await settle(house, tenant, call, Infinity)
}

async function chunk(house: House, tenant: string, id: string, work: (tx: Tx, call: Call) => Promise<Draft[]>): Promise<boolean> {
  const stored = await append(house, { scopes: [callScope(tenant, id)] }, async (tx) => {
    const { call } = await knownCall(house, tx, tenant, id)
    const drafts = (await work(tx, call)).slice(0, CHUNK)
    await tellAll(tx, tenant, drafts)
    return drafts
  })
  return stored.length === CHUNK
}

async function placing(house: House, tx: Tx, tenant: string, call: Call): Promise<Draft[]> {
  // A page asks this each time, and a list may have a country's file numbers: they are read only when somebody may be placed by them.
  if (!(await anyIn(tx, tenant, call.id, 'eligible')) || !(await roundHeadsOf(tx, tenant, call.id)).some(isDrawn)) return []
  const drawn = (await roundsOf(tx, tenant, call.id)).filter(isDrawn)
  const eligible = await callApplications(tx, tenant, call.id, ['eligible'])
  if (eligible.length === 0) return []
  return [
    ...drawn.flatMap((round) => placeDrawn(round, eligible, call.acceptanceHours, house.clock(), call.selection.waiting)),
    ...await restoring(house, tx, call, drawn, eligible),
  ]
}

/** Those whose appeal was upheld after a draw that they belong to; where points decide, once somebody judged them anew. */
async function restoring(house: House, tx: Tx, call: Call, drawn: readonly DrawnRound[], eligible: readonly Application[]): Promise<Draft[]> {
  const restored = eligible.filter((row) => row.appeal === 'upheld' && (row.points !== null || call.selection.kind === 'lottery'))
  const ready = new Map((await readyFor(house, tx, call, restored)).map((one) => [one.expediente, one.quota]))
  return drawn.flatMap((round) => {
    const here = restored.filter((row) => row.round === round.round || (row.round === null && call.selection.rounds === 'one' && !round.expedientes.includes(row.expediente)))
    return placeRestored(round, here.map((row) => ({ row, quota: ready.get(row.expediente) ?? null })), house.clock())
  })
}

/** Applications as a list takes them: with the quota that each counts for, by what its person says today, and its points. */
async function readyFor(house: House, tx: Tx, call: Call, rows: readonly Application[]): Promise<Ready[]> {
  const { quotas } = call.selection
  if (!quotas || rows.length === 0) return rows.map(({ expediente, points }) => ({ expediente, quota: null, points }))
  const persons = await personsOf(tx, rows[0]?.tenant ?? '', rows.map((row) => row.agent))
  const profiles = await profilesOf(house, tx, [...persons.values()])
  return rows.map(({ agent, expediente, points }) => {
    const profile = profiles.get(persons.get(agent) ?? '')
    return { expediente, quota: profile ? quotaOf(quotas, placeAndGroups(profile)) : null, points }
  })
}

/** How many places of each quota nobody holds: no enrolment, no offer that still stands. Null: the terms reserve nothing. */
async function reservedIn(house: House, tx: Tx, tenant: string, call: Call, places: number, others: readonly Application[]): Promise<{ quota: string; places: number }[] | null> {
  const { quotas } = call.selection
  if (!quotas) return null
  const sections = await sectionsOfCall(house, tenant, call.id, tx)
  const learning = new Set((await activeMembers(tx, tenant, sections.map((s) => s.id))).map((e) => e.agent))
  const accepted = (await callApplications(tx, tenant, call.id, ['accepted'])).filter((row) => learning.has(row.agent))
  const held = new Map<string, number>()
  for (const { quota } of [...accepted, ...others]) if (quota) held.set(quota, (held.get(quota) ?? 0) + 1)
  return reservedNow(quotas, held, places)
}

async function ending(house: House, tx: Tx, tenant: string, call: Call): Promise<Draft[]> {
  const publication = await publicationOf(tx, tenant, call.id)
  if (!publication?.final) return []
  return endWaiting(await callApplications(tx, tenant, call.id, ['waitlisted']), publication.final_by ?? '', house.clock())
}

async function moving(house: House, tx: Tx, tenant: string, call: Call): Promise<Draft[]> {
  if (!(await mayMove(house, tx, tenant, call))) return []
  const [offered, waiting] = [await callApplications(tx, tenant, call.id, ['selected']), await callApplications(tx, tenant, call.id, ['waitlisted'])]
  if (offered.length === 0 && waiting.length === 0) return []
  // While a draw is still being placed the best ranks may not have their offer yet: nobody passes them.
  if ((await placing(house, tx, tenant, call)).length > 0) return []
  const free = await freePlaces(house, tx, tenant, call)
  const reserved = await reservedIn(house, tx, tenant, call, free, offered.filter((row) => !isOverdue(row, house.clock())))
  return moveOn({ offered, waiting, free, ...(reserved ? { reserved } : {}) }, call.acceptanceHours, house.clock())
}

/** An offer is over, or somebody waits and there are more free places than offers: told without reading who waits. */
async function mayMove(house: House, tx: Tx, tenant: string, call: Call): Promise<boolean> {
  const offers = sql`from application where tenant = ${tenant} and call = ${call.id} and state = 'selected'`
  const { rows: [over] } = await sql<{ over: boolean }>`select exists (select ${offers} and until < ${house.clock()}) as over`.execute(tx)
  if (over?.over) return true
  if (!(await anyIn(tx, tenant, call.id, 'waitlisted'))) return false
  const free = await freePlaces(house, tx, tenant, call)
  const { rows: [out] } = await sql<{ n: number }>`select count(*)::int as n from (select 1 ${offers} limit ${free}) as bounded`.execute(tx)
  return (out?.n ?? 0) < free
}

/** Places that nobody has taken: of the call as a whole, and in those of its sections that are not over. Offers out are not taken off. */
async function freePlaces(house: House, tx: Tx, tenant: string, call: Call): Promise<number> {
  const sections = await sectionsOfCall(house, tenant, call.id, tx)
  const active = await enrolmentsInSections(tx, tenant, sections.map((s) => s.id))
  const taken = [...active.values()].reduce((sum, n) => sum + n, 0)
  const seats = sections.filter((s) => !s.closed && !isOver(s, house.clock())).reduce((sum, s) => sum + Math.max(0, s.capacity - (active.get(s.id) ?? 0)), 0)
  return Math.max(0, Math.min(call.places - taken, seats))
}

const TOLD = new Map<string, Text>([
  [verbIri('selected'), NOTE.selected],
  [verbIri('waitlisted'), NOTE.waitlisted],
  [verbIri('lapsed'), NOTE.lapsed],
  [verbIri('notSelected'), NOTE.notSelected],
])

/** A note in each person's inbox, in the same transaction as what it tells. */
async function tellAll(tx: Tx, tenant: string, drafts: readonly Draft[]): Promise<void> {
  const persons = await personsOf(tx, tenant, drafts.map((d) => d.statement.actor.account.name))
  for (const { statement } of drafts) {
    const note = TOLD.get(statement.verb.id)
    const person = persons.get(statement.actor.account.name)
    const expediente = 'id' in statement.object ? activityName(statement.object.id) : ''
    if (note && person) await tell(tx, { person, tenant, note, link: `/me/applications/${tenant}/${expediente}` })
  }
}

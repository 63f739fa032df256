import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import { counted, together, type Counted } from '../../lib/counted.ts'
import type { Db } from '../../lib/database.ts'
import { append } from '../../record/append.ts'
import type { ApplicationState } from './application-states.ts'
import { callScope, countByState, UNLISTED, type Application } from './application.ts'
import { resultListsOf, type ResultList } from './call-results.ts'
import { knownCall } from './known.ts'
import { roundHeadsOf } from './lottery-round.ts'
import { openRound, type Phase } from './phase.ts'
import { declareFinal, publishResults, resultLinesOf, type FinalKnown } from './results.ts'
import { SETTLE_JOB, settle } from './rounds.ts'

/** One list names so many at most; the others stand in the next. */
const MOST_LINES = 20_000

/** Publishes what no list names yet. */
export async function publish(house: House, tenant: string, id: string, by: string): Promise<void> {
  await settle(house, tenant, id)
  await append(house, { scopes: [callScope(tenant, id)] }, async (tx) => {
    const { call, phase } = await knownCall(house, tx, tenant, id)
    const [newest] = await resultListsOf(tx, tenant, id)
    const lines = resultLinesOf(await unlisted(tx, tenant, id))
    return publishResults({ phase, lines, lists: newest?.number ?? 0, days: call.appealDays }, { tenant, call: id, at: house.clock(), by })
  })
}

/** Makes the results firm; who still waits is told in chunks, the rest of many in a job. */
export async function makeFinal(house: House, tenant: string, id: string, by: string): Promise<void> {
  await settle(house, tenant, id)
  await append(house, { scopes: [callScope(tenant, id)] }, async (tx) => {
    const { phase } = await knownCall(house, tx, tenant, id)
    await house.enqueue(tx, SETTLE_JOB, { tenant, call: id }, { key: `${SETTLE_JOB}:${tenant}:${id}` })
    return declareFinal(await resultsStand(house, tx, tenant, id, phase), { tenant, call: id, at: house.clock(), by })
  })
  await settle(house, tenant, id)
}

/** How far a call is from firm results, with its published lists. */
export async function resultsStand(house: House, db: Db, tenant: string, call: string, phase: Phase): Promise<FinalKnown & { lists: ResultList[]; overdueAppeals: Counted }> {
  const lists = await resultListsOf(db, tenant, call)
  const open = sql`from application where tenant = ${tenant} and call = ${call} and appeal = 'open'`
  return {
    phase, lists, counts: await countByState(db, tenant, call), openRounds: openRound(await roundHeadsOf(db, tenant, call)) ? 1 : 0,
    unlisted: together((await unlistedByState(db, tenant, call)).values()), openAppeals: await counted(db, open), overdueAppeals: await counted(db, sql`${open} and appeal_due < ${house.clock()}`),
    until: lists.reduce<Date | null>((last, l) => (last && last > l.until ? last : l.until), null),
  }
}

/** How many results no list names yet, by state. */
export async function unlistedByState(db: Db, tenant: string, call: string): Promise<Map<ApplicationState, Counted>> {
  return countByState(db, tenant, call, sql<boolean>`${sql.raw(UNLISTED)}`)
}

async function unlisted(db: Db, tenant: string, call: string): Promise<Pick<Application, 'expediente' | 'state' | 'round' | 'rank' | 'points'>[]> {
  return db.selectFrom('application').select(['expediente', 'state', 'round', 'rank', 'points']).where('tenant', '=', tenant).where('call', '=', call)
    .where(sql<boolean>`${sql.raw(UNLISTED)}`).orderBy('started').orderBy('expediente').limit(MOST_LINES).execute()
}

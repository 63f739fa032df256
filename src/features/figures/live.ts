import { sql, type RawBuilder } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import { head } from '../../record/read.ts'
import { isOver, limaDay, sectionsInFiles, tutorsTeaching } from '../cohorts/index.ts'
import { ruleAt, type SignedRule } from '../programmes/index.ts'
import { RARE, TIMES_AT_RISK } from './figure.ts'
import { total, tutoringOf, type Tutoring } from './read.ts'
import { RISK } from './risk-values.ts'
import { ENDS } from './sums.ts'
import type { Values } from './values.ts'

/** The rule whose rows of `figure` count. */
function liveRule(tenant: string): RawBuilder<string> {
  return sql<string>`(select live from figure where tenant = ${tenant} and rule = '' and agent = '' and section = '')`
}

/** The sums of a programme ('') and of some of its sections. */
export async function sumsOf(db: Db, tenant: string, sections: readonly string[]): Promise<Map<string, Values>> {
  const rows = await db.selectFrom('figure').select(['section', 'values']).where('tenant', '=', tenant).where('rule', '=', liveRule(tenant)).where('agent', '=', '')
    .where('section', '=', sql<string>`any(${sections}::text[])`).execute()
  return new Map(rows.map((r) => [r.section, r.values]))
}

/** The sums of all sections, and of those who are in several: what is divided by entity. A row a section, so only for the page that shows it. */
export async function sumsOfAll(db: Db, tenant: string): Promise<[string, Values][]> {
  const { rows } = await sql<{ section: string; values: Values }>`select section, values from figure where tenant = ${tenant} and rule = ${liveRule(tenant)} and agent = ''
    and section > '' and not starts_with(section, ${ENDS}) and not starts_with(section, ${RISK})`.execute(db)
  return rows.map((r) => [r.section, r.values])
}

/** The sum of all sections that are over by now. */
export async function closedNow(house: House, tenant: string): Promise<Values> {
  const now = house.clock()
  const files = sectionsInFiles(house, tenant).filter((s) => isOver(s, now)).map((s) => s.id)
  return sumOf(house.db, tenant, sql`((section >= ${ENDS} and section < ${ENDS + limaDay(now)}) or section = any(${files}::text[]))`)
}

async function sumOf(db: Db, tenant: string, which: RawBuilder<unknown>): Promise<Values> {
  const { rows } = await sql<{ values: Values }>`select values from figure where tenant = ${tenant} and rule = ${liveRule(tenant)} and agent = '' and ${which}`.execute(db)
  return total(rows.map((r) => r.values))
}

/** K20 now: who learns in sections that are not over, her tutors, and the times at risk whose 72 hours were over before today. */
export async function tutoringNow(house: House, tenant: string, { values, closed }: { values: Values; closed: Values }): Promise<Tutoring> {
  const now = house.clock()
  return tutoringOf(values, closed, await tutorsTeaching(house, tenant, now), await sumOf(house.db, tenant, sql`section >= ${RISK} and section < ${RISK + limaDay(now)}`))
}

export interface Live { readonly values: Values; readonly pos: number; readonly behind: number; readonly rule: SignedRule | null }

/** The programme's sums with their position and the rule in force there. */
export async function liveFigures(house: Pick<House, 'db'>, tenant: string): Promise<Live> {
  const { rows } = await sql<{ values: Values | null; pos: number }>`select f.values, coalesce(c.pos, 0) as pos
    from (select 1) one left join figure f on f.tenant = ${tenant} and f.rule = ${liveRule(tenant)} and f.agent = '' and f.section = ''
    left join follower_cursor c on c.name = 'figure' and c.tenant = ${tenant}`.execute(house.db)
  const pos = rows[0]?.pos ?? 0
  return { values: rows[0]?.values ?? {}, pos, behind: (await head(house.db, tenant)) - pos, rule: await ruleAt(house.db, tenant, pos) }
}

/** A page of the persons that make a value, with how much each adds. */
export async function personsBehind(db: Db, tenant: string, value: string, page: number, size: number): Promise<{ agent: string; adds: number }[]> {
  // Written out, so that the index of the few is found.
  const rare = RARE.find((one) => one === value)
  const name = rare ? sql.lit(rare) : sql`${value}::text`
  const { rows } = await sql<{ agent: string; adds: number }>`select agent, (values ->> ${name})::int as adds from figure
    where tenant = ${tenant} and rule = ${liveRule(tenant)} and section = '' and agent <> '' and jsonb_exists(values, ${name}) order by agent limit ${size} offset ${page * size}`.execute(db)
  return rows
}

/** A page of those who were at risk until their 72 hours were over before a day, with how many times. */
export async function personsAtRisk(db: Db, tenant: string, day: string, page: number, size: number): Promise<{ agent: string; adds: number }[]> {
  const { rows } = await sql<{ agent: string; adds: number }>`select agent, sum((values ->> 'at-risk')::int)::int as adds from figure
    where tenant = ${tenant} and rule = ${liveRule(tenant)} and agent <> '' and ${sql.raw(TIMES_AT_RISK)} and section < ${RISK + day}
    group by agent order by agent limit ${size} offset ${page * size}`.execute(db)
  return rows
}

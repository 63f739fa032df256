import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import '../tables.ts'
import { run, type Bind } from './text-query.ts'

/** How the record of a tenant stands at one moment. */
export interface Standing {
  /** Highest position; 0: nothing was ever recorded. */
  readonly pos: number
  /** When it was stored; what was or will be stored up to this moment is readable. Null when pos is 0. */
  readonly stored: Date | null
  /** Whether anything was ever voided. */
  readonly voids: boolean
  /** Of the terms asked for, those that stand beside any statement at all. */
  readonly terms: ReadonlySet<string>
}

/** A row of `standingText`. */
export interface StandingRow { readonly pos: number; readonly stored: number | null; readonly voids: boolean; readonly stand: readonly boolean[] }

/** The standing of the tenant at `$of` as a query of one row: `stand` in the order of `terms`, times in milliseconds since 1970. */
export function standingText(bind: Bind, of: string, terms: readonly string[]): string {
  const stand = terms.map((text) => `exists (select from statement_term t where t.tenant = ${of} and t.term = hashtextextended(${bind(text)}, 0))`)
  return `select h.pos, (extract(epoch from h.stored) * 1000)::float8 as stored, exists (select from statement_voided v where v.tenant = ${of}) as voids,
    array[${stand.join(', ')}]::boolean[] as stand from tenant_head h where h.tenant = ${of}`
}

export async function standingFrom(db: Db, tenant: string, row: StandingRow | undefined, terms: readonly string[]): Promise<Standing> {
  if (!row) return { pos: 0, stored: null, voids: false, terms: new Set() }
  const stored = row.stored === null ? await storedAt(db, tenant, row.pos) : new Date(row.stored)
  return { pos: row.pos, stored, voids: row.voids, terms: new Set(terms.filter((_, i) => row.stand[i])) }
}

/** One round trip. Terms that stand nowhere, and voiding where there is none, need not be looked for again and again. */
export async function standing(db: Db, tenant: string, terms: readonly string[] = []): Promise<Standing> {
  const asked = [...new Set(terms)]
  const [row] = await run<StandingRow>(db, (bind) => standingText(bind, bind(tenant), asked))
  return standingFrom(db, tenant, row, asked)
}

/** What this process has seen of a tenant. The record only grows, so what was seen once need not be asked for again. */
export interface Seen {
  pos: number
  voids: boolean
  readonly terms: Set<string>
}
const MOST_TERMS = 20_000
const tenants = new WeakMap<Db, Map<string, Seen>>()

export function seenOf(db: Db, tenant: string): Seen {
  const known = tenants.get(db) ?? new Map<string, Seen>()
  tenants.set(db, known)
  const seen = known.get(tenant) ?? { pos: 0, voids: false, terms: new Set() }
  known.set(tenant, seen)
  return seen
}

/** Whether there is voiding, or a term, that was not seen before. */
export function learn(seen: Seen, now: Standing): boolean {
  const news = (now.voids && !seen.voids) || [...now.terms].some((t) => !seen.terms.has(t))
  seen.pos = Math.max(seen.pos, now.pos)
  seen.voids ||= now.voids
  if (seen.terms.size > MOST_TERMS) seen.terms.clear()
  for (const t of now.terms) seen.terms.add(t)
  return news
}

/** Until the first statement after the upgrade the head does not say when its last one was stored. */
async function storedAt(db: Db, tenant: string, pos: number): Promise<Date | null> {
  const row = await db.selectFrom('statement').select('stored').where('tenant', '=', tenant).where('pos', '=', pos).executeTakeFirst()
  return row?.stored ?? null
}

/**
 * X-Experience-API-Consistent-Through: the time of the newest statement, as whatever comes later is stored later, so that nothing up to
 * it is still to come. The clock where nothing was ever stored.
 */
export function through(house: Pick<House, 'clock'>, { stored }: Pick<Standing, 'stored'>): Record<string, string> {
  return { 'X-Experience-API-Consistent-Through': (stored ?? house.clock()).toISOString() }
}

/** The same for answers that read nothing: refusals, POST and PUT. */
export async function consistentThrough(house: Pick<House, 'db' | 'clock'>, tenant: string): Promise<Readonly<Record<string, string>>> {
  return through(house, await standing(house.db, tenant))
}

/**
 * The highest position up to `head` that was stored at `moment` (milliseconds since 1970) or before; 0 when none was. `stored` never runs
 * backwards along the positions, so halving finds it by some twenty looks along the primary key, and no index on `stored` has to be written.
 */
export async function positionAt(db: Db, tenant: string, moment: number, head: number): Promise<number> {
  const at = new Date(moment)
  const { rows: [found] } = await sql<{ low: number }>`with recursive halving(low, high) as (
      select 0::bigint, ${head}::bigint
      union all
      select coalesce(case when s.stored <= ${at} then s.pos end, h.low), case when s.stored <= ${at} then h.high else h.mid - 1 end
      from (select low, high, (low + high + 1) / 2 as mid from halving where low < high) h
      left join lateral (select s.pos, s.stored from statement s where s.tenant = ${tenant} and s.pos >= h.mid and s.pos <= h.high order by s.pos limit 1) s on true)
    select low from halving where low >= high limit 1`.execute(db)
  return found?.low ?? 0
}

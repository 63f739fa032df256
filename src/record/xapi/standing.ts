import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import '../tables.ts'
import { run } from './text-query.ts'

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

/** One round trip. Terms that stand nowhere, and voiding where there is none, need not be looked for again and again. */
export async function standing(db: Db, tenant: string, terms: readonly string[] = []): Promise<Standing> {
  const asked = [...new Set(terms)]
  const [row] = await run<{ pos: number; stored: Date | null; voids: boolean; stand: readonly boolean[] }>(db, (bind) => {
    const of = bind(tenant)
    const stand = asked.map((text) => `exists (select from statement_term t where t.tenant = ${of} and t.term = hashtextextended(${bind(text)}, 0))`)
    return `select pos, stored, exists (select from statement_voided v where v.tenant = ${of}) as voids, array[${stand.join(', ')}]::boolean[] as stand
      from tenant_head where tenant = ${of}`
  })
  if (!row) return { pos: 0, stored: null, voids: false, terms: new Set() }
  return { ...row, stored: row.stored ?? await storedAt(db, tenant, row.pos), terms: new Set(asked.filter((_, i) => row.stand[i])) }
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

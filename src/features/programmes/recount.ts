import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { ROOT } from '../../lib/root.ts'
import type { Counts } from './number.ts'
import type { Rule } from './rule.ts'

interface Row { readonly n0: number | null; readonly n1: number; readonly n2: number; readonly n3: number }

/**
 * The independent count: recount.sql, written from the rule's text alone, sharing nothing with the evaluator. Null when this
 * rule file (by its hash) is not the one in force at the position.
 */
export async function recountBySql(pool: pg.Pool, tenant: string, pos: number, rule: Rule, hash: string): Promise<Counts | null> {
  const sql = readFileSync(join(ROOT, 'src/features/programmes/recount.sql'), 'utf8')
  const { rows: [row] } = await pool.query<Row>(sql, [tenant, pos, JSON.stringify(rule), hash])
  return !row || row.n0 === null ? null : [row.n0, row.n1, row.n2, row.n3]
}

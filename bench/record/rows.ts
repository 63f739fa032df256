import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { prepareOutside } from '../../src/record/xapi/prepare-outside.ts'
import type { OutsideStatement } from '../../src/record/validation/outside.ts'
import type { Prepared } from '../../src/record/prepare.ts'
import type { House } from '../../src/feature.ts'

const [AGENTS, VERBS, ACTIVITIES] = [1000, 10, 200]

/** As statement.lua writes them. */
export function sample(): string {
  const one = (n: number): number => 1 + Math.floor(Math.random() * n)
  return JSON.stringify({
    id: randomUUID(), actor: { objectType: 'Agent', name: 'Rosa', mbox: `mailto:person${one(AGENTS)}@example.org` },
    verb: { id: `http://adlnet.gov/expapi/verbs/verb${one(VERBS)}`, display: { es: 'vio', en: 'experienced' } },
    object: { objectType: 'Activity', id: `https://example.org/course/unit${one(ACTIVITIES)}`, definition: { name: { es: 'Qué es y qué no es la IA' }, description: { es: 'x'.repeat(600) } } },
    timestamp: '2026-11-22T10:00:00.000Z',
  })
}

/** The rows that the server would write for such statements: sealed, with their keys. Made before anything is timed. */
export async function rowsOf(house: Pick<House, 'db' | 'keys'>, tenant: string, client: string, count: number): Promise<Prepared[]> {
  const of = { house, tenant, authority: `client:${client}` as const, version: '1.0.3' as const, now: new Date(), voids: 'own' as const }
  const rows: Prepared[] = []
  for (let i = 0; i < count; i += 1) {
    const text = sample()
    rows.push(await prepareOutside(of, { value: JSON.parse(text) as OutsideStatement, text, span: { start: 0, end: text.length } }, { open: false }))
  }
  return rows
}

const BATCH = 500
const CONNECTIONS = 8

/** Reference (a): the same rows into the same tables with the same indexes by plain multi-row INSERT, 500 at a time on 8 connections; rows a second. */
export async function inserts(pool: pg.Pool, tenant: string, rows: readonly Prepared[], from: number): Promise<number> {
  const batches = Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, n) => valuesOf(tenant, rows.slice(n * BATCH, (n + 1) * BATCH), from + n * BATCH))
  const start = performance.now()
  await Promise.all(Array.from({ length: CONNECTIONS }, async () => {
    for (let next = batches.pop(); next; next = batches.pop()) await pool.query(INSERT, next)
  }))
  return rows.length / ((performance.now() - start) / 1000)
}

const INSERT = `with body as (select t.*, substring($9::bytea from coalesce(($10::int[])[n - 1], 0) + 1 for ($10::int[])[n] - coalesce(($10::int[])[n - 1], 0)) as sealed,
    substring($11::bytea from n::int * 32 - 31 for 32) as digest
    from unnest($2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[]) with ordinality as t(id, pos, actor, verb, object, authority, person, n)),
  key as (insert into statement_key (tenant, id, digest, pos) select $1, id, digest, pos from body)
  insert into statement (tenant, pos, id, stored, happened, actor, verb, object, registration, authority, raw, sealed, person)
  select $1, pos, id, now(), now(), actor, verb, object, null, authority, null, sealed, person from body`

function valuesOf(tenant: string, rows: readonly Prepared[], from: number): unknown[] {
  let end = 0
  return [
    tenant, rows.map((r) => r.row.id), rows.map((_, i) => from + i), rows.map((r) => r.row.actor), rows.map((r) => r.row.verb), rows.map((r) => r.row.object),
    rows.map((r) => r.row.authority), rows.map((r) => r.sealed?.person ?? null), Buffer.concat(rows.map((r) => r.sealed?.bytes ?? Buffer.alloc(0))),
    rows.map((r) => (end += r.sealed?.bytes.length ?? 0)), Buffer.concat(rows.map((r) => r.digest)),
  ]
}

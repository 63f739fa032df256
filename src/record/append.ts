import { createHash, randomUUID } from 'node:crypto'
import canonicalize from 'canonicalize'
import { sql } from 'kysely'
import type { House } from '../feature.ts'
import type { Tx } from '../lib/database.ts'
import { Problem } from '../lib/problem.ts'
import { lockProjectionsShared } from './live-versions.ts'
import { takes } from './projection.ts'
import { NS, agentId, type Authority, type Draft, type Statement, type Stored } from './statement.ts'
import './tables.ts'

/** PostgreSQL runs out of lock slots when one transaction takes thousands; larger work commits in chunks. */
const MOST_SCOPES = 200

export interface AppendOptions {
  /** What must hold still while `decide` looks and writes: `actor:<tenant>:<agent>`, `section:<id>`, … */
  readonly scopes: readonly string[]
  /** Who vouches; commands of this process when absent. */
  readonly authority?: Authority
}

/** What append needs of the house; scripts that have no whole house may call it with these. */
export type Recorder = Pick<House, 'db' | 'clock' | 'projections'>

/**
 * The only way into the record. One READ COMMITTED transaction: locks the scopes (sorted, so that two appends never wait for
 * each other in a circle), lets `decide` read and answer with drafts, projects them, and last, under the tenant's order lock,
 * draws dense positions in commit order. The same statement twice is stored once; another one under its id is a Problem 409.
 * `decide` may run again when two appends race for one id. Returns the statements that are new.
 */
export async function append(
  house: Recorder, options: AppendOptions, decide: (tx: Tx) => Promise<readonly Draft[]> | readonly Draft[],
): Promise<Stored[]> {
  if (options.scopes.length > MOST_SCOPES) throw new Error(`at most ${MOST_SCOPES} scopes in one append, got ${options.scopes.length}`)
  const attempt = () => house.db.transaction().setIsolationLevel('read committed').execute(async (tx) => {
    await lockScopes(tx, options.scopes)
    await lockProjectionsShared(tx, house.projections)
    const drafts = await decide(tx)
    return write(house, tx, drafts, options.authority ?? 'command')
  })
  try {
    return await attempt()
  } catch (error) {
    // Two appends with different scopes raced for one statement id: the second look sees the first one's row.
    if (isKeyRace(error)) return attempt()
    throw error
  }
}

function isKeyRace(error: unknown): boolean {
  const e = error as { code?: string; constraint?: string }
  return e.code === '23505' && e.constraint === 'statement_key_pkey'
}

async function lockScopes(tx: Tx, scopes: readonly string[]): Promise<void> {
  const keys = [...new Set(scopes.map(lockKey))].sort((a, b) => (a < b ? -1 : 1))
  if (keys.length === 0) return
  await sql`select pg_advisory_xact_lock(k) from unnest(${keys.map(String)}::bigint[]) with ordinality as t(k, n) order by n`.execute(tx)
}

/** The signed 64-bit advisory lock number of a scope: the first 8 bytes of its SHA-256. */
export function lockKey(scope: string): bigint {
  return createHash('sha256').update(scope).digest().readBigInt64BE()
}

interface Prepared {
  readonly tenant: string
  readonly digest: Buffer
  readonly raw: string
  readonly row: Omit<Stored, 'pos'>
}

async function write(house: Recorder, tx: Tx, drafts: readonly Draft[], authority: Authority): Promise<Stored[]> {
  const now = house.clock()
  const fresh = await onlyNew(tx, drafts.map((draft) => prepare(draft, authority, now)))
  if (fresh.length === 0) return []
  const stored = await place(tx, fresh)
  const inline = house.projections.filter((p) => p.kind === 'inline')
  for (const statement of stored) {
    for (const projection of inline) if (takes(projection, statement)) await projection.apply(tx, statement)
  }
  return stored
}

function prepare(draft: Draft, authority: Authority, now: Date): Prepared {
  const id = draft.statement.id ?? randomUUID()
  const claimed = draft.statement.timestamp ? new Date(draft.statement.timestamp) : now
  const statement: Statement = {
    ...draft.statement,
    id,
    timestamp: draft.statement.timestamp ?? now.toISOString(),
    stored: now.toISOString(),
    authority: { objectType: 'Agent', account: { homePage: `${NS}authorities`, name: authority } },
    version: draft.statement.version ?? '1.0.0',
  }
  return {
    tenant: draft.tenant,
    digest: digestOf({ ...draft.statement, id }),
    raw: JSON.stringify(statement),
    row: {
      tenant: draft.tenant, id, stored: now, happened: claimed > now ? now : claimed, actor: agentId(statement.actor), verb: statement.verb.id,
      object: objectOf(statement), registration: statement.context?.registration ?? null, authority, statement,
    },
  }
}

/** What "the same statement" means: everything the sender said, in RFC 8785 form, without what only a server sets (xAPI 1.0.3, 2.3.1). */
export function digestOf(statement: Statement): Buffer {
  const { stored: _stored, authority: _authority, version: _version, ...said } = statement
  return createHash('sha256').update(canonicalize(said) ?? '').digest()
}

function objectOf(statement: Statement): string {
  const object = statement.object
  if ('account' in object) return agentId(object) ?? JSON.stringify(object)
  return 'id' in object ? object.id : JSON.stringify(object)
}

/** Drops what is stored already, in the record or earlier in the same batch; refuses a changed statement under an old id. */
async function onlyNew(tx: Tx, all: readonly Prepared[]): Promise<Prepared[]> {
  if (all.length === 0) return []
  const rows = await tx.selectFrom('statement_key').select(['tenant', 'id', 'digest'])
    .where('id', 'in', all.map((p) => p.row.id)).execute()
  const seen = new Map(rows.map((r) => [`${r.tenant} ${r.id}`, r.digest]))
  return all.filter((p) => {
    const key = `${p.tenant} ${p.row.id}`
    const before = seen.get(key)
    if (!before) return Boolean(seen.set(key, p.digest))
    if (before.equals(p.digest)) return false
    throw new Problem(409, 'statement-conflict', {
      es: 'Ya hay otro registro con este identificador. El primero se queda como está.',
      en: 'There is another statement under this id already. The first one stays as it is.',
    })
  })
}

/** Draws positions under the order lock (the tenant_head row, held until commit; tenants sorted) and inserts. */
async function place(tx: Tx, fresh: readonly Prepared[]): Promise<Stored[]> {
  const tenants = [...new Set(fresh.map((p) => p.tenant))].sort()
  const next = new Map<string, number>()
  for (const tenant of tenants) {
    const count = fresh.filter((p) => p.tenant === tenant).length
    const { rows } = await sql<{ pos: number }>`insert into tenant_head (tenant, pos) values (${tenant}, ${count})
      on conflict (tenant) do update set pos = tenant_head.pos + ${count} returning pos`.execute(tx)
    next.set(tenant, rows[0]!.pos - count + 1)
  }
  const stored = fresh.map((p): Stored => {
    const pos = next.get(p.tenant)!
    next.set(p.tenant, pos + 1)
    return { ...p.row, pos }
  })
  const column = <T>(pick: (s: Stored, p: Prepared) => T): T[] => stored.map((s, i) => pick(s, fresh[i]!))
  await sql`with key as (
      insert into statement_key (tenant, id, digest, pos)
      select * from unnest(${column((s) => s.tenant)}::text[], ${column((s) => s.id)}::uuid[], ${column((_, p) => p.digest)}::bytea[], ${column((s) => s.pos)}::bigint[]))
    insert into statement (tenant, pos, id, stored, happened, actor, verb, object, registration, authority, raw)
    select * from unnest(${column((s) => s.tenant)}::text[], ${column((s) => s.pos)}::bigint[], ${column((s) => s.id)}::uuid[],
      ${column((s) => s.stored)}::timestamptz[], ${column((s) => s.happened)}::timestamptz[], ${column((s) => s.actor)}::text[],
      ${column((s) => s.verb)}::text[], ${column((s) => s.object)}::text[], ${column((s) => s.registration)}::uuid[],
      ${column((s) => s.authority)}::text[], ${column((_, p) => p.raw)}::text[])`.execute(tx)
  return stored
}

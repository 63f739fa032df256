import { createHash, randomUUID } from 'node:crypto'
import canonicalize from 'canonicalize'
import { sql } from 'kysely'
import type { House } from '../feature.ts'
import type { Tx } from '../lib/database.ts'
import { Problem } from '../lib/problem.ts'
import { PROJECTION_SET, refuseOtherVersion } from './live-versions.ts'
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
    await lock(tx, options.scopes)
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

/** Somebody else stored a statement under one of these ids meanwhile. */
export function isKeyRace(error: unknown): boolean {
  const e = error as { code?: string; constraint?: string }
  return e.code === '23505' && e.constraint === 'statement_key_pkey'
}

/** The scopes in sorted order, and the set of projections shared, so that no swap happens under an append: one round trip. */
async function lock(tx: Tx, scopes: readonly string[]): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${PROJECTION_SET}),
    (select count(pg_advisory_xact_lock(k))::int from unnest(${lockKeys(scopes)}::bigint[]) as t(k))`.execute(tx)
}

/** The lock numbers of scopes, each once, in the order in which every append takes them. */
export function lockKeys(scopes: readonly string[]): string[] {
  return [...new Set(scopes.map(lockKey))].sort((a, b) => (a < b ? -1 : 1)).map(String)
}

/** The signed 64-bit advisory lock number of a scope: the first 8 bytes of its SHA-256. */
export function lockKey(scope: string): bigint {
  return createHash('sha256').update(scope).digest().readBigInt64BE()
}

export interface Prepared {
  readonly tenant: string
  readonly digest: Buffer
  readonly raw: string
  readonly row: Omit<Stored, 'pos'>
}

async function write(house: Recorder, tx: Tx, drafts: readonly Draft[], authority: Authority): Promise<Stored[]> {
  const now = house.clock()
  const prepared = drafts.map((draft) => prepare(draft, authority, now))
  const { versions, digests } = await lookBeforeWriting(tx, prepared)
  refuseOtherVersion(house.projections, versions)
  const fresh = onlyNew(prepared, digests)
  if (fresh.length === 0) return []
  const stored = await place(tx, fresh)
  const inline = house.projections.filter((p) => p.kind === 'inline')
  for (const statement of stored) {
    for (const projection of inline) if (takes(projection, statement)) await projection.apply(tx, statement)
  }
  return stored
}

/** A draft as it will be stored. */
export function prepare(draft: Draft, authority: Authority, now: Date): Prepared {
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

/** Live versions of projections, and digests of statements that are stored under these ids: one round trip. */
async function lookBeforeWriting(tx: Tx, prepared: readonly Prepared[]): Promise<{ versions: Map<string, number>; digests: Map<string, Buffer> }> {
  const { rows } = await sql<{ name: string; version: number | null; digest: Buffer | null }>`
    select name, version, null::bytea as digest from projection
    union all select tenant || ' ' || id, null, digest from statement_key
      where tenant = any(${[...new Set(prepared.map((p) => p.tenant))]}::text[]) and id = any(${prepared.map((p) => p.row.id)}::uuid[])`.execute(tx)
  const versions = new Map<string, number>()
  const digests = new Map<string, Buffer>()
  for (const row of rows) {
    if (row.digest) digests.set(row.name, row.digest)
    else versions.set(row.name, row.version ?? 0)
  }
  return { versions, digests }
}

/** Drops what is stored already, in the record or earlier in the same batch; refuses a changed statement under an old id. */
function onlyNew(all: readonly Prepared[], seen: Map<string, Buffer>): Prepared[] {
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

/**
 * Draws positions under the order lock (the tenant_head row, held until commit) and inserts. Almost always one tenant, hence one
 * round trip; several go by sorted name, so that two appends never wait for each other in a circle.
 */
async function place(tx: Tx, fresh: readonly Prepared[]): Promise<Stored[]> {
  const placed = new Map<Prepared, Stored>()
  for (const tenant of [...new Set(fresh.map((p) => p.tenant))].sort()) {
    const mine = fresh.filter((p) => p.tenant === tenant)
    const last = await insert(tx, tenant, mine)
    mine.forEach((p, i) => placed.set(p, { ...p.row, pos: last - mine.length + 1 + i }))
  }
  // In the order the command gave them: every one was placed just now.
  return fresh.map((p) => placed.get(p)!)
}

/** JSON text never holds this control character, and a joined text costs a third of an array's quoting. */
export const SEPARATOR = '\u001f'

/** Returns the last position drawn. */
async function insert(tx: Tx, tenant: string, rows: readonly Prepared[]): Promise<number> {
  const column = <T>(pick: (row: Prepared) => T): T[] => rows.map(pick)
  const { rows: [drawn] } = await sql<{ pos: number }>`with head as (
      insert into tenant_head (tenant, pos) values (${tenant}, ${rows.length})
      on conflict (tenant) do update set pos = tenant_head.pos + ${rows.length} returning pos),
    body as (
      select (select pos from head) - ${rows.length} + n as pos, id, digest, stored, happened, actor, verb, object, registration, authority, raw
      from unnest(${column((p) => p.row.id)}::uuid[], ${column((p) => p.digest)}::bytea[], ${column((p) => p.row.stored)}::timestamptz[],
        ${column((p) => p.row.happened)}::timestamptz[], ${column((p) => p.row.actor)}::text[], ${column((p) => p.row.verb)}::text[],
        ${column((p) => p.row.object)}::text[], ${column((p) => p.row.registration)}::uuid[], ${column((p) => p.row.authority)}::text[],
        string_to_array(${column((p) => p.raw).join(SEPARATOR)}, ${SEPARATOR})) with ordinality
        as t(id, digest, stored, happened, actor, verb, object, registration, authority, raw, n)),
    key as (insert into statement_key (tenant, id, digest, pos) select ${tenant}, id, digest, pos from body),
    line as (
      insert into statement (tenant, pos, id, stored, happened, actor, verb, object, registration, authority, raw)
      select ${tenant}, pos, id, stored, happened, actor, verb, object, registration, authority, raw from body)
    select pos from head`.execute(tx)
  return drawn!.pos
}

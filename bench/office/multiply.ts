import pg from 'pg'
import type { Keys } from '../../src/lib/keys.ts'
import { OWN_FUNCTION, peopleOf, sealedCopies, type SealedCopies } from './copies.ts'
import { filled } from './filled.ts'

/** Columns that name a person or something of hers; every copy has its own. Staff are never copied. */
const OWN = new Set([
  'agent', 'person', 'enrolment', 'registration', 'actor', 'credential', 'approval', 'statement', 'entry', 'grade', 'submission', 'id', 'root', 'merged_into', 'document', 'contact',
  'one', 'other',
])
/** Texts that must be another one for each person. */
const DISTINCT = new Set(['key', 'likeness', 'phone_key', 'serial', 'expediente', 'ruc_key'])
/** What belongs to staff, to the installation or to nobody in particular. */
const LEFT = new Set(['session', 'staff', 'staff_role', 'staff_log', 'inbox_note', 'phone', 'statement_person', 'sign_in_try', 'reset_code', 'xapi_definition'])
/** Besides the tables with a column of hers. */
const ALSO = new Set(['person', 'statement', 'statement_key', 'section', 'duplicate_pair'])
/** Sealed columns and what takes their place. */
const SEALED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  person: { data_key: 'data_key', profile: 'profile', name_keys: 'name_keys' }, identity_document: { sealed: 'document' },
}

/** Their sealed columns are under one data key. */
const SEALED_TOGETHER = ['person', 'identity_document'] as const

interface Column { readonly table: string; readonly column: string; readonly type: string }
interface Head { readonly pos: number; readonly statuses: number }

/**
 * Makes a country of a base: every row that hangs on one of its people is written again with other ids, `copies` times, by plain SQL. The rows are
 * as the commands wrote them for the base; only this many acts one by one would take a night. Statements get positions after the base's, and their
 * texts name the new people. Each table is emptied and filled in one transaction without its indexes, which are made afterwards: with
 * `wal_level = minimal` nothing of it goes to the log. Not copied: what only /xapi reads (statement_term) and what staff did.
 */
export async function multiply(url: string, tenant: string, keys: Keys, copies: number, said: (what: string) => void): Promise<void> {
  const clients = await Promise.all([connected(url), connected(url)])
  const client = clients[0]!
  try {
    const tables = await tablesOf(client, tenant)
    const head = await headOf(client, tenant)
    await client.query(`update tenant_head set pos = ${head.pos * (copies + 1)} where tenant = '${tenant}'`)
    while ((await client.query<{ n: number }>('select record_partitions() as n')).rows[0]?.n);
    await client.query(OWN_FUNCTION)
    const waiting = await heaviestFirst(client, tables)
    await Promise.all(clients.map(async (mine) => {
      for (let table = waiting.shift(); table; table = waiting.shift()) {
        const began = performance.now()
        await copied(mine, table, tables, { head, keys, copies })
        said(`${table}: ${((performance.now() - began) / 1000).toFixed(1)} s`)
      }
    }))
    await summed(client, tenant, head.pos, copies)
    await client.query('drop schema base cascade')
    await client.query('vacuum (analyze)')
  } finally {
    await Promise.all(clients.map((one) => one.end()))
  }
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client(url)
  await client.connect()
  return client
}

/** Tables to copy with their columns, after keeping the rows of the base apart in a schema of that name. */
async function tablesOf(client: pg.Client, tenant: string): Promise<Map<string, Column[]>> {
  const { rows } = await client.query<Column>(`select c.table_name as table, c.column_name as column, c.udt_name as type from information_schema.columns c
    join pg_class t on t.relname = c.table_name and t.relkind in ('r', 'p') and not t.relispartition
    where c.table_schema = 'public' and c.is_generated = 'NEVER' and c.is_identity = 'NO' order by c.table_name, c.ordinal_position`)
  const all = new Map<string, Column[]>()
  for (const row of rows) all.set(row.table, [...(all.get(row.table) ?? []), row])
  // The copies keep every reference that the base has; checking each again takes longer than writing it.
  const { rows: references } = await client.query<{ table: string; name: string }>(`select conrelid::regclass::text as table, conname as name from pg_constraint where contype = 'f' and conparentid = 0`)
  for (const { table, name } of references) await client.query(`alter table ${table} drop constraint "${name}"`)
  await client.query('create schema base')
  for (const [table, columns] of all) {
    const hers = columns.some(({ column }) => ['agent', 'person', 'enrolment'].includes(column))
    if (LEFT.has(table) || !(hers || ALSO.has(table))) all.delete(table)
    else await client.query(`create table base.${table} as select * from ${table} b where ${baseRows(table, columns, tenant)}`)
  }
  // Texts of statements wait for the new ids: %1 the statement's own, %2 the actor's, %3 the registration's, %4 the copy's number.
  await client.query(`update base.statement set raw = ${template('raw')}, object = ${template('object')}`)
  return all
}

function baseRows(table: string, columns: readonly Column[], tenant: string): string {
  const has = (name: string): boolean => columns.some(({ column }) => column === name)
  return [
    ...(has('tenant') ? [`tenant = '${tenant}'`] : []),
    ...(table === 'statement' ? ['actor in (select agent::text from agent)'] : []),
    ...(table === 'statement_key' ? ['exists (select from base.statement s where s.pos = b.pos)'] : []),
    // The rows '' of these two are sums.
    ...(table === 'standing' || table === 'figure' ? [`agent <> ''`] : []),
    ...(table === 'section' ? ['call is null'] : []),
  ].join(' and ') || 'true'
}

function template(column: string): string {
  const ids = ['id', 'actor', 'registration'].reduce((text, name, i) => `replace(${text}, coalesce(${name}::text, '?'), '%${i + 1}$s')`, `replace(${column}, '%', '%%')`)
  return `regexp_replace(${ids}, '(/sections/base-[0-9]+)', '\\1-%4$s', 'g')`
}

async function headOf(client: pg.Client, tenant: string): Promise<Head> {
  const { rows } = await client.query<{ pos: string; statuses: string }>(
    `select (select pos from tenant_head where tenant = $1) as pos, (select coalesce(max(status_index), 0) + 1 from credential) as statuses`, [tenant])
  return { pos: Number(rows[0]?.pos), statuses: Number(rows[0]?.statuses) }
}

async function heaviestFirst(client: pg.Client, tables: ReadonlyMap<string, unknown>): Promise<string[]> {
  const sizes = new Map<string, number>()
  for (const table of tables.keys()) {
    const { rows } = await client.query<{ bytes: string; rows: string }>(`select pg_table_size('base.${table}') as bytes, (select count(*) from base.${table}) as rows`)
    if (Number(rows[0]?.rows) > 0 && table !== SEALED_TOGETHER[1]) sizes.set(table, Number(rows[0]?.bytes))
  }
  return [...sizes.keys()].sort((a, b) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0))
}

/** Fills one table, or the two whose sealed columns are under one key. */
async function copied(client: pg.Client, table: string, tables: ReadonlyMap<string, readonly Column[]>, { head, keys, copies }: { head: Head; keys: Keys; copies: number }): Promise<void> {
  const insert = (name: string): string => {
    const columns = tables.get(name) ?? []
    return `insert into ${name} (${columns.map((c) => `"${c.column}"`).join(', ')}) select ${columns.map((c) => valueOf(name, c, head)).join(', ')} from base.${name} b cross join (select $1::int as k) n`
  }
  if (table === SEALED_TOGETHER[0]) return filled(client, SEALED_TOGETHER, () => sealed(client, SEALED_TOGETHER.map(insert), keys, copies))
  // One copy after the other, so that rows lie in the order of their positions, as they came.
  const ids = table === 'statement' ? ' cross join lateral (select own(b.id, n.k) as id, own(b.actor::uuid, n.k) as actor, own(b.registration, n.k) as registration offset 0) o' : ''
  await filled(client, [table], async () => {
    for (let k = 1; k <= copies; k += 1) await client.query({ name: `copy ${table}`, text: insert(table) + ids, values: [k] })
  })
}

/** While the database writes one copy of everybody, the next is sealed. */
async function sealed(client: pg.Client, inserts: readonly string[], keys: Keys, copies: number): Promise<void> {
  const people = await peopleOf(client, keys)
  await client.query('create temp table sealed (base uuid, data_key bytea, profile bytea, document bytea, name_keys bigint[]) on commit drop')
  const joined = inserts.map((insert, i) => `${insert} join sealed s on s.base = b.${i === 0 ? 'id' : 'person'}`)
  let writing: Promise<unknown> = Promise.resolve()
  for (let k = 1; k <= copies; k += 1) {
    const made = sealedCopies(people, keys, k)
    await writing
    writing = written(client, joined, k, made)
  }
  await writing
}

async function written(client: pg.Client, inserts: readonly string[], k: number, made: SealedCopies): Promise<void> {
  await client.query(`insert into sealed select b, d, p, o, n::bigint[] from unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::bytea[], $5::text[]) as s(b, d, p, o, n)`,
    [made.base, made.dataKey, made.profile, made.document, made.nameKeys])
  for (const insert of inserts) await client.query(insert, [k])
  await client.query('truncate sealed')
}

/** The value of a column of row b in copy n.k. */
function valueOf(table: string, { column, type }: Column, head: Head): string {
  const b = `b."${column}"`
  const own = (name: string): string => (type === 'uuid' ? `own(${name}, n.k)` : `own(${name}::uuid, n.k)::text`)
  const s = SEALED[table]?.[column]
  if (s) return `s.${s}`
  if (column === 'pos' || column === 'read_to') return `${b} + n.k::bigint * ${head.pos}`
  if (column === 'status_index') return `${b} + n.k::bigint * ${head.statuses}`
  if (table === 'statement') {
    if (['id', 'actor', 'registration'].includes(column)) return `o.${column}${column === 'actor' ? '::text' : ''}`
    if (column === 'raw' || column === 'object') return `format(${b}, o.id, o.actor, o.registration, n.k)`
  }
  if (table === 'duplicate_pair' && column === 'one') return 'least(own(b.one, n.k), own(b.other, n.k))'
  if (table === 'duplicate_pair' && column === 'other') return 'greatest(own(b.one, n.k), own(b.other, n.k))'
  if (column === 'section' && type === 'text') return `case when ${b} like 'base-%' then ${b} || '-' || n.k else ${b} end`
  if (column === 'sections' && type === 'jsonb') return `regexp_replace(${b}::text, '"(base-[0-9]+)"', '"\\1-' || n.k || '"', 'g')::jsonb`
  if (OWN.has(column) && (type === 'uuid' || type === 'text')) return own(b)
  if (DISTINCT.has(column) && type === 'text') return `case when ${b} is null then null else upper(substr(md5(${b} || n.k), 1, length(${b}))) end`
  return b
}

/** What followers keep as sums, and how far they say they have read. */
async function summed(client: pg.Client, tenant: string, head: number, copies: number): Promise<void> {
  const upTo = head * (copies + 1)
  const times = `(select jsonb_object_agg(v.key, v.value::bigint * ${copies + 1}) from jsonb_each_text(values) v)`
  await client.query(`update standing set read_to = ${upTo}, totals = (select array_agg(t.n * ${copies + 1} order by t.i) from unnest(totals) with ordinality t(n, i)) where tenant = '${tenant}' and rule = ''`)
  await client.query(`insert into figure (tenant, rule, agent, section, values, ends) select f.tenant, f.rule, '', f.section || '-' || k, f.values, f.ends from figure f, generate_series(1, ${copies}) k
    where f.tenant = '${tenant}' and f.rule <> '' and f.agent = '' and f.section like 'base-%'`)
  await client.query(`update figure set values = ${times} where tenant = '${tenant}' and rule <> '' and agent = '' and (section = '' or section like 'ends:%')`)
  await client.query(`update figure set read_to = ${upTo} where tenant = '${tenant}' and rule = ''`)
  await client.query(`update follower_cursor set pos = ${upTo} where tenant = '${tenant}'`)
}

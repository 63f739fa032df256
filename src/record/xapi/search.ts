import type { Db } from '../../lib/database.ts'
import { columnSays, passes, termStands, type Filter, type View } from './filters.ts'
import type { Sealed } from './sealing.ts'
import { learn, seenOf, standing, standingFrom, standingText, type Seen, type Standing, type StandingRow } from './standing.ts'
import { runOften, type Bind } from './text-query.ts'

export interface Search {
  readonly tenant: string
  readonly filters: readonly Filter[]
  readonly view: View
  /** Positions above this one. */
  readonly above: number
  /** Positions below this one; undefined: up to the newest. */
  readonly below: number | undefined
  readonly ascending: boolean
  readonly limit: number
}

export type Row = Sealed & { readonly pos: number }

export interface Found {
  readonly rows: readonly Row[]
  /** There are more than these. */
  readonly more: boolean
  /** How the record stood at the moment of the search. */
  readonly now: Standing
}

/** Positions in a partition of `statement`; see record_partitions() in migration 0003. */
const PARTITION = 1_000_000
/** How many of its next positions tell how rare a filter is. */
const SAMPLE = 200
/** Statements longer than this many bytes are fetched one by one, until the page holds PAGE_BYTES: memory is finite, whatever the limit. */
const LONG = 16 * 1024
const PAGE_BYTES = 8 * 1024 * 1024

/**
 * A page of statements in order of position. One filter leads: its columns and terms are ordered walks along an index, merged, and
 * each stops as soon as the page is full; the other filters, voiding and the view are looked at row by row. The leader is the filter whose
 * next 200 positions reach furthest, hence the rarest here. The worst case stays linear: filters that are all frequent and hardly
 * ever meet cost one look for each statement of the rarest of them.
 */
export async function search(db: Db, wanted: Search): Promise<Found> {
  const asked = [...new Set(wanted.filters.flatMap((f) => f.terms))]
  const seen = seenOf(db, wanted.tenant)
  const empty = wanted.below !== undefined && wanted.below - wanted.above <= 1
  if (seen.pos === 0 || empty) {
    const now = await standing(db, wanted.tenant, asked)
    learn(seen, now)
    if (now.pos === 0 || empty) return { rows: [], more: false, now }
  }
  for (;;) {
    const found = await searchAsSeen(db, wanted, seen, asked.filter((t) => !seen.terms.has(t)))
    if (found) return found
  }
}

/**
 * The search for what this process has seen so far: terms that stood nowhere are not walked along, and voiding is not looked at where
 * there was none. The same round trip tells whether that still holds: null when it does not, and what is new was learnt.
 */
async function searchAsSeen(db: Db, wanted: Search, seen: Seen, unsure: readonly string[]): Promise<Found | null> {
  const filters = wanted.filters.map((f) => ({ ...f, terms: f.terms.filter((t) => seen.terms.has(t)) }))
  const leader = filters.length > 1 ? await rarest(db, wanted, filters) : filters[0]
  const way: Way = { leader, others: filters.filter((f) => f !== leader), voids: seen.voids }
  // A query of one or two partitions is planned in half the time, and almost always they are all it takes.
  const [part, ...others] = parts(wanted, seen.pos)
  const first = await walk(db, { ...part, limit: wanted.limit + 1 }, way, unsure)
  const now = await standingFrom(db, wanted.tenant, first.head, unsure)
  const top = Math.max(part.below, ...others.map((p) => p.below))
  if (learn(seen, now) || (wanted.below === undefined && top <= now.pos)) return null
  const rows = [...first.rows]
  for (const next of others) {
    if (rows.length > wanted.limit) break
    rows.push(...(await walk(db, { ...next, limit: wanted.limit + 1 - rows.length }, way)).rows)
  }
  const shown = await whole(db, wanted.tenant, rows.slice(0, wanted.limit))
  return { rows: shown, more: rows.length > shown.length, now }
}

interface Way {
  readonly leader: Filter | undefined
  readonly others: readonly Filter[]
  readonly voids: boolean
}

type Part = Search & { readonly below: number }

/** The next partitions that hold at least half a million positions of what is wanted, then all the others. `head` is the newest that was seen. */
function parts(wanted: Search, head: number): [Part, ...Part[]] {
  const { above, ascending } = wanted
  const below = wanted.below ?? (Math.floor(head / PARTITION) + 1) * PARTITION
  const last = Math.min(below, head + 1)
  const border = ascending ? Math.ceil((above + 1 + PARTITION / 2) / PARTITION) * PARTITION : Math.floor((last - 1 - PARTITION / 2) / PARTITION) * PARTITION
  if (border <= above || border >= below) return [{ ...wanted, below }]
  const [older, newer] = [{ ...wanted, below: border }, { ...wanted, above: border - 1, below }]
  return ascending ? [older, newer] : [newer, older]
}

/** `pos` and what openStatements needs, unless it is too long for now. Everything else of a row is fetched where it is wanted: see `whole`. */
const COLUMNS = `r.pos, case when octet_length(r.raw) <= ${LONG} then r.raw end as raw, case when octet_length(r.sealed) <= ${LONG} then r.sealed end as sealed, r.person,
  case when r.raw is null then (extract(epoch from r.stored) * 1000)::float8 end as stored, case when r.raw is null then r.authority end as authority,
  case when r.raw is null then (select p.data_key from statement_person p where p.id = r.person) end as data_key`
type Short = Pick<Row, 'pos' | 'raw' | 'sealed' | 'person' | 'authority' | 'data_key'> & { readonly stored: number | null }
/** What stands before the rows where the standing is asked for as well. */
const NONE = 'null::text as raw, null::bytea as sealed, null::bigint as person, h.stored, null::text as authority, null::bytea as data_key'

/** Rows of a part in order; with `unsure` also the tenant's standing, from the same snapshot. */
async function walk(db: Db, wanted: Part, way: Way, unsure?: readonly string[]): Promise<{ rows: Short[]; head: StandingRow | undefined }> {
  const found = await runOften<Short & Partial<StandingRow>>(db, (bind) => {
    const of = bind(wanted.tenant)
    const rows = rowsText(bind, of, wanted, way)
    return unsure === undefined ? rows : `select h.pos, ${NONE}, h.voids, h.stand from (${standingText(bind, of, unsure)}) h
      union all (select w.*, null::boolean, null::boolean[] from (${rows}) w)`
  })
  const head = found.find((row): row is Short & StandingRow => row.stand !== undefined && row.stand !== null)
  // A union need not keep the order of what it unites, though it does.
  const rows = found.filter((row) => row !== head).sort((a, b) => (wanted.ascending ? a.pos - b.pos : b.pos - a.pos))
  return { rows, head }
}

function rowsText(bind: Bind, of: string, wanted: Part, { leader, others, voids }: Way): string {
  const { view } = wanted
  const [order, most] = [wanted.ascending ? 'asc' : 'desc', bind(wanted.limit)]
  const checks = [
    ...(voids ? [`not exists (select from statement_voided v where v.tenant = s.tenant and v.id = s.id offset 0)`] : []),
    ...others.map((f) => passes(bind, f)),
    ...(view.kind === 'told-of' && view.hidden.length > 0 ? [`s.verb <> all(${bind(view.hidden)}::text[])`] : []),
  ]
  const where = (...conditions: readonly string[]): string => [...conditions, ...checks].join(' and ')
  const within = between(bind, wanted)
  const from = `select s.* from statement s where s.tenant = ${of} and ${within('s')}`
  const { columns, terms } = leader ?? { columns: [], terms: [] }
  const walks = !leader ? [`(${where(from)} order by s.pos ${order} limit ${most})`] : [
    // No statement is on two of these ways.
    ...columns.map((column, i) => `(${where(from, columnSays(bind, column), ...columns.slice(0, i).map((c) => `(${columnSays(bind, c)}) is not true`))}
      order by s.pos ${order} limit ${most})`),
    // Laterally and with `offset 0`: joined freely, the planner may walk the whole record beside a term that it takes for frequent.
    ...terms.map((term, i) => `(select s.* from (${positionsOf(bind, of, term)} and ${within('t')} order by t.pos ${order}) t
      cross join lateral (select s.* from statement s where s.tenant = ${of} and s.pos = t.pos and ${within('s')} offset 0) s
      where ${where(...columns.map((c) => `(${columnSays(bind, c)}) is not true`), ...terms.slice(0, i).map((t) => `not ${termStands(bind, t)}`)) || 'true'}
      order by t.pos ${order} limit ${most})`),
  ]
  return `select ${COLUMNS}
    from (${walks.join(' union all ')}) r order by r.pos ${order} limit ${most}`
}

/** Completes what did not come along. Ends the page before it is more than memory bears, but never before the first statement. */
async function whole(db: Db, tenant: string, rows: readonly Short[]): Promise<Row[]> {
  const shown: Row[] = []
  let bytes = 0
  for (const row of rows) {
    // Too long to come along at first, or of somebody who was erased, of whom all the columns tell what is left.
    const full = row.raw === null && (row.sealed === null || row.data_key === null) ? await rowAt(db, tenant, row.pos) : rowOf(tenant, row)
    bytes += full.raw?.length ?? full.sealed?.length ?? 0
    if (bytes > PAGE_BYTES && shown.length > 0) break
    shown.push(full)
  }
  return shown
}

/** What is empty here openStatements reads of the erased only. Written out, since spreading a hundred rows takes as long as planning their query. */
function rowOf(tenant: string, { pos, raw, sealed, person, stored, authority, data_key }: Short): Row {
  const at = new Date(stored ?? 0)
  return { pos, tenant, raw, sealed, person, stored: at, authority, data_key, id: '', happened: at, actor: null, verb: '', object: '' }
}

async function rowAt(db: Db, tenant: string, pos: number): Promise<Row> {
  return db.selectFrom('statement as s').leftJoin('statement_person as p', 'p.id', 's.person')
    .select(['s.pos', 's.tenant', 's.id', 's.stored', 's.happened', 's.actor', 's.verb', 's.object', 's.authority', 's.raw', 's.sealed', 's.person', 'p.data_key'])
    .where('s.tenant', '=', tenant).where('s.pos', '=', pos).executeTakeFirstOrThrow()
}

const positionsOf = (bind: Bind, of: string, term: string): string => `select t.pos from statement_term t where t.tenant = ${of} and t.term = hashtextextended(${bind(term)}, 0)`

function between(bind: Bind, { above, below = Number.MAX_SAFE_INTEGER }: Pick<Search, 'above' | 'below'>): (table: 's' | 't') => string {
  const [low, high] = [bind(above), bind(below)]
  return (table) => `${table}.pos > ${low} and ${table}.pos < ${high}`
}

async function rarest(db: Db, wanted: Search, filters: readonly Filter[]): Promise<Filter> {
  const [row] = await runOften<{ reach: readonly number[] }>(db, (bind) => {
    const [of, order, within] = [bind(wanted.tenant), wanted.ascending ? 'asc' : 'desc', between(bind, wanted)]
    const reach = filters.map(({ columns, terms }) => `coalesce((select r.pos from (${[
      ...columns.map((c) => `(select s.pos from statement s where s.tenant = ${of} and ${columnSays(bind, c)} and ${within('s')} order by s.pos ${order} limit ${SAMPLE})`),
      ...terms.map((t) => `(${positionsOf(bind, of, t)} and ${within('t')} order by t.pos ${order} limit ${SAMPLE})`),
    ].join(' union all ')}) r order by r.pos ${order} offset ${SAMPLE - 1} limit 1)::float8, '${wanted.ascending ? 'Infinity' : '0'}')`)
    return `select array[${reach.join(', ')}] as reach`
  })
  const far = row?.reach ?? []
  const furthest = wanted.ascending ? Math.max(...far) : Math.min(...far)
  // One of the filters' own numbers, so it is found.
  return filters[far.indexOf(furthest)]!
}

import type { Db } from '../../lib/database.ts'
import { columnSays, passes, termStands, type Filter, type View } from './filters.ts'
import type { Sealed } from './sealing.ts'
import type { Standing } from './standing.ts'
import { run, type Bind } from './text-query.ts'

export interface Search {
  readonly tenant: string
  readonly filters: readonly Filter[]
  readonly view: View
  /** Positions above the first and below the second. */
  readonly above: number
  readonly below: number
  readonly ascending: boolean
  readonly limit: number
}

export type Row = Sealed & { readonly pos: number }

export interface Found {
  readonly rows: readonly Row[]
  /** There are more than these. */
  readonly more: boolean
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
export async function search(db: Db, wanted: Search, standing: Standing): Promise<Found> {
  if (wanted.below - wanted.above <= 1) return { rows: [], more: false }
  // A term that stands nowhere is not walked along.
  const filters = wanted.filters.map((f) => ({ ...f, terms: f.terms.filter((t) => standing.terms.has(t)) }))
  const leader = filters.length > 1 ? await rarest(db, wanted, filters) : filters[0]
  const others = filters.filter((f) => f !== leader)
  const rows: Short[] = []
  // A query of one or two partitions is planned in half the time, and almost always they are all it takes.
  for (const part of parts(wanted)) {
    rows.push(...await walk(db, { ...part, limit: wanted.limit + 1 - rows.length }, leader, others, standing.voids))
    if (rows.length > wanted.limit) break
  }
  const shown = await whole(db, wanted.tenant, rows.slice(0, wanted.limit))
  return { rows: shown, more: rows.length > shown.length }
}

/** The next partitions that hold at least half a million positions of what is wanted, then all the others. */
function parts(wanted: Search): Search[] {
  const { above, below, ascending } = wanted
  const border = ascending ? Math.ceil((above + 1 + PARTITION / 2) / PARTITION) * PARTITION : Math.floor((below - 1 - PARTITION / 2) / PARTITION) * PARTITION
  if (border <= above || border >= below) return [wanted]
  const [older, newer] = [{ ...wanted, below: border }, { ...wanted, above: border - 1 }]
  return ascending ? [older, newer] : [newer, older]
}

/** `pos` and what openStatements needs, unless it is too long for now. Everything else of a row is fetched where it is wanted: see `whole`. */
const COLUMNS = `r.pos, case when octet_length(r.raw) <= ${LONG} then r.raw end as raw, case when octet_length(r.sealed) <= ${LONG} then r.sealed end as sealed, r.person,
  case when r.raw is null then r.stored end as stored, case when r.raw is null then r.authority end as authority,
  case when r.raw is null then (select p.data_key from statement_person p where p.id = r.person) end as data_key`
type Short = Pick<Row, 'pos' | 'raw' | 'sealed' | 'person' | 'stored' | 'authority' | 'data_key'>

function walk(db: Db, wanted: Search, leader: Filter | undefined, others: readonly Filter[], voids: boolean): Promise<Short[]> {
  const { tenant, limit, view } = wanted
  return run<Short>(db, (bind) => {
    const [of, order, most] = [bind(tenant), wanted.ascending ? 'asc' : 'desc', bind(limit)]
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
  })
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
  return { pos, tenant, raw, sealed, person, stored, authority, data_key, id: '', happened: stored, actor: null, verb: '', object: '' }
}

async function rowAt(db: Db, tenant: string, pos: number): Promise<Row> {
  return db.selectFrom('statement as s').leftJoin('statement_person as p', 'p.id', 's.person')
    .select(['s.pos', 's.tenant', 's.id', 's.stored', 's.happened', 's.actor', 's.verb', 's.object', 's.authority', 's.raw', 's.sealed', 's.person', 'p.data_key'])
    .where('s.tenant', '=', tenant).where('s.pos', '=', pos).executeTakeFirstOrThrow()
}

const positionsOf = (bind: Bind, of: string, term: string): string => `select t.pos from statement_term t where t.tenant = ${of} and t.term = hashtextextended(${bind(term)}, 0)`

function between(bind: Bind, { above, below }: Search): (table: 's' | 't') => string {
  const [low, high] = [bind(above), bind(below)]
  return (table) => `${table}.pos > ${low} and ${table}.pos < ${high}`
}

async function rarest(db: Db, wanted: Search, filters: readonly Filter[]): Promise<Filter> {
  const [row] = await run<{ reach: readonly number[] }>(db, (bind) => {
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

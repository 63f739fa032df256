import type pg from 'pg'

export interface Table {
  readonly name: string
  /** Those that can be written: no generated ones. */
  readonly columns: readonly string[]
  /** The primary key's columns, or all where there is none: the order of the rows. */
  readonly order: readonly string[]
}

/** The record has a form of its own; the others are made anew. */
const NOT_COPIED = ['statement', 'statement_key', 'tenant_head', 'record_first', 'migration', 'projection', 'follower_cursor']

/** Every table that is neither record nor projection, in an order that satisfies the references between them. */
export async function tablesToCopy(client: pg.ClientBase, projections: readonly string[]): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select c.relname as name,
       array(select a.attname::text from pg_attribute a
             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
       array(select a.attname::text from pg_index i
             cross join unnest(i.indkey) with ordinality as k(attnum, n)
             join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
             where i.indrelid = c.oid and i.indisprimary order by k.n) as order
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and c.relname <> all ($1::text[])
     order by c.relname`, [[...NOT_COPIED, ...projections]])
  return sorted(rows.map((table) => (table.order.length > 0 ? table : { ...table, order: table.columns })), await references(client))
}

async function references(client: pg.ClientBase): Promise<Map<string, Set<string>>> {
  const { rows } = await client.query<{ name: string; target: string }>(
    `select c.conrelid::regclass::text as name, c.confrelid::regclass::text as target
     from pg_constraint c where c.contype = 'f' and c.connamespace = 'public'::regnamespace and c.conrelid <> c.confrelid`)
  const found = new Map<string, Set<string>>()
  for (const { name, target } of rows) found.set(name, (found.get(name) ?? new Set()).add(target))
  return found
}

/** Whoever is referred to first; an Error when tables refer to each other in a circle. */
function sorted(tables: readonly Table[], refersTo: ReadonlyMap<string, ReadonlySet<string>>): Table[] {
  const done: Table[] = []
  let left = [...tables]
  while (left.length > 0) {
    const waiting = new Set(left.map((table) => table.name))
    const free = left.filter((table) => ![...(refersTo.get(table.name) ?? [])].some((target) => waiting.has(target)))
    if (free.length === 0) throw new Error(`tables refer to each other in a circle: ${[...waiting].join(', ')}`)
    done.push(...free)
    left = left.filter((table) => !free.includes(table))
  }
  return done
}

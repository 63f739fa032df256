/**
 * Which cells of a release are shown, so that nobody finds a hidden one from all published files together. Pure.
 *
 * Why it holds (docs/decisions, "Small cells"): every table is a list of rows under one published parent. Two hidden rows can pass persons
 * to each other, and two rows with a hidden share of women can exchange a woman for a man, without any published cell of any release changing:
 * the same exchange in every month leaves each month's file, and each difference between months, as it is. So whatever is computed from the
 * files leaves a hidden cell at least as wide as those exchanges, and `SPREAD` says how wide they must be.
 */

/** Persons of a row and the women among them. */
export interface Row {
  readonly key: string
  readonly persons: number
  readonly women: number
  /** Which row is hidden first to cover another: lower first. Public and fixed, never taken from the figures: a choice by size would tell sizes. */
  readonly order: number
}

export interface Table {
  readonly id: string
  /** The row that this table divides; null: the whole programme. */
  readonly parent: { readonly table: string; readonly row: string } | null
  /** Smallest count of persons that is shown. */
  readonly k: number
  /** The table is shown once its parent has so many: before, each row would be hidden, and stay so. */
  readonly opens: number
  /** Whether the women of each row are shown too. */
  readonly split: boolean
  /** A partition: each person of the parent stands in exactly one row. */
  readonly rows: readonly Row[]
}

/** What is shown of a row: null is hidden. `women` undefined: the table shows no women at all. */
export interface ShownRow { readonly key: string; readonly persons: number | null; readonly women: number | null | undefined }

export type ShownTable =
  | { readonly id: string; readonly state: 'closed'; readonly why: 'parent-hidden' | 'too-few' }
  | { readonly id: string; readonly state: 'open'; readonly k: number; readonly parent: Table['parent']; readonly rows: readonly ShownRow[] }

export interface Suppressed {
  /** The whole programme; women are undefined while the programme is too small, null where they are hidden. */
  readonly total: Omit<ShownRow, 'key' | 'persons'> & { readonly persons: number }
  readonly tables: readonly ShownTable[]
  /** Names of the hidden cells, for `before` of every later release. */
  readonly hidden: readonly string[]
  /** Tables that are shown: once open, a table does not close because its parent shrank. */
  readonly opened: readonly string[]
}

export interface Before { readonly hidden: ReadonlySet<string>; readonly opened: ReadonlySet<string> }

export const NOTHING_BEFORE: Before = { hidden: new Set(), opened: new Set() }

/** Women, and persons who are not, are shown from this many. */
export const K_WOMEN = 10
/** Women of the whole programme are shown from this many persons: a smaller programme shows none yet, and hides none for ever. */
const WOMEN_OPEN = 100
/** What is hidden together sums to at least this many times k, so that each hidden cell could be anything below k, and more. */
const SPREAD = 2

const cell = (table: string, row: string, column: 'persons' | 'women'): string => `${table}/${row}/${column}`

/** `tables` with parents before children. `before`: everything that earlier releases, corrected ones too, have hidden and opened. */
export function suppress(total: { persons: number; women: number }, tables: readonly Table[], before: Before = NOTHING_BEFORE): Suppressed {
  const hidden: string[] = []
  const opened: string[] = []
  const totalWomen = cell('total', '', 'women')
  const womenOpen = total.persons >= WOMEN_OPEN || before.opened.has('total')
  const womenShown = total.women >= K_WOMEN && total.persons - total.women >= K_WOMEN && !before.hidden.has(totalWomen)
  const women = !womenOpen ? undefined : womenShown ? total.women : null
  if (womenOpen) opened.push('total')
  if (women === null) hidden.push(totalWomen)
  const parents = new Map<string, ShownRow>([['', { key: '', persons: total.persons, women }]])
  const shown = tables.map((table): ShownTable => {
    const parent = parents.get(table.parent ? `${table.parent.table}/${table.parent.row}` : '')
    if (!parent || parent.persons === null) return { id: table.id, state: 'closed', why: 'parent-hidden' }
    if (parent.persons < table.opens && !before.opened.has(table.id)) return { id: table.id, state: 'closed', why: 'too-few' }
    const rows = rowsOf(table, parent, before)
    if (!rows) return { id: table.id, state: 'closed', why: 'too-few' }
    opened.push(table.id)
    for (const row of rows) {
      parents.set(`${table.id}/${row.key}`, row)
      if (row.persons === null) hidden.push(cell(table.id, row.key, 'persons'))
      if (row.women === null) hidden.push(cell(table.id, row.key, 'women'))
    }
    return { id: table.id, state: 'open', k: table.k, parent: table.parent, rows }
  })
  return { total: { persons: total.persons, women }, tables: shown, hidden, opened }
}

function rowsOf(table: Table, parent: ShownRow, before: Before): ShownRow[] | null {
  const inOrder = [...table.rows].sort((a, b) => a.order - b.order || (a.key < b.key ? -1 : 1))
  const noPersons = hide(inOrder, (r) => r.persons < table.k || before.hidden.has(cell(table.id, r.key, 'persons')), [(r) => r.persons], table.k)
  if (!noPersons || noPersons.size === table.rows.length) return null
  const split = table.split && typeof parent.women === 'number'
  const alone = (r: Row): boolean => r.women < K_WOMEN || r.persons - r.women < K_WOMEN
  const noWomen = split
    ? hide(inOrder, (r) => noPersons.has(r.key) || alone(r) || before.hidden.has(cell(table.id, r.key, 'women')), [(r) => r.women, (r) => r.persons - r.women], K_WOMEN)
    : null
  return table.rows.map((row) => ({
    key: row.key, persons: noPersons.has(row.key) ? null : row.persons,
    // Not enough rows to cover one another: then the table shows no women at all, and its parent's stand alone.
    women: !noWomen || noWomen.size === table.rows.length ? undefined : noWomen.has(row.key) ? null : row.women,
  }))
}

/** Whether what is hidden together sums to enough, one of k or more among it. */
export function spread(values: readonly number[], k: number): boolean {
  return values.some((n) => n >= k) && values.reduce((sum, n) => sum + n, 0) >= SPREAD * k
}

/**
 * The keys to hide: those that must be, and rows in the fixed order until they cover one another; null when all rows together cannot.
 * At least one row of k or more is among them, so that "all of these are below k" bounds nothing; and beyond k for each such row there are
 * k persons left, so that who knows which rows were taken as cover still cannot tell the small ones from zero or from k - 1.
 */
export function hide(rows: readonly Row[], must: (row: Row) => boolean, values: readonly ((row: Row) => number)[], k: number): Set<string> | null {
  const chosen = rows.filter(must)
  if (chosen.length === 0) return new Set()
  const rest = rows.filter((r) => !must(r))
  const covered = (): boolean => chosen.length >= 2 && values.every((value) => {
    const large = chosen.filter((r) => value(r) >= k).length
    const sum = chosen.reduce((n, r) => n + value(r), 0)
    return large >= 1 && sum >= Math.max(SPREAD, large + 1) * k
  })
  while (!covered()) {
    const next = rest.shift()
    if (!next) return null
    chosen.push(next)
  }
  return new Set(chosen.map((r) => r.key))
}

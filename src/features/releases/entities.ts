import type { EntityRow } from '../figures/index.ts'
import { shownCell } from './cells-file.ts'
import { hide, spread, suppress, type Before, type Row } from './suppress.ts'

/** Smallest count of enrolments, and of each part of them, that is shown of an entity. */
const K = 10
/** As the tables of persons: opened from so many on, because what is small at the opening stays hidden. */
const OPENS = 100
const TABLE = 'entities'

/** What is shown of an entity: null is hidden, undefined: no row of this file has it. */
export interface ShownEntity {
  readonly entity: string
  readonly enrolments: number | null
  readonly counts: number | null | undefined
  readonly persons: number | null | undefined
  readonly claimed: number | null | undefined
}

export interface ShownEntities { readonly rows: readonly ShownEntity[]; readonly hidden: readonly string[]; readonly opened: readonly string[] }

const NONE: ShownEntities = { rows: [], hidden: [], opened: [] }

/**
 * Which cells of the division by entity are shown. A row's enrolments are those of persons who count, of others, and of the same person again, and
 * each part is hidden like a cell: first the enrolments, then who counts among them, then the unique persons, each only where the one before is
 * shown. Two rows can pass on persons of any of the three parts without a shown cell changing. What an entity claims is as good as its count, so
 * it is shown where its enrolments are. Pure.
 */
export function suppressEntities(entities: readonly EntityRow[], before: Before): ShownEntities {
  const ours = { hidden: ofTable(before.hidden), opened: ofTable(before.opened) }
  // The order is that of the rows turned round: who was named last covers first, and figures say nothing about it.
  const rows = entities.map((e, i): Row => ({ key: e.entity, persons: e.enrolments, women: e.counts, order: -i }))
  const sum = (of: (e: EntityRow) => number): number => entities.reduce((n, e) => n + of(e), 0)
  const { tables: [table], hidden, opened } = suppress({ persons: sum((e) => e.enrolments), women: sum((e) => e.counts) }, [{ id: TABLE, parent: null, k: K, opens: OPENS, split: true, rows }], ours)
  if (table?.state !== 'open') return NONE
  const shown = new Map(table.rows.map((row) => [row.key, row]))
  const noPersons = personsHidden(entities, (entity) => typeof shown.get(entity)?.women === 'number', ours)
  return {
    rows: entities.map(({ entity, persons, claimed }): ShownEntity => {
      const row = shown.get(entity)
      const enrolments = row?.persons ?? null
      return {
        entity, enrolments, counts: row?.women, persons: !noPersons ? undefined : noPersons.has(entity) ? null : persons,
        claimed: claimed === null ? undefined : enrolments === null || claimed < K ? null : claimed,
      }
    }),
    hidden: [...ofTable(new Set(hidden)), ...[...noPersons ?? []].map(personsCell)],
    opened: [...ofTable(new Set(opened)), ...(noPersons ? entities.filter((e) => !noPersons.has(e.entity)).map((e) => personsCell(e.entity)) : [])],
  }
}

/** Whose unique persons are hidden; null: they cannot cover one another, and no row has them. */
function personsHidden(entities: readonly EntityRow[], countsShown: (entity: string) => boolean, before: Before): Set<string> | null {
  const again = (e: EntityRow): number => e.enrolments - e.persons
  const others = (e: EntityRow): number => e.persons - e.counts
  const byKey = new Map(entities.map((e) => [e.entity, e]))
  const of = (value: (e: EntityRow) => number) => (row: Row): number => { const e = byKey.get(row.key); return e ? value(e) : 0 }
  const rows = entities.map((e, i): Row => ({ key: e.entity, persons: e.persons, women: 0, order: -i })).toReversed()
  const must = (row: Row): boolean => !countsShown(row.key) || of(again)(row) < K || of(others)(row) < K || before.hidden.has(personsCell(row.key))
  const values = [of(again), of(others)]
  const chosen = hide(rows, must, values, K)
  if (!chosen || chosen.size === rows.length) return null
  // A row that was shown last month covers little: who believes that nothing falls knows it nearly. Without such rows the spread alone must hold.
  const fresh = rows.filter((row) => chosen.has(row.key) && (must(row) || !before.opened.has(personsCell(row.key))))
  return fresh.length >= 2 && values.every((value) => spread(fresh.map(value), K)) ? new Set(fresh.map((row) => row.key)) : chosen
}

const personsCell = (entity: string): string => `${TABLE}/${entity}/unique`

/** Names of cells and tables of this file alone: its totals are not those of the other tables. */
function ofTable(names: ReadonlySet<string>): Set<string> {
  return new Set([...names].filter((name) => name === TABLE || name.startsWith(`${TABLE}/`)))
}

/** A line an entity; empty while the table is closed. Codes only. */
export function entitiesFile({ rows }: ShownEntities): string {
  const lines = rows.map((r) => [r.entity, shownCell(r.enrolments), shownCell(r.counts), shownCell(r.persons), shownCell(r.claimed)].join(','))
  return ['entity,enrolments,counts,persons,claimed', ...lines].join('\r\n') + '\r\n'
}


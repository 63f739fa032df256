import type { When } from '../lab-steps.ts'
import type { Report, Say } from '../task.ts'
import { PAGE } from '../words.ts'

// What tasks on tables share.

interface ExpectedFile { readonly file: string; readonly rows: number }

export function rowsMatch(expected: ExpectedFile, rows: number, report: Report): void {
  if (rows !== expected.rows) report(expected.file, `has ${rows} rows, but lab.yaml says ${expected.rows}`)
}

export function columnsMatch(expected: ExpectedFile, found: readonly string[], names: readonly string[], report: Report): void {
  if (found.join() !== names.join()) report(expected.file, `its columns are ${found.join()}, but lab.yaml names ${names.join()}`)
}

interface SharedRows {
  readonly share: number
  readonly rows: { readonly es: string; readonly en: string }
  readonly public: { readonly rows: number }
  readonly hidden: { readonly rows: number }
}

/** "De 118 botellas públicas aprendes con 94…": a share of the rows is hers to learn from, the rest her practice. */
export function ownRowsText(data: SharedRows, t: Say): string {
  const { rows } = data.public
  const own = Math.round(rows * data.share)
  return t(PAGE.own, { rows, things: t(data.rows), own, rest: rows - own, hidden: data.hidden.rows })
}

interface NamesColumns {
  readonly mistakes: readonly { readonly when: When }[]
  readonly data: { readonly columns: Readonly<Record<string, unknown>> }
  readonly simulated: Readonly<Record<'right' | 'wrong', readonly object[]>>
}

/** Columns that the file names somewhere and that its table has not: those given by place, and those of simulated learners. */
export function unknownColumns({ data, simulated, mistakes }: NamesColumns, named: Readonly<Record<string, readonly string[]>>, report: Report): void {
  const drawn = [...simulated.right, ...simulated.wrong].flatMap((f) => ('columns' in f && Array.isArray(f.columns) ? f.columns.flat().map(String) : []))
  const looked = mistakes.flatMap(({ when }) => [when.looks_at, when.without_column].flatMap((name) => name ?? []))
  for (const [where, list] of Object.entries({ ...named, 'simulated.columns': drawn, 'mistakes.when': looked })) {
    for (const name of list) if (!(name in data.columns)) report('lab.yaml', `${where}: there is no column "${name}"`)
  }
}

/** Columns named are of the table, in its order, each once: one choice has one writing and one digest. */
export function columnsInOrder(all: readonly string[], names: readonly string[] | null): string | null {
  const places = (names ?? []).map((name) => all.indexOf(name))
  return places.every((place, i) => place > (i === 0 ? -1 : places[i - 1]!)) ? null : 'steps.columns'
}

import { random } from '../../../engine/random.ts'
import { CsvError, decimalComma, decoded, numberIn, plainDecimal, readCsv, type Csv } from '../csv.ts'
import { csvTrouble } from '../csv-words.ts'

/** An author's table as a lab's two files. */
export interface OwnTable {
  readonly open: string
  readonly hidden: string
  readonly columns: readonly { readonly id: string; readonly name: string }[]
  readonly target: { readonly id: string; readonly name: string }
  readonly classes: readonly string[]
  /** What of it was not used, in sentences. */
  readonly leftOut: readonly string[]
}

const MOST_ROWS = 100_000
/** Part of the rows that is public. */
const PUBLIC = 0.6
/** A column in which fewer cells than this are numbers is no column of numbers. */
const NUMBERS = 0.9

/** Reads a CSV as spreadsheets save it: columns of numbers stay, rows with a gap go, the rest is dealt out by the lab's id. An Error says what is wrong. */
export function tableFrom(task: 'numbers' | 'classes', bytes: Uint8Array, target: string | null, id: string): OwnTable {
  const csv = read(bytes)
  const asked = target === null ? csv.header.length - 1 : csv.header.indexOf(target)
  if (asked < 0) throw new Error(`there is no column "${target}"; the columns are ${csv.header.join(', ')}`)
  const comma = decimalComma(csv.rows.flat(), csv.separator)
  const cell = (row: readonly string[], c: number): number | null => numberIn(row[c]!, comma)
  const numeric = csv.header.map((_, c) => csv.rows.filter((row) => cell(row, c) !== null).length >= NUMBERS * csv.rows.length)
  const used = csv.header.map((_, c) => c).filter((c) => c !== asked && numeric[c])
  if (used.length === 0) throw new Error('no column but the one asked for holds numbers')
  if (task === 'numbers' && !numeric[asked]) throw new Error(`the column "${csv.header[asked]}" holds no numbers; a lab of classes may suit it: --task classes`)
  const classes = task === 'classes' ? [...new Set(csv.rows.map((row) => row[asked]!).filter(Boolean))].sort() : []
  if (task === 'classes' && (classes.length < 2 || classes.length > 20)) throw new Error(`the column "${csv.header[asked]}" has ${classes.length} different values; a lab of classes wants 2 to 20`)
  const rows = csv.rows.flatMap((row) => {
    const found = [...used.map((c) => cell(row, c)), task === 'classes' ? classes.indexOf(row[asked]!) : cell(row, asked)]
    return found.some((v) => v === null || v < 0 && task === 'classes' && v === found.at(-1)) ? [] : [found.map((v) => plainDecimal(v!)).join(',')]
  })
  const ids = idsOf([...used, asked].map((c) => csv.header[c]!))
  const line = `${ids.join(',')}\n`
  const dealt = shuffled(rows, id)
  const share = Math.round(PUBLIC * dealt.length)
  return {
    open: `${line}${dealt.slice(0, share).join('\n')}\n`, hidden: `${line}${dealt.slice(share).join('\n')}\n`,
    columns: used.map((c, i) => ({ id: ids[i]!, name: csv.header[c]! })), target: { id: ids.at(-1)!, name: csv.header[asked]! }, classes,
    leftOut: [
      ...csv.header.filter((_, c) => c !== asked && !numeric[c]).map((name) => `the column "${name}" holds no numbers and was left out`),
      ...(rows.length < csv.rows.length ? [`${csv.rows.length - rows.length} rows with an empty or unreadable cell were left out`] : []),
    ],
  }
}

function read(bytes: Uint8Array): Csv {
  try {
    return readCsv(decoded(bytes), MOST_ROWS)
  } catch (error) {
    if (error instanceof CsvError) throw new Error(csvTrouble(error, 'en'))
    throw error
  }
}

/** Names as the engine's files have them: lower case letters, digits and underscores, each once. */
function idsOf(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name, i) => {
    const plain = name.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '').slice(0, 30).replace(/_+$/, '') || `column_${i + 1}`
    const id = taken.has(plain) ? `${plain}_${i + 1}` : plain
    taken.add(id)
    return id
  })
}

/** Fisher–Yates: the same table and id give the same two files. */
function shuffled<T>(list: readonly T[], seed: string): T[] {
  const all = [...list]
  const source = random(seed, 'public and hidden rows')
  for (let i = all.length - 1; i > 0; i -= 1) {
    const j = source.below(i + 1)
    ;[all[i], all[j]] = [all[j]!, all[i]!]
  }
  return all
}

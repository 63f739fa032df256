import { dayOfSerial, isWrong, minutesOfSerial, textOf, type Cell, type SheetRow } from '../../lib/sheet/cells.ts'
import { fill, type Text } from '../../lib/text.ts'
import { readDay } from '../people/index.ts'
import type { Answers, Layout } from './layout.ts'
import { columnsOf } from './layout.ts'
import { columnOfKey, type Kind } from './kinds.ts'
import { WRONG } from './words.ts'

/** What is wrong with a row: in one of its cells, or (null) as a whole. */
export interface Fault {
  readonly column: string | null
  readonly sentence: Text
}

/** One row, read cell by cell; every fault is kept, and a reader answers null for a cell that is wrong. */
export interface RowReader {
  readonly n: number
  readonly faults: Fault[]
  /** What is left out of a row that enters all the same; never with the value itself. */
  readonly notes: Fault[]
  readonly wrong: (column: string | null, sentence: Text) => null
  readonly note: (column: string, sentence: Text) => null
  /** '' when empty; a fault when it is required and empty, or is no value at all. */
  readonly text: (column: string) => string
  /** Like `text`, with the zeros that Excel took put back where the sender said so. `length`: how many digits there were. */
  readonly digits: (column: string, length: number) => string
  /** ISO day; null when empty or wrong. */
  readonly day: (column: string) => string | null
  /** Minutes after midnight. */
  readonly hour: (column: string) => number | null
  readonly number: (column: string) => number | null
}

export function rowReader(kind: Kind, layout: Layout, answers: Answers, row: SheetRow): RowReader {
  const columns = columnsOf(layout, answers)
  const [faults, notes]: [Fault[], Fault[]] = [[], []]
  const wrong = (column: string | null, sentence: Text): null => { faults.push({ column, sentence }); return null }
  const note = (column: string, sentence: Text): null => { notes.push({ column, sentence }); return null }
  const cellOf = (column: string): Cell | undefined => {
    const at = columns[column]
    const cell = at === undefined ? undefined : row.cells[at] ?? undefined
    if (isWrong(cell)) wrong(column, cell.wrong === 'formula' ? WRONG.formula : WRONG.errorCell)
    else if (textOf(cell) === '' && columnOfKey(kind, column).required) wrong(column, WRONG.empty)
    return isWrong(cell) || textOf(cell) === '' ? undefined : cell
  }
  const text = (column: string): string => textOf(cellOf(column))
  return {
    n: row.n, faults, notes, wrong, note, text,
    digits: (column, length) => {
      const cell = cellOf(column)
      const plain = textOf(cell)
      return answers.zeros === 'yes' && /^\d+$/.test(plain) && plain.length < length ? plain.padStart(length, '0') : plain
    },
    day: (column) => {
      const cell = cellOf(column)
      return cell === undefined ? null : dayIn(cell, layout, answers, (sentence) => wrong(column, sentence))
    },
    hour: (column) => {
      const cell = cellOf(column)
      return cell === undefined ? null : hourIn(cell) ?? wrong(column, WRONG.hour)
    },
    number: (column) => {
      const cell = cellOf(column)
      return cell === undefined ? null : numberIn(cell, answers) ?? wrong(column, WRONG.number)
    },
  }
}

/** 32996 or "32996": a date that lost its format, perhaps. */
export function looksSerial(cell: Cell | undefined): number | null {
  if (typeof cell === 'number') return cell
  const plain = textOf(cell)
  return typeof cell === 'string' && /^\d{4,5}(\.0+)?$/.test(plain) ? Number(plain) : null
}

function dayIn(cell: Cell, layout: Layout, answers: Answers, wrong: (sentence: Text) => null): string | null {
  const dated = typeof cell === 'object' && 'serial' in cell ? dayOfSerial(cell.serial, layout.since1904) : null
  if (dated) return dated
  const serial = looksSerial(cell)
  if (serial !== null) {
    const day = answers.serial === '1900' || answers.serial === '1904' ? dayOfSerial(serial, answers.serial === '1904') : null
    return day ?? wrong(fill(WRONG.serial, { value: textOf(cell).slice(0, 12) }))
  }
  const read = readDay(textOf(cell).replace(/[T ]\d{1,2}:\d{2}(:\d{2})?.*$/, ''))
  return read.ok ? read.date : wrong(read.sentence)
}

function hourIn(cell: Cell): number | null {
  if (typeof cell === 'object' && 'serial' in cell) return minutesOfSerial(cell.serial)
  if (typeof cell === 'number') return cell >= 0 && cell < 1 ? minutesOfSerial(cell) : null
  const parts = /^(\d{1,2})[:.h](\d{2})(?::\d{2})?\s*(?:([ap])\.?\s?m\.?)?$/i.exec(textOf(cell))
  if (!parts) return null
  const [, hours = '', minutes = '', half] = parts
  const hour = half ? (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hours)
  return hour < 24 && Number(minutes) < 60 ? hour * 60 + Number(minutes) : null
}

function numberIn(cell: Cell, answers: Answers): number | null {
  if (typeof cell === 'number') return cell
  const plain = textOf(cell).replace(/\s/g, '')
  const [thousands, decimal] = answers.decimal === 'comma' ? ['.', ','] : [',', '.']
  const bare = plain.replaceAll(thousands, '').replace(decimal, '.')
  return /^-?\d+(\.\d+)?$/.test(bare) ? Number(bare) : null
}

/**
 * What stands in a cell, as JSON can carry it: text, a number, a date as the serial number of its workbook, or something
 * that is no value (a formula nobody calculated, an error such as #N/A).
 */
export type Cell = string | number | { readonly serial: number } | { readonly wrong: 'formula' | 'error' }

/** One row with something in it: its number as the sheet shows it (from 1), and its cells by column (from 0). */
export interface SheetRow {
  readonly n: number
  readonly cells: readonly (Cell | undefined)[]
}

export function isWrong(cell: Cell | undefined): cell is { readonly wrong: 'formula' | 'error' } {
  return typeof cell === 'object' && 'wrong' in cell
}

/** Text of a cell for a field that is text: a number loses nothing but the zeros that Excel took before. */
export function textOf(cell: Cell | undefined): string {
  if (cell === undefined || isWrong(cell)) return ''
  if (typeof cell === 'object') return String(cell.serial)
  return typeof cell === 'number' ? plainNumber(cell) : cell.normalize('NFC').replace(/[\s\u00a0]+/g, ' ').trim()
}

/** 20512333797 and not 2.05e10; whole numbers of Excel are exact up to 15 digits. */
function plainNumber(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? value.toFixed(0) : String(value)
}

const DAY_MS = 86_400_000

/**
 * The day of a serial number as ISO. System 1900 counts a 29 February 1900 that never was (Lotus' error, kept by Excel), so days
 * before March 1900 are one off there; system 1904 begins on 1 January 1904. Null outside of 1900–9999.
 */
export function dayOfSerial(serial: number, since1904: boolean): string | null {
  const whole = Math.floor(serial)
  if (!Number.isFinite(serial) || whole < 1 || whole > 2_958_465) return null
  if (since1904) return new Date(Date.UTC(1904, 0, 1) + whole * DAY_MS).toISOString().slice(0, 10)
  const shifted = whole > 60 ? whole - 1 : whole
  return whole === 60 ? null : new Date(Date.UTC(1899, 11, 31) + shifted * DAY_MS).toISOString().slice(0, 10)
}

/** Minutes after midnight of the fraction of a serial, rounded to the minute. */
export function minutesOfSerial(serial: number): number {
  return Math.round((serial - Math.floor(serial)) * 1440) % 1440
}

/** The serial of an ISO day in system 1900; for writing. */
export function serialOfDay(iso: string): number {
  return Date.parse(`${iso}T00:00:00Z`) / DAY_MS + 25_569
}

/** 0 -> A, 26 -> AA */
export function columnName(index: number): string {
  return (index >= 26 ? columnName(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))
}

/** 'AB12' -> 27; -1 when it is no reference. */
export function columnOf(reference: string): number {
  let index = 0
  let i = 0
  for (; i < reference.length; i++) {
    const letter = reference.charCodeAt(i) & ~32
    if (letter < 65 || letter > 90) break
    index = index * 26 + letter - 64
  }
  return i === 0 || i > 3 ? -1 : index - 1
}

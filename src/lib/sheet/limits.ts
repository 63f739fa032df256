import { Problem } from '../problem.ts'

/** What one uploaded table may be. A padrón of 20,000 rows with 25 columns is some 3 MB packed and 30 MB unpacked. */
export const LIMITS = {
  /** Of the file as sent. */
  bytes: 20 * 1024 * 1024,
  /** Of everything in the workbook, unpacked. */
  unpacked: 200 * 1024 * 1024,
  /** Parts of a workbook; pictures are parts too. */
  parts: 2_000,
  rows: 50_000,
  columns: 60,
  /** Of one cell. */
  letters: 2_000,
} as const

/** Refuses a file as a whole, with what to do. */
export function badFile(code: string, es: string, en: string): Problem {
  return new Problem(422, code, { es, en }, [{ field: 'file', sentence: { es, en } }])
}

export const brokenFile = (): Problem => badFile(
  'broken-file', 'No podemos abrir este archivo: está dañado o no es de Excel. Ábrelo en tu programa y guárdalo de nuevo como .xlsx.',
  'We cannot open this file: it is damaged or not from Excel. Open it in your program and save it again as .xlsx.')

export const tooLarge = (): Problem => badFile(
  'too-large', 'Este archivo es muy grande al abrirlo. Quita hojas y fotos, o divídelo en dos.',
  'This file is too large once opened. Remove sheets and pictures, or split it in two.')

export const tooManyRows = (): Problem => badFile(
  'too-many-rows', 'La hoja tiene más de 50 000 filas. Divídela en varios archivos.', 'The sheet has more than 50,000 rows. Split it into several files.')

export const tooManyColumns = (): Problem => badFile(
  'too-many-columns', 'La hoja tiene más de 60 columnas con datos. Deja solo las de la plantilla.', 'The sheet has more than 60 columns with data. Keep only those of the template.')

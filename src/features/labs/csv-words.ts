import { say, type Lang, type Text } from '../../lib/text.ts'
import { CsvError } from './csv.ts'

const TROUBLE = {
  empty: { es: 'El archivo está vacío.', en: 'The file is empty.' },
  noRows: { es: 'El archivo tiene nombres de columnas, pero ninguna fila.', en: 'The file has names of columns but no rows.' },
  binary: { es: 'Esto no es un CSV. En tu hoja de cálculo elige «Guardar como» y CSV.', en: 'This is no CSV. In your spreadsheet choose “Save as” and CSV.' },
  openQuote: { es: 'Línea {line}: hay una comilla que no se cierra.', en: 'Line {line}: a quote is not closed.' },
  width: { es: 'Línea {line}: tiene {cells} celdas, y los nombres son {names}.', en: 'Line {line} has {cells} cells, and there are {names} names.' },
  noName: { es: 'La columna {column} no tiene nombre en la primera línea.', en: 'Column {column} has no name on the first line.' },
  twice: { es: 'Dos columnas se llaman «{name}».', en: 'Two columns are called “{name}”.' },
  many: { es: 'El archivo tiene más de {most} filas. Deja {most} o menos.', en: 'The file has more than {most} rows. Leave {most} or fewer.' },
} as const satisfies Record<string, Text>

/** What is wrong with a file, in words; other errors go on. */
export function csvTrouble(error: unknown, lang: Lang): string {
  if (!(error instanceof CsvError)) throw error
  const { what, ...values } = error.trouble
  return say(TROUBLE[what], lang, values)
}

import { createHash } from 'node:crypto'
import { csvLine } from '../../lib/sheet/csv.ts'
import { cellsFile } from './cells-file.ts'
import type { Cut } from './cut.ts'
import { entitiesFile, type ShownEntities } from './entities.ts'
import { differenceFile, type Difference } from './difference.ts'
import { K_WOMEN, type Suppressed } from './suppress.ts'

/** name -> text */
export type Files = Readonly<Record<string, string>>

const lines = (rows: readonly (readonly string[])[]): string => rows.map((r) => csvLine(r, ',')).join('')

/** Every file of a release but its manifest. */
export function filesOf(cut: Cut, shown: Suppressed, entities: ShownEntities, difference: Difference | null): Files {
  const closed = shown.tables.flatMap((t) => (t.state === 'closed' ? [{ table: t.id, why: t.why }] : []))
  return {
    'cells.csv': cellsFile(shown),
    'entities.csv': entitiesFile(entities),
    'figures.csv': lines([
      ['figure', 'numerator', 'denominator', 'share', 'why_none'],
      ...cut.levels.map((n, i) => [`n${i}`, String(n), '', '', '']), ...cut.figures,
    ]),
    'diff.csv': difference ? differenceFile(difference) : 'direction,reason,persons\r\n',
    'dictionary.csv': lines([['file', 'column', 'es', 'en'], ...DICTIONARY]),
    'suppression.json': JSON.stringify({
      hidden_mark: 's', smallest_shown: { departments: 5, others: 10, women_and_others: K_WOMEN }, hidden_cells: shown.hidden.length + entities.hidden.length, closed_tables: closed,
    }, null, 2) + '\n',
  }
}

export function hashesOf(files: Files): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, sha256(text)]))
}

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

const DICTIONARY: readonly (readonly [string, string, string, string])[] = [
  ['cells.csv', 'table', 'Qué se divide: total, departments, districts-XX, ages, languages, ties, group-…', 'What is divided: total, departments, districts-XX, ages, languages, ties, group-…'],
  ['cells.csv', 'inside_table, inside_row', 'La fila que esta tabla divide; vacío es todo el programa', 'The row that this table divides; empty is the whole programme'],
  ['cells.csv', 'row', 'Departamento: dos dígitos del INEI. Distrito: seis dígitos del INEI. none: sin dato', 'Department: two digits of INEI. District: six digits of INEI. none: not told'],
  ['cells.csv', 'row (ties)', 'team: trabaja para una entidad ejecutora. relative: familiar de quien trabaja ahí. none: sin vínculo anotado', 'team: works for an executing entity. relative: a relative of who does. none: without a noted tie'],
  ['cells.csv', 'persons', 'Personas que cuentan (N3); s: no se muestra', 'Persons who count (N3); s: not shown'],
  ['cells.csv', 'women', 'Mujeres entre ellas; las demás son hombres o sin dato. s: no se muestra; vacío: esta tabla no las separa', 'Women among them; the others are men or not told. s: not shown; empty: this table does not tell them apart'],
  ['entities.csv', 'entity', 'Quién ejecuta: el código de la entidad. _none: el programa mismo. _several: personas que estudiaron con más de una', 'Who runs it: the code of the entity. _none: the programme itself. _several: persons who studied with more than one'],
  ['entities.csv', 'enrolments', 'Matrículas de las personas de esta fila. Cada persona está en una sola. s: no se muestra', 'Enrolments of the persons of this row. Each person stands in one only. s: not shown'],
  ['entities.csv', 'counts', 'Personas que cuentan (N3) entre ellas. s: no se muestra; vacío: este archivo no las separa', 'Persons who count (N3) among them. s: not shown; empty: this file does not tell them apart'],
  ['entities.csv', 'persons', 'Personas únicas. s: no se muestra; vacío: este archivo no las separa', 'Unique persons. s: not shown; empty: this file does not tell them apart'],
  ['entities.csv', 'claimed', 'Personas matriculadas que la entidad declaró en sus actas de cierre. s: no se muestra; vacío: no declaró', 'Persons enrolled that the entity claimed in its closing minutes. s: not shown; empty: it claimed nothing'],
  ['figures.csv', 'figure', 'n0 a n3: niveles. k1 a k24: definiciones en figures/. k24-…: lo que se dice al lado de k24', 'n0 to n3: levels. k1 to k24: definitions in figures/. k24-…: what is said beside k24'],
  ['figures.csv', 'numerator, denominator, share', 'Cada proporción con sus dos números; en k20, cuántos por tutor', 'Each share with its two numbers; of k20, how many for each tutor'],
  ['figures.csv', 'why_none', 'not-computed: falta el dato. see-cells: está en cells.csv. nobody-yet: todavía no hay entre qué dividir. too-few: menos de 10 tutores, no se muestra', 'not-computed: the data is missing. see-cells: it is in cells.csv. nobody-yet: there is nothing to divide by yet. too-few: fewer than 10 tutors, not shown'],
  ['recount.csv', 'pseudonym', 'Una persona, sin ningún dato suyo. En otro corte tiene otro seudónimo', 'A person, without any data of hers. In another cut she has another pseudonym'],
  ['recount.csv', 'level', 'El nivel más alto que alcanza: 0 a 3. Cuenta quien está en 3', 'The highest level that she reaches: 0 to 3. Who is at 3 counts'],
  ['recount.csv', 'entry', 'Solo de quien cuenta: el número, en el registro de transparencia, de la emisión por la que cuenta', 'Only of who counts: the number, in the transparency log, of the issue by which she counts'],
  ['recount.csv', 'under_v1, …', 'El nivel si esa versión de la regla sola juzgara a todas las personas', 'The level if that version of the rule alone judged everybody'],
  ['diff.csv', 'direction', 'came: entran. went: salen', 'came: come in. went: go out'],
  ['diff.csv', 'reason', 'Motivo, como código publicado', 'Reason, as a published code'],
  ['diff.csv', 'persons', 'Personas', 'Persons'],
]

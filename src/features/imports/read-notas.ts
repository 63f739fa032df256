import { matchKey, plainKey } from '../people/index.ts'
import type { Known } from './known.ts'
import { numberIn } from './read-asistencia.ts'
import type { RowReader } from './row-values.ts'
import type { Evaluation } from './statements.ts'
import { WRONG } from './words.ts'

/** A row of a table of marks, read. */
export interface NotaRow {
  readonly number: string
  readonly evaluation: Evaluation
  /** 0–20 */
  readonly mark: number
  readonly attempt: number
  /** Staff id of whoever graded. */
  readonly grader: string
  readonly key: string
}

const EVALUATION: Readonly<Record<string, Evaluation>> = {
  ENTRADA: 'entry', DIAGNOSTICA: 'entry', 'PRUEBA DE ENTRADA': 'entry', PROCESO: 'process', PARCIAL: 'process', PRODUCTO: 'product', TRABAJO: 'product', PROYECTO: 'product',
  FINAL: 'final', 'EXAMEN FINAL': 'final', SALIDA: 'final', 'EVALUACION FINAL': 'final',
}

export function readNotas(reader: RowReader, known: Known): NotaRow | null {
  const number = numberIn(reader)
  const typed = plainKey(reader.text('evaluacion'))
  const evaluation = EVALUATION[typed]
  if (typed !== '' && !evaluation) reader.wrong('evaluacion', WRONG.evaluation)
  const mark = reader.number('nota')
  if (mark !== null && (mark < 0 || mark > 20)) reader.wrong('nota', WRONG.mark)
  const attempt = reader.number('intento')
  if (attempt !== null && (!Number.isInteger(attempt) || attempt < 1 || attempt > 9)) reader.wrong('intento', WRONG.attempt)
  const name = reader.text('evaluador')
  const grader = known.staff.get(matchKey(name))
  if (name !== '' && !grader) reader.wrong('evaluador', WRONG.grader)
  if (reader.faults.length > 0 || !evaluation || mark === null || attempt === null || !grader) return null
  return { number, evaluation, mark, attempt, grader, key: `${number} ${evaluation} ${attempt}` }
}

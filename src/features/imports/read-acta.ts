import { plainKey, ubigeo } from '../people/index.ts'
import type { RowReader } from './row-values.ts'
import { WRONG } from './words.ts'

/** What an entity claims for one region and sex. */
export interface ActaRow {
  /** INEI department, two digits. */
  readonly region: string
  readonly sex: 'female' | 'male' | 'other'
  readonly enrolled: number
  readonly active: number
  readonly concluded: number
  readonly passed: number
  readonly withdrew: number
  readonly key: string
}

const SEX: Readonly<Record<string, ActaRow['sex']>> = { F: 'female', FEMENINO: 'female', MUJER: 'female', MUJERES: 'female', M: 'male', MASCULINO: 'male', HOMBRE: 'male', HOMBRES: 'male', OTRO: 'other' }

export function readActa(reader: RowReader): ActaRow | null {
  const named = plainKey(reader.text('region')).replace(/^(REGION|DEPARTAMENTO) (DE )?/, '')
  const department = ubigeo().departments.find((d) => plainKey(d.name) === named)
  if (named !== '' && !department) reader.wrong('region', WRONG.region)
  const typed = plainKey(reader.text('sexo'))
  const sex = SEX[typed]
  if (typed !== '' && !sex) reader.wrong('sexo', WRONG.sex)
  const [enrolled, active, concluded, passed, withdrew] = [whole('matriculados'), whole('activos'), whole('concluyeron'), whole('aprobados'), whole('retirados')]
  for (const [column, value] of [['activos', active], ['concluyeron', concluded], ['aprobados', passed], ['retirados', withdrew]] as const) if (value > enrolled) reader.wrong(column, WRONG.claimOrder)
  if (reader.faults.length > 0 || !department || !sex) return null
  return { region: department.code, sex, enrolled, active, concluded, passed, withdrew, key: `${department.code} ${sex}` }

  function whole(column: string): number {
    const value = reader.number(column)
    if (value === null) return 0
    if (!Number.isInteger(value) || value < 0 || value > 1e6) reader.wrong(column, WRONG.whole)
    return value
  }
}

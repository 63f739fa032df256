import { z } from 'zod'
import { LabFile } from '../lab-file.ts'

/** The format of lab.yaml as JSON Schema (2020-12), from the very source that validates it; what several fields together can get wrong is not in it. */
export function labSchema(): object {
  return {
    $id: 'https://yachay.pe/lab.schema.json', title: 'A lab of Yachay (labs/<id>/lab.yaml)',
    ...z.toJSONSchema(LabFile, { target: 'draft-2020-12', io: 'input' }),
  }
}

/** As it stands in docs/labs/lab.schema.json. */
export function labSchemaText(): string {
  return `${JSON.stringify(labSchema(), null, 1)}\n`
}

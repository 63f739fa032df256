import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { Problem } from '../../lib/problem.ts'
import type { XapiVersion } from '../xapi/request.ts'
import * as formats from './formats.ts'
import { statementSchema, type Definitions } from './schema.ts'
import { faultOf, type Fault } from './sentences.ts'

const FORMATS = {
  iri: formats.isIri, mbox: formats.isMailto, uuid: formats.isUuid, 'language-tag': formats.isLanguageTag,
  timestamp: formats.isTimestamp, duration: formats.isDuration, 'media-type': formats.isMediaType,
}

/** Says what is wrong with a value, or null. */
export type Judge = (value: unknown) => Fault | null

/**
 * Compiles one of the schema's parts, such as `statement` or `agent`. The schema is a parameter so that a test can take pieces out of
 * it; `optimize` costs half of the compiling, which such a test does hundreds of times.
 */
export function judgeOf(schema: { readonly $id: string; readonly $defs: Definitions }, part: string, optimize = true): Judge {
  // Whether the schema itself is one is a test's affair (validation.test.ts).
  // Branches leave out the type and the properties that their part names; these two would ask for them again at each branch.
  const ajv = new Ajv2020({ allErrors: false, strict: true, strictTypes: false, strictRequired: false, validateSchema: false, meta: false, code: { optimize }, formats: FORMATS })
  ajv.addSchema(schema)
  const valid: ValidateFunction | undefined = ajv.getSchema(`${schema.$id}#/$defs/${part}`)
  if (!valid) throw new Error(`no such part: ${part}`)
  return (value) => valid(value) ? null : faultOf(valid.errors?.[0])
}

const compiled = new Map<string, Judge>()

/** The same, compiled once for the life of the process. */
export function judge(version: XapiVersion, part: string): Judge {
  const key = `${version} ${part}`
  let found = compiled.get(key)
  if (!found) {
    found = judgeOf(statementSchema(version), part)
    compiled.set(key, found)
  }
  return found
}

/** `where` names the place before the fault's own: a parameter, or nothing for a statement. */
export function refusal(code: string, where: string, { place, es, en }: Fault): Problem {
  const at = where === '' ? place || '/' : place === '' ? where : `${where} ${place}`
  return new Problem(400, code, { es: `No es xAPI válido. ${at}: ${es}.`, en: `Not valid xAPI. ${at}: ${en}.` })
}

import type { ErrorObject } from 'ajv'
import { SHA1, SHA2, VERSION_1, VERSION_2 } from './formats.ts'

/** What is wrong and where, as a JSON pointer; '' is the whole. Never holds a value of the sender's: it may name somebody. */
export interface Fault { readonly place: string; readonly es: string; readonly en: string }

type Words = readonly [es: string, en: string]

const TYPES: Readonly<Record<string, Words>> = {
  string: ['debe ser un texto', 'must be a string'],
  number: ['debe ser un número', 'must be a number'],
  integer: ['debe ser un número entero', 'must be a whole number'],
  boolean: ['debe ser true o false, sin comillas', 'must be true or false, without quotes'],
  object: ['debe ser un objeto', 'must be an object'],
  array: ['debe ser una lista', 'must be an array'],
}

const FORMATS: Readonly<Record<string, Words>> = {
  iri: ['debe ser un IRI completo, con su esquema (por ejemplo https://…)', 'must be a full IRI with its scheme (such as https://…)'],
  mbox: ['debe ser mailto: y una sola dirección de correo', 'must be mailto: and one e-mail address'],
  uuid: ['debe ser un UUID de 36 caracteres', 'must be a UUID of 36 characters'],
  'language-tag': ['debe ser una etiqueta de idioma como es, es-PE o qu (RFC 5646)', 'must be a language tag such as es, es-PE or qu (RFC 5646)'],
  timestamp: [
    'debe ser fecha y hora de ISO 8601, como 2026-03-01T10:00:00-05:00; el desfase -00:00 no vale',
    'must be an ISO 8601 date and time, such as 2026-03-01T10:00:00-05:00; the offset -00:00 is not allowed',
  ],
  duration: ['debe ser una duración de ISO 8601, como PT1H30M o P4W', 'must be an ISO 8601 duration, such as PT1H30M or P4W'],
  'media-type': ['debe ser un tipo de contenido, como application/pdf', 'must be a media type, such as application/pdf'],
}

const PATTERNS: Readonly<Record<string, Words>> = {
  [SHA1]: ['debe ser el SHA-1 en 40 cifras hexadecimales', 'must be the SHA-1 in 40 hexadecimal digits'],
  [SHA2]: ['debe ser el SHA-2 en cifras hexadecimales (224, 256, 384 o 512 bits)', 'must be the SHA-2 in hexadecimal digits (224, 256, 384 or 512 bits)'],
  [VERSION_1]: ['debe ser 1.0 o 1.0.x', 'must be 1.0 or 1.0.x'],
  [VERSION_2]: ['debe ser 1.0, 2.0, 1.0.x o 2.0.x', 'must be 1.0, 2.0, 1.0.x or 2.0.x'],
}

const WRONG: Words = ['no tiene la forma que xAPI pide', 'does not have the form that xAPI asks for']
const ONE_IDENTIFIER: Words = ['debe llevar exactamente uno de mbox, mbox_sha1sum, openid y account', 'must have exactly one of mbox, mbox_sha1sum, openid and account']

/** A property's name comes from the sender: cut, so that an answer stays short. */
const named = (place: string, name: string): string => `${place}/${name.slice(0, 200).replace(/~/g, '~0').replace(/\//g, '~1')}`

/** The validator's first error as a place and a sentence in both languages. */
export function faultOf(error: ErrorObject | undefined): Fault {
  if (!error) return { place: '', es: WRONG[0], en: WRONG[1] }
  const params = error.params as Readonly<Record<string, unknown>>
  // Keys are judged as values of their own; their error names the object they stand in.
  const place = error.propertyName === undefined ? error.instancePath : named(error.instancePath, error.propertyName)
  const [at, [es, en]] = words(error.keyword, place, params)
  return { place: at, es, en }
}

function words(keyword: string, place: string, params: Readonly<Record<string, unknown>>): [string, Words] {
  const amount = String(params['limit'])
  switch (keyword) {
    case 'required': {
      const missing = String(params['missingProperty'])
      // Only the choice among the four identifiers ends in asking for an account.
      if (missing === 'account') return [place, ONE_IDENTIFIER]
      return [named(place, missing), ['falta', 'is missing']]
    }
    case 'dependentRequired': return [named(place, String(params['missingProperty'])), [`falta, y ${String(params['property'])} lo necesita`, `is missing, and ${String(params['property'])} needs it`]]
    case 'additionalProperties': return [named(place, String(params['additionalProperty'])), ['xAPI no conoce esta propiedad en este lugar', 'xAPI has no such property in this place']]
    case 'false schema': return [place.replace(/\/[^/]*$/, ''), ONE_IDENTIFIER]
    case 'type': return [place, TYPES[String(params['type'])] ?? WRONG]
    case 'format': return [place, FORMATS[String(params['format'])] ?? WRONG]
    case 'pattern': return [place, PATTERNS[String(params['pattern'])] ?? WRONG]
    case 'const': return [place, [`debe ser "${String(params['allowedValue'])}"`, `must be "${String(params['allowedValue'])}"`]]
    case 'enum': return [place, enumerated(params['allowedValues'])]
    case 'minimum': return [place, [`debe ser ${amount} o más`, `must be ${amount} or more`]]
    case 'maximum': return [place, [`debe ser ${amount} o menos`, `must be ${amount} or less`]]
    case 'minItems': return [place, [`debe tener al menos ${amount}`, `must have at least ${amount}`]]
    case 'maxItems': return [place, [`debe tener ${amount} como máximo`, `must have ${amount} at most`]]
    case 'minProperties': return [place, ['no debe estar vacío', 'must not be empty']]
    default: return [place, WRONG]
  }
}

function enumerated(values: unknown): Words {
  const list = Array.isArray(values) ? values.join(', ') : ''
  return [`debe ser uno de: ${list}`, `must be one of: ${list}`]
}

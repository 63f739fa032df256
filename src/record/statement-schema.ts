import { Ajv, type ErrorObject } from 'ajv'
import addFormats from 'ajv-formats'
import { Problem } from '../lib/problem.ts'
import type { Statement } from './statement.ts'

// The part of xAPI 1.0.3 that our own browser code sends; the full table of requirements comes with the complete LRS (issue 4).
const iri = { type: 'string', minLength: 3, maxLength: 2000, pattern: '^[A-Za-z][A-Za-z0-9+.-]*:[^\\s]+$' } as const
const uuid = { type: 'string', format: 'uuid' } as const
const languageMap = { type: 'object', maxProperties: 50, additionalProperties: { type: 'string', maxLength: 10_000 } } as const
const extensions = { type: 'object', maxProperties: 100, propertyNames: iri } as const
const account = {
  type: 'object', required: ['homePage', 'name'], additionalProperties: false,
  properties: { homePage: iri, name: { type: 'string', minLength: 1, maxLength: 500 } },
} as const
const agent = {
  type: 'object', required: ['account'], additionalProperties: false,
  properties: { objectType: { const: 'Agent' }, name: { type: 'string', maxLength: 500 }, account },
} as const
const activity = {
  type: 'object', required: ['id'], additionalProperties: false,
  properties: { objectType: { const: 'Activity' }, id: iri, definition: { type: 'object' } },
} as const
const reference = {
  type: 'object', required: ['objectType', 'id'], additionalProperties: false,
  properties: { objectType: { const: 'StatementRef' }, id: uuid },
} as const
const score = {
  type: 'object', additionalProperties: false,
  properties: { scaled: { type: 'number', minimum: -1, maximum: 1 }, raw: { type: 'number' }, min: { type: 'number' }, max: { type: 'number' } },
} as const

const schema = {
  type: 'object', required: ['actor', 'verb', 'object'], additionalProperties: false,
  properties: {
    id: uuid,
    actor: agent,
    verb: { type: 'object', required: ['id'], additionalProperties: false, properties: { id: iri, display: languageMap } },
    object: { anyOf: [activity, agent, reference] },
    result: {
      type: 'object', additionalProperties: false,
      properties: {
        score, success: { type: 'boolean' }, completion: { type: 'boolean' }, response: { type: 'string', maxLength: 20_000 },
        duration: { type: 'string', format: 'duration' }, extensions,
      },
    },
    context: {
      type: 'object', additionalProperties: false,
      properties: {
        registration: uuid, instructor: agent, language: { type: 'string', maxLength: 50 }, platform: { type: 'string', maxLength: 500 },
        revision: { type: 'string', maxLength: 500 }, statement: reference, extensions,
        contextActivities: { type: 'object' },
      },
    },
    timestamp: { type: 'string', format: 'date-time' },
    version: { type: 'string', pattern: '^(1\\.0(\\.\\d+)?|2\\.0(\\.\\d+)?)$' },
    // Sent by some clients; the server sets its own.
    stored: { type: 'string' }, authority: { type: 'object' },
  },
} as const

const ajv = new Ajv({ allErrors: false, strict: true })
// ajv-formats is CommonJS: under NodeNext its callable stands in `default`.
addFormats.default(ajv, ['uuid', 'date-time', 'duration'])
const valid = ajv.compile<Statement>(schema)

/** Checks one statement from outside; a Problem 400 names the place and what is wrong there. */
export function parseStatement(value: unknown): Statement {
  if (valid(value)) return value
  const error: ErrorObject | undefined = valid.errors?.[0]
  const where = error?.instancePath || '/'
  const what = error?.message ?? 'invalid'
  throw new Problem(400, 'statement-invalid', {
    es: `El registro no tiene la forma de xAPI: ${where} ${what}.`,
    en: `The statement is not valid xAPI: ${where} ${what}.`,
  })
}

import { statementSchema } from '../../../record/validation/schema.ts'
import { ref } from './operation.ts'

type Schemas = Readonly<Record<string, unknown>>

/**
 * The parts of both versions' statements as the validator has them, under one name where both are the same: those that differ, or hold
 * one that does, carry their version in the name.
 */
function statementParts(): Record<string, unknown> {
  const [one, two] = [statementSchema('1.0.3').$defs, statementSchema('2.0.0').$defs]
  const own = new Set([...Object.keys(one), ...Object.keys(two)].filter((name) => JSON.stringify(one[name]) !== JSON.stringify(two[name])))
  for (let before = -1; before < own.size;) {
    before = own.size
    for (const defs of [one, two]) for (const [name, part] of Object.entries(defs)) if (refsOf(part).some((r) => own.has(r))) own.add(name)
  }
  const named = (version: string) => (name: string): string => (own.has(name) ? `${name}-${version}` : name)
  const under = (defs: Schemas, version: string): [string, unknown][] => Object.entries(defs).map(([name, part]) => [named(version)(name), renamed(part, named(version))])
  return Object.fromEntries([...under(one, '1.0.3'), ...under(two, '2.0.0')])
}

const DEFS = '#/$defs/'

function refsOf(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([key, value]) => (key === '$ref' && typeof value === 'string' ? [value.slice(DEFS.length)] : refsOf(value)))
}

function renamed(part: unknown, name: (name: string) => string): unknown {
  if (Array.isArray(part)) return part.map((inner) => renamed(inner, name))
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(Object.entries(part).map(([key, value]) => (
    key === '$ref' && typeof value === 'string' ? [key, `#/components/schemas/${name(value.slice(DEFS.length))}`] : [key, renamed(value, name)])))
}

const list = (items: object): object => ({ type: 'array', items })

/** Every schema that the operations name. */
export const SCHEMAS: Schemas = {
  ...statementParts(),
  statementResult: {
    type: 'object', required: ['statements', 'more'], additionalProperties: false,
    properties: { statements: list({ anyOf: [ref('statement-1.0.3'), ref('statement-2.0.0')] }), more: { type: 'string' } },
  },
  person: {
    type: 'object', required: ['objectType'], additionalProperties: false,
    properties: {
      objectType: { const: 'Person' }, name: list({ type: 'string' }), mbox: list(ref('mbox')), mbox_sha1sum: list({ type: 'string' }), openid: list(ref('iri')), account: list(ref('account')),
    },
  },
  about: { type: 'object', required: ['version'], properties: { version: list({ type: 'string' }), extensions: { type: 'object' } } },
  problem: {
    type: 'object', required: ['error'],
    properties: {
      error: { type: 'string' }, message: { type: 'string' },
      fields: list({ type: 'object', required: ['field', 'message'], properties: { field: { type: 'string' }, message: { type: 'string' } } }),
    },
  },
}

import type { Text } from '../../lib/text.ts'
import { AGENT_HOME, EXT, NS } from '../statement.ts'

/** What a feature tells the world about its own statements; src/record/profile/profile.ts makes one xAPI Profile of all of them. */
export type Concept = VerbConcept | ActivityTypeConcept | ExtensionConcept

/** A verb and the one template of its statements. */
export interface VerbConcept {
  readonly kind: 'verb'
  readonly id: string
  readonly label: Text
  readonly means: Text
  readonly object: ObjectOf
  readonly rules: readonly Rule[]
}

/** `activity`: addresses `<NS><programme>/<kind>/<id>`. `refers`: a StatementRef to a statement of one of these verbs. */
export type ObjectOf = { readonly activity: string } | 'agent' | { readonly refers: readonly string[] }

export interface ActivityTypeConcept {
  readonly kind: 'activity-type'
  /** The word in the addresses of its activities, such as `sections`. */
  readonly name: string
  readonly label: Text
  readonly means: Text
}

/** An extension of the context: we write no others. */
export interface ExtensionConcept {
  readonly kind: 'extension'
  readonly name: string
  readonly label: Text
  readonly means: Text
  /** JSON Schema of its value. */
  readonly schema: object
}

export type Simple = string | number | boolean | null

/** A Statement Template Rule of xAPI Profiles 1.0, 8.1. `recommended` with `all`: it may be left out; if it is there, it is one of these. */
export interface Rule {
  readonly location: string
  readonly selector?: string
  readonly presence?: 'included' | 'excluded' | 'recommended'
  readonly any?: readonly Simple[]
  readonly all?: readonly Simple[]
  readonly none?: readonly Simple[]
  readonly scopeNote?: Text
}

const path = (name: string): string => `$.context.extensions['${EXT}${name}']`

function rule(location: string, presence: NonNullable<Rule['presence']>, all: readonly Simple[]): Rule {
  return { location, presence, ...(all.length > 0 ? { all } : {}) }
}

/** It carries this extension, with one of these values where some are named. */
export const has = (name: string, ...all: readonly Simple[]): Rule => rule(path(name), 'included', all)
/** It may carry this extension. */
export const may = (name: string, ...all: readonly Simple[]): Rule => rule(path(name), 'recommended', all)
export const result = (place: string, ...all: readonly Simple[]): Rule => rule(`$.result.${place}`, 'included', all)
export const mayResult = (place: string, ...all: readonly Simple[]): Rule => rule(`$.result.${place}`, 'recommended', all)
/** It belongs to one enrolment. */
export const REGISTRATION: Rule = rule('$.context.registration', 'included', [])
/** A member of staff did it. */
export const BY_STAFF: readonly Rule[] = ofOurs('$.context.instructor', 'included')
export const MAYBE_BY_STAFF: readonly Rule[] = ofOurs('$.context.instructor', 'recommended')
export const LANGUAGE = (...all: readonly string[]): Rule => rule('$.context.language', 'recommended', all)

function ofOurs(place: string, presence: 'included' | 'recommended'): readonly Rule[] {
  return [rule(`${place}.account.homePage`, presence, [AGENT_HOME]), rule(`${place}.account.name`, presence, [])]
}

/** A verb and what its statements carry. What no rule here names (result, registration, instructor) they must not carry. */
export function verb(id: string, label: Text, means: Text, object: ObjectOf, ...rules: readonly (Rule | readonly Rule[])[]): VerbConcept {
  const own = rules.flat()
  const unsaid = ['$.result', '$.context.registration', '$.context.instructor'].filter((place) => !own.some((r) => r.location.startsWith(place)))
  return {
    kind: 'verb', id, label, means, object,
    rules: [...ofOurs('$.actor', 'included'), ...objectRules(object), ...own, rule('$.timestamp', 'included', []), ...unsaid.map((place) => rule(place, 'excluded', []))],
  }
}

function objectRules(object: ObjectOf): readonly Rule[] {
  if (object === 'agent') return [rule('$.object.objectType', 'included', ['Agent']), ...ofOurs('$.object', 'included')]
  if ('refers' in object) return [rule('$.object.objectType', 'included', ['StatementRef']), rule('$.object.id', 'included', [])]
  const address = `${NS}<programme>/${object.activity}/<id>`
  return [
    rule('$.object.objectType', 'recommended', ['Activity']),
    { ...rule('$.object.id', 'included', []), scopeNote: { es: `Dirección de la forma ${address}.`, en: `An address of the form ${address}.` } },
  ]
}

export function activityType(name: string, label: Text, means: Text): ActivityTypeConcept {
  return { kind: 'activity-type', name, label, means }
}

export function extension(name: string, schema: object, label: Text, means: Text): ExtensionConcept {
  return { kind: 'extension', name, label, means, schema }
}

const words = (values: readonly Simple[]): object => ({ enum: values })

/** Schemas of values that many extensions have. */
export const VALUE = {
  uuid: { type: 'string', format: 'uuid' }, text: { type: 'string', minLength: 1 }, flag: { type: 'boolean' },
  moment: { type: 'string', format: 'date-time' }, whole: { type: 'integer', minimum: 0 }, count: { type: 'integer', minimum: 1 },
  sha256: { type: 'string', pattern: '^(sha256:)?[0-9a-f]{64}$' }, figure: { type: 'number' }, words,
} as const

import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { EXT, NS } from '../statement.ts'
import type { Rule, Simple } from './concept.ts'
import { jsonPath } from './json-path.ts'
import type { Pattern, Profile, Template } from './profile.ts'

/** What a profile says of a statement, as in xAPI Profiles 1.0, part three 2.1, with each rule that is not followed. */
export interface Verdict {
  readonly outcome: 'success' | 'invalid' | 'unmatched'
  /** The templates that match, or those that match and are not followed. */
  readonly templates: readonly string[]
  readonly faults: readonly string[]
}

/** A statement that another refers to, where it is at hand. */
export type Find = (id: string) => unknown

/** Validates a statement against every template whose determining properties it has, and its extensions of ours against their concepts. */
export function validateAgainstProfile(profile: Profile, statement: unknown, find: Find = () => undefined): Verdict {
  const matching = profile.templates.filter((t) => jsonPath(statement, '$.verb.id')[0] === t.verb)
  if (matching.length === 0) return { outcome: 'unmatched', templates: [], faults: [] }
  const failing = matching.map((t) => ({ t, faults: templateFaults(profile, t, statement, find) })).filter(({ faults }) => faults.length > 0)
  const faults = [...failing.flatMap(({ t, faults: found }) => found.map((f) => `${t.id}: ${f}`)), ...extensionFaults(profile, statement)]
  if (faults.length > 0) return { outcome: 'invalid', templates: failing.map(({ t }) => t.id), faults }
  return { outcome: 'success', templates: matching.map((t) => t.id), faults: [] }
}

function templateFaults(profile: Profile, template: Template, statement: unknown, find: Find): string[] {
  const faults = template.rules.flatMap((rule) => ruleFault(statement, rule) ?? [])
  if (!template.objectStatementRefTemplate) return faults
  const [type, id] = [jsonPath(statement, '$.object.objectType')[0], jsonPath(statement, '$.object.id')[0]]
  if (type !== 'StatementRef') return [...faults, 'its object is no StatementRef']
  const target = find(String(id))
  if (target === undefined) return faults
  const { templates, outcome } = validateAgainstProfile(profile, target, find)
  const fits = outcome === 'success' && templates.some((t) => template.objectStatementRefTemplate?.includes(t))
  return fits ? faults : [...faults, `what it refers to follows none of ${template.objectStatementRefTemplate.join(', ')}`]
}

const UNMATCHABLE = Symbol('nothing at the selector')

/** The sentence that says how a rule is not followed, or null. */
function ruleFault(statement: unknown, rule: Rule): string | null {
  const { location, selector, presence, any, all, none } = rule
  const found = jsonPath(statement, location)
  const values = selector === undefined ? found : found.flatMap((value) => {
    const selected = jsonPath(value, selector)
    return selected.length > 0 ? selected : [UNMATCHABLE]
  })
  const real = values.filter((v) => v !== UNMATCHABLE)
  if (presence === 'included' && (values.length === 0 || real.length < values.length)) return `${location} is missing`
  if (presence === 'excluded' && real.length > 0) return `${location} must not be there`
  if (presence === 'recommended' && real.length === 0) return null
  if (any && !values.some((v) => among(any, v))) return `${location} has none of ${any.join(', ')}`
  if (all && !values.every((v) => among(all, v))) return `${location} is not one of ${all.join(', ')}`
  if (none && values.some((v) => among(none, v))) return `${location} must not be ${none.join(', ')}`
  return null
}

const among = (values: readonly Simple[], value: unknown): boolean => (values as readonly unknown[]).includes(value)

const ajv = new Ajv({ strict: true })
// ajv-formats is CommonJS: under NodeNext its callable stands in `default`.
addFormats.default(ajv, ['uuid', 'date-time', 'date'])
const checks = new Map<string, ValidateFunction>()

function checkOf(schema: string): ValidateFunction {
  const check = checks.get(schema) ?? ajv.compile(JSON.parse(schema))
  checks.set(schema, check)
  return check
}

/** Extensions under our namespace: known, in the context only, with a verb that carries them, of their schema. */
function extensionFaults(profile: Profile, statement: unknown): string[] {
  const said = jsonPath(statement, '$.verb.id')[0]
  const elsewhere = ['$.result.extensions', '$.object.definition.extensions'].flatMap((place) => keysAt(statement, place).map(([key]) => `${key} stands outside the context`))
  return [...elsewhere, ...keysAt(statement, '$.context.extensions').flatMap(([key, value]) => {
    const concept = profile.concepts.find((c) => c.id === key)
    if (concept?.type !== 'ContextExtension') return [`${key} is no extension of the profile`]
    if (!concept.recommendedVerbs.includes(String(said))) return [`${key} does not belong to this verb`]
    const check = checkOf(concept.inlineSchema)
    return check(value) ? [] : [`${key}: ${ajv.errorsText(check.errors)}`]
  })]
}

function keysAt(statement: unknown, place: string): [string, unknown][] {
  const found = jsonPath(statement, place)[0]
  return typeof found === 'object' && found !== null ? Object.entries(found).filter(([key]) => key.startsWith(EXT) || key.startsWith(NS)) : []
}

type Match = { readonly outcome: 'success' | 'partial' | 'failure'; readonly rest: readonly (readonly string[])[] }

/**
 * How much of a row of statements, each given as the templates it follows, a pattern matches: greedily, without going back
 * (xAPI Profiles 1.0, part three 2.2), for the kinds of pattern we write.
 */
export function matchPattern(profile: Profile, id: string, row: Match['rest']): Match {
  const pattern = profile.patterns.find((p) => p.id === id)
  if (!pattern) {
    if (row.length === 0) return { outcome: 'partial', rest: [] }
    return row[0]?.includes(id) ? { outcome: 'success', rest: row.slice(1) } : { outcome: 'failure', rest: row }
  }
  return pattern.sequence ? inSequence(profile, pattern.sequence, row) : pattern.alternates ? oneOf(profile, pattern.alternates, row) : repeated(profile, pattern, row)
}

function inSequence(profile: Profile, parts: readonly string[], row: Match['rest']): Match {
  let rest = row
  for (const part of parts) {
    const next = matchPattern(profile, part, rest)
    if (next.outcome !== 'success') return next.outcome === 'partial' ? { outcome: 'partial', rest: [] } : { outcome: 'failure', rest: row }
    rest = next.rest
  }
  return { outcome: 'success', rest }
}

function oneOf(profile: Profile, parts: readonly string[], row: Match['rest']): Match {
  const tried = parts.map((part) => matchPattern(profile, part, row))
  const done = tried.filter((m) => m.outcome === 'success').toSorted((a, b) => a.rest.length - b.rest.length)[0]
  return done ?? (tried.some((m) => m.outcome === 'partial') ? { outcome: 'partial', rest: [] } : { outcome: 'failure', rest: row })
}

function repeated(profile: Profile, { zeroOrMore = '' }: Pattern, row: Match['rest']): Match {
  let rest = row
  for (;;) {
    if (rest.length === 0) return { outcome: 'success', rest }
    const next = matchPattern(profile, zeroOrMore, rest)
    if (next.outcome === 'failure') return { outcome: 'success', rest }
    if (next.rest.length === rest.length) return { outcome: 'success', rest }
    rest = next.rest
  }
}

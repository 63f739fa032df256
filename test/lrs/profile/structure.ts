import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { jsonPath } from '../../../src/record/profile/json-path.ts'

// What xAPI Profiles 1.0, part two, asks of a profile (4.0 to 9.0), as far as a profile like ours can break it.
type Node = Readonly<Record<string, unknown>>

const node = (value: unknown): Node => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {})
const nodes = (value: unknown): Node[] => (Array.isArray(value) ? value.map(node) : [])
const iri = (value: unknown): boolean => typeof value === 'string' && /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/.test(value)
const iris = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
const spoken = (value: unknown): boolean => Object.entries(node(value)).length > 0 && Object.entries(node(value)).every(([tag, text]) => /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(tag) && typeof text === 'string' && text !== '')

interface Shape { readonly must: readonly string[]; readonly may: readonly string[] }
const COMMON = ['id', 'type', 'inScheme', 'prefLabel', 'definition']
const RELATED = ['broader', 'broadMatch', 'narrower', 'narrowMatch', 'related', 'relatedMatch', 'exactMatch']
const SHAPES: Readonly<Record<string, Shape>> = {
  Verb: { must: COMMON, may: ['deprecated', ...RELATED] },
  ActivityType: { must: COMMON, may: ['deprecated', ...RELATED] },
  ContextExtension: { must: COMMON, may: ['deprecated', 'recommendedVerbs', 'context', 'schema', 'inlineSchema'] },
  StatementTemplate: { must: COMMON, may: ['deprecated', 'verb', 'objectActivityType', 'objectStatementRefTemplate', 'contextStatementRefTemplate', 'rules'] },
  Pattern: { must: ['id', 'type'], may: ['inScheme', 'prefLabel', 'definition', 'primary', 'deprecated', 'alternates', 'optional', 'oneOrMore', 'sequence', 'zeroOrMore'] },
  Profile: { must: ['@context', 'id', 'type', 'conformsTo', 'prefLabel', 'definition', 'versions', 'author'], may: ['seeAlso', 'concepts', 'templates', 'patterns'] },
  Rule: { must: ['location'], may: ['selector', 'presence', 'any', 'all', 'none', 'scopeNote'] },
}
const CONCEPTS = ['Verb', 'ActivityType', 'ContextExtension']
const KINDS_OF_PATTERN = ['alternates', 'optional', 'oneOrMore', 'sequence', 'zeroOrMore']

/** Every way in which a document is no xAPI Profile; empty when it is one. */
export function structureFaults(document: unknown): string[] {
  const profile = node(document)
  const [concepts, templates, patterns, versions] = [nodes(profile.concepts), nodes(profile.templates), nodes(profile.patterns), nodes(profile.versions)]
  const all = [...concepts, ...templates, ...patterns]
  const ids = [profile.id, ...versions.map((v) => v.id), ...all.map((n) => n.id)]
  return [
    ...shape('Profile', profile, 'the profile'), ...empties(document, 'the profile'),
    ...(profile.type === 'Profile' ? [] : ['type is not Profile']),
    ...([profile['@context']].flat().includes('https://w3id.org/xapi/profiles/context') ? [] : ['@context does not name the normative one']),
    ...(profile.conformsTo === 'https://w3id.org/xapi/profiles#1.0' ? [] : ['conformsTo names no version of the specification']),
    ...(['Organization', 'Person'].includes(String(node(profile.author).type)) && typeof node(profile.author).name === 'string' ? [] : ['author is nobody']),
    ...versionFaults(versions),
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `${String(id)} stands twice`),
    ...ids.filter((id) => !iri(id)).map((id) => `${String(id)} is no IRI`),
    ...all.flatMap((n) => (versions.some((v) => v.id === n.inScheme) || (n.type === 'Pattern' && n.inScheme === undefined) ? [] : [`${String(n.id)}: inScheme is no version of this profile`])),
    ...[profile, ...all].flatMap((n) => ['prefLabel', 'definition'].flatMap((p) => (n[p] === undefined || spoken(n[p]) ? [] : [`${String(n.id)}: ${p} is no language map`]))),
    ...concepts.flatMap((c) => conceptFaults(c, concepts)), ...templates.flatMap((t) => templateFaults(t, templates)), ...patterns.flatMap((p) => patternFaults(p, patterns, templates)),
  ]
}

function shape(kind: string, value: Node, name: string): string[] {
  const { must, may } = SHAPES[kind] ?? { must: [], may: [] }
  return [
    ...must.filter((p) => value[p] === undefined).map((p) => `${name} has no ${p}`),
    ...Object.keys(value).filter((p) => !must.includes(p) && !may.includes(p)).map((p) => `${name}: ${p} is no property of a ${kind}`),
  ]
}

/** Null stands in the lists of a rule only: there it is a value of a statement. */
function empties(value: unknown, at: string, inList = false): string[] {
  if (value === null) return inList ? [] : [`${at} is null`]
  if (value === '') return [`${at} is an empty string`]
  if (typeof value !== 'object') return []
  const entries = Object.entries(value)
  if (entries.length === 0) return [`${at} is empty`]
  return entries.flatMap(([key, inner]) => empties(inner, `${at}.${key}`, /\.(any|all|none)$/.test(at)))
}

function versionFaults(versions: readonly Node[]): string[] {
  if (versions.length === 0) return ['there is no version']
  const succeeding = versions.filter((v) => v.wasRevisionOf === undefined).length - 1
  return [
    ...(succeeding > 0 ? ['a later version does not say what it revised'] : []),
    ...versions.filter((v) => !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(String(v.generatedAtTime))).map((v) => `${String(v.id)}: generatedAtTime is no moment`),
  ]
}

function conceptFaults(concept: Node, concepts: readonly Node[]): string[] {
  const name = String(concept.id)
  if (!CONCEPTS.includes(String(concept.type))) return [`${name}: ${String(concept.type)} is no type of concept`]
  const verbs = concepts.filter((c) => c.type === 'Verb').map((c) => c.id)
  return [
    ...shape(String(concept.type), concept, name),
    ...(concept.schema !== undefined && concept.inlineSchema !== undefined ? [`${name} has schema and inlineSchema`] : []),
    ...iris(concept.recommendedVerbs).filter((v) => !verbs.includes(v)).map((v) => `${name}: ${v} is no verb of this profile`),
    ...(concept.inlineSchema === undefined || legalSchema(concept.inlineSchema) ? [] : [`${name}: inlineSchema is no JSON Schema in a string`]),
  ]
}

const legal = new Map<unknown, boolean>()

function legalSchema(text: unknown): boolean {
  const known = legal.get(text) ?? compiles(text)
  legal.set(text, known)
  return known
}

function compiles(text: unknown): boolean {
  const ajv = new Ajv({ strict: true })
  addFormats.default(ajv)
  try {
    ajv.compile(JSON.parse(String(text)))
    return true
  } catch {
    return false
  }
}

function templateFaults(template: Node, templates: readonly Node[]): string[] {
  const name = String(template.id)
  return [
    ...(template.type === 'StatementTemplate' ? shape('StatementTemplate', template, name) : [`${name} is no template`]),
    ...(template.objectActivityType !== undefined && template.objectStatementRefTemplate !== undefined ? [`${name} has an activity type and a StatementRef`] : []),
    ...iris(template.objectStatementRefTemplate).filter((id) => !templates.some((t) => t.id === id)).map((id) => `${name}: ${id} is no template of this profile`),
    ...nodes(template.rules).flatMap((rule) => ruleFaults(rule, `${name} ${String(rule.location)}`)),
  ]
}

function ruleFaults(rule: Node, name: string): string[] {
  const path = (value: unknown): string[] => {
    try {
      jsonPath({}, String(value))
      return []
    } catch {
      return [`${name}: ${String(value)} is no JSONPath`]
    }
  }
  return [
    ...shape('Rule', rule, name), ...path(rule.location), ...(rule.selector === undefined ? [] : path(rule.selector)),
    ...(rule.scopeNote === undefined || spoken(rule.scopeNote) ? [] : [`${name}: scopeNote is no language map`]),
    ...(['presence', 'any', 'all', 'none'].some((p) => rule[p] !== undefined) ? [] : [`${name} demands nothing`]),
    ...(rule.presence === undefined || ['included', 'excluded', 'recommended'].includes(String(rule.presence)) ? [] : [`${name}: presence`]),
    ...['any', 'all', 'none'].filter((p) => rule[p] !== undefined && !Array.isArray(rule[p])).map((p) => `${name}: ${p} is no list`),
  ]
}

function patternFaults(pattern: Node, patterns: readonly Node[], templates: readonly Node[]): string[] {
  const name = String(pattern.id)
  const kinds = KINDS_OF_PATTERN.filter((k) => pattern[k] !== undefined)
  const parts = partsOf(pattern)
  const inside = (id: string, way: readonly string[]): boolean => way.includes(id) || partsOf(patterns.find((p) => p.id === id) ?? {}).some((part) => inside(part, [...way, id]))
  return [
    ...shape('Pattern', pattern, name),
    ...(kinds.length === 1 ? [] : [`${name} is ${kinds.length} kinds of pattern`]),
    ...(pattern.primary === true && (pattern.prefLabel === undefined || pattern.definition === undefined) ? [`${name} is primary and says nothing of itself`] : []),
    ...(['alternates', 'sequence'].includes(kinds[0] ?? '') && parts.length < 2 ? [`${name} has fewer than two parts`] : []),
    ...parts.filter((id) => ![...patterns, ...templates].some((n) => n.id === id)).map((id) => `${name}: ${id} is nothing of this profile`),
    ...(kinds[0] === 'alternates' ? parts.filter((id) => patterns.some((p) => p.id === id && (p.optional !== undefined || p.zeroOrMore !== undefined))).map((id) => `${name}: ${id} may match nothing`) : []),
    ...(inside(name, []) ? [`${name} holds itself`] : []),
  ]
}

const partsOf = (pattern: Node): string[] => KINDS_OF_PATTERN.flatMap((k) => (pattern[k] === undefined ? [] : [pattern[k]].flat().map(String)))

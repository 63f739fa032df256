import type { Text } from '../../lib/text.ts'
import { EXT, NS } from '../statement.ts'
import type { Concept, ExtensionConcept, Rule, VerbConcept } from './concept.ts'

export const PROFILE = `${NS}profile`
/** Raise it with every change of a concept or template: who follows a version must find it as it was. */
export const PROFILE_VERSION = `${PROFILE}/v7`
/** The oldest first; v2 says which error a lab measured, v3 any metric, v4 the programme office, v5 terms of requests made longer, v6 findings of an audit, v7 samples of audits. */
const VERSIONS = [
  { id: `${PROFILE}/v1`, generatedAtTime: '2026-11-22T00:00:00Z' },
  { id: `${PROFILE}/v2`, wasRevisionOf: [`${PROFILE}/v1`], generatedAtTime: '2026-11-22T23:45:00Z' },
  { id: `${PROFILE}/v3`, wasRevisionOf: [`${PROFILE}/v2`], generatedAtTime: '2026-11-23T02:15:00Z' },
  { id: `${PROFILE}/v4`, wasRevisionOf: [`${PROFILE}/v3`], generatedAtTime: '2026-11-23T06:35:00Z' },
  { id: `${PROFILE}/v5`, wasRevisionOf: [`${PROFILE}/v4`], generatedAtTime: '2026-11-23T14:10:00Z' },
  { id: `${PROFILE}/v6`, wasRevisionOf: [`${PROFILE}/v5`], generatedAtTime: '2026-11-23T15:03:00Z' },
  { id: PROFILE_VERSION, wasRevisionOf: [`${PROFILE}/v6`], generatedAtTime: '2026-11-23T18:30:00Z' },
] as const
/** The normative JSON-LD context of xAPI Profiles 1.0. */
export const PROFILE_CONTEXT = 'https://w3id.org/xapi/profiles/context'

type Described = { readonly id: string; readonly inScheme: string; readonly prefLabel: Text; readonly definition: Text }
export type ConceptEntry = Described & (
  | { readonly type: 'Verb' | 'ActivityType' }
  | { readonly type: 'ContextExtension'; readonly recommendedVerbs: readonly string[]; readonly inlineSchema: string }
)
export interface Template extends Described {
  readonly type: 'StatementTemplate'
  readonly verb: string
  readonly objectStatementRefTemplate?: readonly string[]
  readonly rules: readonly Rule[]
}
export interface Pattern extends Described {
  readonly type: 'Pattern'
  readonly primary?: true
  readonly sequence?: readonly string[]
  readonly alternates?: readonly string[]
  readonly zeroOrMore?: string
}
export interface Profile {
  readonly '@context': string
  readonly id: string
  readonly type: 'Profile'
  readonly conformsTo: string
  readonly prefLabel: Text
  readonly definition: Text
  readonly versions: readonly { readonly id: string; readonly wasRevisionOf?: readonly string[]; readonly generatedAtTime: string }[]
  readonly author: { readonly type: 'Organization'; readonly name: string; readonly url: string }
  readonly concepts: readonly ConceptEntry[]
  readonly templates: readonly Template[]
  readonly patterns: readonly Pattern[]
}

/** The xAPI Profile (xAPI Profiles 1.0, part two) of what every feature says about its own statements; throws when two say the same. */
export function profileOf(concepts: readonly Concept[]): Profile {
  const verbs = concepts.filter((c) => c.kind === 'verb')
  const entries = concepts.map((c) => entryOf(c, verbs))
  const ids = entries.map((e) => e.id)
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i)
  if (twice.length > 0) throw new Error(`two features describe ${twice.join(', ')}`)
  return {
    '@context': PROFILE_CONTEXT,
    id: PROFILE,
    type: 'Profile',
    conformsTo: 'https://w3id.org/xapi/profiles#1.0',
    prefLabel: { es: 'Perfil xAPI de Yachay', en: 'Yachay xAPI profile' },
    definition: {
      es: 'Todo lo que Yachay escribe de sí mismo en su registro: verbos, tipos de actividad, extensiones y la forma de cada declaración.',
      en: 'Everything that Yachay itself writes into its record: verbs, activity types, extensions and the form of each statement.',
    },
    versions: VERSIONS,
    author: { type: 'Organization', name: 'Yachay', url: NS },
    concepts: entries,
    templates: verbs.map((v) => templateOf(v)),
    patterns: patternsOf(verbs),
  }
}

/** The IRI of a verb's template. */
export const templateId = (verb: string): string => `${NS}templates/${verb.slice(verb.lastIndexOf('/') + 1)}`
export const activityTypeId = (name: string): string => `${NS}activity-types/${name}`

function described(id: string, { label, means }: { readonly label: Text; readonly means: Text }): Described {
  return { id, inScheme: PROFILE_VERSION, prefLabel: label, definition: means }
}

function entryOf(concept: Concept, verbs: readonly VerbConcept[]): ConceptEntry {
  if (concept.kind === 'verb') return { ...described(concept.id, concept), type: 'Verb' }
  if (concept.kind === 'activity-type') return { ...described(activityTypeId(concept.name), concept), type: 'ActivityType' }
  return { ...described(EXT + concept.name, concept), type: 'ContextExtension', recommendedVerbs: carriers(concept, verbs), inlineSchema: JSON.stringify(concept.schema) }
}

function carriers({ name }: ExtensionConcept, verbs: readonly VerbConcept[]): string[] {
  return verbs.filter((v) => v.rules.some((r) => r.presence !== 'excluded' && r.location.includes(`'${EXT}${name}'`))).map((v) => v.id)
}

function templateOf(verb: VerbConcept): Template {
  const refers = typeof verb.object === 'object' && 'refers' in verb.object ? verb.object.refers.map(templateId) : null
  return {
    ...described(templateId(verb.id), verb), type: 'StatementTemplate', verb: verb.id,
    ...(refers ? { objectStatementRefTemplate: refers } : {}), rules: verb.rules,
  }
}

/** One enrolment is one registration: it begins with `enrolled`, and everything else of it comes after, in the order of reception. */
function patternsOf(verbs: readonly VerbConcept[]): Pattern[] {
  const ofEnrolment = verbs.filter((v) => v.rules.some((r) => r.location === '$.context.registration' && r.presence === 'included')).map((v) => templateId(v.id))
  const first = templateId(`${NS}verbs/enrolled`)
  const later = ofEnrolment.filter((id) => id !== first)
  if (!ofEnrolment.includes(first) || later.length < 2) return []
  const pattern = (name: string, label: Text, means: Text) => ({ ...described(`${NS}patterns/${name}`, { label, means }), type: 'Pattern' as const })
  return [
    {
      ...pattern('enrolment', { es: 'Una matrícula', en: 'One enrolment' }, {
        es: 'Las declaraciones de una matrícula (un registro xAPI) por orden de llegada: primero «se matriculó», después todo lo demás.',
        en: 'The statements of one enrolment (an xAPI registration) in the order of reception: first "enrolled", then everything else.',
      }),
      primary: true, sequence: [first, `${NS}patterns/enrolment-steps`],
    },
    {
      ...pattern('enrolment-steps', { es: 'Los pasos de una matrícula', en: 'The steps of one enrolment' }, {
        es: 'Cero o más pasos después de la matrícula.', en: 'No or more steps after enrolling.',
      }),
      zeroOrMore: `${NS}patterns/enrolment-step`,
    },
    {
      ...pattern('enrolment-step', { es: 'Un paso de una matrícula', en: 'One step of an enrolment' }, {
        es: 'Cualquier declaración que lleva la matrícula, menos la primera.', en: 'Any statement that carries the enrolment, except the first.',
      }),
      alternates: later,
    },
  ]
}

import type { XapiVersion } from '../xapi/request.ts'
import { SHA1, SHA2, VERSION_1, VERSION_2 } from './formats.ts'

// Everything a statement may hold, as JSON Schema 2020-12: the one source for the validator and for OpenAPI. What it cannot say
// stands in checks.ts. An empty object is no fault of its own: the specification only asks senders not to (2.2), the conformance tests
// take it (XAPI-00095 was given up), and many clients send it; a language map alone has to have an entry. Objects branch by if/then on objectType: no branch is tried in vain, and an error names the right place.

export type Definitions = Record<string, { readonly [keyword: string]: unknown }>

const ref = (name: string) => ({ $ref: `#/$defs/${name}` })
const text = { type: 'string' }
const number = { type: 'number' }
const listOf = (items: object) => ({ type: 'array', items })
/** An object with these properties and no others. */
const only = (properties: object, required: readonly string[] = []) => ({
  type: 'object', additionalProperties: false, ...(required.length > 0 ? { required } : {}), properties,
})

// oxlint-disable-next-line unicorn/no-thenable -- the keyword of JSON Schema; nobody awaits a schema.
const when = (condition: object, then: object, otherwise: object) => ({ if: condition, then, else: otherwise })

/** When objectType is this, then the one, else the other. */
const byType = (type: string, then: object, otherwise: object) =>
  when({ required: ['objectType'], properties: { objectType: { const: type } } }, then, otherwise)

/** Not two of the four identifiers; and when there is none, `otherwise`. */
const identifiedOr = (otherwise: object) => when(
  { required: ['mbox'] }, { properties: { mbox_sha1sum: false, openid: false, account: false } },
  when(
    { required: ['mbox_sha1sum'] }, { properties: { openid: false, account: false } },
    when({ required: ['openid'] }, { properties: { account: false } }, otherwise),
  ),
)

const identifiers = { mbox: ref('mbox'), mbox_sha1sum: { type: 'string', pattern: SHA1 }, openid: ref('iri'), account: ref('account') }

const event = {
  actor: ref('actor'), verb: ref('verb'), result: ref('result'), context: ref('context'), timestamp: ref('timestamp'),
  attachments: listOf(ref('attachment')),
}
const withoutSubStatement = byType('Agent', ref('agent'), byType('Group', ref('group'), byType('StatementRef', ref('statementRef'), ref('activity'))))

const common: Definitions = {
  iri: { type: 'string', format: 'iri' },
  uuid: { type: 'string', format: 'uuid' },
  timestamp: { type: 'string', format: 'timestamp' },
  languageTag: { type: 'string', format: 'language-tag' },
  mbox: { type: 'string', format: 'mbox' },
  languageMap: { type: 'object', minProperties: 1, propertyNames: { format: 'language-tag' }, additionalProperties: text },
  extensions: { type: 'object', propertyNames: { format: 'iri' } },
  account: only({ homePage: ref('iri'), name: text }, ['homePage', 'name']),
  agent: { ...only({ objectType: { const: 'Agent' }, name: text, ...identifiers }), ...identifiedOr({ required: ['account'] }) },
  group: {
    ...only({ objectType: { const: 'Group' }, name: text, member: listOf(ref('agent')), ...identifiers }, ['objectType']),
    ...identifiedOr({ if: { required: ['account'] }, else: { required: ['member'], properties: { member: { minItems: 1 } } } }),
  },
  actor: byType('Group', ref('group'), ref('agent')),
  /** Application and user together, in three-legged OAuth. */
  authorityGroup: only({ objectType: { const: 'Group' }, name: text, member: { ...listOf(ref('agent')), minItems: 2, maxItems: 2 } }, ['objectType', 'member']),
  verb: only({ id: ref('iri'), display: ref('languageMap') }, ['id']),
  interactionComponent: only({ id: text, description: ref('languageMap') }, ['id']),
  interactionComponents: listOf(ref('interactionComponent')),
  activityDefinition: {
    ...only({
      name: ref('languageMap'), description: ref('languageMap'), type: ref('iri'), moreInfo: ref('iri'), extensions: ref('extensions'),
      interactionType: {
        enum: ['true-false', 'choice', 'fill-in', 'long-fill-in', 'matching', 'performance', 'sequencing', 'likert', 'numeric', 'other'],
      },
      correctResponsesPattern: listOf(text),
      choices: ref('interactionComponents'), scale: ref('interactionComponents'), source: ref('interactionComponents'),
      target: ref('interactionComponents'), steps: ref('interactionComponents'),
    }),
    dependentRequired: {
      correctResponsesPattern: ['interactionType'], choices: ['interactionType'], scale: ['interactionType'],
      source: ['interactionType'], target: ['interactionType'], steps: ['interactionType'],
    },
  },
  activity: only({ objectType: { const: 'Activity' }, id: ref('iri'), definition: ref('activityDefinition') }, ['id']),
  statementRef: only({ objectType: { const: 'StatementRef' }, id: ref('uuid') }, ['objectType', 'id']),
  subStatement: only({ objectType: { const: 'SubStatement' }, ...event, object: withoutSubStatement }, ['objectType', 'actor', 'verb', 'object']),
  score: only({ scaled: { type: 'number', minimum: -1, maximum: 1 }, raw: number, min: number, max: number }),
  result: only({
    score: ref('score'), success: { type: 'boolean' }, completion: { type: 'boolean' }, response: text,
    duration: { type: 'string', format: 'duration' }, extensions: ref('extensions'),
  }),
  /** One activity alone stands for a list of one: so it was before version 1.0. */
  activities: when({ type: 'array' }, { items: ref('activity') }, ref('activity')),
  contextActivities: only({ parent: ref('activities'), grouping: ref('activities'), category: ref('activities'), other: ref('activities') }),
  attachment: only({
    usageType: ref('iri'), display: ref('languageMap'), description: ref('languageMap'), contentType: { type: 'string', format: 'media-type' },
    length: { type: 'integer', minimum: 0 }, sha2: { type: 'string', pattern: SHA2 }, fileUrl: ref('iri'),
  }, ['usageType', 'display', 'contentType', 'length', 'sha2']),
}

const context = {
  registration: ref('uuid'), instructor: ref('actor'), team: ref('group'), contextActivities: ref('contextActivities'),
  revision: text, platform: text, language: ref('languageTag'), statement: ref('statementRef'), extensions: ref('extensions'),
}

const statementOf = (version: string) => only({
  id: ref('uuid'), ...event, object: byType('SubStatement', ref('subStatement'), withoutSubStatement),
  stored: ref('timestamp'), authority: byType('Group', ref('authorityGroup'), ref('agent')), version: { type: 'string', pattern: version },
}, ['actor', 'verb', 'object'])

const definitions: Readonly<Record<XapiVersion, Definitions>> = {
  '1.0.3': { statement: statementOf(VERSION_1), ...common, context: only(context) },
  '2.0.0': {
    statement: statementOf(VERSION_2), ...common,
    context: only({ ...context, contextAgents: listOf(ref('contextAgent')), contextGroups: listOf(ref('contextGroup')) }),
    contextAgent: only({ objectType: { const: 'contextAgent' }, agent: ref('agent'), relevantTypes: ref('relevantTypes') }, ['objectType', 'agent']),
    contextGroup: only({ objectType: { const: 'contextGroup' }, group: ref('group'), relevantTypes: ref('relevantTypes') }, ['objectType', 'group']),
    relevantTypes: { ...listOf(ref('iri')), minItems: 1 },
  },
}

/** The schema of a statement from outside in one version; its $defs are the parts, by name. */
export function statementSchema(version: XapiVersion): { $schema: string; $id: string; $ref: string; $defs: Definitions } {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `https://w3id.org/yachay/schemas/xapi-${version}`,
    $ref: '#/$defs/statement',
    $defs: definitions[version],
  }
}

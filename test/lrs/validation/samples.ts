import type { XapiVersion } from '../../../src/record/xapi/request.ts'

/** Takes a place out of a base. */
export const GONE: unique symbol = Symbol('gone')

export const UUID = '6690e6c9-3ef0-4ed3-8b37-7f3964730bee'
export const SHA1 = 'ebd31e95054c018b10727ccffd2ef2ec3a016ee9'
export const SHA256 = '495395e777cd98da653df9615d09c0fd6bb2f8d4788394cd53c56a3bfdcd848a'

export const agent = { objectType: 'Agent', name: 'Rosa Huamán', mbox: 'mailto:rosa@example.pe' }
export const member = { account: { homePage: 'https://escuela.example.pe', name: '1625378' } }
export const group = { objectType: 'Group', name: 'Equipo Ica', mbox: 'mailto:ica@example.pe', member: [agent, member] }
export const anonymous = { objectType: 'Group', member: [agent, member] }
export const reference = { objectType: 'StatementRef', id: UUID }
export const plainActivity = { id: 'https://example.pe/cursos/uva' }
const components = [{ id: 'a', description: { es: 'La primera', qu: 'Ñawpaq' } }, { id: 'b' }]
export const definition = {
  name: { 'es-PE': 'La hoja enferma', en: 'The sick leaf' }, description: { 'es-PE': 'Une cada hoja con su mal.' },
  type: 'http://adlnet.gov/expapi/activities/cmi.interaction', moreInfo: 'https://example.pe/cursos/uva/7',
  interactionType: 'matching', correctResponsesPattern: ['a[.]b[,]b[.]a'],
  choices: components, scale: components, source: components, target: components, steps: components,
  extensions: { 'https://example.pe/ext/nivel': 2 },
}
export const attachment = {
  usageType: 'https://example.pe/uso/foto', display: { es: 'Foto de la hoja' }, description: { es: 'Tomada en campo' },
  contentType: 'text/plain; charset=utf-8', length: 27, sha2: SHA256, fileUrl: 'https://example.pe/foto.jpg',
}
const extensions = { 'https://example.pe/ext/a': null, 'https://example.pe/ext/b': {}, 'https://example.pe/ext/c': '', 'https://example.pe/ext/d': [1, { e: null }] }

function contextOf(version: XapiVersion): object {
  return {
    registration: UUID, instructor: { openid: 'https://openid.example.pe/tutora' }, team: group,
    contextActivities: { parent: plainActivity, grouping: [plainActivity, { ...plainActivity, definition }], category: [plainActivity], other: [plainActivity] },
    revision: '3', platform: 'Yachay', language: 'es-PE', statement: reference, extensions,
    ...(version === '2.0.0' ? {
      contextAgents: [{ objectType: 'contextAgent', agent, relevantTypes: ['https://example.pe/tipos/tutora'] }],
      contextGroups: [{ objectType: 'contextGroup', group, relevantTypes: ['https://example.pe/tipos/equipo'] }],
    } : {}),
  }
}

function basesOf(version: XapiVersion) {
  const event = {
    actor: agent, verb: { id: 'http://adlnet.gov/expapi/verbs/answered', display: { 'es-PE': 'respondió', en: 'answered' } },
    result: {
      score: { scaled: 0.5, raw: 10, min: 0, max: 20 }, success: true, completion: false, response: 'a[.]b', duration: 'PT1M30.25S', extensions,
    },
    timestamp: '2026-03-01T10:00:00.123-05:00', attachments: [attachment],
  }
  const context = contextOf(version)
  const full = {
    id: UUID, ...event, object: { objectType: 'Activity', ...plainActivity, definition }, context,
    stored: '2026-03-01T15:00:01.000Z', authority: member, version: version === '1.0.3' ? '1.0.0' : '2.0.0',
  }
  const least = { actor: member, verb: { id: event.verb.id }, object: plainActivity }
  const sub = { objectType: 'SubStatement', ...event, object: full.object, context }
  return {
    /** Every property of a statement about an activity. */
    full,
    /** What every statement has, and nothing more. */
    least,
    onAgent: { ...least, object: agent },
    onGroup: { ...least, object: group },
    onStatement: { ...least, object: reference },
    onSub: { ...least, object: sub },
    /** The same objects with the context that only an activity may have. */
    voiding: { ...least, verb: { id: 'http://adlnet.gov/expapi/verbs/voided' }, object: reference },
    signed: { ...least, attachments: [{ ...attachment, usageType: 'http://adlnet.gov/expapi/attachments/signature', contentType: 'application/octet-stream' }] },
    byGroup: { ...least, authority: { objectType: 'Group', member: [member, agent] } },
    nothing: {},
  }
}

const known = { '1.0.3': basesOf('1.0.3'), '2.0.0': basesOf('2.0.0') }

export type Base = keyof typeof known['1.0.3']

export function bases(version: XapiVersion): Readonly<Record<Base, unknown>> {
  return known[version]
}

/** A copy with another value at a JSON pointer. */
export function put(whole: unknown, pointer: string, value: unknown): unknown {
  if (pointer === '') return value
  const [, name, ...rest] = pointer.split('/')
  const key = (name ?? '').replace(/~1/g, '/').replace(/~0/g, '~')
  const below = rest.length > 0 ? `/${rest.join('/')}` : ''
  if (Array.isArray(whole)) {
    const copy: unknown[] = [...whole]
    const at = Number(key)
    if (below === '' && value === GONE) copy.splice(at, 1)
    else copy[at] = put(copy[at], below, value)
    return copy
  }
  const copy: Record<string, unknown> = { ...(whole as Record<string, unknown>) }
  if (below === '' && value === GONE) delete copy[key]
  else copy[key] = put(copy[key], below, value)
  return copy
}

const EVENT = /^\/(?:actor|verb|object|result|context|timestamp|attachments)(?:\/|$)/

/** The same as the sub-statement of another statement; null where a sub-statement has no such place, or would hold another one. */
export function inside(whole: unknown, at: string): unknown {
  if (!EVENT.test(at)) return null
  const { id: _i, stored: _s, authority: _a, version: _v, ...event } = whole as Record<string, unknown>
  const object = event['object'] as { objectType?: string } | undefined
  if (object?.objectType === 'SubStatement') return null
  return { actor: member, verb: { id: 'https://example.pe/verbos/planeo' }, object: { objectType: 'SubStatement', ...event } }
}

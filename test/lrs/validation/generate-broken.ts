import type { XapiVersion } from '../../../src/record/xapi/request.ts'
import { isThing, LISTS, uuid, validStatement, type Dice, type Json, type Thing } from './generate.ts'

// Statements that are wrong in one thing, each with the words for it.

export interface Broken { readonly label: string; readonly value: Json }

/** A value inside a statement with its holder; what stands inside extensions is left out: anything goes there. */
interface Place { readonly pointer: string; readonly holder: Thing | Json[]; readonly key: string | number; readonly value: Json }

export function placesIn(value: Json, pointer = ''): Place[] {
  if (typeof value !== 'object' || value === null) return []
  const entries: [string | number, Json][] = Array.isArray(value) ? value.map((each, i) => [i, each]) : Object.entries(value)
  return entries.flatMap(([key, each]) => {
    const here = { pointer: `${pointer}/${key}`, holder: value, key, value: each }
    return key === 'extensions' ? [here] : [here, ...placesIn(each, here.pointer)]
  })
}

const set = ({ holder, key }: Place, value: Json): void => { (holder as Thing)[key] = value }
const isMap = ({ pointer }: Place): boolean => /\/(?:display|description|name)$/.test(pointer)

/** Texts of a fixed form, by the name they stand under. */
const FORMED = new Set(['registration', 'mbox', 'mbox_sha1sum', 'openid', 'homePage', 'type', 'moreInfo', 'timestamp', 'stored', 'duration', 'language', 'usageType', 'contentType', 'sha2', 'fileUrl', 'version', 'objectType', 'interactionType'])
const isFormed = ({ key, pointer }: Place): boolean => FORMED.has(String(key)) && !isInMap(pointer) || key === 'id' && !LISTS.some((name) => pointer.includes(`/${name}/`))
const isInMap = (pointer: string): boolean => /\/(?:display|description|name)\/[^/]*$/.test(pointer)

type Breaking = (d: Dice, statement: Thing, version: XapiVersion) => string | null

/** Changes the first place, of those that fit, that the dice choose. */
function somewhere(fits: (place: Place) => boolean, change: (place: Place, d: Dice) => string): Breaking {
  return (d, statement) => {
    const places = placesIn(statement).filter(fits)
    return places.length === 0 ? null : change(d.one(places), d)
  }
}

const events = (statement: Thing): Thing[] => [statement, ...(isThing(statement['object']) && statement['object']['objectType'] === 'SubStatement' ? [statement['object']] : [])]
const objectType = (event: Thing): Json => (isThing(event['object']) ? event['object']['objectType'] : undefined) ?? 'Activity'
const inEvent = (label: string, change: (event: Thing, d: Dice) => boolean | void): Breaking => (d, statement) => {
  const event = d.one(events(statement))
  return change(event, d) === false ? null : `${label}${event === statement ? '' : ', in the sub-statement'}`
}
const inObject = (name: string, event: Thing): Thing => {
  const own = event[name]
  if (isThing(own)) return own
  const made: Thing = {}
  event[name] = made
  return made
}
/** In place of all that was there, so that nothing else is touched. */
const person = (pointer: string) => /\/(?:actor|instructor|authority|agent|member\/\d+)$/.test(pointer)

const breakings: readonly Breaking[] = [
  somewhere(() => true, (place) => { set(place, null); return `${place.pointer} is null` }),
  somewhere(({ value }) => typeof value === 'string', (place) => { set(place, 7); return `${place.pointer} is a number` }),
  somewhere(({ value }) => typeof value === 'number', (place) => { set(place, String(place.value)); return `${place.pointer} is a number in quotes` }),
  somewhere(({ value }) => typeof value === 'boolean', (place) => { set(place, String(place.value)); return `${place.pointer} is a boolean in quotes` }),
  somewhere(({ value }) => typeof value === 'object', (place) => { set(place, 'x'); return `${place.pointer} is a text` }),
  somewhere(({ value }) => Array.isArray(value), (place) => { set(place, [...(place.value as Json[]), null]); return `${place.pointer} holds null` }),
  somewhere((place) => isThing(place.value) && place.key !== 'extensions' && !isMap(place), (place) => { set(place, { ...(place.value as Thing), foo: 1 }); return `${place.pointer} has a property foo` }),
  somewhere((place) => isThing(place.value) && isMap(place), (place) => { set(place, { ...(place.value as Thing), something: 'x' }); return `${place.pointer} has a key that is no language` }),
  somewhere(({ holder, key, pointer }) => !Array.isArray(holder) && typeof key === 'string' && !isInMap(pointer), ({ holder, key, pointer, value }) => {
    const other = String(key).toUpperCase()
    delete (holder as Thing)[key]
    ;(holder as Thing)[other] = value
    return `${pointer} is written ${other}`
  }),
  somewhere(isFormed, (place) => { set(place, ''); return `${place.pointer} is empty` }),
  somewhere(isFormed, (place) => { set(place, 'should fail!'); return `${place.pointer} has no form` }),
  somewhere(({ key }) => key === 'timestamp' || key === 'stored', (place, d) => {
    set(place, d.one(['2008-09-15T15:53:00.601-00', '2008-09-15T15:53:00.601-00:00', '2026-02-30T00:00:00Z', '2026-01-01', '2026-01-01T25:00:00Z', '01/011/2015']))
    return `${place.pointer} is no time`
  }),
  somewhere(({ key }) => key === 'extensions', (place) => { set(place, { 'no iri': 1 }); return `${place.pointer} has a key that is no IRI` }),
  somewhere(({ key }) => key === 'extensions', (place) => {
    let deep: Json = 1
    for (let i = 0; i < 300; i += 1) deep = [deep]
    set(place, { 'https://example.pe/x': deep })
    return `${place.pointer} nests without end`
  }),
  somewhere(({ pointer }) => person(pointer), (place) => { set(place, { mbox: 'mailto:a@b.pe', openid: 'https://b.pe/a' }); return `${place.pointer} has two identifiers` }),
  somewhere(({ pointer }) => person(pointer), (place) => { set(place, { objectType: 'Agent', name: 'Rosa' }); return `${place.pointer} has no identifier` }),
  somewhere(({ pointer }) => /\/(?:actor|instructor|team|group)$/.test(pointer), (place) => { set(place, { objectType: 'Group', member: [] }); return `${place.pointer} is nobody` }),
  somewhere(({ key }) => key === 'member', (place) => { set(place, [{ objectType: 'Group', mbox: 'mailto:a@b.pe' }]); return `${place.pointer} holds a group` }),
  (d, statement) => { const name = d.one(['actor', 'verb', 'object']); const event = d.one(events(statement)); delete event[name]; return `${name} is missing` },
  inEvent('scaled is too much', (event) => { inObject('result', event)['score'] = { scaled: 1.01 } }),
  inEvent('raw is above max', (event) => { inObject('result', event)['score'] = { raw: 2, max: 1 } }),
  inEvent('raw is below min', (event) => { inObject('result', event)['score'] = { raw: 2, min: 3 } }),
  inEvent('min is not below max', (event, d) => { inObject('result', event)['score'] = { min: d.one([1, 2]), max: 1 } }),
  inEvent('the duration mixes weeks and days', (event) => { inObject('result', event)['duration'] = 'P4W1D' }),
  inEvent('revision beside what is no activity', (event) => { if (objectType(event) === 'Activity') return false; inObject('context', event)['revision'] = '1'; return true }),
  inEvent('platform beside what is no activity', (event) => { if (objectType(event) === 'Activity') return false; inObject('context', event)['platform'] = 'x'; return true }),
  inEvent('it voids what is no statement', (event) => { if (objectType(event) === 'StatementRef') return false; inObject('verb', event)['id'] = 'http://adlnet.gov/expapi/verbs/voided'; return true }),
  inEvent('two components have one id', (event, d) => { inObject('context', event)['contextActivities'] = { parent: { id: 'https://b.pe/x', definition: { interactionType: 'choice', [d.one(LISTS)]: [{ id: 'a' }, { id: 'a' }] } } } }),
  inEvent('components without interactionType', (event, d) => { inObject('context', event)['contextActivities'] = { other: [{ id: 'https://b.pe/x', definition: { [d.one(LISTS)]: [{ id: 'a' }] } }] } }),
  inEvent('a language map is empty', (event) => { inObject('verb', event)['display'] = {} }),
  inEvent('the team is an agent', (event) => { inObject('context', event)['team'] = { mbox: 'mailto:a@b.pe' } }),
  inEvent('a signature is no stream of octets', (event) => { event['attachments'] = [{ usageType: 'http://adlnet.gov/expapi/attachments/signature', display: { es: 'x' }, contentType: 'text/plain', length: 1, sha2: 'a'.repeat(64), fileUrl: 'https://b.pe/x' }] }),
  inEvent('an attachment without hash', (event) => { event['attachments'] = [{ usageType: 'https://b.pe/u', display: { es: 'x' }, contentType: 'text/plain', length: 1, fileUrl: 'https://b.pe/x' }] }),
  (d, statement) => { const sub = events(statement)[1]; if (!sub) return null; const name = d.one(['id', 'stored', 'version', 'authority']); sub[name] = name === 'id' ? uuid(d) : name === 'authority' ? { mbox: 'mailto:a@b.pe' } : name === 'version' ? '1.0.0' : '2026-01-01T00:00:00Z'; return `the sub-statement has ${name}` },
  (_d, statement) => { const sub = events(statement)[1]; if (!sub) return null; sub['object'] = structuredClone(sub); return 'the sub-statement holds a sub-statement' },
  (d, statement) => { statement['authority'] = { objectType: 'Group', member: Array.from({ length: d.one([0, 1, 3]) }, () => ({ mbox: 'mailto:a@b.pe' })) }; return 'the authority is not two' },
  (d, statement, version) => { statement['version'] = d.one(['0.9.9', '1.1.0', '3.0.0', version === '1.0.3' ? '2.0.0' : '2.1.0']); return 'the version is another' },
  (_d, statement, version) => { if (version !== '1.0.3') return null; inObject('context', statement)['contextAgents'] = [{ objectType: 'contextAgent', agent: { mbox: 'mailto:a@b.pe' } }]; return 'context agents in 1.0.3' },
  (d, statement, version) => { if (version !== '2.0.0') return null; inObject('context', statement)['contextAgents'] = [{ objectType: 'contextAgent', agent: { mbox: 'mailto:a@b.pe' }, relevantTypes: d.one<Json>([[], ['abc'], 'x']) }]; return 'relevant types that are none' },
]

/** A valid statement with one thing made wrong. */
export function brokenStatement(d: Dice, version: XapiVersion, options: { readonly files?: boolean } = {}): Broken {
  for (;;) {
    const value = structuredClone(validStatement(d, version, options))
    const label = d.one(breakings)(d, value, version)
    if (label !== null) return { label, value }
  }
}

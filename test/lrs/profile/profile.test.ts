import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import jsonld from 'jsonld'
import { features } from '../../../src/app.ts'
import { profileOf, PROFILE_CONTEXT, PROFILE_VERSION } from '../../../src/record/profile/profile.ts'
import { CONTEXT } from './context.ts'
import { structureFaults } from './structure.ts'

const profile = profileOf(features.flatMap((f) => f.concepts ?? []))

const documentLoader = (url: string): Promise<object> => {
  if (url !== PROFILE_CONTEXT) throw new Error(`${url} would have been fetched`)
  return Promise.resolve({ contextUrl: null, documentUrl: url, document: CONTEXT })
}

test('the profile has the structure that xAPI Profiles 1.0 demands', () => {
  assert.deepEqual(structureFaults(profile), [])
})

test('a profile that breaks any rule of the structure is found out', () => {
  const extension = `concepts.${profile.concepts.findIndex((c) => c.type === 'ContextExtension')}`
  const [concept, template] = [profile.concepts[0], profile.templates[0]]
  const version = { id: 'https://w3id.org/yachay/profile/v2', generatedAtTime: '2026-12-01T00:00:00Z' }
  const ways: readonly (readonly [string, unknown])[] = [
    ['conformsTo', undefined], ['@context', 'https://example.org/other'], ['type', 'Thing'], ['author', { name: 'x' }], ['surprise', 'x'],
    ['versions', []], ['versions.0.generatedAtTime', 'yesterday'], ['versions.1', version], ['seeAlso', ''], ['seeAlso', null],
    [`concepts.${profile.concepts.length}`, concept], ['concepts.0.id', 'no iri'], ['concepts.0.inScheme', 'https://example.org/v9'],
    ['concepts.0.prefLabel', 'annulled'], ['concepts.0.definition', {}], ['concepts.0.type', 'Noun'], ['concepts.0.shape', 'round'],
    [`${extension}.inlineSchema`, '{"type":"nonsense"}'], [`${extension}.schema`, 'https://example.org/s'], [`${extension}.recommendedVerbs`, ['https://example.org/v']],
    ['templates.0.definition', undefined], ['templates.0.objectStatementRefTemplate', ['https://example.org/t']], ['templates.0.objectActivityType', 'https://example.org/a'],
    ['templates.0.rules', []], ['templates.0.rules.0', { location: '$.id' }], ['templates.0.rules.0.location', '$.object[?(@.id)]'],
    ['templates.0.rules.0.presence', 'perhaps'], ['templates.0.rules.0.all', 'x'], ['templates.0.rules.0.scopeNote', 'x'],
    ['patterns.0.zeroOrMore', template?.id], ['patterns.0.prefLabel', undefined], ['patterns.0.sequence', [template?.id]], ['patterns.0.sequence', ['https://example.org/p', template?.id]],
    ['patterns.2.alternates.0', profile.patterns[1]?.id], ['patterns.1.zeroOrMore', profile.patterns[0]?.id],
  ]
  for (const [place, value] of ways) assert.notDeepEqual(structureFaults(changed(place, value)), [], `${place} = ${JSON.stringify(value)}`)
})

/** A copy of the profile with another value at one place. */
function changed(place: string, value: unknown): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(profile))
  const parts = place.split('.')
  const last = parts.pop() ?? ''
  const parent = parts.reduce<unknown>((at, part) => (typeof at === 'object' && at !== null ? Reflect.get(at, part) : undefined), copy)
  if (typeof parent !== 'object' || parent === null) throw new Error(`no ${place}`)
  Reflect.set(parent, last, value)
  return JSON.parse(JSON.stringify(copy))
}

test('as JSON-LD every term means something and every address is whole', async () => {
  const [expanded] = await jsonld.expand({ ...profile }, { documentLoader, safe: true, base: null })
  const text = JSON.stringify(expanded)
  const P = 'https://w3id.org/xapi/profiles/ontology#'
  assert.deepEqual(expanded?.['@type'], [`${P}Profile`])
  for (const [term, list] of [['concepts', profile.concepts], ['templates', profile.templates], ['patterns', profile.patterns]] as const) {
    const found = expanded?.[P + term]
    assert.ok(Array.isArray(found) && found.length === list.length, term)
  }
  assert.ok(text.includes('"@language":"es"') && text.includes('"@language":"en"'))
  // Compacted again with the same context it is the document we serve.
  const compacted = await jsonld.compact(expanded ?? {}, PROFILE_CONTEXT, { documentLoader, base: null })
  assert.deepEqual(compacted, JSON.parse(JSON.stringify(profile)))
})

test('a published version of the profile does not change: another text needs another PROFILE_VERSION', () => {
  assert.deepEqual([PROFILE_VERSION, createHash('sha256').update(JSON.stringify(profile)).digest('hex').slice(0, 16)], ['https://w3id.org/yachay/profile/v7', '5352c7ba1c988a3b'])
})

test('every verb, kind of activity and extension is named and explained in Spanish and English', () => {
  for (const { id, prefLabel, definition } of [...profile.concepts, ...profile.templates, ...profile.patterns]) {
    for (const text of [prefLabel, definition]) assert.ok(text.es !== '' && text.en !== '' , id)
    assert.match(definition.es, /[.]$/, id)
    assert.match(definition.en, /[.]$/, id)
  }
})

test('every extension belongs to a verb', () => {
  assert.deepEqual(profile.concepts.filter((c) => c.type === 'ContextExtension' && c.recommendedVerbs.length === 0).map((c) => c.id), [])
})

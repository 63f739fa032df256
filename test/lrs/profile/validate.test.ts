import assert from 'node:assert/strict'
import { test } from 'node:test'
import { features } from '../../../src/app.ts'
import { jsonPath, without } from '../../../src/record/profile/json-path.ts'
import { profileOf, templateId, type Profile } from '../../../src/record/profile/profile.ts'
import { matchPattern, validateAgainstProfile } from '../../../src/record/profile/validate.ts'
import type { Rule } from '../../../src/record/profile/concept.ts'
import { NS } from '../../../src/record/statement.ts'

const STATEMENT = {
  actor: { name: 'a' }, verb: { id: 'https://example.org/v' }, tags: ['x', 'y', 'z'], list: [],
  context: { 'odd|name': 1, contextActivities: { grouping: [{ id: 'g1' }, { id: 'g2', deep: { id: 'g3' } }], other: [{ id: 'o1' }] }, extensions: { 'https://example.org/e.x': { n: 0 } } },
}

test('a JSONPath finds children, places, all, unions, what lies deeper, and several paths at once', () => {
  const cases: readonly (readonly [string, readonly unknown[]])[] = [
    ['$.verb.id', ['https://example.org/v']], ['verb.id', ['https://example.org/v']], ["$['verb']['id']", ['https://example.org/v']], ['$["verb"].id', ['https://example.org/v']],
    ['$.tags[0]', ['x']], ['$.tags[0,2]', ['x', 'z']], ['$.tags[*]', ['x', 'y', 'z']], ['$.tags', [['x', 'y', 'z']]], ['$.list[*]', []], ['$.nothing.at.all', []],
    ['$.context.contextActivities.grouping[*].id', ['g1', 'g2']], ["$.context.contextActivities['grouping','other'][*].id", ['g1', 'g2', 'o1']], ['$.context.contextActivities.*[0].id', ['g1', 'o1']],
    ['$.context.contextActivities..id', ['g1', 'g2', 'g3', 'o1']], ["$.context.extensions['https://example.org/e.x'].n", [0]], ["$.context['odd|name']", [1]],
    ['$.actor.name | $.tags[1]', ['a', 'y']], ['$', [STATEMENT]],
  ]
  for (const [path, expected] of cases) assert.deepEqual(jsonPath(STATEMENT, path).toSorted(), [...expected].toSorted(), path)
  for (const bad of ['$.tags[?(@.id)]', '$.tags[(@.length-1)]', '$.tags[-1]', '$.a b', '$[']) assert.throws(() => jsonPath(STATEMENT, bad), /no JSONPath/, bad)
  assert.deepEqual(without(STATEMENT, '$.tags').tags, undefined)
  assert.deepEqual(jsonPath(STATEMENT, '$.tags[1]'), ['y'], 'the original stays')
})

const described = { inScheme: `${NS}profile/v1`, prefLabel: { es: 'x', en: 'x' }, definition: { es: 'x', en: 'x' } }
const withRule = (rule: Rule): Profile => ({
  ...profileOf([]), templates: [{ ...described, id: 'urn:t', type: 'StatementTemplate', verb: 'https://example.org/v', rules: [rule] }],
})
const outcome = (rule: Rule): string => validateAgainstProfile(withRule(rule), STATEMENT).outcome

test('presence, any, all, none and selector mean what the specification says', () => {
  const yes: readonly Rule[] = [
    { location: '$.tags', presence: 'included' }, { location: '$.nothing', presence: 'excluded' }, { location: '$.nothing', presence: 'recommended', all: ['a'] },
    { location: '$.tags[*]', any: ['z', 'q'] }, { location: '$.tags[*]', all: ['x', 'y', 'z', 'q'] }, { location: '$.tags[*]', none: ['q'] }, { location: '$.nothing', all: ['a'] },
    { location: '$.context.contextActivities.*[*]', selector: '$.id', presence: 'included' }, { location: '$.context.contextActivities.*[*]', selector: '$.deep.id', any: ['g3'] },
    { location: '$.context.contextActivities.*[*]', selector: '$.nowhere', presence: 'excluded' },
  ]
  const no: readonly Rule[] = [
    { location: '$.nothing', presence: 'included' }, { location: '$.tags', presence: 'excluded' }, { location: '$.actor.name', presence: 'recommended', all: ['b'] },
    { location: '$.tags[*]', any: ['q'] }, { location: '$.tags[*]', all: ['x', 'y'] }, { location: '$.tags[*]', none: ['q', 'z'] }, { location: '$.nothing', any: ['a'] },
    { location: '$.context.contextActivities.*[*]', selector: '$.deep.id', presence: 'included' }, { location: '$.context.contextActivities.*[*]', selector: '$.deep.id', all: ['g3'] },
    { location: '$.context.contextActivities.*[*]', selector: '$.deep.id', presence: 'excluded' }, { location: '$.tags[*]', presence: 'included', all: ['x'] },
  ]
  for (const rule of yes) assert.equal(outcome(rule), 'success', JSON.stringify(rule))
  for (const rule of no) assert.equal(outcome(rule), 'invalid', JSON.stringify(rule))
  assert.equal(validateAgainstProfile(withRule({ location: '$.id', presence: 'included' }), { verb: { id: 'https://example.org/other' } }).outcome, 'unmatched')
})

test('an enrolment follows its pattern only from its first statement on', () => {
  const profile = profileOf(features.flatMap((f) => f.concepts ?? []))
  const row = (...verbs: string[]) => verbs.map((v) => [templateId(`${NS}verbs/${v}`)])
  const pattern = `${NS}patterns/enrolment`
  assert.deepEqual(matchPattern(profile, pattern, row('enrolled', 'started', 'completed', 'completed', 'issued')), { outcome: 'success', rest: [] })
  assert.deepEqual(matchPattern(profile, pattern, row('enrolled')), { outcome: 'success', rest: [] })
  assert.equal(matchPattern(profile, pattern, row('started', 'enrolled')).outcome, 'failure')
  assert.equal(matchPattern(profile, pattern, row('enrolled', 'started', 'applied')).rest.length, 1, 'an application is no part of an enrolment')
  assert.equal(matchPattern(profile, pattern, []).outcome, 'partial')
})

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { VERB } from '../../../src/features/programmes/index.ts'
import type { Rule } from '../../../src/record/profile/concept.ts'
import { without } from '../../../src/record/profile/json-path.ts'
import { profileOf } from '../../../src/record/profile/profile.ts'
import { validateAgainstProfile } from '../../../src/record/profile/validate.ts'
import { EXT, NS } from '../../../src/record/statement.ts'
import { demoHouse, type DemoHouse } from '../../demo-house.ts'
import { openPlace, type Place } from '../../commands/place.ts'
import { nameOf, send } from '../../commands/row.ts'
import { ROWS } from '../../commands/table.ts'
import { actAboutHiddenData } from '../../hidden-data.ts'
import { actAboutMarks, actOfResults } from '../../office-facts.ts'
import { heldAgainst, recordedIn, type Recorded } from './recorded.ts'

// Two records that nothing but our own code wrote: each command of the house once, and a demo with every state.
let place: Place
let demo: DemoHouse
let byCommands: Recorded[]
let inDemo: Recorded[]
before(async () => {
  place = await openPlace(8)
  for (const row of ROWS) {
    const ready = await row.prepare(place)
    const answer = await send(place.house, ready.by, ready)
    assert.ok(answer.status < 400, `${nameOf(row)}: ${answer.status} ${answer.words.slice(0, 300)}`)
  }
  await actAboutMarks(place.house, 'piloto')
  await actOfResults(place.house, 'piloto')
  // What test/histories/script.ts put in to prepare a command has no words for its verb: that is not our code's.
  byCommands = (await recordedIn(place.house)).filter(({ statement }) => statement.verb.display !== undefined || statement.verb.id === VERB.ruleSigned)
  demo = await demoHouse(40, 7)
  await actAboutHiddenData(demo.house, 'demo')
  inDemo = await recordedIn(demo.house)
})
after(async () => {
  await place.close()
  await demo.close()
})

test('every statement that a command writes follows the profile', () => {
  const found = heldAgainst(place.house, byCommands)
  assert.deepEqual({ faults: found.faults, unmatched: found.unmatched, otherKinds: found.otherKinds }, { faults: [], unmatched: [], otherKinds: [] })
  assert.ok(found.statements > 100, `${found.statements} statements`)
})

test('a whole demo follows the profile, and each of its enrolments the pattern', () => {
  const found = heldAgainst(demo.house, inDemo)
  assert.deepEqual(
    { faults: found.faults, unmatched: found.unmatched, otherKinds: found.otherKinds, outOfOrder: found.outOfOrder },
    { faults: [], unmatched: [], otherKinds: [], outOfOrder: [] },
  )
  assert.ok(found.statements > 500 && found.enrolments > 10, `${found.statements} statements, ${found.enrolments} enrolments`)
})

test('every verb of the profile was written by our code here', () => {
  const written = new Set([...byCommands, ...inDemo].map((r) => r.statement.verb.id))
  assert.deepEqual(profileOf(demo.house.concepts).templates.map((t) => t.verb).filter((verb) => !written.has(verb)), [])
})

test('a statement that lacks what its template demands, or carries something else in its place, fails', () => {
  const profile = profileOf(demo.house.concepts)
  const all = [...byCommands, ...inDemo]
  const find = (id: string) => all.find((r) => r.id === id)?.statement
  let broken = 0
  for (const template of profile.templates) {
    const candidates = all.filter((r) => r.statement.verb.id === template.verb).map((r) => r.statement)
    for (const rule of template.rules) {
      for (const change of waysToBreak(rule)) {
        const [statement] = candidates
        assert.ok(statement, template.id)
        const { outcome, faults } = validateAgainstProfile(profile, change(statement), find)
        assert.equal(outcome, 'invalid', `${template.id} ${JSON.stringify(rule)}`)
        assert.ok(faults.some((f) => f.includes(rule.location)), `${template.id} ${rule.location}: ${faults.join('; ')}`)
        broken++
      }
    }
    if (template.objectStatementRefTemplate) {
      const [statement] = candidates
      assert.equal(validateAgainstProfile(profile, statement, () => ({ ...statement, verb: { id: VERB.ruleSigned } })).outcome, 'invalid', `${template.id} refers to anything`)
    }
  }
  assert.ok(broken > 500, `${broken} broken statements`)
})

test('an extension of ours that the profile does not know, of the wrong form, of another verb or in another place fails', () => {
  const profile = profileOf(demo.house.concepts)
  const completed = inDemo.find((r) => r.statement.verb.id === VERB.completed)?.statement
  assert.ok(completed)
  const with_ = (extensions: object) => ({ ...completed, context: { ...completed.context, extensions: { ...completed.context?.extensions, ...extensions } } })
  assert.equal(validateAgainstProfile(profile, with_({ 'https://example.org/of-others': 1 })).outcome, 'success')
  for (const bad of [{ [`${EXT}mood`]: 'good' }, { [`${EXT}minutes`]: 'many' }, { [`${EXT}minutes`]: 601 }, { [`${EXT}level`]: 'card' }, { [`${NS}other`]: 1 }]) {
    assert.equal(validateAgainstProfile(profile, with_(bad)).outcome, 'invalid', JSON.stringify(bad))
  }
  assert.equal(validateAgainstProfile(profile, { ...completed, object: { ...completed.object, definition: { extensions: { [`${EXT}level`]: 'card' } } } }).outcome, 'invalid')
})

/** Each way in which a statement can fail a rule: what is demanded left out, what is forbidden put in, another value. */
function waysToBreak(rule: Rule): ((statement: object) => unknown)[] {
  return [
    ...(rule.presence === 'included' ? [(s: object) => without(s, rule.location)] : []),
    ...(rule.presence === 'excluded' ? [(s: object) => put(s, rule.location, 'something')] : []),
    ...(rule.all && rule.presence !== 'excluded' ? [(s: object) => put(s, rule.location, 'something else')] : []),
  ]
}

function put(statement: object, location: string, value: unknown): unknown {
  const copy: object = structuredClone(statement)
  const names = [...location.matchAll(/\.(\w+)|\['([^']+)'\]/g)].map(([, plain, quoted]) => plain ?? quoted ?? '')
  const last = names.pop() ?? ''
  let at: object = copy
  for (const name of names) {
    const inner: unknown = Reflect.get(at, name)
    const next = typeof inner === 'object' && inner !== null ? inner : {}
    Reflect.set(at, name, next)
    at = next
  }
  Reflect.set(at, last, value)
  return copy
}

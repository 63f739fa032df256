import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decidedModel, decisionsIn, MOST_DECISIONS, PORT_STATE, RAIL_STATE, type Decider } from './decisions.ts'
import { costsOf, instancesCsv, readInstances, type PolicyModel } from './policies.ts'
import { ruleWeights } from './world-port.ts'

const WEEKS = readInstances(instancesCsv('port', 'decisions test', 12))
const DAYS = readInstances(instancesCsv('rail', 'decisions test', 3))
const at = (names: readonly string[], name: string): number => names.indexOf(name)

test('who answers with what a rule weighs decides as that rule does, to the last bit', () => {
  const port = (name: string): Decider => (state) => state[at(PORT_STATE, name)]!
  for (const [rule, decide] of [['first', port('espera')], ['heaviest', port('peso')], ['suited', port('suyo')], ['tide', port('marea')], ['shortest', (s) => -port('trabajo')(s)]] as [Parameters<typeof ruleWeights>[0], Decider][]) {
    const costs = costsOf({ world: 'port', policy: { kind: 'scores', weights: ruleWeights(rule) } }, WEEKS)
    WEEKS.list.forEach((_, i) => assert.equal(costsOf(decidedModel('port', decisionsIn(WEEKS, i, decide)), WEEKS.world === 'port' ? { world: 'port', list: [WEEKS.list[i]!] } : WEEKS)[0], costs[i], rule))
  }
  const knobs: PolicyModel = { world: 'rail', policy: { kind: 'knobs', knobs: Float64Array.of(240, 0.6, 60, 0.25) } }
  const [ahead, behind] = [at(RAIL_STATE, 'adelante'), at(RAIL_STATE, 'atras')]
  const decide: Decider = (s) => Math.min(60, 0.6 * (240 - s[ahead]!) + (0.25 * (s[behind]! - s[ahead]!)) / 2)
  DAYS.list.forEach((_, i) => {
    const list = decisionsIn(DAYS, i, decide)
    assert.ok(list.length > 500 && list.length < MOST_DECISIONS.rail)
    assert.equal(costsOf(decidedModel('rail', list), DAYS.world === 'rail' ? { world: 'rail', list: [DAYS.list[i]!] } : DAYS)[0], costsOf(knobs, DAYS)[i])
  })
})

test('a state has a number for each of its names; holding is bounded, and rounded to 15 s', () => {
  const seen: (readonly number[])[] = []
  decisionsIn(WEEKS, 0, (state) => { seen.push(state); return 0 })
  decisionsIn(DAYS, 0, (state) => { if (seen.length < 200) seen.push(state); return 0 })
  assert.ok(seen.every((state) => state.every(Number.isFinite) && [PORT_STATE.length, RAIL_STATE.length].includes(state.length as 6)))
  assert.deepEqual([-5, 7, 8, 22, 23, 1e9].map((wish) => decisionsIn(DAYS, 0, () => wish)[0]), [0, 0, 1, 1, 2, 6])
})

test('decisions of another week, of none or beyond the choices there are stop', () => {
  const other = decisionsIn(WEEKS, 0, (s) => s[1]!)
  assert.throws(() => costsOf(decidedModel('port', other.slice(0, 1)), WEEKS), /^Error: these choices are not of this week/)
  assert.throws(() => costsOf(decidedModel('port', new Uint8Array(28).fill(27)), WEEKS), /^Error: these choices/)
  assert.throws(() => costsOf(decidedModel('rail', new Uint8Array(3)), DAYS), /^Error: these stops/)
  assert.throws(() => costsOf(decidedModel('rail', new Uint8Array(1600).fill(9)), DAYS), /^Error: these stops/)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { policyCost } from './policy-cost.ts'
import type { PolicyStep } from './policy-steps.ts'
import {
  costsOf, hiddenPort, hiddenRail, instancesCsv, learningPolicy, meanCost, ownInstances, policyEpochs, publicPort, publicRail, readInstances, trainPolicy,
  type PolicyData, type PolicyModel, type World,
} from './policies.ts'
import type { Recipe } from './recipe.ts'
import { portCost, portWeeks, ruleWeights } from './world-port.ts'
import { railCost, railDays } from './world-rail.ts'

const PORT: PolicyData = { instances: readInstances(publicPort()), hash: 'port', share: 2 / 3 }
const RAIL: PolicyData = { instances: readInstances(publicRail()), hash: 'rail', share: 0.5 }
const SOME = { port: readInstances(instancesCsv('port', 'policies test', 120)), rail: readInstances(instancesCsv('rail', 'policies test', 40)) }
const EVEN = { first: 0, heaviest: 0, shortest: 0, weight_time: 0, snug: 0, tide: 0, suited: 0 }

function recipe(steps: readonly PolicyStep[], seed = '1'): Recipe {
  return { lab: 'test', version: 1, engine: 'test', seed, steps }
}
function trained(data: PolicyData, steps: readonly PolicyStep[], seed = '1'): { model: PolicyModel; learnt: number; practice: number; digest: string } {
  const outcome = trainPolicy(recipe(steps, seed), data)
  if (outcome.kind === 'diverged') throw new Error('diverged')
  return outcome
}
const hiddenCost = (world: World, steps: readonly PolicyStep[], seed = '1') =>
  meanCost(costsOf(trained(world === 'port' ? PORT : RAIL, steps, seed).model, SOME[world]))

test('the file of a world is its seeds: the same weeks and days as the world makes from them', () => {
  assert.deepEqual(readInstances(instancesCsv('port', 'puerto public', 3)), { world: 'port', list: portWeeks('puerto public', 3) })
  assert.deepEqual(readInstances(instancesCsv('rail', 'tren public', 3)), { world: 'rail', list: railDays('tren public', 3) })
  assert.deepEqual([PORT.instances.list.length, RAIL.instances.list.length], [60, 20])
  const secret = '00112233445566778899aabbccddeeff'
  assert.equal(hiddenPort(secret), instancesCsv('port', secret, 800))
  assert.equal(hiddenRail(secret), instancesCsv('rail', secret, 200))
  assert.equal(readInstances(' world,seed,number\r\nrail,a,7\r\n').list.length, 1)
})

test('a file that is none is refused, and the line named', () => {
  const head = 'world,seed,number\n'
  for (const [file, said] of [
    ['', /line 1/], ['week,ship\n1,2', /line 1/], [head, /line 1/], [`${head}port,a,0\nrail,a,1`, /line 3/], [`${head}metro,a,0`, /line 2/],
    [`${head}port,a,-1`, /line 2/], [`${head}port,a,1.5`, /line 2/], [`${head}port,,1`, /line 2/], [`${head}port,a"b,1`, /line 2/], [`${head}port,${'a'.repeat(65)},1`, /line 2/],
    [`${head}port,a,1,2`, /line 2/], [`${head}port,a,1\n\nport,a,2`, /line 3/],
  ] as const) assert.throws(() => readInstances(file), said, file)
})

test('each learner tries policies in weeks of her own and practises in the others', () => {
  const [one, two] = [ownInstances(PORT, 'one'), ownInstances(PORT, 'two')]
  assert.deepEqual([one.taken.length, one.left.length], [40, 20])
  assert.deepEqual([...one.taken, ...one.left].toSorted((a, b) => a - b), [...PORT.instances.list.keys()])
  assert.notDeepEqual(one, two)
  const search: PolicyStep[] = [{ block: 'search', rounds: 2, population: 6, worlds: 4 }]
  assert.notDeepEqual(trained(PORT, search, 'one').model, trained(PORT, search, 'two').model)
})

test('what needs no learning costs what the world says, on learnt and on practised weeks, and is not learnt', () => {
  const first = trained(PORT, [{ block: 'first-come' }])
  const { taken, left } = ownInstances(PORT, '1')
  const weeks = portWeeks('puerto public', 60)
  const plain = (places: Int32Array) => meanCost(Float64Array.from(places, (p) => portCost(weeks[p]!, { kind: 'scores', weights: ruleWeights('first') })))
  assert.deepEqual([first.learnt, first.practice], [plain(taken), plain(left)])
  assert.deepEqual(trained(PORT, [{ block: 'priority', ...EVEN, weight_time: 1 }]).model, { world: 'port', policy: { kind: 'scores', weights: ruleWeights('weight-time') } })
  const held = trained(RAIL, [{ block: 'hold', planned: 240, share: 0.6, most: 60, lean: 0 }])
  const day = railDays('tren public', 20)[ownInstances(RAIL, '1').left[0]!]!
  const only = costsOf(held.model, { world: 'rail', list: [day] })
  assert.deepEqual([...only], [railCost(day, { kind: 'knobs', knobs: Float64Array.of(240, 0.6, 60, 0) }).cost])
  assert.deepEqual([0, policyEpochs([{ block: 'first-come' }])], [[...learningPolicy(recipe([{ block: 'no-hold' }]), RAIL)].length, 0])
})

test('a search tells after each setting what the best one costs so far, never more than before; Q-learning after each episode', () => {
  const steps = [{ block: 'search', rounds: 3, population: 8, worlds: 5 }] as const
  const course = [...learningPolicy(recipe(steps), PORT)]
  assert.deepEqual(course.map(({ epoch }) => epoch), Array.from({ length: policyEpochs(steps) }, (_, i) => i + 1))
  assert.ok(course.every(({ cost }, i) => cost > 0 && (i === 0 || cost <= course[i - 1]!.cost)))
  const acts = [{ block: 'q-learning', episodes: 4, rate: 0.3, discount: 1, explore: 0.2 }] as const
  assert.deepEqual([...learningPolicy(recipe(acts), PORT)].map(({ epoch }) => epoch), [1, 2, 3, 4])
})

test('a search weighs only what it may look at', () => {
  const { model } = trained(PORT, [{ block: 'features', names: ['heaviest', 'suited'] }, { block: 'search', rounds: 2, population: 6, worlds: 4 }])
  assert.ok(model.policy.kind === 'scores')
  assert.deepEqual([...model.policy.weights].map((w) => w !== 0), [false, true, false, false, false, false, true])
  const rail = (name: string) => trained(RAIL, [{ block: 'features', names: [name] }, { block: 'search', rounds: 3, population: 8, worlds: 2 }]).model.policy
  const [ahead, behind] = [rail('ahead'), rail('behind')]
  assert.ok(ahead.kind === 'knobs' && behind.kind === 'knobs')
  assert.deepEqual([ahead.knobs[3], behind.knobs[1]], [0, 0])
  assert.ok(ahead.knobs[1]! > 0 && behind.knobs[3]! > 0)
  assert.throws(() => rail('suited'), /nothing called "suited"/)
})

test('a method of the other world, or none, stops', () => {
  for (const [data, steps] of [[PORT, [{ block: 'no-hold' }]], [RAIL, [{ block: 'first-come' }]], [PORT, []]] as [PolicyData, PolicyStep[]][]) {
    assert.throws(() => trainPolicy(recipe(steps), data), /no method/)
  }
  assert.throws(() => costsOf(trained(PORT, [{ block: 'first-come' }]).model, SOME.rail), /cannot act/)
})

test('the same recipe gives the same digest, another seed or knob another', () => {
  for (const [data, steps, other] of [
    [PORT, { block: 'search', rounds: 2, population: 6, worlds: 4 }, { block: 'search', rounds: 2, population: 7, worlds: 4 }],
    [RAIL, { block: 'q-learning', episodes: 3, rate: 0.3, discount: 0.5, explore: 0.2 }, { block: 'q-learning', episodes: 3, rate: 0.4, discount: 0.5, explore: 0.2 }],
  ] as [PolicyData, PolicyStep, PolicyStep][]) {
    const digest = trained(data, [steps]).digest
    assert.match(digest, /^[0-9a-f]{64}$/)
    assert.equal(trained(data, [steps]).digest, digest)
    assert.notEqual(trained(data, [steps], '2').digest, digest)
    assert.notEqual(trained(data, [other]).digest, digest)
    assert.notEqual(trained({ ...data, hash: 'changed' }, [steps]).digest, digest)
  }
})

test('in the port a search of all that can be seen takes a third of the waiting away; without the berths or the best plain rule it does not', () => {
  const first = hiddenCost('port', [{ block: 'first-come' }])
  const skill = (steps: readonly PolicyStep[], seed?: string) => 1 - hiddenCost('port', steps, seed) / first
  for (const seed of ['1', '2', '3', '4', '5']) assert.ok(skill([{ block: 'search', rounds: 16, population: 30, worlds: 40 }], seed) > 0.3, seed)
  assert.ok(skill([{ block: 'priority', ...EVEN, suited: 1 }]) < 0.3)
  assert.ok(skill([{ block: 'features', names: ['first', 'heaviest', 'shortest', 'weight-time'] }, { block: 'search', rounds: 16, population: 20, worlds: 30 }]) < 0.3)
})

test('on the line a good rule and a search both take more than 0.61 away, a rule that aims at the wrong gap does not', () => {
  const none = hiddenCost('rail', [{ block: 'no-hold' }])
  const skill = (steps: readonly PolicyStep[], seed?: string) => 1 - hiddenCost('rail', steps, seed) / none
  const rule = { block: 'hold', planned: 240, share: 0.6, most: 60, lean: 0 } as const
  assert.ok(skill([rule]) > 0.61)
  for (const seed of ['1', '2', '3', '4', '5']) assert.ok(skill([{ block: 'search', rounds: 8, population: 20, worlds: 8 }], seed) > skill([rule]), seed)
  for (const planned of [180, 320]) assert.ok(skill([{ ...rule, planned }]) < 0.59, `${planned}`)
})

test('the mean over places counts a place as often as it stands there', () => {
  const costs = Float64Array.of(1, 2, 6)
  assert.equal(meanCost(costs), 3)
  assert.equal(meanCost(costs, Int32Array.of(2, 2, 0, 1)), 3.75)
})

test('the cost grows with all that is tried, and what is asked for beyond one’s own weeks costs nothing', () => {
  const search = { block: 'search', rounds: 10, population: 20, worlds: 30 } as const
  const cost = (step: PolicyStep) => policyCost([step], 'port', 40, 820)
  assert.equal(cost({ block: 'first-come' }), 860 * 6000)
  assert.equal(cost(search) - cost({ block: 'first-come' }), 10 * 20 * 30 * 6000)
  assert.equal(cost({ ...search, worlds: 400 }), cost({ ...search, worlds: 40 }))
  const acts: PolicyStep = { block: 'q-learning', episodes: 100, rate: 0.3, discount: 1, explore: 0.2 }
  assert.ok(policyCost([acts], 'rail', 10, 210) > 100 * 32000)
})

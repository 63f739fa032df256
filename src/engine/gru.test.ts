import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errors } from './errors.ts'
import { gruGradient, learnGru, parametersOfGru, predictGru, startGru, type Gru, type GruShape } from './gru.ts'
import { random } from './random.ts'
import reference from './reference/gru.json' with { type: 'json' }

const shape: GruShape = { steps: reference.steps, columns: reference.columns, units: reference.units }
const values = Float64Array.from(reference.values)

function finish<T>(run: Generator<unknown, T>): T {
  for (;;) {
    const next = run.next()
    if (next.done) return next.value
  }
}

test('answers, loss and gradient are those of the equations in numpy: 1e-13, 1e-13 and what differences can tell', () => {
  const net: Gru = { kind: 'gru', ...shape, parameters: Float64Array.from(reference.weights) }
  predictGru(net, values).forEach((y, i) => assert.ok(Math.abs(y - reference.answers[i]!) < 1e-13))
  const { loss, gradient } = gruGradient(net, values, reference.targets)
  assert.ok(Math.abs(loss - reference.loss) < 1e-13)
  assert.equal(gradient.length, reference.gradient.length)
  reference.gradient.forEach((g, i) => assert.ok(Math.abs(gradient[i]! - g) < 1e-8, `parameter ${i}: ${gradient[i]} ${g}`))
})

/** Windows of the wave x(t) = 2 cos(0.5) x(t - 1) - x(t - 2) with some noise; the target is the next value. */
function waves(count: number, seed: string): { values: Float64Array; targets: Float64Array } {
  const source = random(seed, 'waves')
  const windows = new Float64Array(count * 12)
  const targets = new Float64Array(count)
  for (let i = 0; i < count; i += 1) {
    const phase = source.unit() * 2 * Math.PI
    for (let t = 0; t < 12; t += 1) windows[i * 12 + t] = Math.sin(phase + 0.5 * t) + 0.1 * (source.unit() - 0.5)
    targets[i] = Math.sin(phase + 6)
  }
  return { values: windows, targets }
}

test('it learns to go on with a wave far better than the last value does', () => {
  const seen = waves(300, 'seen')
  const hidden = waves(200, 'hidden')
  const net = finish(learnGru({ steps: 12, columns: 1, units: 8 }, seen.values, seen.targets, { epochs: 25, rate: 0.01, penalty: 0, batch: 16 }, random('wave', 'gru')))
  assert.ok(net)
  const ours = errors(hidden.targets, predictGru(net, hidden.values)).rmse
  const last = errors(hidden.targets, hidden.targets.map((_, i) => hidden.values[i * 12 + 11]!)).rmse
  assert.ok(ours < 0.1 && ours < last / 3, `${ours} against ${last}`)
})

test('the same seed gives the same bits, another seed others, and the parameters hold no -0', () => {
  const once = (seed: string, penalty = 0.01) => {
    const net = finish(learnGru(shape, values, reference.targets, { epochs: 4, rate: 0.01, penalty, batch: 2 }, random(seed, 'gru')))
    assert.ok(net)
    return parametersOfGru(net).flatMap((part) => Array.from(part))
  }
  assert.deepEqual(once('a'), once('a'))
  assert.notDeepEqual(once('a'), once('b'))
  assert.notDeepEqual(once('a'), once('a', 0))
  assert.ok(!once('a').some((x) => Object.is(x, -0)))
})

test('the penalty draws weights to zero and leaves the constants alone', () => {
  const net = finish(learnGru(shape, values, Float64Array.from({ length: 4 }, () => 3), { epochs: 600, rate: 0.02, penalty: 1, batch: 4 }, random('p', 'gru')))
  assert.ok(net)
  const block = (shape.columns + shape.units + 1) * shape.units
  for (let i = 0; i < 3 * block; i += 1) if (i % block < block - shape.units) assert.ok(Math.abs(net.parameters[i]!) < 0.05, `weight ${i}`)
  assert.ok(Math.abs(net.parameters.at(-1)! - 3) < 0.1, String(net.parameters.at(-1)))
  assert.equal(startGru(shape, random('p', 'gru')).parameters.length, net.parameters.length)
})

test('a net that diverges is null; no windows, one window and equal values do not break it', () => {
  const of = (windows: number[], targets: number[]) =>
    finish(learnGru({ steps: 2, columns: 1, units: 3 }, Float64Array.from(windows), targets, { epochs: 3, rate: 0.01, penalty: 0, batch: 2 }, random('s', 's')))
  assert.equal(of([1, 2], [NaN]), null)
  assert.equal(of([1, 2], [1e200]), null)
  assert.ok(of([], []))
  assert.ok(of([1, 2], [1]))
  assert.ok(of([1, 1, 1, 1], [2, 2]))
})

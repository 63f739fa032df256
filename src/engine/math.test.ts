import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cos, exp, log, sin, tanh } from './math.ts'
import { random } from './random.ts'
import reference from './reference/math.json' with { type: 'json' }

test('exp and log give, bit for bit, what V8 takes from the same fdlibm', () => {
  const source = random('math', 'points')
  for (let i = 0; i < 200_000; i += 1) {
    const reach = [1500, 4, 1e-3][i % 3]!
    const x = (source.unit() - 0.5) * reach
    assert.ok(Object.is(exp(x), Math.exp(x)), `exp(${x})`)
    const y = Math.abs(x) * (i % 5 === 0 ? 1e-306 : 1)
    assert.ok(Object.is(log(y), Math.log(y)), `log(${y})`)
  }
})

test('the ends of exp and log are where they belong', () => {
  for (const x of [0, -0, 1, -1, NaN, Infinity, -Infinity, 709.78, 709.79, -745.13, -745.14, 1e-300, -708.5]) assert.ok(Object.is(exp(x), Math.exp(x)), `exp(${x})`)
  for (const x of [0, -0, 1, 2, -1, NaN, Infinity, 5e-324, 1.7976931348623157e308]) assert.ok(Object.is(log(x), Math.log(x)), `log(${x})`)
})

/** Distance from the true value, which is high + low, in units of the last place of high. */
function units(ours: number, high: number, low: number): number {
  const place = 2 ** (Math.max(-1022, Math.floor(Math.log2(Math.abs(high)))) - 52)
  return Math.abs(ours - high - low) / place
}

test('sin and cos are less than one unit in the last place from 60 digits of mpmath, tanh less than 1.1', () => {
  for (const [name, of] of [['tanh', tanh], ['sin', sin], ['cos', cos]] as const) {
    const { x, high, low } = reference[name]
    for (let i = 0; i < x.length; i += 1) {
      const apart = units(of(x[i]!), high[i]!, low[i]!)
      assert.ok(apart < (name === 'tanh' ? 1.1 : 1), `${name}(${x[i]}) is ${apart} units off`)
    }
  }
})

test('tanh, sin and cos stay within three units of V8 at many points, odd and even as they should be', () => {
  const source = random('math', 'circle')
  for (let i = 0; i < 100_000; i += 1) {
    const x = (source.unit() - 0.5) * [2_000_000, 20, 2][i % 3]!
    assert.ok(units(sin(x), Math.sin(x), 0) <= 1 && units(cos(x), Math.cos(x), 0) <= 1, `at ${x}`)
    assert.ok(units(tanh(x), Math.tanh(x), 0) <= 3, `tanh(${x})`)
    assert.ok(sin(-x) === -sin(x) && cos(-x) === cos(x) && tanh(-x) === -tanh(x))
  }
})

test('the ends of tanh, sin and cos are where they belong', () => {
  for (const x of [0, -0, NaN, Infinity, -Infinity, 5e-324]) assert.ok(Object.is(tanh(x), Math.tanh(x)), `tanh(${x})`)
  for (const x of [0, -0, NaN, Infinity]) assert.ok(Object.is(sin(x), Math.sin(x)) && Object.is(cos(x), Math.cos(x)), `at ${x}`)
  for (const x of [1048576, -1048576, 1e300]) assert.ok(Number.isNaN(sin(x)) && Number.isNaN(cos(x)))
  assert.ok(Math.abs(sin(1048575.9999) - Math.sin(1048575.9999)) < 1e-16)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exp, log } from './math.ts'
import { random } from './random.ts'

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

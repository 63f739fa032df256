import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createKnown, sameJson } from './known.ts'

test('equal JSON is equal in any order of its members, and nothing else is', () => {
  const values: unknown[] = [null, 0, 1, '', '1', true, false, [], {}, [1], [1, 2], [2, 1], { a: 1 }, { a: '1' }, { a: null }, { b: 1 }, { a: 1, b: [] }, { a: 1, b: {} }, { 0: 1 }, [[]], [{}], { toString: 1 }, JSON.parse('{"__proto__":{}}'), { x: 1 }]
  for (const [n, a] of values.entries()) for (const [m, b] of values.entries()) assert.equal(sameJson(a, b), n === m, `${JSON.stringify(a)} ${JSON.stringify(b)}`)
  assert.ok(sameJson({ a: [1, { b: 'x', c: null }], d: {} }, { d: {}, a: [1, { c: null, b: 'x' }] }))
})

test('what was kept is known, short or long, until something else became true', () => {
  const known = createKnown<object>()
  const long = { text: 'x'.repeat(5000) }
  assert.equal(known.has('k', {}), false)
  known.keep('k', { a: 1 }, true)
  known.keep('k', long, false)
  assert.ok(known.has('k', { a: 1 }) && known.has('k', { text: 'x'.repeat(5000) }))
  assert.equal(known.has('k', { text: 'x'.repeat(4999) + 'y' }), false)
  assert.equal(known.has('other', { a: 1 }), false)
  known.keep('k', { a: 2 }, true)
  assert.deepEqual([{ a: 1 }, long, { a: 2 }].map((said) => known.has('k', said)), [false, false, true])
})

test('it never grows without end', () => {
  const known = createKnown<string>()
  for (let n = 0; n < 20_000; n += 1) known.keep(String(n), 'x', true)
  assert.ok(known.has('0', 'x'))
  known.keep('one more', 'x', true)
  assert.equal(known.has('0', 'x'), false)
  assert.ok(known.has('one more', 'x'))
  for (let n = 0; n < 9; n += 1) known.keep('k', String(n), false)
  assert.deepEqual(Array.from({ length: 9 }, (_, n) => known.has('k', String(n))), [false, false, false, false, false, true, true, true, true])
})

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import canonicalize from 'canonicalize'
import { canonical, type Json } from './canonical.ts'
import { hex, sha256, utf8 } from './sha256.ts'

test('our SHA-256 equals that of node:crypto for every length around the block borders', () => {
  for (let length = 0; length < 300; length += 1) {
    const message = new Uint8Array(length).map((_, i) => (i * 31 + length) & 255)
    assert.equal(hex(sha256(message)), createHash('sha256').update(message).digest('hex'), `${length} bytes`)
  }
  const long = new Uint8Array(100_000).map((_, i) => i & 255)
  assert.equal(hex(sha256(long)), createHash('sha256').update(long).digest('hex'))
})

test('text is hashed as UTF-8, with ñ and an emoji', () => {
  assert.equal(hex(sha256(utf8('Ñusta 🍇'))), createHash('sha256').update('Ñusta 🍇').digest('hex'))
})

test('the canonical form is RFC 8785: the example of its section 3.2.3 and the orders that go wrong elsewhere', () => {
  assert.equal(canonical({ numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27], string: '€$\u000f\nA\'B"\\\\"/', literals: [null, true, false] }),
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}')
  const cases: Json[] = [{ b: 1, a: { d: -0, c: [] }, '10': 1, '9': 2 }, { 'é': 1, z: 2, 'ﬁ': 3, '😀': 4 }, [], '', 0.1 + 0.2]
  for (const value of cases) assert.equal(canonical(value), canonicalize(value))
  assert.throws(() => canonical({ x: Infinity }))
})

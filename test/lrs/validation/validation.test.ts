import assert from 'node:assert/strict'
import { test } from 'node:test'
import { real, wrongIn } from './case.ts'
import { cases } from './cases.ts'

for (const one of cases) {
  test(one.name, () => {
    assert.deepEqual(wrongIn(one, real, true), [])
  })
}

test('No two cases have the same name', () => {
  assert.equal(new Set(cases.map(({ name }) => name)).size, cases.length)
})

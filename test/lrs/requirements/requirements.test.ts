import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ROOT } from '../../../src/lib/root.ts'
import { asMarkdown, figure, PUBLIC, table, testNames } from './table.ts'

test('every requirement of the public list has its row', () => {
  const ids = new Set(table.map((r) => r.id))
  assert.deepEqual(PUBLIC.filter((id) => !ids.has(id)), [])
  assert.deepEqual([...ids].filter((id) => id.startsWith('XAPI-') && !PUBLIC.includes(id)), [])
})

test('no requirement stands in the table twice', () => {
  const rows = table.map((r) => `${r.id} ${r.says}`)
  assert.deepEqual(rows.filter((row, i) => rows.indexOf(row) !== i), [])
})

test('every test that the table names exists; what none shows says why', () => {
  const names = testNames()
  assert.deepEqual(table.filter((r) => r.test !== null && !names.has(r.test)).map((r) => `${r.id}: ${r.test}`), [])
  assert.deepEqual(table.filter((r) => r.test === null && !r.why).map((r) => r.id), [])
})

test('docs/xapi-requirements.md is the table as it stands', () => {
  assert.equal(readFileSync(join(ROOT, 'docs/xapi-requirements.md'), 'utf8'), asMarkdown(), 'node scripts/run.mjs scripts/requirements.ts')
  console.log(`requirements shown by a test: ${figure()}`)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { benchLogProofs } from './log-proofs.ts'

test('the benchmark of proofs makes proofs that hold, and measures what it says', async () => {
  const figures = await benchLogProofs([70_000])
  assert.equal(figures.length, 3)
  assert.ok(figures.slice(1).every((f) => f.met), JSON.stringify(figures))
  assert.match(figures[1]?.figure ?? '', /^544 bytes; made in/)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countCuts } from './counted.ts'

test('a cut is in time up to ten days after its month; a month without one is late from then on', () => {
  // Midnight in Lima is 05:00 in UTC.
  const first = new Map([['2025-12', new Date('2026-01-11T04:59:59.999Z')], ['2026-02', new Date('2026-03-11T05:00:01Z')]])
  assert.deepEqual(countCuts({ first, corrections: 2 }, new Date('2026-04-02T15:00:00Z')), { cuts: 2, 'cuts-in-time': 1, corrections: 2, 'cuts-late': 1, 'last-cut-days': 11 })
  assert.equal(countCuts({ first, corrections: 0 }, new Date('2026-04-12T15:00:00Z'))['cuts-late'], 2, 'January and March')
  assert.deepEqual(countCuts({ first: new Map(), corrections: 0 }, new Date('2026-04-12T15:00:00Z')), { cuts: 0, 'cuts-in-time': 0, corrections: 0, 'cuts-late': 0 })
})

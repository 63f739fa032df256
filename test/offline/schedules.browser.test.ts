import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runSchedules } from './schedules.ts'

test('eight random schedules of faults, kills, wrong clocks and two people on one phone: all arrives once, under the right name, in order', async () => {
  const met = await runSchedules(8)
  assert.ok(met.none > 0)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FAULTS } from './road.ts'
import { runSchedules } from './schedules.ts'

test('200 random schedules of faults, kills, wrong clocks and two people on one phone: all arrives once, under the right name, in order', async () => {
  const met = await runSchedules(200)
  console.log(`faults met: ${FAULTS.map((f) => `${f} ${met[f]}`).join(', ')}`)
  assert.ok(FAULTS.every((f) => met[f] > 5), 'each fault was met')
})

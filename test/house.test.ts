import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openHouse } from './house.ts'

test('a house answers that it is well, and each house has a database of its own', async () => {
  const [one, two] = await Promise.all([openHouse(), openHouse({ now: '2026-05-03T00:00:00Z' })])
  const health = await one.request('/healthz')
  assert.equal(health.status, 200)
  assert.notEqual(one.config.databaseUrl, two.config.databaseUrl)
  assert.equal(two.clock().toISOString(), '2026-05-03T00:00:00.000Z')
  two.time.add(60_000)
  assert.equal(two.clock().toISOString(), '2026-05-03T00:01:00.000Z')
  await one.close()
  await two.close()
})

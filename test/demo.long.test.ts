import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { numberAt } from '../src/features/programmes/index.ts'
import { head } from '../src/record/read.ts'
import { demoHouse } from './demo-house.ts'

/** N0–N3 and how many statements there are of each kind. */
async function made(people: number, seed: number): Promise<{ counts: unknown; verbs: unknown }> {
  const demo = await demoHouse(people, seed)
  try {
    const { rows } = await sql`select verb, count(*)::int as n from statement where tenant = 'demo' group by verb order by verb`.execute(demo.house.db)
    return { counts: (await numberAt(demo.house, 'demo', await head(demo.house.db, 'demo'))).counts, verbs: rows }
  } finally {
    await demo.close()
  }
}

test('the same seed gives the same figures, whatever the lottery drew; another seed gives others', async () => {
  const [first, again, other] = [await made(120, 7), await made(120, 7), await made(120, 8)]
  assert.deepEqual(again.counts, first.counts)
  assert.notDeepEqual(other, first)
})

test('people of a demo of 1,000 live in all 25 departments', { timeout: 1_800_000 }, async () => {
  const demo = await demoHouse(1000, 7)
  try {
    const { rows } = await sql<{ n: number }>`select count(distinct object)::int as n from statement where verb like '%/resided'`.execute(demo.house.db)
    assert.equal(rows[0]?.n, 25)
  } finally {
    await demo.close()
  }
})

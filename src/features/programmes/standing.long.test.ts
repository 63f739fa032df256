import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { catchUp } from '../../record/follow.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { ruleFor } from '../../../test/histories/four-ways.ts'
import { randomHistory } from '../../../test/histories/random.ts'
import { putIntoRecord, storedFrom } from '../../../test/histories/recorded.ts'
import { liveNumber, numberAt } from './number.ts'
import { recountBySql } from './recount.ts'

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

test('5,000 persons in one record: live, recomputed and recount.sql give one number', async (t) => {
  const tenant = 'country'
  const { rule, signing } = ruleFor('piloto', tenant)
  const lines = Array.from({ length: 3_000 }, (_, i) => randomHistory(i, tenant, rule, i === 0 ? signing : null)).flat()
  const statements = storedFrom(lines.sort((a, b) => a.stored.getTime() - b.stored.getTime()))
  for (let i = 0; i < statements.length; i += 5000) await putIntoRecord(house.db, statements.slice(i, i + 5000))
  const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const start = performance.now()
    const result = await work()
    t.diagnostic(`${what}: ${Math.round(performance.now() - start)} ms`)
    return result
  }
  await timed(`follower over ${statements.length} statements`, () => catchUp(house))
  const live = await timed('liveNumber', () => liveNumber(house, tenant))
  assert.deepEqual(live.pos, statements.length)
  assert.deepEqual((await timed('numberAt', () => numberAt(house, tenant, statements.length))).counts, live.counts)
  assert.deepEqual(await timed('recount.sql', () => recountBySql(house.pool, tenant, statements.length, rule, signing.hash)), live.counts)
  t.diagnostic(`N0 to N3: ${live.counts?.join(' ')}`)
})

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { openHouse, type TestHouse } from '../../test/house.ts'
import { append } from './append.ts'
import { keepPartitions } from './partitions.ts'
import { head, readStatements } from './read.ts'
import { NS, agent } from './statement.ts'

const T = 'partitions-test'
let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

const partitions = async (): Promise<number> =>
  (await sql<{ n: number }>`select count(*)::int as n from pg_inherits where inhparent = 'statement'::regclass`.execute(house.db)).rows[0]?.n ?? 0
const standAt = (pos: number) => sql`insert into tenant_head (tenant, pos) values (${T}, ${pos}) on conflict (tenant) do update set pos = ${pos}`.execute(house.db)

test('the partition that a position needs is there before it comes', async () => {
  const before = await partitions()
  await standAt(2_999_990)
  const stop = keepPartitions(house.db, 20)
  while (await partitions() <= before) await wait(10)
  stop()
  assert.equal(await partitions(), before + 2)
})

test('positions that run ahead of the partitions make them: nobody is refused', async () => {
  await standAt(8_999_999)
  const statements = Array.from({ length: 3 }, () => ({ id: randomUUID(), actor: agent(randomUUID()), verb: { id: `${NS}verbs/tested` }, object: { id: `${NS}${T}/units/u` } }))
  const stored = await append(house, { scopes: [] }, () => statements.map((statement) => ({ tenant: T, statement })))
  assert.deepEqual(stored.map((s) => s.pos), [9_000_000, 9_000_001, 9_000_002])
  assert.equal(await head(house.db, T), 9_000_002)
  assert.equal((await readStatements(house.db, T, { after: 8_999_999 })).length, 3)
})

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { openHouse, type TestHouse } from '../../test/house.ts'
import { Problem } from '../lib/problem.ts'
import { appendDecided } from './at-once.ts'
import { createBatcher } from './batch.ts'
import { head, readStatement, readStatements } from './read.ts'
import { prepare } from './prepare.ts'
import { agent, type Draft } from './statement.ts'

const T = 'at-once-test'
let house: TestHouse
let other: TestHouse
before(async () => {
  house = await openHouse()
  other = await openHouse({ sameAs: house })
})
after(async () => {
  await other.close()
  await house.close()
})

const draft = (id: string = randomUUID(), what = 'https://example.org/a', tenant = T): Draft => ({ tenant, statement: {
  id, actor: agent('somebody'), verb: { id: 'http://adlnet.gov/expapi/verbs/experienced' }, object: { objectType: 'Activity', id: what },
} })
const ready = (drafts: readonly Draft[]) => drafts.map((d) => prepare(house.keys, d, 'session', house.clock()))
const store = (drafts: readonly Draft[], of: TestHouse = house) => appendDecided(of, [`actor:${T}:somebody`], ready(drafts))

test('what needs no look in between is stored whole, in its order, as the long way stores it', async () => {
  // A control character that a sender may hide in an address must not shift what stands in the columns.
  const sent = [draft(), draft(undefined, 'https://example.org/b\u001fc'), draft()]
  const before = await head(house.db, T)
  const stored = await store(sent)
  assert.deepEqual(stored.map((s) => s.pos), [before + 1, before + 2, before + 3])
  const read = (await readStatements(house.db, T, { after: before })).map(({ statement, ...row }) => ({ ...row, statement }))
  assert.deepEqual(read, stored)
  assert.deepEqual(read.map((s) => s.id), sent.map((d) => d.statement.id))
  assert.equal(read[1]!.object, 'https://example.org/b\u001fc')
})

test('a statement sent again is accepted and stored once, another under its id is refused', async () => {
  const first = draft()
  assert.equal((await store([first])).length, 1)
  const last = await head(house.db, T)
  assert.deepEqual(await store([first]), [])
  const fresh = draft()
  assert.deepEqual((await store([first, fresh, fresh])).map((s) => s.id), [fresh.statement.id])
  await assert.rejects(store([draft(), draft(first.statement.id, 'https://example.org/other')]), (e) => e instanceof Problem && e.status === 409)
  assert.equal(await head(house.db, T), last + 1)
  assert.equal((await readStatement(house.db, T, first.statement.id!))?.object, 'https://example.org/a')
})

test('positions stay dense in the order of commits while two processes store the same and different things at once', async () => {
  const before = await head(house.db, T)
  const shared = Array.from({ length: 40 }, () => draft())
  const batchers = [createBatcher(house), createBatcher(other)]
  const sends = batchers.flatMap((b, p) => shared.flatMap((d, n) => [
    b.send(ready([d]), [`actor:${T}:${p}-${n}`]), b.send(ready([draft()]), [`actor:${T}:${n}`]), b.send(ready([draft(), draft()]), [`actor:${T}:${n}`]),
  ]))
  await Promise.all(sends)
  const all: number[] = []
  for (let after = before, page = await readStatements(house.db, T, { after }); page.length > 0; page = await readStatements(house.db, T, { after })) {
    all.push(...page.map((s) => s.pos))
    after = page.at(-1)!.pos
  }
  assert.deepEqual(all, Array.from({ length: 40 + 2 * 40 * 3 }, (_, i) => before + 1 + i))
})

test('several programmes in one batch are each counted in their own order', async () => {
  const stored = await store([draft(), draft(undefined, undefined, 'at-once-second'), draft()])
  assert.equal(stored.length, 3)
  assert.equal(await head(house.db, 'at-once-second'), 1)
})

test('a process whose projections are of another version stores nothing', async () => {
  const last = await head(house.db, T)
  const older: TestHouse = { ...house, projections: house.projections.map((p) => (p.kind === 'inline' ? { ...p, version: p.version + 1 } : p)) }
  await assert.rejects(store([draft()], older), (e) => e instanceof Problem && e.status === 503)
  assert.equal(await head(house.db, T), last)
})

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import type { House } from '../feature.ts'
import { Problem } from '../lib/problem.ts'
import { openHouse, type TestHouse } from '../../test/house.ts'
import { append } from './append.ts'
import { createBatcher } from './batch.ts'
import { catchUp, lag } from './follow.ts'
import type { Follower, Inline } from './projection.ts'
import { head, readStatement, readStatements } from './read.ts'
import { prepare } from './prepare.ts'
import { prepareProjections, rebuild, rebuildBeside } from './rebuild.ts'
import { NS, agent, type Draft } from './statement.ts'

const VERB = `${NS}verbs/tested`
const T = 'record-test'

declare module '../lib/database.ts' {
  interface Tables {
    tested_count: { tenant: string; actor: string; n: number; last_pos: number }
    tested_total: { tenant: string; n: number }
  }
}

const counts: Inline = {
  kind: 'inline', table: 'tested_count', version: 1, verbs: [VERB], authorities: ['command'],
  columns: 'tenant text not null, actor text not null, n int not null, last_pos bigint not null, primary key (tenant, actor)',
  apply: async (tx, s) => {
    await tx.insertInto('tested_count').values({ tenant: s.tenant, actor: s.actor ?? '', n: 1, last_pos: s.pos })
      .onConflict((c) => c.columns(['tenant', 'actor']).doUpdateSet((e) => ({ n: e('tested_count.n', '+', 1), last_pos: s.pos }))).execute()
  },
}
const totals: Follower = {
  kind: 'follower', table: 'tested_total', version: 1, verbs: [VERB], authorities: ['command'],
  columns: 'tenant text primary key, n int not null',
  apply: async (tx, batch) => {
    await tx.insertInto('tested_total').values({ tenant: batch[0]!.tenant, n: batch.length })
      .onConflict((c) => c.column('tenant').doUpdateSet((e) => ({ n: e('tested_total.n', '+', batch.length) }))).execute()
  },
}

let opened: TestHouse
let house: House
before(async () => {
  opened = await openHouse({ now: '2026-03-02T15:00:00Z' })
  house = { ...opened, projections: [...opened.projections, counts, totals] }
  await prepareProjections(house)
})
after(() => opened.close())

const draft = (actor: string, id: string | undefined = randomUUID(), response = 'a'): Draft => ({
  tenant: T,
  statement: { id, actor: agent(actor), verb: { id: VERB }, object: { id: `${NS}${T}/units/u` }, result: { response } },
})
const add = (...drafts: Draft[]) => append(house, { scopes: drafts.map((d) => `actor:${T}:${JSON.stringify(d.statement.actor)}`) }, () => drafts)

test('positions are dense and follow the order of commits while many write at once', async () => {
  const start = await head(house.db, T)
  await Promise.all(Array.from({ length: 60 }, (_, i) => add(draft(`00000000-0000-4000-8000-0000000000${10 + (i % 7)}`))))
  const all = await readStatements(house.db, T, { after: start })
  assert.deepEqual(all.map((s) => s.pos), Array.from({ length: 60 }, (_, i) => start + 1 + i))
})

test('the same statement twice is stored once', async () => {
  const one = draft(randomUUID())
  assert.equal((await add(one)).length, 1)
  assert.equal((await add(one)).length, 0)
  const both = await Promise.all([add(one), add(one)])
  assert.deepEqual(both.map((b) => b.length), [0, 0])
})

test('a changed statement under an old id is refused with 409 and the first one stays', async () => {
  const actor = randomUUID()
  const first = draft(actor)
  await add(first)
  await assert.rejects(add(draft(actor, first.statement.id, 'changed')), (e) => e instanceof Problem && e.status === 409)
  assert.equal((await readStatement(house.db, T, first.statement.id!))?.statement.result?.response, 'a')
})

test('two processes that race for one id with different scopes end with one statement', async () => {
  const actor = randomUUID()
  const one = draft(actor)
  const results = await Promise.all([1, 2, 3, 4].map((n) => append(house, { scopes: [`race:${n}`] }, () => [one])))
  assert.equal(results.flat().length, 1)
})

test('a refused decision leaves no statement, no row and no position', async () => {
  const start = await head(house.db, T)
  const actor = randomUUID()
  await assert.rejects(append(house, { scopes: ['x'] }, () => { throw new Problem(409, 'no', { es: 'no', en: 'no' }) }), Problem)
  await assert.rejects(add(draft(actor), { tenant: T, statement: { ...draft(actor).statement, id: 'not-a-uuid' } }))
  assert.equal(await head(house.db, T), start)
  assert.equal((await house.db.selectFrom('tested_count').select('n').where('actor', '=', actor).execute()).length, 0)
})

test('nobody can change or delete a line of the record with plain SQL', async () => {
  await add(draft(randomUUID()))
  await assert.rejects(sql`update statement set raw = '{}'`.execute(house.db), /append-only/)
  await assert.rejects(sql`delete from statement_key`.execute(house.db), /append-only/)
})

test('a follower reads every statement once, also those that committed late', async () => {
  await catchUp(house)
  const start = (await house.db.selectFrom('tested_total').select('n').where('tenant', '=', T).executeTakeFirst())?.n ?? 0
  const writing = Promise.all(Array.from({ length: 40 }, () => add(draft(randomUUID()))))
  for (let i = 0; i < 5; i += 1) await Promise.all([catchUp(house), catchUp(house)])
  await writing
  await catchUp(house)
  const end = await house.db.selectFrom('tested_total').select('n').where('tenant', '=', T).executeTakeFirstOrThrow()
  assert.equal(end.n - start, 40)
  assert.equal((await lag(house, 'tested_total', T)).behind, 0)
})

test('a rebuilt table equals the live one, and a swap loses nothing that is written meanwhile', async () => {
  const content = async (schema: string) => (await sql`select actor, n, last_pos from ${sql.table(`${schema}.tested_count`)} order by actor`.execute(house.db)).rows
  await rebuildBeside(house, counts)
  assert.deepEqual(await content('rebuild'), await content('public'))
  const actor = randomUUID()
  const writing = (async () => { for (let i = 0; i < 30; i += 1) await add(draft(actor)) })()
  await rebuild(house, { ...counts, version: 1 })
  await writing
  const row = await house.db.selectFrom('tested_count').select('n').where('actor', '=', actor).executeTakeFirstOrThrow()
  assert.equal(row.n, 30)
})

test('a process of an older version is refused instead of writing into the new tables', async () => {
  const older = { ...house, projections: [{ ...counts, version: 0 }] }
  await assert.rejects(append(older, { scopes: ['x'] }, () => [draft(randomUUID())]), (e) => e instanceof Problem && e.status === 503)
})

const ready = (d: Draft) => prepare(house.keys, d, 'session', house.clock())

test('in a batch of many senders only the one with the bad statement is refused', async () => {
  const batcher = createBatcher(house)
  const actor = randomUUID()
  const first = draft(actor)
  await add(first)
  const sent = await Promise.allSettled([
    ...Array.from({ length: 20 }, () => { const d = draft(randomUUID()); return batcher.send([ready(d)], [`actor:${T}:${d.statement.id}`]) }),
    batcher.send([ready(draft(actor, first.statement.id, 'changed'))], [`actor:${T}:${actor}`]),
  ])
  assert.equal(sent.filter((s) => s.status === 'fulfilled').length, 20)
  assert.equal(sent.filter((s) => s.status === 'rejected').length, 1)
})

test('a timestamp later than its reception counts as the reception time', async () => {
  const actor = randomUUID()
  const [stored] = await append(house, { scopes: [actor] }, () => [{ tenant: T, statement: { ...draft(actor).statement, timestamp: '2031-01-01T00:00:00Z' } }])
  assert.equal(stored?.happened.toISOString(), '2026-03-02T15:00:00.000Z')
})

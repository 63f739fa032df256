import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { catchUp } from '../../record/follow.ts'
import { rebuildBeside } from '../../record/rebuild.ts'
import type { Follower } from '../../record/projection.ts'
import type { Stored } from '../../record/statement.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { ruleFor } from '../../../test/histories/four-ways.ts'
import { randomHistory } from '../../../test/histories/random.ts'
import { putIntoRecord, storedFrom } from '../../../test/histories/recorded.ts'
import * as h from '../../../test/histories/script.ts'
import { certified, studied } from '../../../test/histories/worked.ts'
import { agentsStanding, personsNow } from './person-now.ts'
import { livePersons, liveNumber, numberAt, personStanding } from './number.ts'
import { ruleHash } from './rule.ts'
import { standing } from './standing.ts'
import { SWEEP_PIECE } from './sweep.ts'

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

/** A signed rule and then so many random histories, in order of reception. */
function manyLives(programme: string, tenant: string, histories: number): Stored[] {
  const { rule, signing } = ruleFor(programme, tenant)
  const opening = h.script(tenant, '2024-01-01T00:00:00Z')
  h.ruleSigned(opening, 'owner-1', signing)
  h.ruleSigned(opening, 'owner-2', signing)
  const lines = Array.from({ length: histories }, (_, i) => randomHistory(i, tenant, rule, null)).flat()
  return storedFrom([...opening.lines, ...lines.sort((a, b) => a.stored.getTime() - b.stored.getTime())])
}

test('the live table equals one rebuilt from the whole record', async () => {
  for (const programme of ['piloto', 'peru-huawei-2024']) {
    const tenant = `rebuild-${programme}`
    const statements = manyLives(programme, tenant, 40)
    // Arriving in small pieces, as they do.
    for (let i = 0; i < statements.length; i += 97) {
      await putIntoRecord(house.db, statements.slice(i, i + 97))
      await catchUp(house)
    }
  }
  await rebuildBeside(house, standing)
  const { rows } = await sql<{ live: number; different: number }>`
    select (select count(*)::int from public.standing where agent <> '') as live, (select count(*)::int from (
      (select * from public.standing except select * from rebuild.standing) union all
      (select * from rebuild.standing except select * from public.standing)) as d) as different`.execute(house.db)
  assert.ok(rows[0]!.live > 40)
  assert.equal(rows[0]!.different, 0)
})

test('who may be proposed for a certificate stands so: all is evidenced but the paper, and a person of several records once', async () => {
  const tenant = 'rebuild-piloto'
  const { rows } = await sql<{ agent: string; ready: boolean }>`select agent, ready from standing where tenant = ${tenant} and agent <> ''`.execute(house.db)
  const expected = new Set<string>()
  for await (const { root, evaluation } of personsNow(house.db, tenant, rows.map((row) => row.agent))) {
    if (evaluation.level === 2 && evaluation.requirements.every((r) => r.evidenced || r.id === 'certificate')) expected.add(root)
  }
  assert.ok(expected.size > 2 && expected.size < rows.length / 2, String(expected.size))
  assert.deepEqual(new Set(rows.filter((row) => row.ready).map((row) => row.agent)), expected)
  const listed: string[] = []
  for await (const piece of agentsStanding(house.db, tenant, 'ready', sql`agent <> ${[...expected][0]}`)) listed.push(...piece)
  assert.deepEqual(listed, [...expected].sort().filter((agent) => agent !== [...expected][0]))
})

test('a record that arrives all at once, as after a restore, gives the same figures as one that grew', async () => {
  const tenant = 'restored'
  const statements = manyLives('piloto', tenant, 150)
  assert.ok(statements.length > 2000, 'far enough behind that batches are passed over')
  await putIntoRecord(house.db, statements)
  await catchUp(house)
  const live = await liveNumber(house, tenant)
  assert.deepEqual([live.pos, live.behind], [statements.length, 0])
  assert.ok((live.counts?.[3] ?? 0) > 20)
  assert.deepEqual(live.counts, (await numberAt(house, tenant, live.pos)).counts)
})

test('a version in force judges everybody anew in pieces: until the last the number of the version before stands, and a process that stops loses one piece', async () => {
  const tenant = 'sweep'
  const { signing } = ruleFor('piloto', tenant)
  const s = h.script(tenant, '2026-03-02T15:00:00Z', tenant)
  for (const owner of ['owner-1', 'owner-2']) h.ruleSigned(s, owner, signing)
  for (let i = 0; i < 2 * SWEEP_PIECE + 50; i += 1) h.enrolled(s, h.uuid(tenant, i), h.uuid(tenant, 'enrolment', i))
  for (let i = 0; i < 3; i += 1) {
    const [agent, enrolment] = [h.uuid(tenant, 'done', i), h.uuid(tenant, 'done with', i)]
    studied(s, agent, enrolment)
    certified(s, agent, enrolment, h.uuid(tenant, 'paper', i))
  }
  const before = s.lines.length
  const yaml = signing.yaml.replace(/^version: v1$/m, 'version: v2').replace('atLeast: 48', 'atLeast: 600')
  for (const owner of ['owner-1', 'owner-2']) h.ruleSigned(s, owner, { version: 'v2', hash: ruleHash(yaml), yaml })
  const statements = storedFrom(s.lines)
  await putIntoRecord(house.db, statements.slice(0, before))
  await catchUp(house)
  const first = (await liveNumber(house, tenant)).counts
  assert.deepEqual(first, [2 * SWEEP_PIECE + 53, 3, 3, 3])
  await putIntoRecord(house.db, statements.slice(before))
  for (let pieces = 0; pieces < 2; pieces += 1) {
    let done = 0
    const one: Follower = { ...standing, apply: async (tx, batch, given) => { done += 1; return standing.apply(tx, batch, given) } }
    await catchUp({ ...house, projections: [one] }, () => done > 0)
    const { rows } = await sql<{ anew: number }>`select count(*)::int as anew from standing where tenant = ${tenant} and rule = ${ruleHash(yaml)}`.execute(house.db)
    assert.equal(rows[0]?.anew, (pieces + 1) * SWEEP_PIECE)
    const live = await liveNumber(house, tenant)
    assert.deepEqual([live.counts, live.pos, live.rule?.version], [first, before, 'v1'])
    assert.equal((await livePersons(house.db, tenant)).persons.filter((p) => p.level === 3).length, 3)
  }
  await catchUp(house)
  const live = await liveNumber(house, tenant)
  assert.deepEqual([live.counts, live.pos, live.rule?.version], [[2 * SWEEP_PIECE + 53, 3, 0, 0], statements.length, 'v2'])
  assert.deepEqual(live.counts, (await numberAt(house, tenant, live.pos)).counts)
  const { rows } = await sql<{ rule: string }>`select distinct rule from standing where tenant = ${tenant} and rule <> ''`.execute(house.db)
  assert.deepEqual(rows.map((r) => r.rule), [ruleHash(yaml)], 'the rows of the version before are gone')
})

test('when two owners sign a file that nobody can read there is no figure any more, and no rows of the rule before', async () => {
  const tenant = 'unreadable'
  const statements = manyLives('piloto', tenant, 5)
  const s = h.script(tenant, '2028-01-01T00:00:00Z', 'unreadable')
  for (const owner of ['owner-1', 'owner-2']) h.ruleSigned(s, owner, { version: 'v2', hash: 'f'.repeat(64), yaml: 'not the file' })
  await putIntoRecord(house.db, statements)
  await catchUp(house)
  assert.notEqual((await liveNumber(house, tenant)).counts, null)
  await putIntoRecord(house.db, storedFrom(s.lines, statements.length + 1))
  await catchUp(house)
  assert.equal((await liveNumber(house, tenant)).counts, null)
  assert.deepEqual((await house.pool.query(`select agent from standing where tenant = $1 and agent <> ''`, [tenant])).rows, [])
})

test('the live number says how far it has read and how much it is behind', async () => {
  const tenant = 'lag'
  const { rule, signing } = ruleFor('piloto', tenant)
  assert.deepEqual(await liveNumber(house, tenant), { tenant, pos: 0, at: null, behind: 0, rule: null, counts: null })
  const s = h.script(tenant)
  h.ruleSigned(s, 'owner-1', signing)
  h.ruleSigned(s, 'owner-2', signing)
  const [agent, enrolment, credential] = ['a', 'e', 'c'].map((word) => h.uuid(tenant, word)) as [string, string, string]
  studied(s, agent, enrolment)
  const before = s.lines.length
  certified(s, agent, enrolment, credential)
  const statements = storedFrom(s.lines)
  await putIntoRecord(house.db, statements.slice(0, before))
  await catchUp(house)
  await putIntoRecord(house.db, statements.slice(before))
  const behind = await liveNumber(house, tenant)
  assert.deepEqual([behind.counts, behind.pos, behind.behind], [[1, 1, 1, 0], before, 3])
  assert.equal(behind.at?.toISOString(), s.lines[before - 1]?.stored.toISOString())
  await catchUp(house)
  const live = await liveNumber(house, tenant)
  assert.deepEqual([live.counts, live.pos, live.behind, live.rule?.version], [[1, 1, 1, 1], before + 3, 0, rule.version])
  assert.deepEqual((await numberAt(house, tenant, 999_999)).pos, before + 3, 'beyond the record means its head')
})

test('before any rule is in force a person is shown what the proposal will ask, and nobody is counted', async () => {
  const mine = await personStanding(house, 'piloto', h.uuid('nobody'))
  assert.equal(mine?.inForce, false)
  assert.equal(mine?.level, null)
  assert.deepEqual(mine?.requirements.map((r) => r.id), ['enrolment', 'identity', 'conflict', 'alive', 'minutes', 'quiz', 'lab', 'product', 'certificate'])
  assert.equal((await liveNumber(house, 'piloto')).counts, null)
  assert.equal(await personStanding(house, 'no-such-programme', h.uuid('nobody')), null)
})

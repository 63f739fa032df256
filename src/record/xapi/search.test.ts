import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { House } from '../../feature.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { filtersOf, type View } from './filters.ts'
import { MOST, type ListQuery } from './query.ts'
import { search } from './search.ts'
import { positionAt } from './standing.ts'
import { term } from './terms.ts'

// Rows by SQL, in four partitions: what 3.2 million positions are, with 4000 of them filled.
const T = 'search-test'
const STEP = 800
const HEAD = 4000 * STEP
const ALL: View = { kind: 'all' }
const PLAIN: ListQuery = { relatedAgents: false, relatedActivities: false, limit: MOST, ascending: false, format: 'exact', attachments: false }

let house: TestHouse
before(async () => {
  house = await openHouse()
  const { pool } = house
  await pool.query(`insert into tenant_head (tenant, pos, stored) values ($1, $2::int, timestamptz '2026-01-01' + $2::int * interval '1 second')`, [T, HEAD])
  await pool.query('select record_partitions()')
  await pool.query(`insert into statement (tenant, pos, id, stored, happened, actor, verb, object, authority, raw)
    select $1, n * $2::int, gen_random_uuid(), timestamptz '2026-01-01' + (n / 10 * 10) * $2::int * interval '1 second', timestamptz '2026-01-01',
      case when n % 500 = 3 then 'seldom' else 'agent' || n % 7 end, 'http://x/verb' || n % 3, 'http://x/activity' || n % 11,
      case when n % 5 = 0 then 'client:a' else 'command' end, '{"n":' || n || '}'
    from generate_series(1, 4000) n`, [T, STEP])
  for (const [kind, value, every] of [['agent', 'seldom', 700], ['agent~', 'seldom', 300], ['agent~', 'agent1', 2], ['verb', 'http://x/verb1', 900], ['activity~', 'http://x/activity1', 1]] as const) {
    await pool.query(`insert into statement_term (tenant, term, pos) select $1, hashtextextended($2, 0), n * $3::int from generate_series($4::int, 4000, $4::int) n`, [T, term(kind, value), STEP, every])
  }
  await pool.query(`insert into statement_voided (tenant, id, pos) select tenant, id, pos + 1 from statement where tenant = $1 and pos % ($2::int * 13) = 0`, [T, STEP])
})
after(() => house.close())

/** What one of the statements n is, as the SQL above says it. */
const actorOf = (n: number): string => (n % 500 === 3 ? 'seldom' : `agent${n % 7}`)
const has = (text: string, n: number): boolean => {
  const every: Record<string, number> = { 'agent seldom': 700, 'agent~ seldom': 300, 'agent~ agent1': 2, 'verb http://x/verb1': 900, 'activity~ http://x/activity1': 1 }
  return every[text] !== undefined && n % every[text] === 0
}

function naive(list: Partial<ListQuery>, view: View): number[] {
  const found = Array.from({ length: 4000 }, (_, i) => i + 1).filter((n) => n % 13 !== 0
    && (list.agent === undefined || actorOf(n) === list.agent || has(`agent ${list.agent}`, n) || (list.relatedAgents === true && has(`agent~ ${list.agent}`, n)))
    && (list.verb === undefined || `http://x/verb${n % 3}` === list.verb || has(`verb ${list.verb}`, n))
    && (list.activity === undefined || `http://x/activity${n % 11}` === list.activity || (list.relatedActivities === true && has(`activity~ ${list.activity}`, n)))
    && (view.kind !== 'said-by' || (n % 5 === 0 && view.authority === 'client:a'))
    && (view.kind !== 'told-of' || (actorOf(n) === view.agent && !view.hidden.includes(`http://x/verb${n % 3}`))))
  return list.ascending === true ? found : found.reverse()
}

async function pages(of: House, list: Partial<ListQuery>, view: View): Promise<number[]> {
  const query = { ...PLAIN, ...list }
  const filters = filtersOf(query, view)
  const found: number[] = []
  for (let last = query.ascending ? 0 : undefined, more = true; more;) {
    const page = await search(of.db, { tenant: T, filters, view, ascending: query.ascending, limit: query.limit, above: query.ascending ? last ?? 0 : 0, below: query.ascending ? undefined : last })
    assert.equal(page.now.pos, HEAD)
    found.push(...page.rows.map((r) => (JSON.parse(r.raw ?? '') as { n: number }).n))
    last = page.rows.at(-1)?.pos ?? last
    more = page.more
  }
  return found
}

const LISTS: readonly Partial<ListQuery>[] = [
  {}, { agent: 'agent2' }, { agent: 'seldom' }, { agent: 'seldom', relatedAgents: true }, { agent: 'agent1', relatedAgents: true }, { agent: 'nobody' }, { verb: 'http://x/verb1' },
  { activity: 'http://x/activity3' }, { activity: 'http://x/activity1', relatedActivities: true }, { agent: 'seldom', verb: 'http://x/verb1' },
  { agent: 'agent1', relatedAgents: true, activity: 'http://x/activity1', relatedActivities: true }, { verb: 'http://x/verb0', activity: 'http://x/activity3' },
  { agent: 'seldom', relatedAgents: true, verb: 'http://x/verb2', activity: 'http://x/activity1', relatedActivities: true },
]
const VIEWS: readonly View[] = [
  ALL, { kind: 'said-by', authority: 'client:a' }, { kind: 'said-by', authority: 'client:b' }, { kind: 'told-of', agent: 'agent4', hidden: ['http://x/verb2'] },
]

for (const ascending of [false, true]) {
  test(`lists over several partitions are complete and in order, ${ascending ? 'oldest' : 'newest'} first`, async () => {
    for (const view of VIEWS) {
      for (const list of LISTS) {
        for (const limit of view.kind === 'all' ? [97, 500] : [500]) {
          assert.deepEqual(await pages(house, { ...list, ascending, limit }, view), naive({ ...list, ascending }, view), JSON.stringify([list, view, limit]))
        }
      }
    }
  })
}

test('a time becomes the last position that was stored by then, gaps or not', async () => {
  const { rows } = await house.pool.query<{ pos: number; stored: Date }>('select pos, stored from statement where tenant = $1 order by pos', [T])
  for (const moment of [...rows.filter((_, i) => i % 371 === 0).flatMap(({ stored }) => [stored.getTime() - 1, stored.getTime(), stored.getTime() + 1]), 0, Date.parse('2100-01-01')]) {
    const wanted = rows.filter((r) => r.stored.getTime() <= moment).at(-1)?.pos ?? 0
    const found = await positionAt(house.db, T, moment, HEAD)
    assert.equal(rows.filter((r) => r.pos <= found).at(-1)?.pos ?? 0, wanted, new Date(moment).toISOString())
  }
  assert.equal(await positionAt(house.db, 'empty', Date.parse('2030-01-01'), 0), 0)
})

test('a page ends before it is more than memory bears, and the next one goes on there', async () => {
  const other = 'search-long'
  await house.pool.query('insert into tenant_head (tenant, pos, stored) values ($1, 30, now())', [other])
  await house.pool.query(`insert into statement (tenant, pos, id, stored, happened, verb, object, authority, raw)
    select $1, n, gen_random_uuid(), now(), now(), 'v', 'o', 'command', '{"n":' || n || case when n % 3 = 0 then ',"long":"' || repeat(md5(n::text), 40000) || '"' else '' end || '}'
    from generate_series(1, 30) n`, [other])
  const found: number[] = []
  let sizes = 0
  for (let last = 31, more = true; more; sizes += 1) {
    const page = await search(house.db, { tenant: other, filters: [], view: ALL, ascending: false, limit: 500, above: 0, below: last })
    assert.ok(page.rows.reduce((sum, r) => sum + (r.raw?.length ?? 0), 0) < 9e6)
    found.push(...page.rows.map((r) => (JSON.parse(r.raw ?? '') as { n: number }).n))
    last = page.rows.at(-1)!.pos
    more = page.more
  }
  assert.deepEqual(found, Array.from({ length: 30 }, (_, i) => 30 - i))
  assert.equal(sizes, 2)
})

test('what comes after the first look is found at the next one: a term, voiding, another partition', async () => {
  const late = 'search-late'
  const add = (pos: number, actor = 'a'): Promise<unknown> => house.pool.query(`insert into statement (tenant, pos, id, stored, happened, actor, verb, object, authority, raw)
    values ($1, $2::bigint, gen_random_uuid(), now(), now(), $3, 'v', 'o', 'command', '{"n":' || $2::bigint || '}')`, [late, pos, actor])
  const found = async (): Promise<number[]> => {
    const { rows, now } = await search(house.db, { tenant: late, filters: [{ columns: [{ name: 'actor', value: 'b' }], terms: [term('agent', 'b')] }], view: ALL, ascending: false, limit: 10, above: 0, below: undefined })
    assert.equal(now.pos, head)
    return rows.map((r) => r.pos)
  }
  let head = 0
  const reach = async (pos: number): Promise<void> => {
    head = pos
    await house.pool.query('insert into tenant_head (tenant, pos, stored) values ($1, $2, now()) on conflict (tenant) do update set pos = excluded.pos', [late, pos])
  }
  assert.deepEqual(await found(), [])
  await reach(2)
  for (const pos of [1, 2]) await add(pos)
  assert.deepEqual(await found(), [])
  for (const pos of [1, 2]) await house.pool.query('insert into statement_term (tenant, term, pos) values ($1, hashtextextended($2, 0), $3)', [late, term('agent', 'b'), pos])
  assert.deepEqual(await found(), [2, 1])
  await house.pool.query('insert into statement_voided (tenant, id, pos) select tenant, id, 3 from statement where tenant = $1 and pos = 2', [late])
  assert.deepEqual(await found(), [1])
  await reach(1_000_001)
  await house.pool.query('select record_partitions()')
  await add(1_000_001, 'b')
  assert.deepEqual(await found(), [1_000_001, 1])
})

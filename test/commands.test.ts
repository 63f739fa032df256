import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { allRoutes } from '../src/app.ts'
import { checkAtOnce, checkTwice, checkWrongPersons } from './commands/checks.ts'
import { CALL, openPlace, TENANT, type Place } from './commands/place.ts'
import { nameOf, send } from './commands/row.ts'
import { NO_COMMAND, ROWS } from './commands/table.ts'

/** Calls and rule versions that the rows use up: five rows of calls and one of rules, three times. */
const FRESH = 15

let place: Place
before(async () => { place = await openPlace(FRESH) })
after(() => place.close())

test('every route that takes a POST, PUT or DELETE is a command of the table, or says why it is none', () => {
  const routes = allRoutes().filter((r) => r.method !== 'GET').map((r) => `${r.method} ${r.path}`)
  const known = new Set([...ROWS.map((row) => row.route), ...Object.keys(NO_COMMAND)])
  assert.deepEqual(routes.filter((route) => !known.has(route)), [], 'without a row')
  assert.deepEqual([...known].filter((route) => !routes.includes(route)), [], 'rows of routes that are gone')
  assert.equal(new Set(ROWS.map(nameOf)).size, ROWS.length, 'each row has its own name')
})

for (const row of ROWS) {
  test(`${nameOf(row)}: done twice counts once`, () => checkTwice(place, row))
  test(`${nameOf(row)}: two at once count once`, () => checkAtOnce(place, row))
  test(`${nameOf(row)}: nobody else does it`, () => checkWrongPersons(place, row))
}

test('what the table calls no command changes nothing', async () => {
  const { executor, administrator } = place.staff
  const written = async (): Promise<unknown[]> => {
    const { rows: tables } = await sql<{ name: string }>`select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname`.execute(place.house.db)
    return Promise.all(tables.map(async ({ name }) => (await sql`select ${name} as name, count(*)::int as n, max(xmin::text::bigint) as last from ${sql.table(name)}`.execute(place.house.db)).rows[0]))
  }
  for (const [route, { why: _why, ...sent }] of Object.entries(NO_COMMAND)) {
    const path = route.slice('POST '.length).replace(':programme', TENANT).replace(':call', CALL)
    const before = await written()
    const answer = await send(place.house, path.startsWith('/office/reset') ? administrator : executor, { path, ...sent })
    assert.ok(answer.status < 400, `${route}: ${answer.status} ${answer.words.slice(0, 300)}`)
    assert.deepEqual(await written(), before, route)
  }
})

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { allRoutes, features } from '../src/app.ts'
import { catchUp } from '../src/record/follow.ts'
import { rebuildBeside } from '../src/record/rebuild.ts'
import { checkAtOnce } from './commands/checks.ts'
import { checkCuts, openFragile, type Fragile } from './commands/cut.ts'
import { crowd, MANY } from './commands/crowd.ts'
import { CALL, openPlace, SECTION, TENANT, type Place } from './commands/place.ts'
import { added, countAll, expected, headersOf, nameOf, send } from './commands/row.ts'
import { NO_COMMAND, ROWS } from './commands/table.ts'
import { differences, rowsOf } from './differences.ts'
import { actAboutHiddenData } from './hidden-data.ts'

/** Calls and rule versions that a row uses up when it is interrupted at every query. */
const FRESH = 500
const TIMES = 10

describe('the database goes away in the middle', () => {
  let place: Place
  let fragile: Fragile
  let cuts = 0
  before(async () => {
    place = await openPlace(FRESH)
    fragile = await openFragile(place)
  })
  after(async () => {
    console.log(`# ${cuts} interruptions of ${ROWS.length} commands`)
    await fragile.close()
    await place.close()
  })

  for (const row of ROWS) {
    test(`${nameOf(row)}: cut at any moment and done again, it happened once and wholly`, async () => { cuts += await checkCuts(place, fragile, row) })
    test(`${nameOf(row)}: two at once count once, ${TIMES} times`, async () => {
      for (let i = 0; i < TIMES; i++) await checkAtOnce(place, row)
    })
  }

  test('the house seals hidden data, tells its seed and cooks grades again', async () => { await actAboutHiddenData(place.house, 'piloto') })

  for (const projection of features.flatMap((f) => f.projections ?? [])) {
    test(`after all of it ${projection.table} is what the record says, row for row`, async () => {
      await catchUp(place.house)
      await rebuildBeside(place.house, projection)
      assert.equal(await differences(place.house, projection.table), 0)
      assert.ok(await rowsOf(place.house, projection.table) > 0, 'the table has rows')
    })
  }
})

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const begun = performance.now()
  const result = await work()
  console.log(`# ${what}: ${Math.round(performance.now() - begun)} ms`)
  return result
}

/** An address without anything but a programme, a call or a section in it: a list. */
const isList = (path: string): boolean => !path.replace(/:(programme|call|section)\b/g, '').includes(':')
const addressOf = (path: string): string => path.replace(':programme', TENANT).replace(':call', CALL).replace(':section', SECTION)

describe(`with ${MANY} persons, their applications, enrolments, works and certificates`, () => {
  let place: Place
  before(async () => {
    place = await openPlace(10)
    await timed(`${MANY} persons arrive`, () => crowd(place))
  })
  after(() => place.close())

  for (const row of ROWS) {
    test(`${nameOf(row)}: its page answers and it is done`, async () => {
      const ready = await row.prepare(place)
      const before = await countAll(place.house, ready.effect)
      const headers = new Headers(headersOf(ready.by))
      const page = await timed(`page of ${nameOf(row)}`, () => place.house.request(ready.page, { headers }))
      assert.ok(page.status < 400, `${ready.page}: ${page.status}`)
      const answer = await timed(nameOf(row), () => send(place.house, ready.by, ready))
      assert.ok(answer.status < 400, `${answer.status} ${answer.words.slice(0, 300)}`)
      assert.deepEqual(added(before, await countAll(place.house, ready.effect)), expected(row, ready.effect, 1))
    })
  }

  test('every search answers', async () => {
    for (const [route, { fields }] of Object.entries(NO_COMMAND)) {
      const by = route.startsWith('POST /office/reset') ? place.staff.administrator : place.staff.executor
      const answer = await timed(route, () => send(place.house, by, { path: addressOf(route.slice('POST '.length)), fields }))
      assert.ok(answer.status < 400, `${route}: ${answer.status}`)
    }
  })

  test('every list answers to each who may see it', async () => {
    const { house, staff, stranger } = place
    for (const { path } of allRoutes().filter((r) => r.method === 'GET' && isList(r.path))) {
      for (const [who, { cookie }] of Object.entries({ ...staff, stranger })) {
        if (!['executor', 'approver', 'tutor', 'administrator', 'stranger'].includes(who)) continue
        const begun = performance.now()
        const { status } = await house.request(addressOf(path), { headers: { cookie } })
        assert.ok(status < 500, `${path} for ${who}: ${status}`)
        if (status === 200) console.log(`# GET ${path} for ${who}: ${Math.round(performance.now() - begun)} ms`)
      }
    }
  })
})

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { catchUp } from '../../record/follow.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { countFourWays, countTwoVersions, ruleFor } from '../../../test/histories/four-ways.ts'
import { putIntoRecord, storedFrom } from '../../../test/histories/recorded.ts'
import { edgeHistories } from '../../../test/histories/edges.ts'
import { ruleSigned, script } from '../../../test/histories/script.ts'
import { workedHistories } from '../../../test/histories/worked.ts'
import { liveNumber, numberAt } from './number.ts'
import { recountBySql } from './recount.ts'

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

test('recount.sql, the evaluator and the live number agree on the worked histories at every position', async () => {
  const tenant = 'worked'
  const { rule, signing } = ruleFor('piloto', tenant)
  const opening = script(tenant, '2026-02-01T00:00:00Z')
  ruleSigned(opening, 'owner-1', signing)
  ruleSigned(opening, 'owner-2', signing)
  const histories = [...workedHistories(tenant), ...edgeHistories(tenant)]
  const statements = storedFrom([...opening.lines, ...histories.flatMap((h) => h.lines)])
  await putIntoRecord(house.db, statements)
  assert.equal(await recountBySql(house.pool, tenant, 1, rule, signing.hash), null, 'one signature is none')
  assert.equal((await numberAt(house, tenant, 1)).counts, null, 'not zero: none')
  let counted: number[] = [0, 0, 0, 0]
  let pos = 2
  for (const { name, lines, expected } of histories) {
    for (const { after: lineCount, counts } of expected) {
      const sum = counted.map((n, i) => n + counts[i]!)
      assert.deepEqual(await recountBySql(house.pool, tenant, pos + lineCount, rule, signing.hash), sum, `recount.sql: ${name}, after ${lineCount}`)
      assert.deepEqual((await numberAt(house, tenant, pos + lineCount)).counts, sum, `numberAt: ${name}, after ${lineCount}`)
    }
    counted = counted.map((n, i) => n + expected.at(-1)!.counts[i]!)
    pos += lines.length
  }
  await catchUp(house)
  const live = await liveNumber(house, tenant)
  assert.deepEqual([live.counts, live.pos, live.behind, live.rule?.hash], [counted, statements.length, 0, signing.hash])
})

for (const programme of ['piloto', 'peru-huawei-2024']) {
  test(`250 random histories under ${programme} v1: four ways of counting, one number (1,000 in recount.long.test.ts)`, async () => {
    const varied = await countFourWays(house, programme, 250, 10)
    assert.ok(varied.counted > 50 && varied.none > 0, `the histories are not all alike: ${JSON.stringify(varied)}`)
  })
}

test('a later version judges the enrolments begun from its day on, the earlier one those before: four ways, one number (DOMAIN.md 5.3 no. 12)', async () => {
  const stricter = (yaml: string) => yaml.replace('atLeast: 48', 'atLeast: 90').replaceAll('mark: 14', 'mark: 18')
  const laxer = (yaml: string) => yaml.replace('atLeast: 48', 'atLeast: 12').replaceAll('mark: 14', 'mark: 8').replace('labs: [uva-vino]', 'labs: []')
  for (const change of [stricter, laxer]) {
    const { both, differs } = await countTwoVersions(house, 'piloto', '2026-03-09', change, 150, 10)
    assert.ok(both > 10 && differs > 0, `${change.name}: the histories are not all alike: ${JSON.stringify({ both, differs })}`)
  }
})

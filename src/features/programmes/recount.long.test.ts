import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { countFourWays } from '../../../test/histories/four-ways.ts'

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

for (const programme of ['piloto', 'peru-huawei-2024']) {
  test(`1,000 random histories under ${programme} v1, ten in a record: four ways of counting, one number`, async () => {
    const varied = await countFourWays(house, programme, 1000, 10)
    assert.ok(varied.counted > 200 && varied.none > 5, `the histories are not all alike: ${JSON.stringify(varied)}`)
  })

  test(`2,000 random histories under ${programme} v1, each in a record of its own: four ways of counting, one number`, async () => {
    const varied = await countFourWays(house, programme, 2000, 1)
    assert.ok(varied.counted > 300 && varied.none > 100, `the histories are not all alike: ${JSON.stringify(varied)}`)
  })
}

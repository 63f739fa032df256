import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openHouse, type TestHouse } from '../../../test/house.ts'

let house: TestHouse
before(async () => { house = await openHouse() })
after(async () => { await house.close() })

test('the service worker keeps each file of the shell once, and all of them are there: otherwise no phone could install it', async () => {
  const text = await (await house.request('/sw.js')).text()
  const { files: always, reader } = JSON.parse(/^self\.SHELL=(.*);\n/.exec(text)?.[1] ?? '') as { files: string[]; reader: string[] }
  const files = [...always, ...reader]
  assert.ok(files.length > 8)
  assert.deepEqual(files.filter((file, i) => files.indexOf(file) !== i), [])
  for (const file of files) assert.equal((await house.request(file)).status, 200, file)
})

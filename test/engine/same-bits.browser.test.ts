import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { blockDigests } from './blocks.ts'
import { inChromium, inFirefox, pageScript, type Digests } from './in-browsers.ts'
import { worldDigests } from './worlds.ts'

let script = ''
let here: Digests = {}
before(async () => {
  script = await pageScript(`import { blockDigests } from './test/engine/blocks.ts'
    import { worldDigests } from './test/engine/worlds.ts'`, '{ ...blockDigests(), ...worldDigests() }')
  here = { ...blockDigests(), ...worldDigests() }
})

test('the SIMD kernel and the plain path learn the same bits', () => {
  assert.equal(here['cnn, simd where there is any'], here['cnn, plain'])
})

test('every block and every simulated world has the same bits in Chromium', async () => {
  assert.deepEqual(await inChromium(script), here)
})

test('every block and every simulated world has the same bits in Firefox', async () => {
  assert.deepEqual(await inFirefox(script), here)
})

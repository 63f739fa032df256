import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { smallPicture } from './small.ts'

const noise = (side: number) => sharp({ create: { width: side, height: side, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 40 } } }).png().toBuffer()

test('a picture that is small enough keeps its size; a larger one gets smaller until it fits', async () => {
  const png = await noise(200)
  assert.equal((await smallPicture(png)).width, 200)
  const small = await smallPicture(png, 4000)
  assert.ok(small.bytes.length <= 4000)
  assert.ok(small.width < 200)
  assert.equal(small.bytes.subarray(25, 26)[0], 3, 'colour type of PNG: a palette')
})

test('one that never fits is an error, not a picture without end', async () => {
  await assert.rejects(noise(200).then((png) => smallPicture(png, 100)), /larger than 100 bytes/)
})

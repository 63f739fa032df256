import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { brotliCompressSync, gunzipSync } from 'node:zlib'
import { photosFile } from '../../src/engine/photos.ts'
import { random, shuffled, type Random } from '../../src/engine/random.ts'
import { ROOT } from '../../src/lib/root.ts'

// Made labs/textil-prendas/public.bin and hidden/: node --import tsx scripts/labs/textil-prendas-data.ts [folder]
// From Fashion-MNIST (Zalando SE, MIT) as Debian packages it: apt-get install dataset-fashion-mnist. Both of its parts are put together and drawn
// from anew. Every photo is moved, as garments that are photographed by hand lie, and made half as large with 16 greys. All draws from a phrase.
const SOURCE = '/usr/share/datasets/fashion-mnist'
const PHRASE = 'textil-prendas 1'
/** T-shirt, trousers, pullover, dress, coat, shirt. */
const GARMENTS = [0, 1, 2, 3, 4, 6]
const SIDE = 28
/** Pixels of the original that a garment is moved at most, each way. */
const MOVED = 4
const PUBLIC = 4000
const HIDDEN = 1000
const ROTATIONS = 2

const part = (name: string, head: number) => gunzipSync(readFileSync(join(SOURCE, `${name}-ubyte.gz`))).subarray(head)
const images = Buffer.concat([part('train-images-idx3', 16), part('t10k-images-idx3', 16)])
const labels = Buffer.concat([part('train-labels-idx1', 8), part('t10k-labels-idx1', 8)])
const places = Array.from(shuffled(labels.length, random(PHRASE, 'order'))).filter((place) => GARMENTS.includes(labels[place]!))
const moves = random(PHRASE, 'moves')

/** A photo moved by lot, what comes in black, at half the size. */
function moved(place: number, source: Random): number[] {
  const down = source.below(2 * MOVED + 1) - MOVED
  const right = source.below(2 * MOVED + 1) - MOVED
  const at = (y: number, x: number) => {
    const [fromY, fromX] = [y - down, x - right]
    return fromY < 0 || fromX < 0 || fromY >= SIDE || fromX >= SIDE ? 0 : images[(place * SIDE + fromY) * SIDE + fromX]!
  }
  return Array.from({ length: (SIDE / 2) ** 2 }, (_, i) => {
    const [y, x] = [2 * Math.floor(i / (SIDE / 2)), 2 * (i % (SIDE / 2))]
    return Math.floor((at(y, x) + at(y, x + 1) + at(y + 1, x) + at(y + 1, x + 1) + 2) / 4)
  })
}

const folder = process.argv[2] ?? join(ROOT, 'labs/textil-prendas')
let from = 0
const hidden = Array.from({ length: ROTATIONS }, (_, i) => [i === 0 ? 'hidden/photos.bin' : `hidden/photos-${i + 1}.bin`, HIDDEN] as const)
for (const [name, count] of [['public.bin', PUBLIC] as const, ...hidden]) {
  const own = places.slice(from, from + count)
  from += count
  const photos = {
    rows: SIDE / 2, columns: SIDE / 2, classes: GARMENTS.length, learnable: count,
    images: Uint8Array.from(own.flatMap((place) => moved(place, moves))), labels: Int32Array.from(own, (place) => GARMENTS.indexOf(labels[place]!)),
  }
  const bytes = photosFile(photos, 4)
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, bytes)
  console.log(`${name} | ${count} photos, ${brotliCompressSync(bytes).length} bytes with brotli | sha256 ${createHash('sha256').update(bytes).digest('hex')}`)
}

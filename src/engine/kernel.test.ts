import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kernel } from '../../scripts/kernels.mjs'
import { kernelFor } from './kernel.ts'
import { KERNEL } from './kernels-wasm.ts'
import { random } from './random.ts'

test('the committed bytes are those of the committed source', async () => {
  assert.equal(KERNEL.join(''), await kernel())
})

test('Node has the SIMD product; without SIMD the plain one is taken', () => {
  assert.equal(kernelFor(10).simd, true)
  assert.equal(kernelFor(10, false).simd, false)
  assert.ok(kernelFor(100_000).floats.length >= 100_000)
})

test('the product is the sum of rounded products in order, bit for bit on both paths, for many sizes and layouts', () => {
  const source = random('kernel', 'sizes')
  for (let round = 0; round < 60; round += 1) {
    const rows = 1 + source.below(11)
    const columns = 4 * (1 + source.below(6))
    const depth = source.below(9)
    const turned = source.below(2) === 1
    const places = { a: 0, b: rows * depth, c: rows * depth + depth * columns }
    const start = Float32Array.from({ length: places.c + rows * columns }, () => (source.unit() - 0.5) * [1, 1e-20, 1e15][source.below(3)]!)
    const right = Float32Array.from(start)
    const [aRow, aStep] = turned ? [1, rows] : [depth, 1]
    for (let r = 0; r < rows; r += 1) for (let c = 0; c < columns; c += 1) {
      let sum = start[places.c + r * columns + c]!
      for (let k = 0; k < depth; k += 1) sum = Math.fround(sum + Math.fround(start[r * aRow + k * aStep]! * start[places.b + k * columns + c]!))
      right[places.c + r * columns + c] = sum
    }
    for (const simd of [true, false]) {
      const { floats, product } = kernelFor(start.length, simd)
      floats.set(start)
      product(places.a, aRow, aStep, places.b, columns, places.c, columns, rows, columns, depth)
      assert.deepEqual(new Uint32Array(floats.slice(0, start.length).buffer), new Uint32Array(right.buffer), `${rows} × ${columns} × ${depth}`)
    }
  }
})

test('where WebAssembly is missing or refuses, the plain product does the work', async () => {
  const held = globalThis.WebAssembly
  try {
    for (const other of [undefined, { Memory: held.Memory, Module: () => { throw new Error('no SIMD') } }]) {
      Object.defineProperty(globalThis, 'WebAssembly', { value: other, configurable: true, writable: true })
      const fresh: typeof import('./kernel.ts') = await import(`./kernel.ts?${other === undefined ? 'none' : 'old'}`)
      assert.equal(fresh.kernelFor(10).simd, false)
    }
  } finally {
    Object.defineProperty(globalThis, 'WebAssembly', { value: held, configurable: true, writable: true })
  }
})

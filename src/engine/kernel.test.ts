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
    const [rows, columns, depth, runs] = [1 + source.below(11), 4 * (1 + source.below(6)), source.below(9), 1 + source.below(3)]
    const [aRow, aStep] = source.below(2) === 1 ? [1, rows] : [depth, 1]
    // Runs of a may overlap, as rows of an image do; those of b come after one another.
    const [aRun, bRun] = [source.below(12), depth * columns]
    const b = rows * depth + 3 * 12
    const c = b + runs * bRun
    const start = Float32Array.from({ length: c + rows * columns }, () => (source.unit() - 0.5) * [1, 1e-20, 1e15][source.below(3)]!)
    const right = Float32Array.from(start)
    for (let row = 0; row < rows; row += 1) for (let column = 0; column < columns; column += 1) {
      let sum = start[c + row * columns + column]!
      for (let run = 0; run < runs; run += 1) for (let k = 0; k < depth; k += 1) {
        sum = Math.fround(sum + Math.fround(start[row * aRow + run * aRun + k * aStep]! * start[b + run * bRun + k * columns + column]!))
      }
      right[c + row * columns + column] = sum
    }
    for (const simd of [true, false]) {
      const { floats, product } = kernelFor(start.length, simd)
      floats.set(start)
      product(0, aRow, aStep, aRun, b, columns, bRun, c, columns, rows, columns, depth, runs)
      assert.deepEqual(new Uint32Array(floats.slice(0, start.length).buffer), new Uint32Array(right.buffer), `${rows} × ${columns} × ${depth} × ${runs}`)
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

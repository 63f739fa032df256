import { KERNEL } from './kernels-wasm.ts'

/**
 * c += a × b on float32 numbers of `Kernel.floats`, the same bits on each path: every number of c is its own sum, from what c
 * holds, run after run and in each in the order of depth, each product and each sum rounded to float32. Places and steps count
 * floats: a(row, run, k) is at a + row × aRow + run × aRun + k × aStep, b(run, k, column) at b + run × bRun + k × bRow + column,
 * c(row, column) at c + row × cRow + column. `columns` is a multiple of 4; c may not overlap a or b. A matrix is one run; a
 * window sliding over an image is as many runs as the window has rows.
 */
export type Product = (
  a: number, aRow: number, aStep: number, aRun: number, b: number, bRow: number, bRun: number, c: number, cRow: number,
  rows: number, columns: number, depth: number, runs: number,
) => void

/** A matrix product and the numbers it works on. */
export interface Kernel {
  readonly simd: boolean
  readonly floats: Float32Array
  readonly product: Product
}

/**
 * Room for `length` floats (all 0) with the fastest product that gives our bits: WebAssembly SIMD where there is one and a check
 * on awkward numbers finds it equal, else plain. Without `simd` plain at once.
 */
export function kernelFor(length: number, simd = true): Kernel {
  return (simd && simdWorks() ? simdKernel(length) : null) ?? plainKernel(length)
}

function plainKernel(length: number): Kernel {
  const floats = new Float32Array(length)
  const product: Product = (a, aRow, aStep, aRun, b, bRow, bRun, c, cRow, rows, columns, depth, runs) => {
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 4) {
        const to = c + row * cRow + column
        for (let run = 0; run < runs; run += 1) plainFour(floats, a + row * aRow + run * aRun, aStep, b + run * bRun + column, bRow, to, depth)
      }
    }
  }
  return { simd: false, floats, product }
}

/** One run of the four lanes of a sum. */
function plainFour(floats: Float32Array, a: number, aStep: number, b: number, bRow: number, c: number, depth: number): void {
  let s0 = floats[c]!
  let s1 = floats[c + 1]!
  let s2 = floats[c + 2]!
  let s3 = floats[c + 3]!
  for (let k = 0, pa = a, pb = b; k < depth; k += 1, pa += aStep, pb += bRow) {
    const x = floats[pa]!
    s0 = Math.fround(s0 + Math.fround(x * floats[pb]!))
    s1 = Math.fround(s1 + Math.fround(x * floats[pb + 1]!))
    s2 = Math.fround(s2 + Math.fround(x * floats[pb + 2]!))
    s3 = Math.fround(s3 + Math.fround(x * floats[pb + 3]!))
  }
  floats[c] = s0
  floats[c + 1] = s1
  floats[c + 2] = s2
  floats[c + 3] = s3
}

/** Bytes of a page of WebAssembly memory. */
const PAGE = 65536

/** Null where there is no WebAssembly or no SIMD in it. */
function simdKernel(length: number): Kernel | null {
  if (typeof WebAssembly === 'undefined') return null
  try {
    const memory = new WebAssembly.Memory({ initial: Math.floor((length * 4 + PAGE - 1) / PAGE) + 1 })
    const instance = new WebAssembly.Instance(new WebAssembly.Module(bytesOf(KERNEL.join(''))), { engine: { memory } })
    const inner = instance.exports['product']
    if (typeof inner !== 'function') return null
    const product: Product = (a, aRow, aStep, aRun, b, bRow, bRun, c, cRow, rows, columns, depth, runs) => {
      // The kernel counts bytes, and goes on from the end of a run.
      const aJump = 4 * (aRun - depth * aStep)
      const bJump = 4 * (bRun - depth * bRow)
      inner(4 * a, 4 * aRow, 4 * aStep, aJump, 4 * b, 4 * bRow, bJump, 4 * c, 4 * cRow, rows, columns, depth, runs)
    }
    return { simd: true, floats: new Float32Array(memory.buffer), product }
  } catch {
    // An old phone, or a page that forbids it: the plain path does the same work.
    return null
  }
}

let works: boolean | null = null

/** Whether the SIMD product gives the plain one's bits here; asked once. */
function simdWorks(): boolean {
  if (works === null) works = sameBits(simdKernel(CHECKED), plainKernel(CHECKED))
  return works
}

const CHECKED = 600

/** Both do 7 × 5 times 5 × 12 numbers of every size: with a machine that drops subnormal numbers or fuses, some bit differs. */
function sameBits(ours: Kernel | null, plain: Kernel): boolean {
  if (ours === null) return false
  for (const kernel of [ours, plain]) {
    let state = 1
    for (let i = 0; i < CHECKED; i += 1) {
      state = (Math.imul(state, 1664525) + 1013904223) | 0
      // 1e-20 × 1e-20 is subnormal in float32.
      kernel.floats[i] = state / [2147483648, 2147483648e20, 3e5][i % 3]!
    }
    kernel.product(0, 5, 1, 0, 100, 16, 0, 300, 12, 7, 12, 5, 1)
    kernel.product(0, 1, 7, 3, 200, 12, 9, 400, 12, 7, 12, 2, 3)
  }
  const found = new Uint32Array(ours.floats.buffer, 0, CHECKED)
  const right = new Uint32Array(plain.floats.buffer)
  for (let i = 0; i < CHECKED; i += 1) if (found[i] !== right[i]) return false
  return true
}

const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Base64 without what only browsers or only Node have. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  let length = Math.floor((text.length / 4) * 3)
  for (let i = text.length - 1; text[i] === '='; i -= 1) length -= 1
  const bytes = new Uint8Array(length)
  for (let i = 0, at = 0; i < text.length; i += 4) {
    const word = (place(text, i) << 18) | (place(text, i + 1) << 12) | (place(text, i + 2) << 6) | place(text, i + 3)
    for (let shift = 16; shift >= 0 && at < length; shift -= 8, at += 1) bytes[at] = word >>> shift
  }
  return bytes
}

function place(text: string, at: number): number {
  return Math.max(0, SIGNS.indexOf(text[at]!))
}

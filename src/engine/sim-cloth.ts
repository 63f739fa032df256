import { cos, sin } from './math.ts'
import { normal } from './normal.ts'
import { random, shuffled, type Random } from './random.ts'

/*
 * Grey pictures of woven cloth on a light table, 32 × 32 pixels, sound or with one defect, simulated: invented for teaching, no
 * cloth was photographed. What a defect looks like is trade knowledge (light shines through where a thread is broken or there is
 * a hole; a stain lets less light through without breaking the weave); the figures are invented.
 *
 * Grey, 0 black to 255 white, of pixel (x, y), for a cloth with own thread widths (3 to 5 pixels each way), own phases, base b (40
 * to 100), relief a (10 to 22) and weave (plain, twill to the right, twill to the left, as likely each):
 *   b + a × (over - 1/2) + 0.6 a × (sin π u - 0.6) + light + 3 × normal
 * over = 1 where the warp thread is on top: plain (i + j) even, twill (i ± j) divisible by 3, i and j the threads' numbers; u = how
 * far across the thread on top, 0 to 1; light = g ((x - 16) cos t + (y - 16) sin t), g up to 0.8 grey levels a pixel, any direction t.
 * What is no defect and is found in any class: in 3 of 10 cloths a slub (a thread darker by 6 to 14 over 5 to 16 pixels), up to two
 * pinholes (one pixel of 110 to 200), up to two knots (2 × 2 pixels darker by 20 to 50). The defects:
 *   broken thread: 7 to 15 pixels along a row or a column, a thread less one pixel wide, lighter by 70 to 140, its two ends darker by 15
 *   stain: darker by d (1 - r²), d 25 to 45, r the distance in an ellipse of radii 4 to 8
 *   hole: an ellipse of radii 1.6 to 3, lighter by 70 to 140, and a ring of one pixel darker by 15
 * Rounded to whole grey levels, as a camera does.
 */

/** Cloths in order of their classes. */
export const CLOTH_CLASSES = ['ok', 'broken-thread', 'stain', 'hole'] as const
export const CLOTH_SIDE = 32

/**
 * Where the middle of a defect lies. `bench`: in the upper left, x and y from 5 to 15, as somebody who always lays the cloth down
 * the same way photographs it; `anywhere`: from 5 to 27.
 */
export type Spot = 'bench' | 'anywhere'

export interface Cloths {
  /** Picture after picture, row after row, one byte a pixel. */
  readonly images: Uint8Array
  /** A class each, a quarter of each class (but for what does not divide by four), in random order. */
  readonly labels: Int32Array
}

/** `count` pictures; the same seed, count and spot always give the same. */
export function simulateCloths(seed: string, count: number, spot: Spot): Cloths {
  const source = random(seed, `cloth ${spot}`)
  const labels = shuffled(count, source).map((place) => place % CLOTH_CLASSES.length)
  const images = new Uint8Array(count * CLOTH_SIDE * CLOTH_SIDE)
  const grey = new Float64Array(CLOTH_SIDE * CLOTH_SIDE)
  for (let n = 0; n < count; n += 1) {
    const width = 3 + source.below(3)
    const height = 3 + source.below(3)
    weave(grey, width, height, source)
    if (source.unit() < 0.3) slub(grey, width, height, source)
    specks(grey, source)
    const reach = spot === 'bench' ? 10 : 22
    const x = 5 + reach * source.unit()
    const y = 5 + reach * source.unit()
    if (labels[n] === 1) breakThread(grey, x, y, width, height, source)
    if (labels[n] === 2) stain(grey, x, y, source)
    if (labels[n] === 3) tear(grey, x, y, source)
    for (let i = 0; i < grey.length; i += 1) images[n * grey.length + i] = Math.max(0, Math.min(255, Math.floor(grey[i]! + 0.5)))
  }
  return { images, labels }
}

function between(low: number, high: number, source: Random): number {
  return low + (high - low) * source.unit()
}

/** Sound cloth, the whole picture. */
function weave(grey: Float64Array, width: number, height: number, source: Random): void {
  const base = between(40, 100, source)
  const relief = between(10, 22, source)
  const kind = source.below(3)
  const [left, up] = [source.below(width), source.below(height)]
  const slope = between(0, 0.8, source)
  const turn = between(0, 6.283185307179586, source)
  const [across, down] = [slope * cos(turn), slope * sin(turn)]
  for (let y = 0; y < CLOTH_SIDE; y += 1) {
    for (let x = 0; x < CLOTH_SIDE; x += 1) {
      const i = Math.floor((x + left) / width)
      const j = Math.floor((y + up) / height)
      const over = kind === 0 ? (i + j) % 2 === 0 : (kind === 1 ? i + j : i - j + 3 * CLOTH_SIDE) % 3 === 0
      const u = over ? ((x + left) % width + 0.5) / width : ((y + up) % height + 0.5) / height
      const light = across * (x - 16) + down * (y - 16)
      grey[y * CLOTH_SIDE + x] = base + relief * (over ? 0.5 : -0.5) + 0.6 * relief * (sin(3.141592653589793 * u) - 0.6) + light + 3 * normal(source)
    }
  }
}

/** Adds `by` to the pixels of a line `thick` wide, from (x, y) on, along a row or a column; what lies outside is left out. */
function addLine(grey: Float64Array, x: number, y: number, along: 'row' | 'column', length: number, thick: number, by: number): void {
  for (let s = 0; s < length; s += 1) {
    for (let t = 0; t < thick; t += 1) {
      const c = Math.floor(x) + (along === 'row' ? s : t)
      const r = Math.floor(y) + (along === 'row' ? t : s)
      if (c < 0 || r < 0 || c >= CLOTH_SIDE || r >= CLOTH_SIDE) continue
      grey[r * CLOTH_SIDE + c] = grey[r * CLOTH_SIDE + c]! + by
    }
  }
}

function slub(grey: Float64Array, width: number, height: number, source: Random): void {
  const along = source.below(2) === 0 ? 'row' : 'column'
  const [x, y] = [source.below(CLOTH_SIDE - 8), source.below(CLOTH_SIDE - 8)]
  addLine(grey, x, y, along, 5 + source.below(12), (along === 'row' ? height : width) - 1, -between(6, 14, source))
}

/** What is in any cloth: up to two pinholes and up to two knots. */
function specks(grey: Float64Array, source: Random): void {
  const holes = source.below(3)
  for (let i = 0; i < holes; i += 1) grey[source.below(grey.length)] = between(110, 200, source)
  const knots = source.below(3)
  for (let i = 0; i < knots; i += 1) {
    addLine(grey, source.below(CLOTH_SIDE), source.below(CLOTH_SIDE), 'row', 2, 2, -between(20, 50, source))
  }
}

function breakThread(grey: Float64Array, x: number, y: number, width: number, height: number, source: Random): void {
  const along = source.below(2) === 0 ? 'row' : 'column'
  const length = 7 + source.below(9)
  const thick = (along === 'row' ? height : width) - 1
  const half = Math.floor(length / 2)
  const [fromX, fromY] = along === 'row' ? [x - half, y] : [x, y - half]
  addLine(grey, fromX, fromY, along, length, thick, between(70, 140, source))
  const [endX, endY] = along === 'row' ? [fromX + length, fromY] : [fromX, fromY + length]
  addLine(grey, endX, endY, along, 1, thick, -15)
  addLine(grey, along === 'row' ? fromX - 1 : fromX, along === 'row' ? fromY : fromY - 1, along, 1, thick, -15)
}

function stain(grey: Float64Array, x: number, y: number, source: Random): void {
  const [wide, tall, depth] = [between(4, 8, source), between(4, 8, source), between(25, 45, source)]
  for (let i = 0; i < grey.length; i += 1) {
    const across = (i % CLOTH_SIDE - x) / wide
    const down = (Math.floor(i / CLOTH_SIDE) - y) / tall
    const r = across * across + down * down
    if (r < 1) grey[i] = grey[i]! - depth * (1 - r)
  }
}

function tear(grey: Float64Array, x: number, y: number, source: Random): void {
  const [wide, tall, shine] = [between(1.6, 3, source), between(1.6, 3, source), between(70, 140, source)]
  for (let i = 0; i < grey.length; i += 1) {
    const across = i % CLOTH_SIDE - x
    const down = Math.floor(i / CLOTH_SIDE) - y
    const inner = (across * across) / (wide * wide) + (down * down) / (tall * tall)
    const outer = (across * across) / ((wide + 1) * (wide + 1)) + (down * down) / ((tall + 1) * (tall + 1))
    if (inner < 1) grey[i] = grey[i]! + shine
    else if (outer < 1) grey[i] = grey[i]! - 15
  }
}

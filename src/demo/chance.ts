import { createHash } from 'node:crypto'

/** Draws that come out the same on every run: each has its own name, so that no act can shift another's. */
export interface Chance {
  /** In [0, 1). */
  readonly next: () => number
  /** A whole number from `least` to `most`, both included. */
  readonly from: (least: number, most: number) => number
  readonly one: <T>(of: readonly T[]) => T
  readonly often: (share: number) => boolean
}

/** mulberry32 on the SHA-256 of seed and name. */
export function chance(seed: number, name: string): Chance {
  let a = createHash('sha256').update(`${seed} ${name}`).digest().readUInt32BE()
  const next = (): number => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), a | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const from = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1))
  return {
    next, from,
    one: (of) => {
      const found = of[from(0, of.length - 1)]
      if (found === undefined) throw new Error('nothing to draw from')
      return found
    },
    often: (share) => next() < share,
  }
}

/** A UUID (version 8, RFC 9562) that follows from seed and name. */
export function idOf(seed: number, name: string): string {
  const hex = createHash('sha256').update(`demo ${seed} ${name}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

import { sha256, utf8 } from './sha256.ts'

/** A stream of numbers that anyone gets again from the same seed and purpose. */
export interface Random {
  /** Whole number from 0 to 2^32 - 1. */
  readonly word: () => number
  /** Whole number from 0 to n - 1, each as likely; n from 1 to 2^32. */
  readonly below: (n: number) => number
  /** From 0 up to, not including, 1: a multiple of 2^-53. */
  readonly unit: () => number
}

/**
 * sfc32 (Chris Doty-Humphrey, PractRand: 128 bits of state, period at least 2^32), started from the first 16 bytes of
 * SHA-256 of `seed` NUL `purpose`, so that one seed gives independent streams (subset, order of batches).
 */
export function random(seed: string, purpose: string): Random {
  const start = new DataView(sha256(utf8(seed + '\0' + purpose)).buffer)
  let a = start.getInt32(0)
  let b = start.getInt32(4)
  let c = start.getInt32(8)
  let counter = start.getInt32(12)
  const word = (): number => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + t) | 0
    return t >>> 0
  }
  for (let i = 0; i < 15; i += 1) word()
  return {
    word,
    below: (n) => {
      // Words at or above the largest multiple of n would favour small results.
      const limit = Math.floor(4294967296 / n) * n
      let drawn = word()
      while (drawn >= limit) drawn = word()
      return drawn % n
    },
    unit: () => ((word() >>> 5) * 67108864 + (word() >>> 6)) / 9007199254740992,
  }
}

/** 0 … n - 1 in random order (Fisher and Yates, from the end). */
export function shuffled(n: number, source: Random): Int32Array {
  const order = inOrder(n)
  for (let i = n - 1; i > 0; i -= 1) {
    const j = source.below(i + 1)
    const held = order[i]!
    order[i] = order[j]!
    order[j] = held
  }
  return order
}

/** 0 … n - 1. */
export function inOrder(n: number): Int32Array {
  const order = new Int32Array(n)
  for (let i = 0; i < n; i += 1) order[i] = i
  return order
}

/**
 * MurmurHash3 (Austin Appleby, public domain: x86, 32 bit) of bytes[from … to - 1]. Returns a whole number from 0 to 2^32 - 1.
 * Fast and well mixed; not a hash against an adversary.
 */
export function murmur3(bytes: Uint8Array, from: number, to: number, seed: number): number {
  const whole = from + ((to - from) & ~3)
  let h = seed | 0
  for (let i = from; i < whole; i += 4) {
    const block = bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24)
    h ^= mixed(block)
    h = (h << 13) | (h >>> 19)
    h = (Math.imul(h, 5) + 0xe6546b64) | 0
  }
  let rest = 0
  for (let i = to - 1; i >= whole; i -= 1) rest = (rest << 8) | bytes[i]!
  h ^= mixed(rest)
  h ^= to - from
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** 0 stays 0, so that an empty rest changes nothing. */
function mixed(block: number): number {
  const k = Math.imul(block, 0xcc9e2d51)
  return Math.imul((k << 15) | (k >>> 17), 0x1b873593)
}

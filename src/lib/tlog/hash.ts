import { createHash } from 'node:crypto'

/** Bytes of a hash of the tree: SHA-256. */
export const HASH_BYTES = 32

/** RFC 6962, section 2.1: the hash of an entry. */
export function leafHash(entry: Uint8Array): Buffer {
  return createHash('sha256').update(LEAF).update(entry).digest()
}

/** RFC 6962, section 2.1: the hash over two subtrees, the left one full. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash('sha256').update(NODE).update(left).update(right).digest()
}

/** The root of a tree without entries. */
export const EMPTY_ROOT = createHash('sha256').digest()

const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

/** How many entries the left subtree of a tree of `size` entries has: the largest power of two below it. `size` is at least 2. */
export function leftSize(size: number): number {
  let left = 1
  while (left * 2 < size) left *= 2
  return left
}

import { leafHash } from '../../src/lib/tlog/hash.ts'
import { consistencyProof, continues, inclusionProof, includes, rootAt, type Tree } from '../../src/lib/tlog/proofs.ts'
import { EMPTY_EDGE, grow, partialTiles, tilePath, type Tile } from '../../src/lib/tlog/tiles.ts'
import type { Figure } from '../main.ts'

const SIZES = [1_000_000, 10_000_000]
const PROOFS = 500
/** Leaves are hashed in pieces: a tree of ten million has 320 MB of them. */
const PIECE = 256 * 256

/** A tree as the server keeps it: full tiles, here in memory, of generated leaves. */
interface Kept { readonly tree: Tree; readonly leafAt: (i: number) => Buffer; readonly grownMs: number; readonly hashedMs: number }

/** Stands for the hash of entry i: as long, and another for each. */
function leafAt(i: number): Buffer {
  const leaf = Buffer.alloc(32)
  leaf.writeDoubleBE(i, 0)
  leaf.writeDoubleBE(i * Math.PI, 16)
  return leaf
}
/** One piece of so many is hashed bare too. */
const SAMPLED = 16

/** Grows the tree, and hashes as many leaves bare in the same run: what growing costs beyond hashing. */
function keep(size: number): Kept {
  const tiles = new Map<string, Buffer>()
  const put = (tile: Tile): void => { tiles.set(tilePath(tile), Buffer.from(tile.bytes)) }
  let edge = EMPTY_EDGE
  let [grownMs, hashedMs] = [0, 0]
  for (let from = 0; from < size; from += PIECE) {
    const leaves = Array.from({ length: Math.min(PIECE, size - from) }, (_, i) => leafAt(from + i))
    const start = performance.now()
    const grown = grow(edge, leaves)
    const middle = performance.now()
    grownMs += middle - start
    if (from / PIECE % SAMPLED === 0) {
      for (const leaf of leaves) leafHash(leaf)
      hashedMs += (performance.now() - middle) * Math.min(SAMPLED, (size - from) / leaves.length)
    }
    grown.full.forEach(put)
    edge = grown.edge
  }
  partialTiles(edge).forEach(put)
  return { tree: { size, read: (tile) => Promise.resolve(tiles.get(tilePath(tile)) ?? Buffer.alloc(0)) }, leafAt, grownMs, hashedMs }
}

interface Measured { readonly bytes: number; readonly madeMs: number; readonly checkedMs: number; readonly held: boolean }

async function inclusions({ tree, leafAt: leaf }: Kept, root: Buffer): Promise<Measured> {
  let [bytes, madeMs, checkedMs, held] = [0, 0, 0, true]
  for (let i = 0; i < PROOFS; i += 1) {
    const index = Math.floor((i * 0.618_033_988_75 % 1) * tree.size)
    const start = performance.now()
    const proof = await inclusionProof(tree, index, tree.size)
    const middle = performance.now()
    held &&= includes(proof, { index, size: tree.size, leaf: leaf(index), root })
    checkedMs += performance.now() - middle
    madeMs += middle - start
    bytes = Math.max(bytes, proof.length * 32)
  }
  return { bytes, madeMs: madeMs / PROOFS, checkedMs: checkedMs / PROOFS, held }
}

async function consistencies({ tree }: Kept, root: Buffer): Promise<Measured> {
  let [bytes, madeMs, checkedMs, held] = [0, 0, 0, true]
  for (let i = 1; i <= PROOFS; i += 1) {
    const old = Math.floor((i * 0.618_033_988_75 % 1) * tree.size) + 1
    const oldRoot = await rootAt(tree, old)
    const start = performance.now()
    const proof = await consistencyProof(tree, old, tree.size)
    const middle = performance.now()
    held &&= continues(proof, { size: old, root: oldRoot }, { size: tree.size, root })
    checkedMs += performance.now() - middle
    madeMs += middle - start
    bytes = Math.max(bytes, proof.length * 32)
  }
  return { bytes, madeMs: madeMs / PROOFS, checkedMs: checkedMs / PROOFS, held }
}

/** RFC 6962: a proof of inclusion has at most ceil(log2 n) hashes, one of consistency one more. */
const atMost = (size: number, more: number): number => (Math.ceil(Math.log2(size)) + more) * 32

/** Size and time of proofs at a million and at ten million entries; growing the tree against hashing its leaves bare, same run. */
export async function benchLogProofs(sizes: readonly number[] = SIZES): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const size of sizes) {
    const kept = keep(size)
    const root = await rootAt(kept.tree, size)
    const n = `${size / 1_000_000} M entries`
    const ratio = kept.grownMs / kept.hashedMs
    figures.push({ item: `log: growing a tree of ${n} against hashing its leaves bare`, figure: `${ratio.toFixed(2)} times; ${(kept.grownMs / 1000).toFixed(1)} s`, target: '<= 4 times', met: ratio <= 4 })
    for (const [what, measured, most] of [['inclusion', await inclusions(kept, root), atMost(size, 0)], ['consistency', await consistencies(kept, root), atMost(size, 1)]] as const) {
      figures.push({
        item: `log: proof of ${what} at ${n}`, target: `<= ${most} bytes, each holds`, met: measured.held && measured.bytes <= most,
        figure: `${measured.bytes} bytes; made in ${measured.madeMs.toFixed(3)} ms, checked in ${measured.checkedMs.toFixed(3)} ms`,
      })
    }
  }
  return figures
}

import { EMPTY_ROOT, HASH_BYTES, leftSize, nodeHash } from './hash.ts'
import { partialTiles, placeOf, rowHash, TILE_WIDTH, tilePath, type Edge, type TileName } from './tiles.ts'

/** Gives the bytes of a tile of the tree it stands for; throws when it has none, or another length. */
export type ReadTile = (tile: TileName) => Promise<Uint8Array>

/** The tree of `size` entries behind a reader of tiles. */
export interface Tree {
  readonly size: number
  readonly read: ReadTile
}

/** Where proofs are spelled out: hashes of subtrees [from, to) of one tree. */
type Span = readonly [from: number, to: number]

/** The root of the first `size` entries; not more than the tree has. */
export async function rootAt(tree: Tree, size: number): Promise<Buffer> {
  if (size === 0) return EMPTY_ROOT
  return spanHash(remembering(tree), [0, size])
}

/** The root of the tree that has this right edge: no full tile is needed for it. */
export async function rootOfEdge(edge: Edge): Promise<Buffer> {
  const tiles = new Map(partialTiles(edge).map((tile) => [tilePath(tile), tile.bytes]))
  return rootAt({ size: edge.size, read: async (tile) => tiles.get(tilePath(tile)) ?? Buffer.alloc(0) }, edge.size)
}

/** RFC 6962, section 2.1.1: proof that entry `index` is in the tree of the first `size` entries. */
export async function inclusionProof(tree: Tree, index: number, size: number): Promise<Buffer[]> {
  if (index < 0 || index >= size || size > tree.size) throw new RangeError(`entry ${index} is not among ${size} of ${tree.size}`)
  const known = remembering(tree)
  const spans: Span[] = []
  for (let [from, to] = [0, size]; to - from > 1;) {
    const middle = from + leftSize(to - from)
    const inLeft = index < middle
    spans.unshift(inLeft ? [middle, to] : [from, middle])
    if (inLeft) to = middle
    else from = middle
  }
  return hashesOf(known, spans)
}

/** RFC 6962, section 2.1.2: proof that the tree of `size` entries continues that of `old`. */
export async function consistencyProof(tree: Tree, old: number, size: number): Promise<Buffer[]> {
  if (old < 0 || old > size || size > tree.size) throw new RangeError(`${old} and ${size} are not sizes of a tree of ${tree.size}`)
  if (old === 0 || old === size) return []
  const spans: Span[] = []
  let whole = true
  let [from, to] = [0, size]
  while (to > old) {
    const middle = from + leftSize(to - from)
    if (old <= middle) {
      spans.unshift([middle, to])
      to = middle
    } else {
      spans.unshift([from, middle])
      from = middle
      whole = false
    }
  }
  // The old tree itself is not told when it is a whole subtree: who asks knows its root.
  if (!whole) spans.unshift([from, to])
  return hashesOf(remembering(tree), spans)
}

/** Whether `leaf` is entry `index` of the tree of `size` entries with this root. */
export function includes(proof: readonly Uint8Array[], { index, size, leaf, root }: { index: number; size: number; leaf: Uint8Array; root: Uint8Array }): boolean {
  if (index < 0 || index >= size || proof.some((hash) => hash.length !== HASH_BYTES)) return false
  let [at, last] = [index, size - 1]
  let hash: Buffer = Buffer.from(leaf)
  for (const other of proof) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(other, hash)
      while (at % 2 === 0 && at !== 0) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
    } else {
      hash = nodeHash(hash, other)
    }
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0 && hash.equals(root)
}

/** Whether the tree of `size` entries with `root` begins with the tree of `old` entries with `oldRoot` (RFC 9162, section 2.1.4.2). */
export function continues(proof: readonly Uint8Array[], before: { size: number; root: Uint8Array }, now: { size: number; root: Uint8Array }): boolean {
  if (before.size < 0 || before.size > now.size || proof.some((hash) => hash.length !== HASH_BYTES)) return false
  if (before.size === now.size) return proof.length === 0 && Buffer.from(before.root).equals(now.root)
  if (before.size === 0) return proof.length === 0 && EMPTY_ROOT.equals(before.root)
  const hashes = isPowerOfTwo(before.size) ? [before.root, ...proof] : [...proof]
  const [first] = hashes
  if (!first) return false
  let [at, last] = [before.size - 1, now.size - 1]
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  let [old, fresh]: [Buffer, Buffer] = [Buffer.from(first), Buffer.from(first)]
  for (const hash of hashes.slice(1)) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      ;[old, fresh] = [nodeHash(hash, old), nodeHash(hash, fresh)]
      while (at % 2 === 0 && at !== 0) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
    } else {
      fresh = nodeHash(fresh, hash)
    }
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0 && old.equals(before.root) && fresh.equals(now.root)
}

// By division: a size may be larger than the 32 bits of & and |.
const isPowerOfTwo = (n: number): boolean => (n === 1 || (n % 2 === 0 && isPowerOfTwo(n / 2)))

async function hashesOf(tree: Tree, spans: readonly Span[]): Promise<Buffer[]> {
  return Promise.all(spans.map((span) => spanHash(tree, span)))
}

/** The hash over entries [from, to): full subtrees are found in tiles, the right edge is hashed together. */
async function spanHash(tree: Tree, [from, to]: Span): Promise<Buffer> {
  const size = to - from
  if (!isPowerOfTwo(size)) {
    const middle = from + leftSize(size)
    return nodeHash(await spanHash(tree, [from, middle]), await spanHash(tree, [middle, to]))
  }
  const place = placeOf(Math.log2(size), from / size)
  const width = Math.min(TILE_WIDTH, Math.floor(tree.size / TILE_WIDTH ** place.level) - place.tile * TILE_WIDTH)
  const bytes = Buffer.from(await tree.read({ level: place.level, index: place.tile, width }))
  if (bytes.length !== width * HASH_BYTES) throw new Error(`tile ${place.level}/${place.tile} has ${bytes.length} bytes, not ${width * HASH_BYTES}`)
  return rowHash(bytes.subarray(place.from * HASH_BYTES, (place.from + place.count) * HASH_BYTES))
}

/** Each tile is asked for once. */
function remembering({ size, read }: Tree): Tree {
  const known = new Map<string, Promise<Uint8Array>>()
  return {
    size,
    read: (tile) => {
      const key = `${tile.level}/${tile.index}`
      const found = known.get(key) ?? read(tile)
      known.set(key, found)
      return found
    },
  }
}

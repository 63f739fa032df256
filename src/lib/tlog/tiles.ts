import { HASH_BYTES, nodeHash } from './hash.ts'

/** Hashes of a full tile (C2SP tlog-tiles). */
export const TILE_WIDTH = 256
/** Levels of the tree between two levels of tiles. */
const TILE_HEIGHT = 8

/** Which tile: `width` hashes of `level`, the `index`-th of that level; 256 when it is full. */
export interface TileName {
  readonly level: number
  readonly index: number
  readonly width: number
}

export interface Tile extends TileName {
  /** `width` hashes of 32 bytes, one after the other. */
  readonly bytes: Buffer
}

/** `tile/<L>/<N>[.p/<W>]`; level "entries" for a bundle of entries. */
export function tilePath({ level, index, width }: Omit<TileName, 'level'> & { readonly level: number | 'entries' }): string {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0').match(/\d{3}/g) ?? []
  const path = digits.map((part, i) => (i < digits.length - 1 ? `x${part}` : part)).join('/')
  return `tile/${level}/${path}${width === TILE_WIDTH ? '' : `.p/${width}`}`
}

/** The tile of a path, or null when it is not written exactly as the specification writes it. */
export function parseTilePath(path: string): (Omit<TileName, 'level'> & { readonly level: number | 'entries' }) | null {
  const found = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path)
  if (!found) return null
  const [, where = '', digits = '', partial] = found
  const name = { level: where === 'entries' ? 'entries' as const : Number(where), index: Number(digits.replace(/[x/]/g, '')), width: partial ? Number(partial) : TILE_WIDTH }
  return Number.isSafeInteger(name.index) && name.width >= 1 && (name.level === 'entries' || name.level <= 63) && tilePath(name) === path ? name : null
}

/** Every tile of a tree of `size` entries, the partial ones at the right edge included. */
export function tilesOf(size: number): TileName[] {
  const tiles: TileName[] = []
  for (let level = 0, hashes = size; hashes > 0; level += 1, hashes = Math.floor(hashes / TILE_WIDTH)) {
    const full = Math.floor(hashes / TILE_WIDTH)
    for (let index = 0; index < full; index += 1) tiles.push({ level, index, width: TILE_WIDTH })
    if (hashes % TILE_WIDTH > 0) tiles.push({ level, index: full, width: hashes % TILE_WIDTH })
  }
  return tiles
}

/** The right edge of a tree: of every level the hashes that do not fill a tile yet. */
export interface Edge {
  readonly size: number
  readonly levels: readonly Buffer[]
}

export const EMPTY_EDGE: Edge = { size: 0, levels: [] }

/**
 * The tree grown by these leaf hashes: its new edge, and the tiles that became full on the way, lowest level first where one fills
 * another. Memory is that of the new hashes, however large the tree is.
 */
export function grow(edge: Edge, leaves: readonly Uint8Array[]): { readonly edge: Edge; readonly full: Tile[] } {
  const levels: Buffer[][] = edge.levels.map((bytes) => [bytes])
  const full: Tile[] = []
  let hashes: Buffer[] = leaves.map((leaf) => Buffer.from(leaf))
  for (let level = 0; hashes.length > 0; level += 1) {
    const all = Buffer.concat([...levels[level] ?? [], ...hashes])
    const before = Math.floor(edge.size / TILE_WIDTH ** (level + 1))
    const bytes = TILE_WIDTH * HASH_BYTES
    hashes = []
    for (let at = 0; at + bytes <= all.length; at += bytes) {
      const tile = all.subarray(at, at + bytes)
      full.push({ level, index: before + at / bytes, width: TILE_WIDTH, bytes: tile })
      hashes.push(rowHash(tile))
    }
    levels[level] = [all.subarray(all.length - all.length % bytes)]
  }
  return { edge: { size: edge.size + leaves.length, levels: levels.map(([bytes = Buffer.alloc(0)]) => bytes) }, full }
}

/** The partial tiles of an edge. */
export function partialTiles({ size, levels }: Edge): Tile[] {
  return levels.flatMap((bytes, level) => (bytes.length === 0 ? [] : [{
    level, index: Math.floor(size / TILE_WIDTH ** (level + 1)), width: bytes.length / HASH_BYTES, bytes,
  }]))
}

/** The hash over a row of hashes whose number is a power of two. */
export function rowHash(row: Buffer): Buffer {
  if (row.length === HASH_BYTES) return row
  const half = row.length / 2
  return nodeHash(rowHash(row.subarray(0, half)), rowHash(row.subarray(half)))
}

/** Where the hash over the 2^height entries from `index * 2^height` on is found: the first of `count` hashes of a tile, hashed together. */
export function placeOf(height: number, index: number): { readonly level: number; readonly tile: number; readonly from: number; readonly count: number } {
  const level = Math.floor(height / TILE_HEIGHT)
  const count = 2 ** (height % TILE_HEIGHT)
  const first = index * count
  return { level, tile: Math.floor(first / TILE_WIDTH), from: first % TILE_WIDTH, count }
}

import type { Tx } from '../../lib/database.ts'
import { leafHash } from '../../lib/tlog/hash.ts'
import { rootOfEdge } from '../../lib/tlog/proofs.ts'
import { EMPTY_EDGE, grow, rowHash, TILE_WIDTH, type Edge, type Tile } from '../../lib/tlog/tiles.ts'
import type { Head } from './checkpoints.ts'
import { firstUnfit } from './evidence.ts'

/** 32 bytes each; a piece of the table at a time. */
const PIECE = 20_000

interface Found { readonly edge: Edge; readonly why: string | null }

/**
 * Every entry hashed anew, at a million in seconds: why the rows are not what was signed, as a sentence that names the first entry that does
 * not fit, or null. Trusts no root that is kept beside the entries.
 */
export async function whyNotAsSigned(tx: Tx, tenant: string, size: number, before: Head | null): Promise<string | null> {
  if (before && before.size > size) return `the log has ${size} entries, ${before.size} were signed: entry ${size} is the first that is missing`
  const signed = await read(tx, tenant, EMPTY_EDGE, before?.size ?? 0)
  const why = signed.why ?? (before && !(await rootOfEdge(signed.edge)).equals(before.root) ? `the first ${before.size} entries no longer have the root that was signed` : null)
  const found = why === null ? await read(tx, tenant, signed.edge, size) : signed
  if (why === null && found.why === null) return null
  const first = await firstUnfit(tx, tenant, size)
  return [why ?? found.why, first === null ? null : `entry ${first} is the first that does not fit its act`].filter(Boolean).join('; ')
}

/** The edge after the entries up to `size`; each full tile must have the root that is kept of it. */
async function read(tx: Tx, tenant: string, from: Edge, size: number): Promise<Found> {
  let edge = from
  while (edge.size < size) {
    const rows = await tx.selectFrom('log_entry').select(['n', 'commitment']).where('tenant', '=', tenant).where('n', '>=', edge.size).where('n', '<', Math.min(size, edge.size + PIECE)).orderBy('n').execute()
    const start = edge.size
    const gap = rows.findIndex((row, i) => row.n !== start + i)
    if (gap >= 0 || rows.length === 0) return { edge, why: `entry ${start + Math.max(0, gap)} is missing` }
    const grown = grow(edge, rows.map((row) => leafHash(row.commitment)))
    const wrong = await firstWrongTile(tx, tenant, grown.full)
    if (wrong) return { edge, why: `one of the entries ${wrong.index * TILE_WIDTH ** (wrong.level + 1)} to ${(wrong.index + 1) * TILE_WIDTH ** (wrong.level + 1) - 1} is another than when its tile became full` }
    edge = grown.edge
  }
  return { edge, why: null }
}

async function firstWrongTile(tx: Tx, tenant: string, full: readonly Tile[]): Promise<Tile | undefined> {
  for (const level of new Set(full.map((tile) => tile.level))) {
    const tiles = full.filter((tile) => tile.level === level)
    const [first, last] = [tiles[0]?.index ?? 0, tiles.at(-1)?.index ?? -1]
    const rows = await tx.selectFrom('log_node').select(['n', 'hash']).where('tenant', '=', tenant).where('level', '=', level + 1).where('n', '>=', first).where('n', '<=', last).execute()
    const kept = new Map(rows.map((row) => [row.n, row.hash]))
    const wrong = tiles.find((tile) => !kept.get(tile.index)?.equals(rowHash(tile.bytes)))
    if (wrong) return wrong
  }
  return undefined
}

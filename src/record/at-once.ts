import { sql } from 'kysely'
import { append, isKeyRace, lockKeys, prepare, SEPARATOR, type AppendOptions, type Prepared, type Recorder } from './append.ts'
import { PROJECTION_SET } from './live-versions.ts'
import { takes } from './projection.ts'
import type { Draft, Stored } from './statement.ts'

/**
 * `append` of drafts that were decided before: the same locks, checks and order. Where no inline projection has to be written with
 * them (most of what browsers tell) it takes one round trip instead of five, and the order lock is held that much shorter.
 */
export async function appendDecided(house: Recorder, options: AppendOptions, drafts: readonly Draft[]): Promise<Stored[]> {
  return (await atOnce(house, options, drafts)) ?? append(house, options, () => drafts)
}

/** Null when nothing was written and the long way has to look: an id that is stored already, a projection to write, another version. */
async function atOnce(house: Recorder, { scopes, authority = 'command' }: AppendOptions, drafts: readonly Draft[]): Promise<Stored[] | null> {
  const now = house.clock()
  const inline = house.projections.filter((p) => p.kind === 'inline')
  const rows: Prepared[] = []
  for (const draft of drafts) {
    // Looked at before it is worked out: what goes the long way is prepared there.
    if (draft.tenant !== drafts[0]?.tenant || inline.some((p) => takes(p, { verb: draft.statement.verb.id, authority }))) return null
    rows.push(prepare(draft, authority, now))
  }
  const [first] = rows
  if (!first) return null
  const column = <T>(pick: (row: Prepared) => T): T[] => rows.map(pick)
  try {
    const { rows: [answer] } = await sql<{ last: number | null }>`select record_at_once(${PROJECTION_SET}, ${lockKeys(scopes)}::bigint[],
      ${inline.map((p) => p.table)}::text[], ${inline.map((p) => p.version)}::int[], ${first.tenant}, ${column((p) => p.row.id)}::uuid[],
      ${column((p) => p.digest)}::bytea[], ${now}, ${column((p) => p.row.happened)}::timestamptz[], ${column((p) => p.row.actor)}::text[],
      ${column((p) => p.row.verb)}::text[], ${column((p) => p.row.object)}::text[], ${column((p) => p.row.registration)}::uuid[], ${authority},
      ${column((p) => p.raw).join(SEPARATOR)}) as last`.execute(house.db)
    const last = answer?.last ?? null
    return last === null ? null : rows.map((p, i) => ({ ...p.row, pos: last - rows.length + 1 + i }))
  } catch (error) {
    // One id twice in this batch, or stored by another process since it was looked for.
    if (isKeyRace(error)) return null
    throw error
  }
}

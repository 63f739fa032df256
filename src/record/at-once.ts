import { sql } from 'kysely'
import { appendPrepared, isKeyRace, lockKeys, type Recorder } from './append.ts'
import { PROJECTION_SET } from './live-versions.ts'
import { makePartitions, partitionMissing } from './partitions.ts'
import { insertArguments, placed, type Prepared } from './prepare.ts'
import { takes } from './projection.ts'
import type { Stored } from './statement.ts'

/**
 * The append of statements that were decided before: the same locks, checks and order. Where nothing has to be looked at in between and
 * no inline projection is to be written (most of what browsers and other programs tell) it takes one round trip instead of five, and the
 * order lock is held that much shorter. Returns the statements that are new.
 */
export async function appendDecided(house: Recorder, scopes: readonly string[], prepared: readonly Prepared[]): Promise<Stored[]> {
  return (await atOnce(house, scopes, prepared)) ?? appendPrepared(house, scopes, prepared)
}

/** Whether the long way has to look at it: it is about another statement, or a projection is written with it. */
export function needsLook({ projections }: Pick<Recorder, 'projections'>, { target, row }: Prepared): boolean {
  return target !== null || (verbsOf(projections).has(row.verb) && projections.some((p) => p.kind === 'inline' && takes(p, row)))
}

const verbs = new WeakMap<Recorder['projections'], ReadonlySet<string>>()

/** Every verb that an inline projection reads: most statements have none of them, and thirty projections need not be asked. */
function verbsOf(projections: Recorder['projections']): ReadonlySet<string> {
  const before = verbs.get(projections)
  if (before) return before
  const made = new Set(projections.flatMap((p) => (p.kind === 'inline' ? p.verbs : [])))
  verbs.set(projections, made)
  return made
}

/** Null when nothing was written and the long way has to look. */
async function atOnce(house: Recorder, scopes: readonly string[], prepared: readonly Prepared[]): Promise<Stored[] | null> {
  const [first] = prepared
  if (!first || prepared.some((p) => p.tenant !== first.tenant || needsLook(house, p))) return null
  const inline = house.projections.filter((p) => p.kind === 'inline')
  try {
    const { rows: [answer] } = await sql<{ last: number | null; received: Date }>`select last, received from record_many(${PROJECTION_SET}, ${lockKeys(scopes)}::bigint[],
      ${inline.map((p) => p.table)}::text[], ${inline.map((p) => p.version)}::int[], ${insertArguments(first.tenant, prepared, house.clock())})`.execute(house.db)
    return answer?.last == null ? null : placed(prepared, answer.last, answer.received)
  } catch (error) {
    // One id twice in this batch, or stored by another process since it was looked for.
    if (isKeyRace(error)) return null
    if (!partitionMissing(error)) throw error
    await makePartitions(house.db)
    return null
  }
}

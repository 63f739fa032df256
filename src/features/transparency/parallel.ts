import type { ColumnType, Selectable } from 'kysely'
import { z } from 'zod'
import type { House } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import { forEverybody, levelsAt, programmeOf, readSignatures, ruleAt, type Level, type LoadedRule, type Programme } from '../programmes/index.ts'
import { releaseName, releasesOf } from '../releases/index.ts'
import { PARALLEL_REFUSAL } from './parallel-words.ts'

/** Persons at a level or above under both versions, and how many of them under one alone. */
export interface BothCounts { readonly inForce: number; readonly proposed: number; readonly onlyInForce: number; readonly onlyProposed: number }

interface ParallelTable {
  tenant: string
  month: string
  revision: number
  pos: number
  in_force: string
  proposed: string
  version: string
  asked: Date
  asked_by: string
  done: Date | null
  levels: ColumnType<readonly BothCounts[] | null, null, string>
}

declare module '../../lib/database.ts' {
  interface Tables { parallel_count: ParallelTable }
}

export type ParallelCount = Selectable<ParallelTable>

export const PARALLEL_JOB = 'parallel-count'
const SHOWN = 20
const LADDER: readonly Level[] = [0, 1, 2, 3]
const Payload = z.object({ tenant: z.string(), month: z.string(), revision: z.int(), proposed: z.string() })

/** The versions that nobody has put in force. */
export async function proposalsOf(db: Db, programme: Programme): Promise<LoadedRule[]> {
  const signatures = await readSignatures(db, programme.id)
  return programme.rules.filter((rule) => signatures.filter((s) => s.version === rule.version && s.hash === rule.hash).length < 2)
}

/** Asks for a published cut to be counted under a proposal too. The same again is the same count. 409 when there is no such cut or proposal any more. */
export async function askParallel(house: House, programme: Programme, { cut, version, by }: { cut: string; version: string; by: string }): Promise<void> {
  const tenant = programme.id
  const release = (await releasesOf(house.db, tenant, 'published')).find((r) => releaseName(r) === cut)
  const rule = (await proposalsOf(house.db, programme)).find((r) => r.version === version)
  if (!release) throw new Problem(409, 'no-such-cut', PARALLEL_REFUSAL.noCut)
  if (!rule) throw new Problem(409, 'no-such-proposal', PARALLEL_REFUSAL.noProposal)
  const { month, revision, pos, rule: inForce } = release
  await house.db.transaction().execute(async (tx) => {
    const made = await tx.insertInto('parallel_count').values({
      tenant, month, revision, pos, in_force: inForce, proposed: rule.hash, version, asked: house.clock(), asked_by: by, done: null, levels: null,
    }).onConflict((oc) => oc.doNothing()).executeTakeFirst()
    if (made.numInsertedOrUpdatedRows === 1n) await house.enqueue(tx, PARALLEL_JOB, { tenant, month, revision, proposed: rule.hash })
  })
}

/**
 * Reads the record up to the cut under both versions. The proposal judges everybody here, without its `from`: as it would be signed it
 * judges nobody who began before (DOMAIN.md 5.3 no. 12), and both counts would be equal.
 */
export async function countParallel(house: House, payload: unknown): Promise<void> {
  const { tenant, month, revision, proposed } = Payload.parse(payload)
  const one = house.db.selectFrom('parallel_count').where('tenant', '=', tenant).where('month', '=', month).where('revision', '=', revision).where('proposed', '=', proposed)
  const asked = await one.select('pos').executeTakeFirst()
  const rule = programmeOf(house, tenant)?.rules.find((r) => r.hash === proposed)?.rule
  if (!asked) return
  const signed = await ruleAt(house.db, tenant, asked.pos)
  if (!rule || !signed) throw new Error(`${tenant}: no proposal ${proposed}, or no rule in force at position ${asked.pos}`)
  const levels = bothCounts(await levelsAt(house.db, tenant, signed.rule, asked.pos), await levelsAt(house.db, tenant, forEverybody(rule), asked.pos))
  await house.db.updateTable('parallel_count').set({ done: house.clock(), levels: JSON.stringify(levels) }).where('tenant', '=', tenant).where('month', '=', month)
    .where('revision', '=', revision).where('proposed', '=', proposed).execute()
}

/** Pure. By the agent that stands for a person, the same under every version. */
export function bothCounts(inForce: ReadonlyMap<string, Level>, proposed: ReadonlyMap<string, Level>): BothCounts[] {
  const persons = [...new Set([...inForce.keys(), ...proposed.keys()])]
  return LADDER.map((level) => {
    const count = (now: boolean, then: boolean): number =>
      persons.filter((p) => ((inForce.get(p) ?? -1) >= level) === now && ((proposed.get(p) ?? -1) >= level) === then).length
    const [both, onlyInForce, onlyProposed] = [count(true, true), count(true, false), count(false, true)]
    return { inForce: both + onlyInForce, proposed: both + onlyProposed, onlyInForce, onlyProposed }
  })
}

/** The newest first. */
export async function parallelCounts(db: Db, tenant: string): Promise<ParallelCount[]> {
  return db.selectFrom('parallel_count').selectAll().where('tenant', '=', tenant).orderBy('asked', 'desc').orderBy('month', 'desc').limit(SHOWN).execute()
}

import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db, Tx } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import { fill } from '../../lib/text.ts'
import { pseudonymKey, pseudonymOf } from '../log/index.ts'
import { enrolledRoots } from '../programmes/index.ts'
import { RECOUNT, recountText, releaseNamed } from '../releases/index.ts'
import type { Audit } from './audit.ts'
import { frameFile, sha256 } from './sample.ts'
import { WRONG } from './words.ts'

declare module '../../lib/database.ts' {
  interface Tables { audit_frame: { audit: string; tenant: string; pseudonym: string; agent: string } }
}

export interface Frame {
  readonly release: string
  /** Position of the cut. */
  readonly cut: number
  /** The agent that stands for each who counts there, by her pseudonym of that cut. */
  readonly agents: ReadonlyMap<string, string>
  readonly hash: string
}

/**
 * Who counts in a published cut, as its own recount file lists them: no person is evaluated again, so a country's frame is fixed while somebody waits.
 * That the file is what the record gives is the matter of `npm run audit`. Problem 422 when there is no such cut or nobody in it, 409 when the file is
 * not the one that was published or names somebody whom the record does not have.
 */
export async function frameOf(house: House, tenant: string, name: string): Promise<Frame> {
  const release = await releaseNamed(house.db, tenant, name)
  const text = release && await recountText(house.db, tenant, release)
  if (release?.state !== 'published' || text === undefined) throw new Problem(422, 'no-cut', WRONG.noCut)
  const listed = [...text.matchAll(/^([0-9a-f]{20}),3,/gm)].map((row) => row[1] ?? '')
  if (listed.length === 0) throw new Problem(422, 'nobody', WRONG.nobody)
  const key = pseudonymKey(house.keys, tenant, name)
  const known = new Map((await enrolledRoots(house.db, tenant, release.pos)).map((agent) => [pseudonymOf(key, agent), agent]))
  const agents = new Map(listed.flatMap((one) => known.has(one) ? [[one, known.get(one) ?? ''] as const] : []))
  if (sha256(text) !== release.hashes[RECOUNT] || agents.size !== listed.length) throw new Problem(409, 'cut-differs', fill(WRONG.cutDiffers, { now: agents.size, published: listed.length }))
  return { release: name, cut: release.pos, agents, hash: sha256(frameFile([...agents.keys()])) }
}

/** Keeps whom each line stands for, a few thousand rows at once. */
export async function keepFrame(tx: Tx, tenant: string, audit: string, { agents }: Frame): Promise<void> {
  const [pseudonyms, hers] = [[...agents.keys()], [...agents.values()]]
  await sql`insert into audit_frame (audit, tenant, pseudonym, agent) select ${audit}::uuid, ${tenant}, p, a
    from unnest(${pseudonyms}::text[], ${hers}::uuid[]) as t(p, a) on conflict do nothing`.execute(tx)
}

/** The lines of a frozen frame, sorted. Problem 409 when what is kept no longer gives the hash that the record has. */
export async function frozenLines(db: Db, { tenant, audit, frame }: Pick<Audit, 'tenant' | 'audit' | 'frame'>): Promise<string[]> {
  const rows = await db.selectFrom('audit_frame').select('pseudonym').where('tenant', '=', tenant).where('audit', '=', audit).execute()
  const lines = rows.map((row) => row.pseudonym).sort()
  if (sha256(frameFile(lines)) !== frame) throw new Problem(409, 'frame-changed', WRONG.frameChanged)
  return lines
}

/** Agents by pseudonym, of some lines of a frame. */
export async function agentsOf(db: Db, audit: string, pseudonyms: readonly string[]): Promise<Map<string, string>> {
  if (pseudonyms.length === 0) return new Map()
  const rows = await db.selectFrom('audit_frame').select(['pseudonym', 'agent']).where('audit', '=', audit).where('pseudonym', 'in', pseudonyms).execute()
  return new Map(rows.map((row) => [row.pseudonym, row.agent]))
}

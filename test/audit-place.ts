import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { audit, type Asked } from '../scripts/audit/audit.ts'
import type { Places } from '../scripts/audit/source.ts'
import { serveWitness } from '../scripts/witness/serve.ts'
import { openWitness, type Witness } from '../scripts/witness/state.ts'
import { dailyHeads } from '../src/features/log/index.ts'
import { activity, verbIri } from '../src/features/programmes/index.ts'
import { catchUp } from '../src/record/follow.ts'
import { agent, type Stored } from '../src/record/statement.ts'
import { ED25519, signerOf, type NoteSigner } from '../src/lib/tlog/note.ts'
import { actingStaff, type Acting } from './acting.ts'
import { ruleFor } from './histories/four-ways.ts'
import { randomHistory } from './histories/random.ts'
import { putIntoRecord, storedFrom } from './histories/recorded.ts'
import { ruleSigned, script, uuid } from './histories/script.ts'
import { openHouse, testKeys, type TestHouse } from './house.ts'

export const T = 'piloto'
/** Every table that an operator of these tests lays hands on. */
const TABLES = ['statement', 'tenant_head', 'log', 'log_entry', 'log_node', 'log_checkpoint', 'log_cosignature', 'log_witness', 'log_salt', 'data_release', 'data_release_recount'] as const

export interface Looked { readonly fits: boolean; readonly said: string }

/** A programme with a log, a witness and two published cuts, as it is seen from outside. */
export interface AuditPlace {
  readonly house: TestHouse
  readonly auditor: Acting
  readonly owner: Acting
  readonly witness: Witness
  readonly logKey: NoteSigner
  /** What somebody puts before the real answers: path under /p/piloto -> text; null: not found. */
  readonly served: Map<string, string | Buffer | null>
  /** One look of somebody who keeps her memory under this name; what was there before goes on being remembered. */
  readonly look: (memory: string, more?: Partial<Asked>) => Promise<Looked>
  readonly evidence: () => Promise<string>
  /** With all rights on the database: no trigger hinders. */
  readonly operator: (...deeds: string[]) => Promise<void>
  /** Puts every table back to how it was when the place was opened. */
  readonly undo: () => Promise<void>
  readonly publish: (month: string, name: string) => Promise<void>
  readonly published: (path: string) => Promise<Buffer | null>
  readonly close: () => Promise<void>
}

/** Lives under piloto whose last act was received by the end of March 2026. */
function lives(): Stored[] {
  const { rule, signing } = ruleFor(T, T)
  const opening = script(T, '2025-06-01T00:00:00Z')
  // An act that no rule reads and that leaves no entry.
  opening.add({ actor: agent(uuid('owner-1')), verb: { id: verbIri('looked') }, object: activity(T, 'rules', 'v1') })
  for (const owner of ['owner-1', 'owner-2']) ruleSigned(opening, uuid(owner), signing)
  const all = Array.from({ length: 110 }, (_, i) => randomHistory(i, T, rule, null)).filter((lines) => lines.every((l) => l.stored < new Date('2026-03-31T00:00:00Z')))
  return storedFrom([...opening.lines, ...all.flat()].toSorted((a, b) => a.stored.getTime() - b.stored.getTime()))
}

export async function openAuditPlace(): Promise<AuditPlace> {
  const folder = mkdtempSync(join(tmpdir(), 'yachay-audit-place-'))
  const logKey = signerOf(`localhost/p/${T}/log`, ED25519, testKeys().bytes('log'))
  const witness = await openWitness(join(folder, 'witness'), 'testigo.example.edu.pe', [logKey])
  const served = await serveWitness(witness, 0)
  const house = await openHouse({ now: '2026-02-06T14:00:00Z', witnesses: [{ url: served.address, key: witness.signer }] })
  const [auditor, owner] = [await actingStaff(house, 'Aurora Audita', ['auditor']), await actingStaff(house, 'Olga Owner', ['approver'])]
  const place: AuditPlace = {
    house, auditor, owner, witness, logKey, served: new Map(),
    published: async (path) => {
      const over = place.served.get(path)
      if (over !== undefined) return over === null ? null : Buffer.from(over)
      const answer = await house.request(`/p/${T}${path.startsWith('?') ? '' : '/'}${path}`)
      return answer.status === 200 ? Buffer.from(await answer.arrayBuffer()) : null
    },
    look: async (memory, more = {}) => {
      const lines: string[] = []
      const places: Places = { where: 'https://yachay.example.pe/p/piloto/log', log: (path) => place.published(`log/${path}`), programme: place.published }
      const fits = await audit(places, { key: null, witnesses: [witness.signer], evidence: null, memory: join(folder, memory), now: house.clock(), againMs: 0, say: (line) => lines.push(line), ...more })
      return { fits, said: lines.join('\n') }
    },
    evidence: async () => {
      const answer = await auditor.get(`/office/${T}/log/evidence.jsonl`)
      assert.equal(answer.status, 200)
      writeFileSync(join(folder, 'evidence.jsonl'), await answer.text())
      return join(folder, 'evidence.jsonl')
    },
    operator: async (...deeds) => house.db.transaction().execute(async (tx) => {
      for (const table of TABLES) await sql.raw(`alter table ${table} disable trigger user`).execute(tx)
      for (const deed of deeds) await sql.raw(deed).execute(tx)
      for (const table of TABLES) await sql.raw(`alter table ${table} enable trigger user`).execute(tx)
    }),
    undo: async () => {
      place.served.clear()
      await place.operator(...TABLES.flatMap((table) => [`delete from ${table}`, `insert into ${table} select * from kept.${table}`]))
    },
    publish: async (month, name) => {
      assert.equal((await owner.post(`/office/${T}/releases`, { month })).status, 303)
      await house.runJobs()
      assert.equal((await owner.post(`/office/${T}/releases/${name}/publish`, { sure: 'yes' })).status, 303)
      await house.runJobs()
    },
    close: async () => {
      await served.stop()
      witness.close()
      await house.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await twoCuts(place)
  return place
}

async function twoCuts(place: AuditPlace): Promise<void> {
  const { house } = place
  const all = lives()
  const early = all.filter((s) => s.stored < new Date('2026-02-06T12:00:00Z'))
  await putIntoRecord(house.db, early)
  await place.publish('2026-01', '2026-01.1')
  const { pos } = await house.db.selectFrom('tenant_head').select('pos').where('tenant', '=', T).executeTakeFirstOrThrow()
  const late = all.slice(early.length).map((s, i) => ({ ...s, pos: pos + 1 + i, stored: new Date(Math.max(s.stored.getTime(), house.clock().getTime() + i)) }))
  await putIntoRecord(house.db, late)
  house.time.set('2026-04-02T15:00:00Z')
  await dailyHeads(house)
  await place.publish('2026-03', '2026-03.1')
  await catchUp(house)
  await sql`create schema kept`.execute(house.db)
  for (const table of TABLES) await sql.raw(`create table kept.${table} as table ${table}`).execute(house.db)
}

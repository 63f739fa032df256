import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { House } from '../src/feature.ts'
import { drawAudit } from '../src/features/audits/acts.ts'
import { auditById, freezingScope } from '../src/features/audits/audit.ts'
import { keepFrame } from '../src/features/audits/frame.ts'
import { frameFile, sha256 } from '../src/features/audits/sample.ts'
import { auditFrozen } from '../src/features/audits/statements.ts'
import { pseudonymAt } from '../src/features/programmes/index.ts'
import { append } from '../src/record/append.ts'
import { head } from '../src/record/read.ts'
import type { TestHouse } from './house.ts'
import type { Acting } from './acting.ts'

export const SOURCE = 'Bolillas de La Tinka del domingo 5 de abril de 2026'
export const VALUE = '07 12 23 31 38 44'

/** The cut of a month that is over, published by an owner; answers its name. */
export async function publishedCut(house: TestHouse, owner: Acting, month: string, programme = 'piloto'): Promise<string> {
  const at = `/office/${programme}/releases`
  assert.equal((await owner.post(at, { month })).status, 303)
  await house.runJobs()
  const done = await owner.post(`${at}/${month}.1/publish`, { sure: 'yes' })
  assert.equal(done.status, 303, await done.text())
  return `${month}.1`
}

/** An audit whose frame is fixed; answers its id. `size` in persons, or a tolerable error in percent. */
export async function frozenAudit(auditor: Acting, cut: string, size: { readonly own: number } | { readonly percent: number }, source = SOURCE): Promise<string> {
  const id = randomUUID()
  const done = await auditor.post('/office/piloto/audits', { id, cut, source, ...('own' in size ? { tolerable: 'own', size: String(size.own) } : { tolerable: String(size.percent), size: '' }) })
  assert.equal(done.status, 303, await done.text())
  return id
}

export async function drawnAudit(auditor: Acting, id: string, value = VALUE): Promise<void> {
  const done = await auditor.post(`/office/piloto/audits/${id}/draw`, { value })
  assert.equal(done.status, 303, await done.text())
}

export const HOLDS = { identity: 'holds', admission: 'holds', attendance: 'holds', assessment: 'holds', certificate: 'holds', text: '' } as const

/** Everybody of the sample who was not judged yet, as holding. */
export async function judgedAsHolding(house: TestHouse, auditor: Acting, id: string): Promise<void> {
  const { rows } = await sql<{ pseudonym: string }>`select pseudonym from audit_person where audit = ${id} and fails is null order by place`.execute(house.db)
  for (const { pseudonym } of rows) {
    const done = await auditor.post(`/office/piloto/audits/${id}/people/${pseudonym}`, { id: randomUUID(), ...HOLDS })
    assert.equal(done.status, 303, await done.text())
  }
}

/** The pseudonym of somebody of the sample. */
export async function pseudonymOf(house: TestHouse, id: string, agent: string): Promise<string> {
  const { rows: [row] } = await sql<{ pseudonym: string }>`select pseudonym from audit_frame where audit = ${id} and agent = ${agent}`.execute(house.db)
  assert.ok(row, 'she is in the frame')
  return row.pseudonym
}

/** An audit in the record whose frame is these agents: without a cut, at the position where the record stands. Drawn whole when a value is given. */
export async function auditOf(house: House, agents: readonly string[], { by, value }: { readonly by: string; readonly value: string | null }): Promise<string> {
  const audit = randomUUID()
  const cut = await head(house.db, 'piloto')
  const lines = new Map(agents.map((agent) => [pseudonymAt(house.keys, 'piloto', cut, agent), agent]))
  const frame = { release: '2026-01.1', cut, agents: lines, hash: sha256(frameFile([...lines.keys()])) }
  await append(house, { scopes: [freezingScope('piloto')] }, async (tx) => {
    await keepFrame(tx, 'piloto', audit, frame)
    return [auditFrozen({ tenant: 'piloto', audit, release: frame.release, cut, frame: frame.hash, persons: lines.size, size: lines.size, source: SOURCE, by, at: house.clock() })]
  })
  const frozen = await auditById(house.db, 'piloto', audit)
  assert.ok(frozen)
  if (value !== null) await drawAudit(house, frozen, value, by)
  return audit
}

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
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

import type { House } from '../../feature.ts'
import type { Db, Tx } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import { append } from '../../record/append.ts'
import type { Draft, Stored } from '../../record/statement.ts'
import { enrol, type EnrolRequest } from './enrol.ts'
import { activeIn, enrolmentById, enrolmentsOf, type Enrolment } from './enrolment.ts'
import { sectionOf, sectionScope, type Section } from './sections.ts'
import type { AnnulmentReason, WithdrawalCause } from './statements.ts'
import { annulEnrolment, reEnter, withdraw } from './withdraw.ts'
import { REFUSAL } from './words.ts'

/** Free places of a section now; never below 0 (a capacity lowered later takes nobody out). */
export async function placesLeft(house: House, db: Db, tenant: string, section: string): Promise<number> {
  const known = sectionOf(house, tenant, section)
  return known ? Math.max(0, known.capacity - (await activeIn(db, tenant, section))) : 0
}

/**
 * The drafts that enrol a person, for use inside another feature's append. The caller's scopes must hold
 * `sectionScope(tenant, section)`: it is what makes the last place one person's only.
 */
export async function enrolIn(house: House, tx: Tx, request: EnrolRequest & { section: string }, now: Date): Promise<Draft[]> {
  const { section: id, ...rest } = request
  const section = knownSection(house, request.tenant, id)
  const mine = (await enrolmentsOf(tx, request.tenant, request.agent)).filter((e) => e.section === id)
  return enrol({ section, active: await activeIn(tx, request.tenant, id), mine }, rest, now)
}

/** Enrols a person in a section, in a transaction of its own. */
export async function enrolPerson(house: House, request: EnrolRequest & { section: string }): Promise<Stored[]> {
  return append(house, { scopes: [sectionScope(request.tenant, request.section)] }, (tx) => enrolIn(house, tx, request, house.clock()))
}

export async function withdrawEnrolment(house: House, tenant: string, id: string, cause: WithdrawalCause, by: string): Promise<Stored[]> {
  return onEnrolment(house, tenant, id, (_tx, row) => Promise.resolve(withdraw(row, cause, by, house.clock())))
}

export async function reEnterEnrolment(house: House, tenant: string, id: string, by: string): Promise<Stored[]> {
  return onEnrolment(house, tenant, id, async (tx, row) => {
    const section = knownSection(house, tenant, row.section)
    return reEnter({ row, section, active: await activeIn(tx, tenant, row.section) }, by, house.clock())
  })
}

export async function annulWholeEnrolment(house: House, tenant: string, id: string, reason: AnnulmentReason, by: string): Promise<Stored[]> {
  return onEnrolment(house, tenant, id, (_tx, row) => Promise.resolve(annulEnrolment(row, reason, by, house.clock())))
}

async function onEnrolment(house: House, tenant: string, id: string, decide: (tx: Tx, row: Enrolment) => Promise<Draft[]>): Promise<Stored[]> {
  const { section } = await knownEnrolment(house.db, tenant, id)
  return append(house, { scopes: [sectionScope(tenant, section)] }, async (tx) => decide(tx, await knownEnrolment(tx, tenant, id)))
}

/** 404 unless the enrolment is one of this programme. */
export async function knownEnrolment(db: Db, tenant: string, id: string): Promise<Enrolment> {
  const row = await enrolmentById(db, id)
  if (!row || row.tenant !== tenant) throw new Problem(404, 'unknown-enrolment', REFUSAL.unknownEnrolment)
  return row
}

export function knownSection(house: House, tenant: string, id: string): Section {
  const section = sectionOf(house, tenant, id)
  if (!section) throw new Problem(404, 'unknown-section', REFUSAL.unknownSection)
  return section
}

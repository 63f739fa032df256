import type { House } from '../../feature.ts'
import type { Db, Tx } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import { append } from '../../record/append.ts'
import type { Draft, Stored } from '../../record/statement.ts'
import { actorScope } from '../people/index.ts'
import { noteChildcare } from './childcare.ts'
import { childcareOf } from './childcare-note.ts'
import { enrol, type EnrolRequest } from './enrol.ts'
import { activeIn, enrolmentById, enrolmentsInSections, enrolmentsOf, enrolmentsOfAll, type Enrolment } from './enrolment.ts'
import { dropOut, pause, resume, transfer } from './move.ts'
import { MOVE_REFUSAL } from './move-words.ts'
import { sectionOf, sectionScope, sectionsNamed, type Section } from './sections.ts'
import type { AnnulmentReason, Care, DropOutCause, PauseCause, WithdrawalCause } from './statements.ts'
import { annulEnrolment, reEnter, withdraw } from './withdraw.ts'
import { REFUSAL } from './words.ts'

/** Free places of a section now; never below 0 (a capacity lowered later takes nobody out). */
export async function placesLeft(house: House, db: Db, tenant: string, section: string): Promise<number> {
  const known = await sectionOf(house, tenant, section, db)
  return known ? Math.max(0, known.capacity - (await activeIn(db, tenant, section))) : 0
}

/**
 * The drafts that enrol a person, for use inside another feature's append. The caller's scopes must hold
 * `sectionScope(tenant, section)`: it is what makes the last place one person's only.
 */
export async function enrolIn(house: House, tx: Tx, request: EnrolRequest & { section: string }, now: Date): Promise<Draft[]> {
  const [drafts] = await enrolMany(house, tx, request.tenant, [{ ...request, now }])
  if (drafts instanceof Problem) throw drafts
  return drafts ?? []
}

/** The same for many persons, each once, in their order: of each her drafts, or the Problem that keeps her out. Four questions, whatever their number. */
export async function enrolMany(house: House, tx: Tx, tenant: string, requests: readonly (EnrolRequest & { section: string; now: Date })[]): Promise<(Draft[] | Problem)[]> {
  const ids = [...new Set(requests.map((r) => r.section))]
  const sections = new Map((await sectionsNamed(house, tenant, ids, tx)).map((section) => [section.id, section]))
  const active = await enrolmentsInSections(tx, tenant, ids)
  const before = await enrolmentsOfAll(tx, tenant, requests.map((r) => r.agent))
  const elsewhere = [...before.values()].flat().filter((e) => e.state === 'active').map((e) => e.section)
  const others = new Map((await sectionsNamed(house, tenant, [...new Set(elsewhere)], tx)).map((section) => [section.id, section]))
  return requests.map(({ section: id, now, ...request }) => {
    const section = sections.get(id)
    if (!section) return new Problem(404, 'unknown-section', REFUSAL.unknownSection)
    const hers = before.get(request.agent) ?? []
    const taken = active.get(id) ?? 0
    const alsoIn = hers.filter((e) => e.state === 'active' && e.enrolment !== request.enrolment).flatMap((e) => others.get(e.section) ?? [])
    const drafts = orProblem(() => enrol({ section, active: taken, mine: hers.filter((e) => e.section === id), others: alsoIn }, request, now))
    if (!(drafts instanceof Problem)) active.set(id, taken + 1)
    return drafts
  })
}

function orProblem<T>(decide: () => T): T | Problem {
  try {
    return decide()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

/** Enrols a person in a section, in a transaction of its own. */
export async function enrolPerson(house: House, request: EnrolRequest & { section: string }): Promise<Stored[]> {
  return append(house, { scopes: [sectionScope(request.tenant, request.section), actorScope(request.tenant, request.agent)] }, (tx) => enrolIn(house, tx, request, house.clock()))
}

export async function withdrawEnrolment(house: House, tenant: string, id: string, cause: WithdrawalCause, by: string): Promise<Stored[]> {
  return onEnrolment(house, tenant, id, (_tx, row) => Promise.resolve(withdraw(row, cause, by, house.clock())))
}

export async function reEnterEnrolment(house: House, tenant: string, id: string, by: string): Promise<Stored[]> {
  return onEnrolment(house, tenant, id, async (tx, row) => {
    const section = await knownSection(house, tenant, row.section, tx)
    const others = await otherSections(house, tx, await enrolmentsOf(tx, tenant, row.agent), row.enrolment)
    return reEnter({ row, section, active: await activeIn(tx, tenant, row.section), others }, by, house.clock())
  })
}

export async function annulWholeEnrolment(house: House, tenant: string, id: string, reason: AnnulmentReason, by: string): Promise<Stored[]> {
  return onEnrolment(house, tenant, id, (_tx, row) => Promise.resolve(annulEnrolment(row, reason, by, house.clock())))
}

async function onEnrolment(house: House, tenant: string, id: string, decide: (tx: Tx, row: Enrolment) => Promise<Draft[]>, also: readonly string[] = []): Promise<Stored[]> {
  const { section, agent } = await knownEnrolment(house.db, tenant, id)
  return append(house, { scopes: [...also, section].map((s) => sectionScope(tenant, s)).concat(actorScope(tenant, agent)) }, async (tx) => {
    const row = await knownEnrolment(tx, tenant, id)
    // A transfer came between: what is decided now would be about a section that we do not hold still.
    if (row.section !== section) throw new Problem(409, 'moved-meanwhile', MOVE_REFUSAL.movedMeanwhile)
    return decide(tx, row)
  })
}

/** The sections of a person's other active enrolments. */
async function otherSections(house: House, tx: Tx, hers: readonly Enrolment[], but: string): Promise<Section[]> {
  const [first] = hers
  return first ? sectionsNamed(house, first.tenant, hers.filter((e) => e.state === 'active' && e.enrolment !== but).map((e) => e.section), tx) : []
}

/** Passes somebody to another section; both hold still meanwhile. */
export async function transferEnrolment(house: House, tenant: string, id: string, to: string, by: string): Promise<Stored[]> {
  return onEnrolment(house, tenant, id, async (tx, row) => {
    const others = await otherSections(house, tx, await enrolmentsOf(tx, tenant, row.agent), row.enrolment)
    const [from, where] = [await knownSection(house, tenant, row.section, tx), await knownSection(house, tenant, to, tx)]
    return transfer({ row, from, to: where, active: await activeIn(tx, tenant, to), others }, by, house.clock())
  }, [to])
}

export async function pauseEnrolment(house: House, tenant: string, id: string, until: string, cause: PauseCause, by: string): Promise<Stored[]> {
  return onEnrolment(house, tenant, id, (_tx, row) => Promise.resolve(pause(row, until, cause, by, house.clock())))
}

export async function resumeEnrolment(house: House, tenant: string, id: string, by: string): Promise<Stored[]> {
  return onEnrolment(house, tenant, id, (_tx, row) => Promise.resolve(resume(row, by, house.clock())))
}

/** Features above say here whether somebody looked for her: the tutors' log of calls. */
export const lookedFor: ((db: Db, tenant: string, enrolment: string) => Promise<boolean>)[] = []

export async function dropOutEnrolment(house: House, tenant: string, id: string, cause: DropOutCause, by: string): Promise<Stored[]> {
  return onEnrolment(house, tenant, id, async (tx, row) => {
    const looked = lookedFor.length === 0 || (await Promise.all(lookedFor.map((ask) => ask(tx, tenant, id)))).some(Boolean)
    return dropOut({ row, lookedFor: looked }, cause, by, house.clock())
  })
}

/** Notes what is known about childcare of one enrolment. */
export async function childcareFor(house: House, tenant: string, id: string, care: Care, by: string): Promise<Stored[]> {
  return onEnrolment(house, tenant, id, async (tx, row) => noteChildcare({ row, before: await childcareOf(tx, id) }, care, by, house.clock()))
}

/** 404 unless the enrolment is one of this programme. */
export async function knownEnrolment(db: Db, tenant: string, id: string): Promise<Enrolment> {
  const row = await enrolmentById(db, id)
  if (!row || row.tenant !== tenant) throw new Problem(404, 'unknown-enrolment', REFUSAL.unknownEnrolment)
  return row
}

/** 404 unless the section is one of this programme. */
export async function knownSection(house: House, tenant: string, id: string, db: Db = house.db): Promise<Section> {
  const section = await sectionOf(house, tenant, id, db)
  if (!section) throw new Problem(404, 'unknown-section', REFUSAL.unknownSection)
  return section
}

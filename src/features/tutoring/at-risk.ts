import type { House } from '../../feature.ts'
import type { Lang } from '../../lib/text.ts'
import { absencesInARow } from '../attendance/index.ts'
import { activeMembers, isOver, isPaused, limaDay, limaMoment, named, type Enrolment, type Section } from '../cohorts/index.ts'
import { progressOfMany } from '../courses/index.ts'
import { activityOf } from './activity-row.ts'
import { lastContacts, type ContactRow } from './contact.ts'
import { riskOf, type Risk } from './risk.ts'

export interface RiskLine {
  readonly enrolment: Enrolment
  readonly section: Section
  readonly risk: Risk
  readonly contact: ContactRow | undefined
}

/** Who is at risk in some sections, the most urgent first. Nobody in a pause, and no section before its first day or after its last. */
export async function atRisk(house: House, tenant: string, sections: readonly Section[]): Promise<RiskLine[]> {
  const now = house.clock()
  const today = limaDay(now)
  const going = new Map(sections.filter((s) => s.starts <= today && !isOver(s, now)).map((s) => [s.id, s]))
  const members = (await activeMembers(house.db, tenant, [...going.keys()])).filter((e) => !isPaused(e, today))
  const ids = members.map((e) => e.enrolment)
  const [activity, contacts] = [await activityOf(house.db, ids), await lastContacts(house.db, ids)]
  const absences = await absencesInARow(house.db, tenant, members)
  const lines = members.flatMap((enrolment): RiskLine[] => {
    const [row, section, contact] = [activity.get(enrolment.enrolment), going.get(enrolment.section), contacts.get(enrolment.enrolment)]
    if (!row || !section) return []
    const begun = [row.begun, limaMoment(section.starts, 0), ...(enrolment.paused_until ? [limaMoment(enrolment.paused_until, 24 * 60)] : [])]
    const known = { begun: new Date(Math.max(...begun.map(Number))), firstUnit: row.first_unit, lastSign: row.last_sign, absences: absences.get(enrolment.enrolment) ?? 0, lastContact: contact }
    const risk = riskOf(known, now, today)
    return risk ? [{ enrolment, section, risk, contact }] : []
  })
  return (await unfinished(house, tenant, lines)).toSorted((a, b) => b.risk.urgency - a.risk.urgency || a.enrolment.enrolment.localeCompare(b.enrolment.enrolment))
}

/** Without those who have nothing left to do: silence is right then. */
async function unfinished(house: House, tenant: string, lines: readonly RiskLine[]): Promise<RiskLine[]> {
  const begun = lines.filter((line) => line.risk.reasons.every((reason) => reason.kind !== 'no-unit'))
  const progress = await progressOfMany(house, tenant, begun.map((line) => line.enrolment.enrolment))
  return lines.filter((line) => progress.get(line.enrolment.enrolment)?.steps.some((step) => step.state !== 'done' && step.state !== 'waiting') ?? true)
}

export interface NamedLine extends RiskLine { readonly name: string }

/** The lines with the names of their people, in the same order. */
export async function withNames(house: House, tenant: string, lines: readonly RiskLine[], lang: Lang): Promise<NamedLine[]> {
  const names = new Map((await named(house, tenant, lines.map((line) => line.enrolment), lang)).map(({ enrolment, name }) => [enrolment.enrolment, name]))
  return lines.map((line) => ({ ...line, name: names.get(line.enrolment.enrolment) ?? '' }))
}

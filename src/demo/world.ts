import { DEMO_PROGRAMME } from '../lib/config.ts'
import { chance, type Chance } from './chance.ts'
import type { Learner, Stage } from './learner.ts'
import { DAY_MS, HOUR_MS, type PlannedCall } from './plan.ts'
import type { Schedule } from './schedule.ts'
import type { Office, StaffMember } from './staff.ts'

/** All that the acts of a demo share. */
export interface World extends Stage {
  readonly calls: readonly PlannedCall[]
  readonly office: Office
  readonly schedule: Schedule
  /** Midnight in Lima of the first day. */
  readonly first: number
  readonly until: number
  /** The house's jobs run at the end of this part of the day. */
  readonly wantJobs: () => void
  /** Offers that are over lapse then, and the next ones move up. */
  readonly wantSettled: () => void
  /** The first one of a story is remembered, to be shown to whoever looks at the demo. */
  readonly keep: (story: string, who: Pick<Learner, 'person' | 'pin'>) => void
}

export const OFFICE = `/office/${DEMO_PROGRAMME}`

/** The two hours of a day in which the office works through what has come in. */
const OFFICE_HOURS = [9, 15] as const

/** A moment of a day (counted from the first, 0) at which people study or the office works. */
export function moment(world: Pick<World, 'first'>, day: number, c: Chance, when: 'study' | 'office'): number {
  const hour = when === 'office' ? c.one(OFFICE_HOURS) : c.from(6, 22)
  return world.first + Math.floor(day) * DAY_MS + hour * HOUR_MS + c.from(0, 3599) * 1000
}

/** A later moment, some days after. */
export function later(world: Pick<World, 'first'>, time: number, days: number, c: Chance, when: 'study' | 'office'): number {
  const next = moment(world, (time - world.first) / DAY_MS + days, c, when)
  if (next > time) return next
  return when === 'office' ? next + DAY_MS : time + HOUR_MS
}

export const diceOf = ({ seed }: Stage, name: string): Chance => chance(seed, name)

/** Of two, one looks at even people first, the other at odd ones. */
export function pair(of: readonly StaffMember[], n: number): [StaffMember, StaffMember] {
  const [a, b] = of
  if (!a || !b) throw new TypeError('demo: an office of two is needed')
  return n % 2 === 0 ? [a, b] : [b, a]
}

export function tutorOf({ calls, office }: World, section: string): StaffMember {
  const i = calls.flatMap((call) => call.sections).findIndex((s) => s.id === section)
  const tutor = office.tutors[i % office.tutors.length]
  if (!tutor) throw new TypeError('demo: no tutor')
  return tutor
}

/** What staff see of a card. */
export function seesCard(world: World, who: Pick<Learner, 'agent' | 'person'>, by: StaffMember, to: 'check' | 'confirm'): Promise<Response> {
  const { type, number } = who.person.document
  return by.post(`${OFFICE}/people/${who.agent}/${to}`, { document_type: type, document_number: number, document_country: '' }, `the ${to} of a card`)
}

import { Problem, type FieldProblem } from '../../lib/problem.ts'
import type { Draft } from '../../record/statement.ts'
import { limaDay, limaMoment, type Section } from '../cohorts/index.ts'
import type { ClassSession } from './class-session.ts'
import { MODES, sessionCancelled, sessionPlanned, type Mode, type SessionPlan } from './statements.ts'
import { WRONG } from './words.ts'

/** docs/statements.md: minutes are whole numbers from 1 to 600. */
export const MOST_MINUTES = 600

export interface PlanForm {
  readonly day: string
  readonly from: string
  readonly to: string
  readonly minutes: string
  readonly mode: string
  readonly site: string
}

/** What the form says, or what is wrong with it field by field. `sites`: the Spanish names of the programme's sites. */
export function readPlan(form: PlanForm, id: string, section: Section, sites: readonly string[]): { plan: SessionPlan | null; problems: FieldProblem[] } {
  const problems: FieldProblem[] = []
  const wrong = (field: string, sentence: FieldProblem['sentence']): void => { problems.push({ field, sentence }) }
  const day = /^\d{4}-\d{2}-\d{2}$/.test(form.day) && !Number.isNaN(Date.parse(`${form.day}T00:00:00Z`)) ? form.day : null
  if (!day) wrong('day', WRONG.dayNeeded)
  const from = minuteOf(form.from)
  const to = minuteOf(form.to)
  if (from === null) wrong('from', WRONG.hourNeeded)
  if (to === null || (from !== null && to <= from)) wrong('to', WRONG.endAfterStart)
  const length = from !== null && to !== null ? to - from : 0
  const minutes = form.minutes.trim() === '' ? Math.min(length, MOST_MINUTES) : /^\d{1,4}$/.test(form.minutes.trim()) ? Number(form.minutes) : 0
  if (length > 0 && (minutes < 1 || minutes > Math.min(length, MOST_MINUTES))) wrong('minutes', WRONG.minutesFit)
  const mode = MODES.find((m) => m === form.mode)
  if (!mode) wrong('mode', WRONG.chooseOne)
  const site = sites.find((s) => s === form.site)
  if (!site) wrong('site', WRONG.chooseOne)
  if (!day || from === null || to === null || !mode || !site || problems.length > 0) return { plan: null, problems }
  const plan: SessionPlan = { id, section: section.id, starts: limaMoment(day, from), ends: limaMoment(day, to), minutes, mode, site }
  const outside = outsideSection(plan, section)
  return outside ? { plan: null, problems: [{ field: 'day', sentence: outside }] } : { plan, problems: [] }
}

function minuteOf(typed: string): number | null {
  const parts = /^(\d{1,2}):(\d{2})$/.exec(typed.trim())
  if (!parts) return null
  const [hour, minute] = [Number(parts[1]), Number(parts[2])]
  return hour < 24 && minute < 60 ? hour * 60 + minute : null
}

/** The sentence when a session lies outside of its section's days, else null. */
export function outsideSection(plan: Pick<SessionPlan, 'starts' | 'ends'>, section: Pick<Section, 'starts' | 'ends'>): FieldProblem['sentence'] | null {
  return limaDay(plan.starts) < section.starts || limaDay(plan.ends) > section.ends ? WRONG.outsideSection : null
}

export interface PlanKnown {
  readonly section: Section
  /** Sessions of the section that touch the new one's time. */
  readonly touching: readonly Pick<ClassSession, 'session'>[]
  /** A session has this id already, perhaps cancelled or of another time. */
  readonly taken: boolean
}

/** Plans a session; the same one again says nothing new. 409 when the section meets at that time already, 422 outside its days. */
export function planSession(known: PlanKnown, tenant: string, plan: SessionPlan, by: string, now: Date): Draft[] {
  if (known.touching.some((s) => s.session === plan.id)) return []
  const outside = outsideSection(plan, known.section)
  if (outside) throw new Problem(422, 'outside-section', outside)
  if (known.touching.length > 0 || known.taken) throw new Problem(409, 'session-overlaps', WRONG.overlaps)
  return [sessionPlanned(tenant, plan, by, now, null)]
}

/** Takes a session back while nobody is marked in it. */
export function cancelSession(known: { readonly session: Pick<ClassSession, 'session' | 'cancelled'>; readonly marked: boolean }, tenant: string, by: string, now: Date): Draft[] {
  if (known.session.cancelled) throw new Problem(409, 'cancelled', WRONG.cancelled)
  if (known.marked) throw new Problem(409, 'somebody-marked', WRONG.somebodyMarked)
  return [sessionCancelled(tenant, known.session.session, by, now)]
}

/** How a section meets when nothing else is said. */
export function usualMode(section: Pick<Section, 'mode'>): Mode {
  return section.mode === 'presencial' || section.mode === 'semipresencial' ? 'presencial' : 'virtual'
}

import { limaDay } from '../features/people/index.ts'
import { idOf } from './chance.ts'
import type { Learner } from './learner.ts'
import { DAY_MS, DAYS, REFUERZO } from './plan.ts'
import type { Story } from './stories.ts'
import { diceOf, later, moment, OFFICE, pair, tutorOf, type World } from './world.ts'

type Plan = (time: number, act: () => Promise<unknown>) => number

const CAUSES = ['care', 'work', 'harvest', 'health'] as const

/** What happens to an enrolment in the middle of the way; answers when she goes on. */
export function movesOn(world: World, who: Learner, what: NonNullable<Story['moves']>, now: number, plan: Plan): number {
  const c = diceOf(world, `moves ${who.person.n}`)
  const [by] = pair(world.office.executors, who.person.n)
  const at = `${OFFICE}/enrolments/${who.enrolment}`
  const when = later(world, now, c.from(2, 8), c, 'office')
  if (what === 'transferred') {
    plan(Math.max(when, moment(world, DAYS.sections + 15, c, 'office')), () => by.post(`${at}/transfer`, { section: REFUERZO }, 'a transfer'))
    return later(world, Math.max(when, world.first + (DAYS.sections + 16) * DAY_MS), 1, c, 'study')
  }
  // She rests once and comes back before the day, and rests again when the demo ends.
  const pauses = (time: number, days: number): number => plan(time, () => by.post(`${at}/pause`, { until: limaDay(new Date(time + days * DAY_MS)), pause_cause: c.one(CAUSES) }, 'a pause'))
  const back = plan(later(world, pauses(when, 40), c.from(8, 20), c, 'office'), () => by.post(`${at}/resume`, {}, 'the end of a pause'))
  pauses(moment(world, DAYS.length - c.from(4, 20), c, 'office'), c.from(30, 60))
  return later(world, back, 1, c, 'study')
}

/** Her tutor looks for her, once or twice; she answers or not. Answers when it was last. */
export function soughtBy(world: World, who: Learner, from: number, answers: boolean, plan: Plan): number {
  const c = diceOf(world, `sought ${who.person.n}`)
  const tutor = tutorOf(world, who.section)
  const call = (time: number, n: number, reached: boolean): number => plan(time, () => tutor.post(`${OFFICE}/enrolments/${who.enrolment}/contacts`, {
    id: idOf(world.seed, `contact ${who.person.n} ${n}`), channel: c.one(['call', 'whatsapp', 'visit']), reached: reached ? 'yes' : 'no', cause: reached ? c.one(['time', 'phone', 'work', 'going-on']) : '', next: '',
  }, 'a contact'))
  const first = call(later(world, from, c.from(2, 5), c, 'office'), 1, false)
  const second = call(later(world, first, c.from(2, 6), c, 'office'), 2, answers)
  // Of who answered, some are called again in the last days.
  if (answers && c.often(0.6)) call(Math.max(second + DAY_MS, moment(world, DAYS.length - c.from(1, 2), c, 'office')), 3, true)
  return second
}

/** Nobody could find out; the office writes down that she stopped coming. */
export function dropsOut(world: World, who: Learner, from: number, plan: Plan): void {
  const c = diceOf(world, `drop ${who.person.n}`)
  const [by] = pair(world.office.executors, who.person.n)
  const sought = soughtBy(world, who, from + 15 * DAY_MS, false, plan)
  plan(later(world, sought, c.from(5, 12), c, 'office'), () => by.post(`${OFFICE}/enrolments/${who.enrolment}/drop-out`, { drop_cause: c.one(['no-answer', 'no-answer', 'phone', 'work']) }, 'a drop-out'))
}

/** Of whom the office asked whether somebody has to look after her children. */
export function asksAboutCare(world: World, who: Learner, begins: number, plan: Plan): void {
  const c = diceOf(world, `care ${who.person.n}`)
  if (!c.often(CARE_ASKED)) return
  const [by] = pair(world.office.executors, who.person.n)
  const care = c.often(0.5) ? [] : c.often(0.5) ? ['needed'] : ['needed', 'offered', ...(c.often(0.6) ? ['used'] : [])]
  plan(later(world, begins, c.from(1, 6), c, 'office'), () => by.post(`${OFFICE}/enrolments/${who.enrolment}/childcare`, { asked: 'yes', childcare: care }, 'a note on childcare'))
}
const CARE_ASKED = 0.3

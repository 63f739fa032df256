import { OFFICE, OTHER_SECTION, SECTION } from '../../commands/place.ts'
import { officer, oneOf, type Somebody, type World } from '../world.ts'
import { asks, DAY, isoDay, placeOf, type Act } from './asking.ts'

const SECTIONS = [SECTION, OTHER_SECTION, 'a-tu-ritmo-1', 'no-hay'] as const

async function pauses(world: World, her: Somebody): Promise<void> {
  const until = isoDay(world.place.house.clock().getTime() + oneOf(world, [-1, 3, 3, 20, 200]) * DAY)
  await asks(world, officer(world), `${placeOf(her)}/pause`, { until, pause_cause: oneOf(world, ['care', 'harvest']) })
}

/** She rests, mostly, and comes back before her day. */
async function resumes(world: World, her: Somebody): Promise<void> {
  if (world.next() < 0.6) await pauses(world, her)
  await asks(world, officer(world), `${placeOf(her)}/resume`)
}

/** Her phone is asked for: with her consent, without it, or after she took it back. */
async function phoneAsked(world: World, her: Somebody): Promise<void> {
  if (world.next() < 0.6) await asks(world, her, '/me/data/consents', { purposes: ['messages'] })
  await asks(world, oneOf(world, [world.place.staff.tutor, world.place.staff.otherTutor, officer(world)]), `${placeOf(her)}/phone`)
}

/** Somebody calls her; nobody says that she dropped out before that. */
async function isLookedFor(world: World, her: Somebody): Promise<void> {
  const reached = oneOf(world, ['yes', 'no'])
  await asks(world, oneOf(world, [world.place.staff.tutor, officer(world)]), `${placeOf(her)}/contacts`, { channel: oneOf(world, ['call', 'whatsapp', 'visit']), reached, cause: reached === 'yes' ? 'time' : '', next: '' })
}

/** What happens to an enrolment as a form of an office page: also what two officers do at the same moment. */
export const MOVES: readonly { readonly path: string; readonly fields: (world: World) => Record<string, string> }[] = [
  { path: 'transfer', fields: (w) => ({ section: oneOf(w, SECTIONS) }) },
  { path: 'withdraw', fields: () => ({ cause: 'time' }) },
  { path: 're-enter', fields: () => ({}) },
  { path: 'drop-out', fields: () => ({ drop_cause: 'no-answer' }) },
  { path: 'resume', fields: () => ({}) },
  { path: 'annul', fields: () => ({ reason: 'twice' }) },
]

const move = (path: string, weight: number, name: string): Act => ({
  name, weight, does: async (w, her) => { await asks(w, officer(w), `${placeOf(her)}/${path}`, MOVES.find((m) => m.path === path)?.fields(w)) },
})

export const COHORT: readonly Act[] = [
  move('transfer', 2, 'transferred'), move('withdraw', 1, 'withdraws'), move('re-enter', 2, 're-enters'), move('drop-out', 1, 'dropped out'),
  move('annul', 0.3, 'enrolment annulled'),
  { name: 'pauses', weight: 1, does: pauses },
  { name: 'is looked for', weight: 1.5, does: isLookedFor },
  { name: 'resumes', weight: 0.5, does: resumes },
  { name: 'her tutor asks for her phone', weight: 1, does: phoneAsked },
  { name: 'says whether she may be called', weight: 1.5, does: async (w, her) => { await asks(w, her, '/me/data/consents', { purposes: oneOf(w, [[], ['messages'], ['messages'], ['messages', 'news']]) }) } },
  { name: 'an auditor asks to write', weight: 0.3, neverDone: true, does: async (w, her) => { await asks(w, w.place.staff.auditor, `${OFFICE}/enrolments/${her.enrolment}/withdraw`, { cause: 'time' }) } },
]

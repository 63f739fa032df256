import type { Acting } from '../../acting.ts'
import { OFFICE } from '../../commands/place.ts'
import { approver, elsewhere, officer, oneOf, others, type Somebody, type World } from '../world.ts'
import { asks, card, fileOf, isoDay, DAY, placeOf, typedDay, type Act, type Fields } from './asking.ts'
import { MOVES } from './cohort.ts'

/** Something that an officer does to somebody with one form. */
type Form = (world: World, her: Somebody) => { readonly who: Acting; readonly path: string; readonly fields: Fields }

const FORMS: readonly Form[] = [
  ...MOVES.map(({ path, fields }): Form => (w, her) => ({ who: officer(w), path: `${placeOf(her)}/${path}`, fields: fields(w) })),
  (w, her) => ({ who: officer(w), path: `${placeOf(her)}/pause`, fields: { until: isoDay(w.place.house.clock().getTime() + 9 * DAY), pause_cause: 'care' } }),
  (w, her) => ({ who: officer(w), path: `${fileOf(her)}/check`, fields: card(her) }),
  (w, her) => ({ who: officer(w), path: `${fileOf(her)}/confirm`, fields: card(her) }),
  (w, her) => ({ who: officer(w), path: `${fileOf(her)}/correct`, fields: { full_name: 'Rosa Ticona Apaza', birth_date: '14/05/1983', reason: 'typing-error' } }),
  (w, her) => ({ who: officer(w), path: `${fileOf(her)}/merge`, fields: { other: oneOf(w, [...others(w, her), her]).agent, reason: 'registered-twice' } }),
  (w, her) => ({ who: officer(w), path: `${fileOf(her)}/split`, fields: { root: oneOf(w, [...others(w, her), her]).agent, reason: 'two-persons' } }),
  (w, her) => ({ who: officer(w), path: `${fileOf(her)}/death`, fields: { death_date: typedDay(w.place.house.clock().getTime() - DAY) } }),
  (w, her) => ({ who: officer(w), path: `${OFFICE}/certificates/proposals`, fields: { enrolment: her.enrolment, kind: 'certificado' } }),
  (w, her) => ({ who: officer(w), path: `${OFFICE}/certificates/proposals/withdraw`, fields: { enrolment: her.enrolment, kind: 'certificado' } }),
  (w, her) => ({ who: approver(w), path: `${OFFICE}/certificates/approvals/${her.enrolment}`, fields: { kind: 'certificado' } }),
  (w, her) => ({ who: approver(w), path: `${OFFICE}/certificates/issued/${her.papers.at(-1) ?? 'none'}/${oneOf(w, ['revoke', 'suspend', 'correct'])}`, fields: { cause: oneOf(w, ['issued-in-error', 'complaint']) } }),
]

/** Two officers at their desks, each served by a process of its own, do something to the same person, or to two, at the same moment. */
async function atOnce(world: World, her: Somebody): Promise<void> {
  const [one, two] = [oneOf(world, FORMS)(world, her), oneOf(world, FORMS)(world, world.next() < 0.7 ? her : oneOf(world, world.people))]
  await Promise.all([asks(world, one.who, one.path, one.fields), asks(world, elsewhere(world, two.who), two.path, two.fields)])
  await Promise.all([world.place.house.runJobs(), world.place.other.runJobs()])
}

export const RACES: readonly Act[] = [{ name: 'two officers at once', weight: 4, does: atOnce }]

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { sessionPlanned } from '../../../src/features/attendance/statements.ts'
import { enrolmentById, sectionOf } from '../../../src/features/cohorts/index.ts'
import { activity, VERB } from '../../../src/features/programmes/index.ts'
import { append } from '../../../src/record/append.ts'
import { agent, ext } from '../../../src/record/statement.ts'
import { courseOf } from '../../commands/courses.ts'
import { OFFICE, OTHER_SECTION, SECTION, TENANT } from '../../commands/place.ts'
import * as h from '../../histories/script.ts'
import { framesOf, letter } from '../../offline/envelopes.ts'
import { officer, oneOf, type Somebody, type World } from '../world.ts'
import { answered, asks, DAY, HOUR, type Act } from './asking.ts'

/** What the server itself recorded about her learning, at a moment that may lie before her enrolment, after her death or days ahead. */
async function recorded(world: World, her: Somebody, say: (s: h.Script, at: string) => void): Promise<void> {
  const { house } = world.place
  const s = h.script(TENANT, house.clock().toISOString(), randomUUID())
  say(s, new Date(house.clock().getTime() - Math.floor(world.next() * 3 * DAY)).toISOString())
  await append(house, { scopes: [`actor:${TENANT}:${her.agent}`] }, () => s.lines.map((line) => line.draft))
}

export async function everything(world: World, her: Somebody): Promise<void> {
  const { id: course, units, hash } = courseOf(world.place.house)
  await recorded(world, her, (s) => {
    for (const { id } of units) h.completed(s, her.agent, her.enrolment, id, 13, { authority: 'command', version: hash })
    h.quizScored(s, her.agent, her.enrolment, 16, { quiz: `${course}.prueba` })
    h.labGraded(s, her.agent, her.enrolment, true)
    h.productGraded(s, her.agent, her.enrolment, 16, { by: world.place.staff.tutor.id })
  })
}

/** A unit by her own phone, whose clock may be days wrong, or say a day before the agreement; the same statement may arrive twice. */
async function studies(world: World, her: Somebody): Promise<void> {
  const course = courseOf(world.place.house)
  const unit = oneOf(world, course.units)
  const forged = world.next() < 0.1
  const at = world.next() < 0.1 ? '2025-12-28T15:00:00.000Z' : new Date(world.place.house.clock().getTime() + (world.next() - 0.8) * 5 * DAY).toISOString()
  const statement = {
    id: randomUUID(), actor: agent(her.agent), verb: { id: VERB.completed }, object: activity(TENANT, 'units', `base.${unit.id}`),
    context: { registration: her.enrolment, extensions: ext({ minutes: forged ? 10_000 : unit.minutes, version: course.hash }) }, timestamp: at,
  }
  const init = { method: 'POST', headers: { 'content-type': 'application/json', 'x-experience-api-version': '2.0.0', cookie: her.cookie }, body: JSON.stringify(statement) }
  const first = await world.place.house.request(`/xapi/${TENANT}/statements`, init)
  // A session that ended in one process may live in another for five seconds more (session.ts): then the two answers differ rightly.
  const again = first.status === 401 ? first : await world.place.other.request(`/xapi/${TENANT}/statements`, init)
  assert.equal(again.status, first.status, 'the same statement twice is answered alike')
  if (forged) assert.ok(first.status >= 400 && first.status < 500, `forged minutes are answered ${first.status}`)
  else await answered(world, 'unit', first)
}

/** Hers, mostly; now and then another one. */
async function aSection(world: World, her: Somebody): Promise<string> {
  const row = await enrolmentById(world.place.house.db, her.enrolment)
  return world.next() < 0.8 ? row?.section ?? SECTION : oneOf(world, [SECTION, OTHER_SECTION])
}

/** A class up to four days ago; the tutor or an officer marks her, with a cause where one is asked. */
async function attends(world: World, her: Somebody): Promise<void> {
  const { house, staff } = world.place
  const [id, section] = [randomUUID(), await aSection(world, her)]
  const site = (await sectionOf(house, TENANT, section))?.site.es ?? ''
  const starts = new Date(house.clock().getTime() - Math.floor(world.next() * 96) * HOUR - 2 * HOUR)
  const plan = { id, section, starts, ends: new Date(starts.getTime() + HOUR), minutes: 60, mode: oneOf(world, ['virtual', 'presencial'] as const), site }
  await append(house, { scopes: [] }, () => [sessionPlanned(TENANT, plan, staff.tutor.id, house.clock(), null)])
  const mark = oneOf(world, ['P', 'P', 'T', 'F', 'J'])
  const who = oneOf(world, [section === SECTION ? staff.tutor : staff.otherTutor, staff.fellow, officer(world)])
  await asks(world, who, `${OFFICE}/sections/${section}/sessions/${id}`, {
    [`mark-${her.enrolment}`]: mark, [`minutes-${her.enrolment}`]: mark === 'T' ? '40' : '', cause: oneOf(world, ['', 'paper', 'paper', 'forgot']), do: 'save',
  })
}

/** Two look at what waits, one of them perhaps who wrote it. */
async function confirmsAttendance(world: World): Promise<void> {
  const { house, staff } = world.place
  const waiting = await house.db.selectFrom('attendance').select(['entry', 'session']).where('tenant', '=', TENANT).where('standing', '=', 'waiting').limit(3).execute()
  for (const { entry, session } of waiting) {
    await asks(world, oneOf(world, [staff.tutor, staff.fellow, officer(world)]), `${OFFICE}/attendance/queue`, { entry, session, [`entry-${session}`]: entry, do: oneOf(world, ['confirm', 'confirm', 'refuse']) })
  }
}

/** A list that the tutor took without signal, by a clock that nobody ever compared; it arrives twice. */
async function listFromPhone(world: World, her: Somebody): Promise<void> {
  const { house, other } = world.place
  const wrong = oneOf(world, [0, 3 * DAY, -3 * DAY, 2 * HOUR])
  const device = new Date(house.clock().getTime() - HOUR + wrong)
  const session = randomUUID()
  const made = { starts: device.toISOString(), ends: new Date(device.getTime() + HOUR).toISOString(), minutes: 60, mode: 'presencial', site: '', qrOff: 0 }
  const marks = [her, ...world.people.slice(-3)].filter((p, i, all) => all.indexOf(p) === i)
    .map(({ enrolment }, i) => ({ id: randomUUID(), enrolment, mark: oneOf(world, ['P', 'P', 'F']), n: i + 1, minutes: null }))
  const sent = await letter(world.phone, { kind: 'attendance', at: device.toISOString(), offset: null, data: { programme: TENANT, section: SECTION, cause: null, session: { id: session, made }, marks } })
  const frames = framesOf([sent])
  const init = { method: 'POST', headers: { 'content-type': 'application/octet-stream', 'content-length': String(frames.length) }, body: frames }
  const told = await Promise.all([house, other].map(async (one) => {
    const answer = await one.request('/deliveries', init)
    await answered(world, 'list from a phone', answer.clone())
    return ((await answer.json()) as { results: { outcome: string }[] }).results[0]?.outcome
  }))
  world.story.push(`told ${told.join()}`)
  if (!told.includes('later')) world.seen.letters.push({ item: sent.id, session, wrong })
}

export const LEARNING: readonly Act[] = [
  { name: 'unit', weight: 6, does: studies },
  { name: 'quiz', weight: 3, does: (w, her) => recorded(w, her, (s, at) => h.quizScored(s, her.agent, her.enrolment, oneOf(w, [9, 13, 14, 17]), { at })) },
  { name: 'lab', weight: 3, does: (w, her) => recorded(w, her, (s, at) => h.labGraded(s, her.agent, her.enrolment, w.next() < 0.8, { at })) },
  { name: 'product', weight: 3, does: (w, her) => recorded(w, her, (s, at) => h.productGraded(s, her.agent, her.enrolment, oneOf(w, [10, 14, 18]), { at, by: oneOf(w, [w.place.staff.tutor, w.place.staff.approver, w.twoHats]).id })) },
  { name: 'everything, as it should be', weight: 1, does: everything },
  { name: 'attendance', weight: 4, does: attends },
  { name: 'attendance confirmed', weight: 2, does: confirmsAttendance },
  { name: 'a list from a phone', weight: 1.5, does: listFromPhone },
]

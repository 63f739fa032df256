import { sessionsOf, type ClassSession } from '../features/attendance/index.ts'
import { sectionMembers } from '../features/cohorts/index.ts'
import { DEMO_PROGRAMME } from '../lib/config.ts'
import { DAYS, HOUR_MS, type PlannedCall, type PlannedSection } from './plan.ts'
import type { Chance } from './chance.ts'
import { diceOf, later, moment, OFFICE, tutorOf, type World } from './world.ts'

/** Of the first four weeks, so many sessions of each section have their list taken. */
const SESSIONS = 4
/** In one section a list was forgotten and is written by hand days later: it waits for a second person. */
const FORGOTTEN_DAYS = 4
const LATE_MINUTES = 30

/** The tutor plans the sessions of a section with fixed hours, and takes the list in each of the first ones. */
export function classesOf(world: World, call: PlannedCall, section: PlannedSection, forgets: boolean): void {
  if (section.kind === 'a-tu-ritmo') return
  const tutor = tutorOf(world, section.id)
  const at = `${OFFICE}/sections/${section.id}/sessions`
  const planned = moment(world, DAYS.sections, diceOf(world, `plan ${section.id}`), 'office')
  world.schedule.add(planned, call.id, async () => {
    await tutor.post(`${at}/plan`, {}, 'planning sessions')
    const sessions = (await sessionsOf(world.site.house.db, DEMO_PROGRAMME, section.id)).toSorted((a, b) => a.starts.getTime() - b.starts.getTime())
    for (const [i, session] of sessions.slice(0, SESSIONS).entries()) {
      const forgotten = forgets && i === 1
      const time = forgotten
        ? later(world, session.ends.getTime(), FORGOTTEN_DAYS, diceOf(world, `forgotten ${section.id}`), 'office') : session.starts.getTime() + HOUR_MS / 3
      world.schedule.add(time, call.id, async () => {
        const marks = await marksOf(world, session)
        if (Object.keys(marks).length > 0) await tutor.post(`${at}/${session.session}`, { ...marks, minutes: String(LATE_MINUTES), ...(forgotten ? { cause: 'forgot' } : {}) }, 'a list')
      })
    }
  })
}

async function marksOf(world: World, session: ClassSession): Promise<Record<string, string>> {
  const members = await sectionMembers(world.site.house.db, DEMO_PROGRAMME, session.section)
  const now = Math.min(world.site.house.clock().getTime(), session.ends.getTime())
  const there = members.filter((e) => e.windows.some((w) => Date.parse(w.from) <= now && (w.to === null || now < Date.parse(w.to))))
  return Object.fromEntries(there.map((e, i) => [`mark-${e.enrolment}`, markOf(diceOf(world, `mark ${session.section} ${session.starts.toISOString()} ${i}`))]))
}

/** Present, late, missing, excused. */
function markOf(c: Chance): string {
  const x = c.next()
  return x < 0.74 ? 'P' : x < 0.82 ? 'T' : x < 0.94 ? 'F' : 'J'
}

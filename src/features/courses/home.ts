import type { HomeCard, House } from '../../feature.ts'
import { say, type Lang } from '../../lib/text.ts'
import { enrolmentsOf } from '../cohorts/index.ts'
import { agentsOf } from '../people/index.ts'
import { stepAddress, stepTitle } from './course-page.tsx'
import { enrolledIn, passMarks } from './own-course.ts'
import { progressIn } from './progress.ts'
import { COURSE } from './words.ts'

/** One card for each course she is in, with its next step. */
export async function courseCards(house: House, person: string, lang: Lang): Promise<HomeCard[]> {
  const cards: HomeCard[] = []
  for (const { tenant, agent } of await agentsOf(house.db, person)) {
    for (const { enrolment, state } of await enrolmentsOf(house.db, tenant, agent)) {
      const found = state === 'annulled' ? null : await enrolledIn(house, house.db, enrolment)
      if (!found) continue
      const { done, steps, next } = progressIn(found.course, found.standing, await passMarks(house, tenant))
      const base = `/learn/${enrolment}`
      const begun = found.standing.version !== null
      cards.push({
        title: say(found.course.title, lang),
        text: next ? say(COURSE.homeText, lang, { done, all: steps.length, next: stepTitle(found.course, next, lang) }) : say(COURSE.homeDone, lang),
        href: next && begun ? stepAddress(base, next) : base,
        action: say(begun ? COURSE.resume : COURSE.start, lang),
        order: next && state === 'active' ? 20 : 60,
      })
    }
  }
  return cards
}

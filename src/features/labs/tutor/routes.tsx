import type { Ctx, Route } from '../../../feature.ts'
import { Problem } from '../../../lib/problem.ts'
import { say } from '../../../lib/text.ts'
import { page } from '../../../web/page.tsx'
import { staff } from '../../../web/who.ts'
import { readWanted, sectionMembers, sectionPage, sectionSeen, sectionsSeen, type Section } from '../../cohorts/index.ts'
import { namesOf, personsOf } from '../../people/index.ts'
import { labsOf } from '../labs.ts'
import { LabSectionsPage, MemberLabsPage, SectionLabsPage, type Member } from './page.tsx'
import { byPerson, isStuck, stepsOf, triesUnder, type TutorTry } from './tries.ts'
import { REFUSED, TUTOR } from './words.ts'

const SECTION = '/office/:programme/sections/:section/labs'

/** What a tutor sees of the labs: her own sections, by the names that their pages show her. A coordinator sees all, or her entity's. */
export const tutorRoutes: readonly Route[] = [
  { method: 'GET', path: '/office/:programme/labs', handle: listSections },
  { method: 'GET', path: SECTION, handle: showSection },
  { method: 'GET', path: `${SECTION}/:agent`, handle: showMember },
]

const tenantOf = (c: Ctx): string => c.req.param('programme') ?? ''
const officeOf = (c: Ctx): string => `/office/${encodeURIComponent(tenantOf(c))}`

async function listSections(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  const who = staff(c, tenant, 'tutor', 'executor')
  const own = await sectionsSeen(house, who, tenant)
  const wanted = readWanted(c, own)
  const { sections, more } = await sectionPage(house, tenant, wanted)
  const lines = await Promise.all(sections.map(async (section) => ({ section, stuck: stuckAnywhere(await triesOf(c, section)) })))
  return page(c, { title: say(TUTOR.labs, lang), main: <LabSectionsPage lang={lang} office={officeOf(c)} lines={lines} own={own !== null} wanted={wanted} more={more} /> })
}

async function triesOf(c: Ctx, section: Section): Promise<TutorTry[]> {
  const { db } = c.var.house
  return triesUnder(db, tenantOf(c), (await sectionMembers(db, tenantOf(c), section.id)).map((m) => m.enrolment))
}

function stuckAnywhere(tries: readonly TutorTry[]): number {
  const labs = new Set(tries.map((one) => one.lab))
  return new Set([...labs].flatMap((lab) => [...byPerson(tries, lab)].filter(([, own]) => isStuck(own)).map(([agent]) => agent))).size
}

/** The section of the address with its members and their tries, for its tutor or an executor. */
async function seen(c: Ctx): Promise<{ section: Section; base: string; members: Member[]; tries: TutorTry[] }> {
  const { house } = c.var
  const tenant = tenantOf(c)
  const who = staff(c, tenant, 'tutor', 'executor')
  const { section } = await sectionSeen(house, who, tenant, c.req.param('section') ?? '')
  const enrolments = await sectionMembers(house.db, tenant, section.id)
  return {
    section, base: `${officeOf(c)}/sections/${encodeURIComponent(section.id)}/labs`,
    members: await named(c, enrolments.map((e) => e.agent)), tries: await triesUnder(house.db, tenant, enrolments.map((e) => e.enrolment)),
  }
}

async function showSection(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const known = await seen(c)
  const labs = labsOf(house, tenantOf(c))
  const stuck = labs.flatMap((lab) => [...byPerson(known.tries, lab.id)].filter(([, tries]) => isStuck(tries)).map(([agent]) => agent))
  const steps = await stepsOf(house.db, tenantOf(c), [...new Set(stuck)])
  return page(c, {
    title: say(TUTOR.ofSection, lang, { section: say(known.section.title, lang) }), main: <SectionLabsPage lang={lang} {...known} labs={labs} steps={steps} />,
  })
}

async function showMember(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const known = await seen(c)
  const member = known.members.find((m) => m.agent === c.req.param('agent'))
  if (!member) throw new Problem(404, 'unknown-member', REFUSED.unknownMember)
  const steps = await stepsOf(house.db, tenantOf(c), [member.agent])
  return page(c, { title: member.name, main: <MemberLabsPage lang={lang} {...known} member={member} labs={labsOf(house, tenantOf(c))} steps={steps} /> })
}

/** People with their names, in the order of the alphabet. */
async function named(c: Ctx, agents: readonly string[]): Promise<Member[]> {
  const { house, lang } = c.var
  const persons = await personsOf(house.db, tenantOf(c), agents)
  const names = await namesOf(house, [...persons.values()])
  return [...new Set(agents)].map((agent) => ({ agent, name: names.get(persons.get(agent) ?? '') ?? say(TUTOR.unnamed, lang) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'es'))
}

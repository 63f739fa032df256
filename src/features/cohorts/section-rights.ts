import { sql, type RawBuilder } from 'kysely'
import type { EntityAsks, House, Who } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import { holds, organisationOf } from '../../web/who.ts'
import { knownEnrolment, knownSection } from './places.ts'
import { enrolmentById, type Enrolment } from './enrolment.ts'
import { sectionOf, type Section } from './sections.ts'
import { sectionsOfTutor } from './tutors.ts'
import { REFUSAL } from './words.ts'

type Staff = Who & { kind: 'staff' }

/** Whether she coordinates this section: who holds the role for the whole programme, or for the entity that runs it (DOMAIN.md 5.5, "own cohorts"). */
export function manages(who: Who, tenant: string, section: Pick<Section, 'organisation'>): boolean {
  const organisation = organisationOf(who, tenant, ['executor'])
  return holds(who, tenant, ['executor']) && (organisation === null || section.organisation === organisation)
}

/** The sections that a member of staff sees in lists: null, all of them; else those of her entity and those she is the tutor of. */
export async function sectionsSeen(house: House, who: Staff, tenant: string): Promise<readonly string[] | null> {
  const executor = holds(who, tenant, ['executor'])
  const organisation = organisationOf(who, tenant, ['executor'])
  if (executor && organisation === null) return null
  const tutored = await sectionsOfTutor(house.db, tenant, who.staff)
  return organisation === null ? tutored : [...new Set([...await sectionsOfOrganisation(house.db, tenant, organisation), ...tutored])]
}

/** A section for its tutor or whoever coordinates it; 404 when there is none, 403 for everybody else. */
export async function sectionSeen(house: House, who: Staff, tenant: string, id: string): Promise<{ section: Section; manages: boolean }> {
  const section = await knownSection(house, tenant, id)
  const own = manages(who, tenant, section)
  if (!own && !(await sectionsOfTutor(house.db, tenant, who.staff)).includes(section.id)) throw new Problem(403, 'not-your-section', REFUSAL.notYourSection)
  return { section, manages: own }
}

/** A section for whoever coordinates it. */
export async function sectionManaged(house: House, who: Staff, tenant: string, id: string): Promise<Section> {
  const section = await knownSection(house, tenant, id)
  if (!manages(who, tenant, section)) throw new Problem(403, 'not-your-section', REFUSAL.notYourSection)
  return section
}

/** An enrolment with its section, for whoever coordinates that. */
export async function enrolmentManaged(house: House, who: Staff, tenant: string, id: string): Promise<{ enrolment: Enrolment; section: Section }> {
  const enrolment = await knownEnrolment(house.db, tenant, id)
  return { enrolment, section: await sectionManaged(house, who, tenant, enrolment.section) }
}

async function sectionsOfOrganisation(db: Db, tenant: string, organisation: string): Promise<string[]> {
  const rows = await db.selectFrom('section').select('section').where('tenant', '=', tenant).where('organisation', '=', organisation).orderBy('section').execute()
  return rows.map((row) => row.section)
}

/** Everybody who is, or was to the end, in a section of an entity: a question that gives the agents. */
export const agentsOfOrganisation = (tenant: string, organisation: string): RawBuilder<unknown> => sql`select e.agent from enrolment e join section s on s.tenant = e.tenant and s.section = e.section
  where e.tenant = ${tenant} and e.state <> 'annulled' and s.organisation = ${organisation}`

/** Which of these agents are, or were to the end, in a section of an entity: the people that its coordinators see. */
export async function inOrganisation(db: Db, tenant: string, organisation: string, agents: readonly string[]): Promise<Set<string>> {
  if (agents.length === 0) return new Set()
  const { rows } = await sql<{ agent: string }>`select distinct e.agent from enrolment e join section s on s.tenant = e.tenant and s.section = e.section
    where e.tenant = ${tenant} and e.agent = any(${[...agents]}::text[]) and e.state <> 'annulled' and s.organisation = ${organisation}`.execute(db)
  return new Set(rows.map((row) => row.agent))
}

/** Whether a section is run by the asking entity, or whoever asks is its tutor. */
export async function sectionOfEntity(house: House, { tenant, organisation, staff, value }: EntityAsks): Promise<boolean> {
  const section = await sectionOf(house, tenant, value)
  return section?.organisation === organisation || (await sectionsOfTutor(house.db, tenant, staff)).includes(value)
}

/** The same of the section in which an enrolment is. */
export async function enrolmentOfEntity(house: House, asks: EntityAsks): Promise<boolean> {
  const enrolment = await enrolmentById(house.db, asks.value)
  return enrolment?.tenant === asks.tenant && sectionOfEntity(house, { ...asks, value: enrolment.section })
}

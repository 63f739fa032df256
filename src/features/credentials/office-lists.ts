import type { EntityAsks, House } from '../../feature.ts'
import type { Lang } from '../../lib/text.ts'
import { agentsOfOrganisation, enrolmentsOf } from '../cohorts/index.ts'
import { namesOf, personsOf, seenByEntity, staffNames } from '../people/index.ts'
import { agentsAtLevel, personsNow } from '../programmes/index.ts'
import { certificationsAt, underWay, type Certification } from './certification.ts'
import { credentialById } from './credentials.ts'
import { statesOf } from './credential-state.ts'
import { missingFor } from './propose.ts'
import type { Kind } from './statements.ts'

/** As many as a page shows; the next ones move up as these are proposed. */
export const PAGE_SIZE = 100

export interface Ready { readonly enrolment: string; readonly name: string }
export interface Waiting { readonly row: Certification; readonly name: string; readonly proposer: string }

/** Who meets all that the rule asks and neither has one nor is on the way to it; by name. With an entity: of its people. */
export async function readyFor(house: House, tenant: string, kind: Kind, lang: Lang, organisation: string | null = null): Promise<Ready[]> {
  const going = await underWay(house.db, tenant, kind)
  const found: { agent: string; enrolment: string }[] = []
  // Without a certificado nobody stands above N2; a constancia may also go to who holds one.
  for (const level of kind === 'certificado' ? [2] as const : [2, 3] as const) {
    for await (const candidates of agentsAtLevel(house.db, tenant, level)) {
      for await (const { root, agents, evaluation } of personsNow(house.db, tenant, candidates)) {
        if (found.length >= PAGE_SIZE) break
        if (missingFor(evaluation, kind).length > 0 || [...agents].some((a) => going.has(a))) continue
        if (organisation !== null && (await seenByEntity(house, tenant, organisation, [...agents])).size === 0) continue
        const enrolment = await openEnrolment(house, tenant, [...agents], kind)
        if (enrolment) found.push({ agent: root, enrolment })
      }
      if (found.length >= PAGE_SIZE) break
    }
  }
  const names = await namesOfAgents(house, tenant, found.map((f) => f.agent))
  const collator = new Intl.Collator(lang)
  return found.map((f) => ({ enrolment: f.enrolment, name: names.get(f.agent) ?? '' })).sort((a, b) => collator.compare(a.name, b.name))
}

/** The enrolment to certify: the one she entered last; null for who has a paper of this kind already. */
async function openEnrolment(house: House, tenant: string, agents: readonly string[], kind: Kind): Promise<string | null> {
  const credentials = await statesOf(house.db, tenant, agents)
  if (credentials.some((c) => c.kind === kind && (c.state === 'valid' || c.state === 'suspended'))) return null
  const enrolments = (await Promise.all(agents.map((a) => enrolmentsOf(house.db, tenant, a)))).flat().filter((e) => e.state !== 'annulled')
  return enrolments.sort((a, b) => b.entered.getTime() - a.entered.getTime())[0]?.enrolment ?? null
}

/** Proposals that wait for an approver, longest first. */
export async function waitingIn(house: House, tenant: string, organisation: string | null = null): Promise<Waiting[]> {
  const rows = await certificationsAt(house.db, tenant, 'proposed', organisation === null ? null : agentsOfOrganisation(tenant, organisation))
  const names = await namesOfAgents(house, tenant, rows.map((r) => r.agent))
  const staff = await staffNames(house.db, [...new Set(rows.flatMap((r) => r.proposer ?? []))])
  return rows.map((row) => ({ row, name: names.get(row.agent) ?? '', proposer: staff.get(row.proposer ?? '') ?? '' }))
}

/** Names of the persons behind agents; who was erased is missing. */
export async function namesOfAgents(house: House, tenant: string, agents: readonly string[]): Promise<Map<string, string>> {
  const persons = await personsOf(house.db, tenant, [...new Set(agents)])
  const names = await namesOf(house, [...persons.values()])
  return new Map([...persons].flatMap(([agent, person]) => {
    const name = names.get(person)
    return name ? [[agent, name]] : []
  }))
}

/** Whether a paper is of somebody whom an entity sees. */
export async function credentialOfEntity(house: House, { tenant, organisation, value }: EntityAsks): Promise<boolean> {
  const row = await credentialById(house.db, value)
  return row?.tenant === tenant && (await seenByEntity(house, tenant, organisation, [row.agent])).has(row.agent)
}

import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { EntityAsks, House } from '../../feature.ts'
import type { Lang } from '../../lib/text.ts'
import { agentsOfOrganisation, enrolmentsOfAll } from '../cohorts/index.ts'
import { namesOf, personsOf, seenByEntity, staffNames } from '../people/index.ts'
import { agentsStanding, newestTouched, personsBehind, personsNow, standingHolds, touchedAfter } from '../programmes/index.ts'
import { certificationsAt, UNDER_WAY, underWay, type Certification } from './certification.ts'
import { credentialById } from './credentials.ts'
import { HAS_ONE, statesOf } from './credential-state.ts'
import { missingFor } from './propose.ts'
import type { Kind } from './statements.ts'

/** As many as a page shows; the next ones move up as these are proposed. */
export const PAGE_SIZE = 100

/** So many statements that the follower has not read yet are looked at: as many as come in while it works. */
const NEWEST = 500

export interface Ready { readonly enrolment: string; readonly name: string }
export interface Waiting { readonly row: Certification; readonly name: string; readonly proposer: string }

/** Who meets all that the rule asks and neither has one nor is on the way to it; by name. With an entity: of its people. */
export async function readyFor(house: House, tenant: string, kind: Kind, lang: Lang, organisation: string | null = null): Promise<Ready[]> {
  const found = new Map<string, string>()
  const upTo = await standingHolds(house.db, tenant)
  // A constancia may also go to who holds a certificado.
  for (const standing of kind === 'certificado' ? ['ready'] as const : [{ level: 2 }, { level: 3 }] as const) {
    if (found.size >= PAGE_SIZE) break
    for await (const candidates of agentsStanding(house.db, tenant, standing, neitherHasNorAwaits(tenant, kind))) {
      for (const { agent, enrolment } of await readyAmong(house, { tenant, kind, organisation, upTo }, candidates)) found.set(agent, enrolment)
      if (found.size >= PAGE_SIZE) break
    }
  }
  // Who did her last task a moment ago is there too: the follower has not judged her yet.
  if (found.size < PAGE_SIZE) for (const { agent, enrolment } of await readyAmong(house, { tenant, kind, organisation, upTo }, await newestTouched(house.db, tenant, upTo, NEWEST))) found.set(agent, enrolment)
  const listed = [...found].slice(0, PAGE_SIZE)
  const names = await namesOfAgents(house, tenant, listed.map(([agent]) => agent))
  const collator = new Intl.Collator(lang)
  return listed.map(([agent, enrolment]) => ({ enrolment, name: names.get(agent) ?? '' })).sort((a, b) => collator.compare(a.name, b.name))
}

/** Leaves out a country's holders before anybody is read; of who is several agents the others are asked about afterwards. Two conditions: of one with "or" PostgreSQL would read all holders. */
function neitherHasNorAwaits(tenant: string, kind: Kind): RawBuilder<SqlBool> {
  return sql`not exists (select from credential_state c where c.tenant = ${tenant} and c.agent = standing.agent and c.kind = ${kind} and c.state = any(${HAS_ONE}::text[]))
    and not exists (select from certification w where w.tenant = ${tenant} and w.agent = standing.agent and w.kind = ${kind} and w.step = any(${UNDER_WAY}::text[]))`
}

interface Asked { readonly tenant: string; readonly kind: Kind; readonly organisation: string | null; readonly upTo: number }

/** Who of these, who stood so at `upTo`, is ready now, with the enrolment to certify: the one she entered last. */
async function readyAmong(house: House, { tenant, kind, organisation, upTo }: Asked, candidates: readonly string[]): Promise<{ agent: string; enrolment: string }[]> {
  const persons = await personsBehind(house.db, tenant, candidates)
  const everybody = [...persons.values()].flatMap((agents) => [...agents])
  const [going, credentials, enrolments, touched, seen] = await Promise.all([
    underWay(house.db, tenant, kind, everybody), statesOf(house.db, tenant, everybody), enrolmentsOfAll(house.db, tenant, everybody),
    touchedAfter(house.db, tenant, upTo, everybody), organisation === null ? null : seenByEntity(house, tenant, organisation, everybody),
  ])
  const has = new Set(credentials.filter((c) => c.kind === kind && HAS_ONE.includes(c.state)).map((c) => c.agent))
  const open = new Map([...persons].flatMap(([root, agents]): [string, string][] => {
    const hers = [...agents]
    if (hers.some((a) => going.has(a) || has.has(a)) || (seen && !hers.some((a) => seen.has(a)))) return []
    const entered = hers.flatMap((a) => enrolments.get(a) ?? []).filter((e) => e.state !== 'annulled').sort((a, b) => b.entered.getTime() - a.entered.getTime())[0]
    return entered ? [[root, entered.enrolment]] : []
  }))
  // The follower is moments behind: few are judged anew.
  const moved = new Set([...open.keys()].filter((root) => [...persons.get(root) ?? []].some((agent) => touched.has(agent))))
  const ready = new Set([...open.keys()].filter((root) => !moved.has(root)))
  for await (const { root, evaluation } of personsNow(house.db, tenant, [...moved])) if (missingFor(evaluation, kind).length === 0) ready.add(root)
  return [...open].flatMap(([agent, enrolment]) => (ready.has(agent) ? [{ agent, enrolment }] : []))
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

import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db, Tx } from '../../lib/database.ts'
import { noticeDuplicates } from './duplicates.ts'
import { rucKey } from './sealing.ts'
import { ageOn, limaDay } from './dates.ts'
import { personsOf, profilesOf } from './persons.ts'
import type { Profile, Sex } from './profile.ts'
import { departmentOf, districtByCode, districtCode, provinceOf, type Scheme } from './ubigeo.ts'
import './tables.ts'

/** The bands of DOMAIN.md 8, and one for the minors who take part with a guardian. */
export const AGE_BANDS = ['14-17', '18-24', '25-29', '30-44', '45-59', '60+'] as const
export type AgeBand = (typeof AGE_BANDS)[number]
export type Area = 'urban' | 'rural'

/** By what a figure may be broken down: coarse codes of one person in one programme. */
export interface Breakdown {
  /** Null: she did not say. */
  readonly sex: Sex | null
  /** Her age on the day she entered the programme. */
  readonly ageBand: AgeBand
  /** INEI, two digits. */
  readonly department: string
  /** INEI, four digits. */
  readonly province: string
  /** Six digits, INEI's unless `districtScheme` says RENIEC. */
  readonly district: string
  readonly districtScheme: Scheme
  readonly ubigeoVersion: string
  readonly language: string
  readonly area: Area | null
}

export function ageBand(born: string, day: string): AgeBand {
  const age = ageOn(born, day)
  const starts: readonly (readonly [number, AgeBand])[] = [[60, '60+'], [45, '45-59'], [30, '30-44'], [25, '25-29'], [18, '18-24']]
  return starts.find(([from]) => age >= from)?.[1] ?? '14-17'
}

/** What a profile says for figures; `entered` is when she came into the programme. Null for a district that the table does not know. */
export function breakdownOf(profile: Profile, entered: Date, area: Area | null = null): Breakdown | null {
  const found = districtByCode(profile.district.scheme, profile.district.code)
  if (!found) return null
  const { scheme, code } = districtCode(found)
  return {
    sex: profile.sex, ageBand: ageBand(profile.born, limaDay(entered)), department: departmentOf(found), province: provinceOf(found),
    district: code, districtScheme: scheme, ubigeoVersion: profile.district.version, language: profile.language, area,
  }
}

/** Writes or rewrites the rows of these agents from their profiles; an area that was told once stays unless another is told. */
export async function keepBreakdowns(tx: Tx, agents: readonly { profile: Profile; tenant: string; agent: string; entered: Date; area?: Area | null }[]): Promise<void> {
  const values = agents.flatMap(({ profile, tenant, agent, entered, area }) => {
    const of = breakdownOf(profile, entered, area ?? null)
    return of ? [{
      tenant, agent, sex: of.sex, age_band: of.ageBand, department: of.department, province: of.province, district: of.district,
      district_scheme: of.districtScheme, ubigeo_version: of.ubigeoVersion, language: of.language, area: of.area,
    }] : []
  })
  if (values.length === 0) return
  await tx.insertInto('person_breakdown').values(values).onConflict((oc) => oc.columns(['tenant', 'agent']).doUpdateSet((eb) => ({
    sex: eb.ref('excluded.sex'), age_band: eb.ref('excluded.age_band'), department: eb.ref('excluded.department'), province: eb.ref('excluded.province'),
    district: eb.ref('excluded.district'), district_scheme: eb.ref('excluded.district_scheme'), ubigeo_version: eb.ref('excluded.ubigeo_version'),
    language: eb.ref('excluded.language'), area: sql`coalesce(excluded.area, person_breakdown.area)`,
  }))).execute()
}

/** The same for one person in every programme that she entered. */
export async function keepBreakdownsOf(tx: Tx, person: string, profile: Profile): Promise<void> {
  const rows = await tx.selectFrom('agent').select(['tenant', 'agent', 'entered']).where('person', '=', person).where('entered', 'is not', null).execute()
  await keepBreakdowns(tx, rows.flatMap((r) => (r.entered ? [{ profile, tenant: r.tenant, agent: r.agent, entered: r.entered }] : [])))
}

/**
 * Breakdowns of a programme by agent, of all or of the agents asked for (ask in pieces of some thousands: a country fits no answer).
 * Who was erased, and who only stands for a merged record, is missing.
 */
export async function breakdownsOf(db: Db, tenant: string, agents?: readonly string[]): Promise<Map<string, Breakdown>> {
  if (agents?.length === 0) return new Map()
  const rows = await db.selectFrom('person_breakdown')
    .select(['agent', 'sex', 'age_band', 'department', 'province', 'district', 'district_scheme', 'ubigeo_version', 'language', 'area'])
    .where('tenant', '=', tenant).$if(agents !== undefined, (q) => q.where('agent', '=', sql<string>`any(${agents}::uuid[])`)).execute()
  return new Map(rows.map((r) => [r.agent, {
    sex: r.sex, ageBand: r.age_band, department: r.department, province: r.province, district: r.district, districtScheme: r.district_scheme,
    ubigeoVersion: r.ubigeo_version, language: r.language, area: r.area,
  }]))
}

const AT_ONCE = 500

/** Rows for those who entered before there was this table; once they have theirs it finds nothing. */
export async function fillBreakdowns(house: House): Promise<number> {
  let filled = 0
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await house.db.selectFrom('agent').innerJoin('person', 'person.id', 'agent.person').leftJoin('person_breakdown as b', 'b.agent', 'agent.agent')
      .select(['agent.tenant', 'agent.agent', 'agent.entered']).where('agent.agent', '>', after).where('agent.entered', 'is not', null)
      .where('person.data_key', 'is not', null).where('b.agent', 'is', null).orderBy('agent.agent').limit(AT_ONCE).execute()
    const last = rows.at(-1)
    if (!last) return filled
    for (const tenant of new Set(rows.map((r) => r.tenant))) filled += await fillIn(house, tenant, rows.filter((r) => r.tenant === tenant))
    after = last.agent
  }
}

async function fillIn(house: House, tenant: string, rows: readonly { agent: string; entered: Date | null }[]): Promise<number> {
  const persons = await personsOf(house.db, tenant, rows.map((r) => r.agent))
  return house.db.transaction().execute(async (tx) => {
    // Under the row's lock: an erasure at this moment is not undone by us.
    await tx.selectFrom('person').select('id').where('id', 'in', [...persons.values()]).orderBy('id').forNoKeyUpdate().execute()
    const profiles = await profilesOf(house, tx, [...persons.values()])
    let filled = 0
    for (const { agent, entered } of rows) {
      const profile = profiles.get(persons.get(agent) ?? '')
      if (!profile || !entered) continue
      await keepBreakdowns(tx, [{ profile, tenant, agent, entered }])
      // They came before the queue of duplicates too.
      await tx.updateTable('person').set({ ruc_key: rucKey(house.keys, profile.firm) }).where('id', '=', persons.get(agent) ?? '').execute()
      await noticeDuplicates(house, tx, tenant, [persons.get(agent) ?? ''])
      filled += 1
    }
    return filled
  })
}

import { randomUUID } from 'node:crypto'
import { ubigeo, departmentOf, type Tie } from '../../src/features/people/index.ts'
import { tagged } from '../../src/features/people/statements.ts'
import { head } from '../../src/record/read.ts'
import { putIntoRecord, storedFrom } from '../histories/recorded.ts'
import * as h from '../histories/script.ts'
import { certified, studied } from '../histories/worked.ts'
import type { TestHouse } from '../house.ts'

export interface Somebody { readonly district: string; readonly sex: 'female' | 'male'; readonly age?: '18-24' | '25-29' | '30-44'; readonly tie?: Tie }

/** Persons who count, straight in the record, each with the codes that figures are divided by; the time of reception begins at `at`. */
export async function addCounted(house: TestHouse, tenant: string, at: string, crowd: readonly Somebody[]): Promise<void> {
  const lines = []
  for (const one of crowd) {
    const [person, agent] = [randomUUID(), randomUUID()]
    const s = h.script(tenant, at, agent)
    studied(s, agent, randomUUID())
    certified(s, agent, s.lines[0]!.draft.statement.context!.registration!, randomUUID())
    if (one.tie) s.add(tagged({ tenant, agent }, one.tie, true, randomUUID()).statement)
    lines.push(...s.lines)
    await house.db.insertInto('person').values({ id: person, data_key: null, profile: null, likeness: null, phone_key: null, created: new Date(at) }).execute()
    await house.db.insertInto('agent').values({ tenant, person, agent }).execute()
    const district = ubigeo().districts.find((d) => d.inei === one.district)
    if (!district) throw new Error(`no district ${one.district}`)
    await house.db.insertInto('person_breakdown').values({
      tenant, agent, sex: one.sex, age_band: one.age ?? '25-29', department: departmentOf(district), province: one.district.slice(0, 4), district: one.district,
      district_scheme: 'INEI', ubigeo_version: '2022-01', language: 'es', area: null,
    }).execute()
  }
  const stored = storedFrom(lines, 1 + await head(house.db, tenant))
  for (let i = 0; i < stored.length; i += 4000) await putIntoRecord(house.db, stored.slice(i, i + 4000))
}

export const many = (n: number, one: Somebody): Somebody[] => Array.from({ length: n }, () => one)

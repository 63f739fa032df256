import type { House } from '../src/feature.ts'
import { sectionsOf } from '../src/features/cohorts/index.ts'
import { sealOnce, sealScope } from '../src/features/labs/secret/seals.ts'
import { labRevealed, labsRechecked } from '../src/features/labs/secret/statements.ts'
import { append } from '../src/record/append.ts'

/** What the house itself records of hidden data and of stored grades: a seal, its reveal, a nightly check of the programme. */
export async function actAboutHiddenData(house: House, tenant: string): Promise<void> {
  const [section] = await sectionsOf(house, tenant)
  const about = { tenant, section: section!.id, lab: 'cafe-taza', version: 1, round: '1' }
  const { seed, seal } = await sealOnce(house, about)
  await append(house, { scopes: [sealScope(about)] }, () => [labRevealed({ ...about, seal }, seed, false, house.clock())])
  // Whether a small demo has a grade to check is its dice; secret.test checks real ones.
  await append(house, { scopes: [`labs-recheck:${tenant}`] }, () => [labsRechecked({ tenant, day: '2026-03-01', checked: 2, different: [] }, house.clock())])
}

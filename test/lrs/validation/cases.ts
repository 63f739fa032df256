import type { Case } from './case.ts'
import { objectCases } from './cases-object.ts'
import { personCases } from './cases-people.ts'
import { restCases } from './cases-rest.ts'

/** What every property of a statement takes and refuses. `npm run mutate` demands that each constraint and each check is missed by one of these. */
export const cases: readonly Case[] = [...personCases, ...objectCases, ...restCases]

import { organisationsOf } from '../programmes/index.ts'
import { runBy } from '../cohorts/index.ts'
import type { House } from '../../feature.ts'
import { closingClaims } from '../imports/index.ts'
import { WITH, type Values } from './values.ts'

/** What no entity can be called: the programme itself, and persons whose enrolments are in sections of more than one of these. */
export const NO_ENTITY = '_none'
export const SEVERAL = '_several'

/** K7 and K1 of one entity. Each person stands in one row, with all her rows of enrolment, so that rows add up to the programme. */
export interface EntityRow {
  /** Its id, or one of the two above. */
  readonly entity: string
  readonly enrolments: number
  readonly persons: number
  readonly counts: number
  /** Persons who studied with it and with another one too, and those among them who count: they stand in the row of several. */
  readonly shared: number
  readonly sharedCounts: number
  /** Persons enrolled as its closing minutes claim; null: it handed in none. */
  readonly claimed: number | null
}

type Counted = Omit<EntityRow, 'entity' | 'claimed'>
const NOTHING: Counted = { enrolments: 0, persons: 0, counts: 0, shared: 0, sharedCounts: 0 }

/** The sums of sections, and of those who are in several, by who runs them. Pure. */
export function sumByEntity(sums: Iterable<readonly [string, Values]>, run: ReadonlyMap<string, string | null>): Map<string, Counted> {
  const found = new Map<string, Counted>()
  const add = (entity: string, more: Partial<Counted>): void => {
    const { enrolments, persons, counts, shared, sharedCounts } = found.get(entity) ?? NOTHING
    found.set(entity, {
      enrolments: enrolments + (more.enrolments ?? 0), persons: persons + (more.persons ?? 0), counts: counts + (more.counts ?? 0),
      shared: shared + (more.shared ?? 0), sharedCounts: sharedCounts + (more.sharedCounts ?? 0),
    })
  }
  for (const [key, { alone: persons = 0, 'alone-enrolments': enrolments = 0, 'alone-counts': counts = 0 }] of sums) {
    if (enrolments === 0) continue
    const sections = key.startsWith(WITH) ? key.slice(WITH.length).split(',') : [key]
    const [entity = NO_ENTITY, ...others] = new Set(sections.map((section) => run.get(section) ?? NO_ENTITY))
    add(others.length > 0 ? SEVERAL : entity, { enrolments, persons, counts })
    if (others.length > 0) for (const each of [entity, ...others]) add(each, { shared: persons, sharedCounts: counts })
  }
  return found
}

/**
 * Whoever runs a section or claims people, in the order in which the record named them, then the programme itself where it runs one, then those of
 * several: which rows there are never depends on how many persons stand in them. Empty where nobody but the programme runs anything.
 */
export async function entityRows(house: House, tenant: string, sums: Iterable<readonly [string, Values]>, upTo?: number): Promise<EntityRow[]> {
  const [run, claims] = [await runBy(house, tenant, upTo), await claimsByEntity(house, tenant)]
  const runners = new Set(run.values())
  const since = new Map((await organisationsOf(house.db, tenant, upTo)).map((o) => [o.id, o.since.getTime()]))
  const whenNamed = (entity: string): number => since.get(entity) ?? Infinity
  const entities = [...new Set([...runners, ...claims.keys()])].filter((e): e is string => e !== null && e !== NO_ENTITY)
    .sort((a, b) => (whenNamed(a) === whenNamed(b) ? (a < b ? -1 : 1) : whenNamed(a) - whenNamed(b)))
  if (entities.length === 0) return []
  const counted = sumByEntity(sums, run)
  const keys = [...entities, ...(runners.has(null) || claims.has(NO_ENTITY) ? [NO_ENTITY] : []), ...(runners.size > 1 ? [SEVERAL] : [])]
  return keys.map((entity) => ({ entity, ...NOTHING, ...counted.get(entity), claimed: claims.get(entity) ?? null }))
}

async function claimsByEntity(house: House, tenant: string): Promise<Map<string, number>> {
  const sums = new Map<string, number>()
  for (const { organisation, enrolled } of await closingClaims(house.db, tenant)) {
    const entity = organisation ?? NO_ENTITY
    sums.set(entity, (sums.get(entity) ?? 0) + enrolled)
  }
  return sums
}

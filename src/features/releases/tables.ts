import type { House } from '../../feature.ts'
import { groupBy } from '../../lib/group-by.ts'
import { AGE_BANDS, breakdownsOf, ubigeo, departmentOf, districtByCode, TIES, type Breakdown, type Tie } from '../people/index.ts'
import type { Programme } from '../programmes/index.ts'
import type { Row, Table } from './suppress.ts'

/** Somebody who counts, as far as a release divides: her agents, the groups she said, and her tie to an executing entity, if any. */
export interface Counted { readonly root: string; readonly agents: readonly string[]; readonly groups: ReadonlySet<string>; readonly tie: Tie | null }

/** A table is opened from so many persons on: what is small at its opening stays hidden. */
const OPENS = 100
const K = 10
/** A department is large enough that its count alone points at nobody. */
const K_DEPARTMENT = 5
/** The row of those who did not say, or were erased. */
export const NOT_SAID = 'none'
const LANGUAGES = ['es', 'qu', 'ay', 'other', NOT_SAID] as const

interface Person { readonly groups: ReadonlySet<string>; readonly tie: Tie | null; readonly breakdown: Breakdown | undefined }

/** Breakdowns as they stand now (decision 110), of persons of one position. */
export async function personsWithBreakdowns(house: Pick<House, 'db'>, tenant: string, counted: readonly Counted[]): Promise<Person[]> {
  const found = new Map<string, Breakdown>()
  const agents = counted.flatMap((c) => c.agents)
  for (let i = 0; i < agents.length; i += 2000) for (const [agent, b] of await breakdownsOf(house.db, tenant, agents.slice(i, i + 2000))) found.set(agent, b)
  return counted.map((c) => ({ groups: c.groups, tie: c.tie, breakdown: found.get(c.root) ?? c.agents.map((a) => found.get(a)).find((b) => b !== undefined) }))
}

/** The published tables over these persons, parents first. */
export function tablesOf(programme: Pick<Programme, 'groups'>, persons: readonly Person[]): Table[] {
  const { departments, districts } = ubigeo()
  const districtsIn = new Map(departments.map((d) => [d.code, districts.filter((x) => departmentOf(x) === d.code)]))
  const department = (p: Person): string => p.breakdown?.department ?? NOT_SAID
  const byDepartment = groupBy(persons, department)
  return [
    {
      id: 'departments', parent: null, k: K_DEPARTMENT, opens: OPENS, split: true,
      // Departments of few districts cover first: public, and never the largest.
      rows: rowsOf([...departments.map((d) => d.code), NOT_SAID], byDepartment, (code) => districtsIn.get(code)?.length ?? 0),
    },
    ...departments.map((d): Table => ({
      id: `districts-${d.code}`, parent: { table: 'departments', row: d.code }, k: K, opens: OPENS, split: true,
      // The capital of a province has the code that ends in 01: it covers last.
      rows: rowsOf([...(districtsIn.get(d.code) ?? []).map((x) => x.inei ?? `RENIEC-${x.reniec}`), NOT_SAID], groupBy(byDepartment.get(d.code) ?? [], districtKey),
        (code) => (code === NOT_SAID ? 0 : code.endsWith('01') ? 2 : 1)),
    })),
    { id: 'ages', parent: null, k: K, opens: OPENS, split: true, rows: rowsOf([...AGE_BANDS, NOT_SAID], groupBy(persons, (p) => p.breakdown?.ageBand ?? NOT_SAID), (age) => -AGE_BANDS.findIndex((a) => a === age)) },
    { id: 'languages', parent: null, k: K, opens: OPENS, split: false, rows: rowsOf([...LANGUAGES], groupBy(persons, languageOf), (l) => -LANGUAGES.findIndex((x) => x === l)) },
    // Reported apart (DOMAIN.md 5.3 no. 25); who is both works there.
    { id: 'ties', parent: null, k: K, opens: OPENS, split: false, rows: rowsOf([...TIES, NOT_SAID], groupBy(persons, (p) => p.tie ?? NOT_SAID), (tie) => (tie === NOT_SAID ? 1 : 0)) },
    ...programme.groups.map(({ id }): Table => ({
      id: `group-${id}`, parent: null, k: K, opens: OPENS, split: false,
      rows: rowsOf(['in', 'out'], groupBy(persons, (p) => (p.groups.has(id) ? 'in' : 'out')), () => 0),
    })),
  ]
}

export function womenAmong(persons: readonly Person[]): number {
  return persons.filter((p) => p.breakdown?.sex === 'female').length
}

function districtKey({ breakdown }: Person): string {
  if (!breakdown) return NOT_SAID
  const found = districtByCode(breakdown.districtScheme, breakdown.district)
  return found ? found.inei ?? `RENIEC-${found.reniec}` : NOT_SAID
}

function languageOf({ breakdown }: Person): string {
  const code = breakdown?.language
  if (!code) return NOT_SAID
  const start = code.slice(0, 2)
  return start === 'es' || start === 'qu' || start === 'ay' ? start : 'other'
}

function rowsOf(keys: readonly string[], groups: ReadonlyMap<string, readonly Person[]>, order: (key: string) => number): Row[] {
  return keys.map((key) => {
    const hers = groups.get(key) ?? []
    return { key, persons: hers.length, women: womenAmong(hers), order: order(key) }
  })
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cellsFile } from '../../src/features/releases/cells-file.ts'
import { K_WOMEN, NOTHING_BEFORE, suppress, type Before, type Row, type Suppressed, type Table } from '../../src/features/releases/suppress.ts'
import { entitiesFile, suppressEntities } from '../../src/features/releases/entities.ts'
import type { EntityRow } from '../../src/features/figures/index.ts'
import { attack, readCells, type EntityFile } from './attack.ts'

const HISTORIES = 250
const MONTHS = 4

/** Numbers from a seed: the same histories on every run. */
function dice(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

interface Person {
  readonly department: number; readonly district: number; readonly woman: boolean; readonly age: number; readonly group: boolean
  /** Whose she is, how often she was enrolled, and whether she counts: only who counts stands in the tables of persons. */
  readonly entity: number; readonly enrolments: number; readonly counts: boolean
}
const ENTITIES = ['e0', 'e1', 'e2', 'e3', '_none', '_several']

const DEPARTMENTS = 6
const DISTRICTS = 5

/** Few rows that are large and many that are small, as a young programme's are. */
function newcomers(roll: (below: number) => number, count: number): Person[] {
  const skew = (n: number): number => Math.min(roll(n), roll(n), roll(n))
  return Array.from({ length: count }, () => ({ department: skew(DEPARTMENTS), district: skew(DISTRICTS), woman: roll(5) < 2, age: skew(5), group: roll(9) === 0,
    ...entityOf(roll) }))
}

/** Who studies with several has several enrolments; of the others few have. Some who are enrolled do not count. */
function entityOf(roll: (below: number) => number): Pick<Person, 'entity' | 'enrolments' | 'counts'> {
  const entity = Math.min(roll(6), roll(6))
  return { entity, enrolments: 1 + Number(ENTITIES[entity] === '_several' || roll(6) === 0), counts: roll(7) < 4 }
}

function entitiesOf(persons: readonly Person[]): EntityRow[] {
  return ENTITIES.map((entity, i) => {
    const hers = persons.filter((p) => p.entity === i)
    return {
      entity, enrolments: hers.reduce((n, p) => n + p.enrolments, 0), persons: hers.length, counts: hers.filter((p) => p.counts).length,
      shared: 0, sharedCounts: 0, claimed: i === 0 ? null : hers.length,
    }
  })
}

function row(key: string, order: number, persons: readonly Person[]): Row {
  return { key, order, persons: persons.length, women: persons.filter((p) => p.woman).length }
}

/** The tables of a release over these persons, as releases have them: departments, their districts, ages, a group. */
function tablesOf(persons: readonly Person[]): Table[] {
  const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i)
  return [
    { id: 'departments', parent: null, k: 5, opens: 50, split: true, rows: range(DEPARTMENTS).map((d) => row(`d${d}`, -d, persons.filter((p) => p.department === d))) },
    ...range(DEPARTMENTS).map((d): Table => ({
      id: `districts-d${d}`, parent: { table: 'departments', row: `d${d}` }, k: 10, opens: 60, split: true,
      rows: range(DISTRICTS).map((i) => row(`d${d}-${i}`, -i, persons.filter((p) => p.department === d && p.district === i))),
    })),
    { id: 'ages', parent: null, k: 10, opens: 50, split: true, rows: range(5).map((a) => row(`a${a}`, -a, persons.filter((p) => p.age === a))) },
    { id: 'group', parent: null, k: 10, opens: 50, split: false, rows: [row('in', 0, persons.filter((p) => p.group)), row('out', 1, persons.filter((p) => !p.group))] },
  ]
}

interface Release { readonly csv: string; readonly tables: readonly Table[]; readonly shown: Suppressed; readonly entities: EntityFile; readonly rows: readonly EntityRow[] }

/** Months of one programme. `falls`: some certificates are revoked between two cuts, and one month is published anew. */
function history(seed: number, falls: boolean): Release[] {
  const roll = dice(seed)
  let persons: Person[] = []
  let before: Before = NOTHING_BEFORE
  const releases: Release[] = []
  for (let month = 0; month < MONTHS; month += 1) {
    persons = [...persons, ...newcomers(roll, 1 + roll(month === 0 ? 460 : 160))]
    if (falls) persons = persons.filter(() => roll(40) !== 0)
    const counted = persons.filter((p) => p.counts)
    const tables = tablesOf(counted)
    const shown = suppress({ persons: counted.length, women: counted.filter((p) => p.woman).length }, tables, before)
    const rows = entitiesOf(persons)
    const byEntity = suppressEntities(rows, before)
    before = { hidden: new Set([...before.hidden, ...shown.hidden, ...byEntity.hidden]), opened: new Set([...before.opened, ...shown.opened, ...byEntity.opened]) }
    const entities = { csv: entitiesFile(byEntity), enrolments: rows.reduce((n, r) => n + r.enrolments, 0), persons: persons.length, counts: counted.length }
    releases.push({ csv: cellsFile(shown), tables, shown, entities, rows })
  }
  return releases
}

/** How far apart the bounds of a hidden cell must stay: as many values as a small cell can have. */
function spreadOf(name: string): number {
  return name.includes('/departments/') && name.endsWith('/persons') ? 5 : K_WOMEN
}

function refuse(files: readonly Release[], growing: boolean, what: string): number {
  const learnt = attack(files.map((f) => f.csv), { growing, entities: files.map((f) => f.entities) })
  for (const [name, { low, high, exact }] of learnt) {
    assert.equal(exact, false, `${what}: ${name} is recovered (${low})`)
    assert.ok(high - low >= spreadOf(name) - 1, `${what}: ${name} lies between ${low} and ${high}`)
  }
  return learnt.size
}

test('an attacker who holds all published files, and every two of them, recovers no hidden cell and no narrow bounds of one', () => {
  let hidden = 0
  for (let seed = 1; seed <= HISTORIES; seed += 1) {
    const releases = history(seed, seed % 2 === 0)
    const growing = seed % 2 === 1
    for (let a = 0; a < MONTHS; a += 1) for (let b = a + 1; b < MONTHS; b += 1) hidden += refuse([releases[a]!, releases[b]!], growing, `history ${seed}, files ${a} and ${b}`)
    if (seed % 5 === 0) hidden += refuse(releases, growing, `history ${seed}, all files`)
  }
  assert.ok(hidden > 10_000, `${hidden} hidden cells were attacked`)
})

test('a cell that was hidden once is shown in no later file, and what is shown is what was counted', () => {
  for (let seed = 1; seed <= HISTORIES; seed += 1) {
    const seen = new Set<string>()
    for (const { csv, tables } of history(seed, seed % 2 === 0)) {
      const truth = new Map(tables.flatMap((t) => t.rows.map((r) => [`${t.id}/${r.key}`, r] as const)))
      for (const { table, row: key, persons, women } of readCells(csv)) {
        for (const [column, text] of [['persons', persons], ['women', women]] as const) {
          const name = `${table}/${key}/${column}`
          if (text === 's') seen.add(name)
          else if (text !== '') {
            assert.ok(!seen.has(name), `${name} was hidden in an earlier file (history ${seed})`)
            if (table !== 'total') assert.equal(Number(text), truth.get(`${table}/${key}`)?.[column])
          }
        }
      }
    }
  }
})

test('no small cell is shown, and most of what is large is', () => {
  let [large, kept] = [0, 0]
  for (let seed = 1; seed <= HISTORIES; seed += 1) {
    for (const { tables, shown } of history(seed, false)) {
      for (const table of shown.tables) {
        if (table.state !== 'open') continue
        const rows = new Map(tables.find((t) => t.id === table.id)!.rows.map((r) => [r.key, r]))
        for (const { key, persons, women } of table.rows) {
          const real = rows.get(key)!
          if (typeof persons === 'number') assert.ok(persons >= table.k)
          if (typeof women === 'number') assert.ok(women >= K_WOMEN && real.persons - women >= K_WOMEN)
          if (real.persons < 2 * table.k) continue
          large += 1
          if (persons !== null) kept += 1
        }
      }
    }
  }
  assert.ok(kept / large > 0.6, `${kept} of ${large} large cells are shown`)
})

test('the same attacker breaks files in which only the small cells were hidden', () => {
  let broken = 0
  for (let seed = 1; seed <= 40; seed += 1) {
    const csv = history(seed, false).map(({ tables, shown }) => naive(tables, shown))
    if ([...attack(csv, { growing: false }).values()].some((b) => b.exact)) broken += 1
  }
  assert.ok(broken >= 10, `he broke ${broken} of 40`)
})

test('he breaks files by entity too when only the small parts were hidden', () => {
  let broken = 0
  for (let seed = 1; seed <= 40; seed += 1) {
    const releases = history(seed, false)
    const entities = releases.map(({ entities: file, rows }) => ({ ...file, csv: naiveEntities(rows) }))
    const learnt = attack(releases.map((r) => r.csv), { growing: false, entities })
    if ([...learnt].some(([name, { low, high }]) => name.includes('/entities/') && high - low < 9)) broken += 1
  }
  assert.ok(broken >= 10, `he broke ${broken} of 40`)
})

function naiveEntities(rows: readonly EntityRow[]): string {
  const cell = (n: number, ...parts: number[]): string => (Math.min(n, ...parts) < 10 ? 's' : String(n))
  return ['entity,enrolments,counts,persons,claimed', ...rows.map((r) => [
    r.entity, cell(r.enrolments), cell(r.counts, r.enrolments - r.counts), cell(r.persons, r.enrolments - r.persons, r.persons - r.counts), '',
  ].join(','))].join('\r\n')
}

/** What a programme without complements and memory would publish. */
function naive(tables: readonly Table[], { total }: Suppressed): string {
  return cellsFile({
    total,
    tables: tables.map((t) => ({
      id: t.id, state: 'open' as const, k: t.k, parent: t.parent,
      rows: t.rows.map((r) => ({ key: r.key, persons: r.persons < t.k ? null : r.persons, women: undefined })),
    })),
  })
}

test('of entities too no small part is shown, neither of who counts, of others nor of those enrolled again, nor a claim of whose enrolments are hidden', () => {
  const [shown, hidden] = [new Map<string, number>(), new Set<string>()]
  for (let seed = 1; seed <= HISTORIES; seed += 1) {
    hidden.clear()
    for (const { entities, rows } of history(seed, seed % 2 === 0)) {
      const lines = new Map(entities.csv.trim().split('\r\n').slice(1).map((line) => [line.split(',')[0]!, line.split(',').slice(1)]))
      for (const real of rows) {
        const [enrolments = '', counts = '', unique = '', claimed = ''] = lines.get(real.entity) ?? []
        const parts = { enrolments: real.enrolments, counts: real.counts, others: real.enrolments - real.counts }
        for (const [column, text, truth, small] of [
          ['enrolments', enrolments, real.enrolments, parts.enrolments], ['counts', counts, real.counts, Math.min(parts.counts, parts.others)],
          ['unique', unique, real.persons, Math.min(real.enrolments - real.persons, real.persons - real.counts)],
        ] as const) {
          const name = `${real.entity}/${column}`
          if (text === 's') hidden.add(name)
          if (text === 's' || text === '') continue
          assert.equal(Number(text), truth)
          assert.ok(small >= 10 && !hidden.has(name), `${name} of history ${seed}`)
          shown.set(column, (shown.get(column) ?? 0) + 1)
        }
        if (enrolments === 's') assert.ok(claimed === 's' || real.claimed === null)
      }
    }
  }
  for (const column of ['enrolments', 'counts', 'unique']) assert.ok((shown.get(column) ?? 0) > 200, `${column}: ${shown.get(column)}`)
})

test('small tables tried out in full: every way to fill a hidden cell that fits the file leaves it at least k values', () => {
  for (let seed = 1; seed <= 400; seed += 1) {
    const roll = dice(seed * 7919)
    const rows = Array.from({ length: 3 + roll(2) }, (_, i): Row => ({ key: `r${i}`, order: -i, persons: roll(3) === 0 ? roll(25) : roll(6), women: 0 }))
    const persons = rows.reduce((n, r) => n + r.persons, 0)
    const { tables: [table] } = suppress({ persons, women: 0 }, [{ id: 't', parent: null, k: 5, opens: 0, split: false, rows }])
    if (table?.state !== 'open') continue
    const unknown = table.rows.filter((r) => r.persons === null)
    if (unknown.length === 0) continue
    const rest = persons - table.rows.reduce((n, r) => n + (r.persons ?? 0), 0)
    const values = fills(unknown.length, rest).map((fill) => fill[0]!)
    assert.ok(unknown.length >= 2 && new Set(values).size >= 5, `seed ${seed}: ${rest} in ${unknown.length} rows`)
  }
})

function fills(cells: number, sum: number): number[][] {
  if (cells === 1) return [[sum]]
  return Array.from({ length: sum + 1 }, (_, first) => fills(cells - 1, sum - first).map((rest) => [first, ...rest])).flat()
}

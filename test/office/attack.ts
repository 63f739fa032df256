/**
 * An attacker who holds every published file of cells and nothing else. Shares no code with what hides: he reads the CSV text, writes down every
 * equation that its meaning gives (rows of a table sum to the row that it divides, women and the others to the persons), and solves.
 */
export type Bounds = ReadonlyMap<string, { readonly low: number; readonly high: number; readonly exact: boolean }>

interface Cell { readonly table: string; readonly inside: string; readonly row: string; readonly persons: string; readonly women: string }

/** Σ of the named unknowns, each with its factor, equals `sum`. */
interface Equation { readonly terms: Map<string, bigint>; readonly sum: bigint }

export function readCells(csv: string): Cell[] {
  return csv.trim().split('\r\n').slice(1).map((line) => {
    const [table = '', insideTable = '', insideRow = '', row = '', persons = '', women = ''] = line.split(',')
    return { table, inside: insideTable ? `${insideTable}/${insideRow}` : 'total/', row, persons, women }
  })
}

/** The file of entities of one cut, with the whole programme's numbers that figures.csv tells beside it, hidden or not. */
export interface EntityFile { readonly csv: string; readonly enrolments: number; readonly persons: number; readonly counts: number }

/**
 * What he learns of each hidden cell, named `file/table/row/column`. `growing`: he also believes that no cell ever falls from a file to the next.
 * `entities`: the division by entity of the same cuts, in the same order.
 */
export function attack(files: readonly string[], { growing, entities = [] }: { growing: boolean; entities?: readonly EntityFile[] }): Bounds {
  const equations: Equation[] = []
  const low = new Map<string, number>()
  const high = new Map<string, number>()
  const hidden = new Set<string>()
  files.forEach((csv, n) => equations.push(...equationsOf(readCells(csv), `${n}`, hidden, low, high)))
  entities.forEach((file, n) => equations.push(...equationsOfEntities(file, `${n}`, hidden, low, high)))
  const reduced = eliminate(equations)
  const all = [...equations, ...reduced]
  const steps = growing ? laterPairs([...low.keys()], files.length) : []
  tighten(all, steps, low, high)
  const exact = new Set(reduced.flatMap((e) => (e.terms.size === 1 ? [...e.terms.keys()] : [])))
  return new Map([...hidden].map((name) => {
    const [least, most] = [low.get(name) ?? 0, high.get(name) ?? Infinity]
    return [name, { low: least, high: most, exact: exact.has(name) || least === most }]
  }))
}

function equationsOf(cells: readonly Cell[], file: string, hidden: Set<string>, low: Map<string, number>, high: Map<string, number>): Equation[] {
  const found: Equation[] = []
  const name = (at: string, column: string): string => `${file}/${at}/${column}`
  const know = (cell: string, text: string): void => {
    low.set(cell, 0)
    high.set(cell, Infinity)
    if (text === 's') hidden.add(cell)
    else if (text !== '') found.push({ terms: new Map([[cell, 1n]]), sum: BigInt(text) })
  }
  const children = new Map<string, string[]>()
  for (const { table, inside, row, persons, women } of cells) {
    const at = `${table}/${row}`
    know(name(at, 'persons'), persons)
    know(name(at, 'women'), women)
    know(name(at, 'others'), '')
    found.push({ terms: new Map([[name(at, 'persons'), 1n], [name(at, 'women'), -1n], [name(at, 'others'), -1n]]), sum: 0n })
    if (table !== 'total') children.set(`${inside} ${table}`, [...(children.get(`${inside} ${table}`) ?? []), at])
  }
  for (const [key, rows] of children) {
    const inside = key.split(' ')[0]!
    for (const column of ['persons', 'women', 'others']) {
      found.push({ terms: new Map([[name(inside, column), -1n], ...rows.map((r): [string, bigint] => [name(r, column), 1n])]), sum: 0n })
    }
  }
  return found
}

/** Enrolments of an entity are those who count, other persons, and persons again; each of the three adds up to the programme's. */
function equationsOfEntities({ csv, enrolments, persons, counts }: EntityFile, file: string, hidden: Set<string>, low: Map<string, number>, high: Map<string, number>): Equation[] {
  const rows = csv.trim().split('\r\n').slice(1).map((line) => line.split(','))
  if (rows.length === 0) return []
  const name = (entity: string, column: string): string => `${file}/entities/${entity}/${column}`
  const found: Equation[] = []
  for (const [entity = '', ...cells] of rows) {
    for (const [column, text] of [['enrolments', cells[0]], ['counts', cells[1]], ['unique', cells[2]], ['others', ''], ['again', '']] as const) {
      const cell = name(entity, column)
      low.set(cell, 0)
      high.set(cell, Infinity)
      if (text === 's') hidden.add(cell)
      else if (text) found.push({ terms: new Map([[cell, 1n]]), sum: BigInt(text) })
    }
    found.push({ terms: new Map([[name(entity, 'unique'), 1n], [name(entity, 'counts'), -1n], [name(entity, 'others'), -1n]]), sum: 0n })
    found.push({ terms: new Map([[name(entity, 'enrolments'), 1n], [name(entity, 'unique'), -1n], [name(entity, 'again'), -1n]]), sum: 0n })
  }
  for (const [column, sum] of [['enrolments', enrolments], ['unique', persons], ['counts', counts]] as const) {
    found.push({ terms: new Map(rows.map(([entity = '']) => [name(entity, column), 1n])), sum: BigInt(sum) })
  }
  return found
}

/** Gauss and Jordan in whole numbers, nothing rounded: every row divided by its greatest common divisor. */
function eliminate(equations: readonly Equation[]): Equation[] {
  const rows = equations.map((e) => ({ terms: new Map(e.terms), sum: e.sum }))
  const done: { pivot: string; row: { terms: Map<string, bigint>; sum: bigint } }[] = []
  for (const row of rows) {
    for (const { pivot, row: other } of done) subtract(row, other, pivot)
    const pivot = [...row.terms.keys()][0]
    if (pivot === undefined) continue
    for (const { row: other } of done) subtract(other, row, pivot)
    done.push({ pivot, row })
  }
  return done.map((d) => d.row)
}

function subtract(row: { terms: Map<string, bigint>; sum: bigint }, other: { terms: Map<string, bigint>; sum: bigint }, pivot: string): void {
  const mine = row.terms.get(pivot)
  const its = other.terms.get(pivot)
  if (mine === undefined || its === undefined) return
  for (const [name, n] of row.terms) row.terms.set(name, n * its)
  row.sum *= its
  for (const [name, n] of other.terms) {
    const left = (row.terms.get(name) ?? 0n) - mine * n
    if (left === 0n) row.terms.delete(name)
    else row.terms.set(name, left)
  }
  row.sum -= mine * other.sum
  let divisor = row.sum < 0n ? -row.sum : row.sum
  for (const n of row.terms.values()) divisor = gcd(divisor, n < 0n ? -n : n)
  if (divisor <= 1n) return
  for (const [name, n] of row.terms) row.terms.set(name, n / divisor)
  row.sum /= divisor
}

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b]
  return a
}

/** The same cell in one file and in the next that has it. */
function laterPairs(names: readonly string[], files: number): [string, string][] {
  const all = new Set(names)
  const pairs: [string, string][] = []
  for (const name of names) {
    const [file, ...rest] = name.split('/')
    for (let later = Number(file) + 1; later < files; later += 1) {
      const next = `${later}/${rest.join('/')}`
      if (all.has(next)) { pairs.push([name, next]); break }
    }
  }
  return pairs
}

/** Whole numbers, none below zero: each equation bounds each of its unknowns by the bounds of the others, until nothing moves. */
function tighten(equations: readonly Equation[], steps: readonly [string, string][], low: Map<string, number>, high: Map<string, number>): void {
  const lists = equations.map((e) => ({ terms: [...e.terms].map(([name, n]) => [name, Number(n)] as const), sum: Number(e.sum) }))
  for (let moved = true, round = 0; moved && round < 400; round += 1) {
    moved = false
    const raise = (name: string, to: number): void => { if (to > low.get(name)!) { low.set(name, to); moved = true } }
    const lower = (name: string, to: number): void => { if (to < high.get(name)!) { high.set(name, to); moved = true } }
    for (const { terms, sum } of lists) {
      for (const [name, factor] of terms) {
        let least = 0
        let most = 0
        for (const [other, n] of terms) {
          if (other === name) continue
          least += n > 0 ? n * low.get(other)! : n * high.get(other)!
          most += n > 0 ? n * high.get(other)! : n * low.get(other)!
        }
        const [a, b] = [(sum - most) / factor, (sum - least) / factor]
        raise(name, Math.ceil(Math.min(a, b) - 1e-9))
        lower(name, Math.floor(Math.max(a, b) + 1e-9))
      }
    }
    for (const [before, after] of steps) {
      raise(after, low.get(before)!)
      lower(before, high.get(after)!)
    }
  }
}

/** What a file of grades lets him count, by lab and seal: who tried and who passed. A person is the seed of her recipes. */
export function countGrades(jsonl: string): Map<string, { readonly tried: number; readonly passed: number }> {
  const tries = new Map<string, { readonly tried: Set<string>; readonly passed: Set<string> }>()
  for (const line of jsonl.split('\n').filter((l) => l !== '')) {
    const { kind, seal, recipe, passed } = JSON.parse(line) as { kind: string; seal: string; recipe?: { lab: string; seed: string }; passed?: boolean }
    if (kind !== 'grade' || !recipe) continue
    const cell = `${recipe.lab} ${seal}`
    const known = tries.get(cell) ?? { tried: new Set(), passed: new Set() }
    tries.set(cell, known)
    known.tried.add(recipe.seed)
    if (passed) known.passed.add(recipe.seed)
  }
  return new Map([...tries].map(([cell, { tried, passed }]) => [cell, { tried: tried.size, passed: passed.size }]))
}

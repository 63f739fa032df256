import { randomUUID } from 'node:crypto'
import type { Tx } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import { fill } from '../../lib/text.ts'
import { append } from '../../record/append.ts'
import type { Draft } from '../../record/statement.ts'
import { enrolMany, enrolmentsOfAll, placesLeft, sectionScope } from '../cohorts/index.ts'
import { importPersons, prepareImports, type PreparedImport } from '../people/index.ts'
import { bad, batchScope, keepResults, rowsDone, type Entering, type GoodRow, type Result } from './entering.ts'
import { WRONG } from './words.ts'

type Row = GoodRow<'padron'>

/** What one transaction may hold still, less some for the sections. */
const MOST_SCOPES = 170
const MOST_ROWS = 150

/** Makes or finds the person of each row and enrols her: as many rows a transaction as it may hold still, each outcome in the transaction that made it. */
export async function enterPadron(entering: Entering, rows: readonly Row[]): Promise<void> {
  for (let waiting = rows; waiting.length > 0;) {
    const next = waiting.slice(0, MOST_ROWS)
    const prepared = await prepareImports(entering.house, entering.batch.tenant, next.map(({ row }) => ({
      document: row.document, profile: row.profile, area: null, by: entering.batch.staff, consent: row.consent, sensitive: row.sensitive,
    })))
    const taken = fitting(next, prepared)
    const again = await enterSome(entering, next.slice(0, taken), prepared.slice(0, taken))
    waiting = [...again, ...waiting.slice(taken)]
  }
}

/** As many as fit into one transaction; one document stands in it only once, so that each row sees what the one before it did. */
function fitting(rows: readonly Row[], prepared: readonly PreparedImport[]): number {
  const [scopes, keys] = [new Set<string>(), new Set<string>()]
  for (const [i, one] of prepared.entries()) {
    const more = [...one.scopes, rows[i]?.row.section.id ?? '']
    if (i > 0 && (keys.has(one.key) || scopes.size + more.filter((scope) => !scopes.has(scope)).length > MOST_SCOPES)) return i
    keys.add(one.key)
    for (const scope of more) scopes.add(scope)
  }
  return rows.length
}

/** One transaction. Returns the rows that must be asked again, because what they were weighed against has moved. */
async function enterSome({ house, batch }: Entering, rows: readonly Row[], prepared: readonly PreparedImport[]): Promise<Row[]> {
  const { tenant } = batch
  const sections = [...new Set(rows.map(({ row }) => row.section.id))]
  const scopes = [batchScope(batch), ...sections.map((id) => sectionScope(tenant, id)), ...prepared.flatMap((p) => p.scopes)]
  let again: Row[] = []
  await append(house, { scopes: [...new Set(scopes)] }, async (tx) => {
    const done = await rowsDone(tx, batch.id, rows.map((r) => r.n))
    const weighed = await weigh(house, tx, tenant, rows.flatMap((row, i): Weighed[] => { const one = prepared[i]; return one && !done.has(row.n) ? [{ row, one }] : [] }))
    const persons = await importPersons(house, tx, tenant, weighed.taken.map(({ one }) => one))
    const arrived = weighed.taken.map(({ row, one }, i) => ({ row, one, person: persons[i] }))
    const wanting = arrived.filter(({ person, one }) => person && person.outcome !== 'conflict' && person.outcome !== 'moved' && !weighed.inside.has(one))
    const requests = wanting.map(({ row: { row }, person }) => ({
      tenant, agent: person?.agent ?? '', enrolment: randomUUID(), by: batch.staff, section: row.section.id, now: momentOf(row.enrolled, house.clock()),
    }))
    const enrolled = await enrolMany(house, tx, tenant, requests)
    const results = wanting.map(({ row }, i) => resultOf(row, enrolled[i], requests[i]?.enrolment ?? ''))
    for (const { row, one, person } of arrived) {
      if (person?.outcome === 'conflict') results.push(bad(row.n, 'nro_doc', WRONG.disputed))
      else if (person?.outcome !== 'moved' && weighed.inside.has(one)) results.push({ n: row.n, outcome: 'already' })
    }
    // A place that somebody before them did not take after all may be theirs.
    const came = results.filter((r) => r.outcome === 'entered').length
    const full = weighed.full.map(({ row }) => row)
    const freed = came < weighed.reserved
    if (!freed) results.push(...full.map(({ n, row }) => bad(n, 'codigo_grupo', fill(WRONG.full, { code: row.section.id }))))
    again = [...arrived.flatMap(({ row, person }) => (person?.outcome === 'moved' ? [row] : [])), ...(freed ? full : [])]
    await keepResults(house, tx, batch.id, results)
    return [...persons.flatMap((p) => p.drafts), ...enrolled.flatMap((drafts) => (drafts instanceof Problem ? [] : drafts))]
  })
  return again
}

interface Weighed { readonly row: Row; readonly one: PreparedImport }

/** Nobody is registered for a place that is not there: who is in her section already, who has a place, and for whom there is none. */
async function weigh(house: Entering['house'], tx: Tx, tenant: string, rows: readonly Weighed[]): Promise<{ taken: Weighed[]; full: Weighed[]; inside: Set<PreparedImport>; reserved: number }> {
  const left = new Map<string, number>()
  for (const id of new Set(rows.map(({ row }) => row.row.section.id))) left.set(id, await placesLeft(house, tx, tenant, id))
  const enrolments = await enrolmentsOfAll(tx, tenant, rows.flatMap(({ one }) => (one.known ? [one.agent] : [])))
  const [taken, full, inside]: [Weighed[], Weighed[], Set<PreparedImport>] = [[], [], new Set()]
  for (const weighed of rows) {
    const section = weighed.row.row.section.id
    // She is in the section, or was before she went on elsewhere: a list of then says nothing new.
    const isIn = (enrolments.get(weighed.one.agent) ?? []).some((e) => e.state !== 'annulled' && e.sections.some((stay) => stay.section === section))
    const free = left.get(section) ?? 0
    if (isIn) inside.add(weighed.one)
    else if (free > 0) left.set(section, free - 1)
    const there = isIn || free > 0
    if (there) taken.push(weighed)
    else full.push(weighed)
  }
  return { taken, full, inside, reserved: taken.length - inside.size }
}

function resultOf({ n }: Row, drafts: Draft[] | Problem | undefined, enrolment: string): Result {
  if (!(drafts instanceof Problem)) return { n, outcome: 'entered', made: enrolment }
  return drafts.code === 'enrolled-already' || drafts.code === 'withdrawn-before' ? { n, outcome: 'already' } : bad(n, 'codigo_grupo', drafts.sentence)
}

/** An enrolment of a day is from its morning on, so that the class of that day counts. */
function momentOf(day: string | null, now: Date): Date {
  return day === null ? now : new Date(Math.min(Date.parse(`${day}T05:00:00Z`), now.getTime()))
}

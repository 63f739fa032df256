import { randomUUID } from 'node:crypto'
import { append } from '../../record/append.ts'
import type { Draft } from '../../record/statement.ts'
import { enrolmentsOf } from '../cohorts/index.ts'
import { actorScope, agentsByNumber } from '../people/index.ts'
import { notedMarks } from './noted-mark.ts'
import { bad, batchScope, keepResults, rowsDone, type Entering, type GoodRow, type Result } from './entering.ts'
import { markNoted } from './statements.ts'
import { WRONG } from './words.ts'

type Row = GoodRow<'notas'>
const MOST_ROWS = 100

/** Keeps marks as evidence. A mark that stands is not changed by a file. */
export async function enterNotas(entering: Entering, rows: readonly Row[]): Promise<void> {
  const { house, batch } = entering
  const agents = await agentsByNumber(house, house.db, batch.tenant, rows.map(({ row }) => row.number))
  for (let at = 0; at < rows.length; at += MOST_ROWS) await enterSome(entering, rows.slice(at, at + MOST_ROWS), agents)
}

async function enterSome({ house, batch, reading }: Entering, rows: readonly Row[], agents: ReadonlyMap<string, string[]>): Promise<void> {
  const { tenant } = batch
  const [results, found]: [Result[], { n: number; row: Row['row']; agent: string }[]] = [[], []]
  for (const { n, row } of rows) {
    const [agent, other] = agents.get(row.number) ?? []
    if (!agent) results.push(bad(n, 'nro_doc', WRONG.nobody))
    else if (other) results.push(bad(n, 'nro_doc', WRONG.twoPeople))
    else found.push({ n, row, agent })
  }
  await keepResults(house, house.db, batch.id, results)
  if (found.length === 0) return
  const own = (section: string): boolean => {
    const owner = reading.known.sections.get(section.toLowerCase())?.organisation ?? null
    return reading.known.organisation === null || owner === reading.known.organisation
  }
  await append(house, { scopes: [batchScope(batch), ...new Set(found.map((f) => actorScope(tenant, f.agent)))] }, async (tx) => {
    const [entered, drafts, done]: [Result[], Draft[], Set<number>] = [[], [], await rowsDone(tx, batch.id, found.map((f) => f.n))]
    for (const { n, row, agent } of found) {
      if (done.has(n)) continue
      const enrolments = (await enrolmentsOf(tx, tenant, agent)).filter((e) => e.state !== 'annulled' && own(e.section))
      const enrolment = enrolments.find((e) => e.state === 'active') ?? enrolments.at(-1)
      if (!enrolment) {
        entered.push(bad(n, 'nro_doc', WRONG.notEnrolled))
        continue
      }
      const standing = (await notedMarks(tx, tenant, [enrolment.enrolment])).find((m) => m.evaluation === row.evaluation && m.attempt === row.attempt)
      if (standing) {
        entered.push(standing.mark === row.mark ? { n, outcome: 'already' } : bad(n, 'nota', WRONG.otherNote))
        continue
      }
      const id = randomUUID()
      drafts.push(markNoted({ id, tenant, agent, enrolment: enrolment.enrolment, evaluation: row.evaluation, mark: row.mark, attempt: row.attempt, grader: row.grader, by: batch.staff, at: house.clock() }))
      entered.push({ n, outcome: 'entered', made: id })
    }
    await keepResults(house, tx, batch.id, entered)
    return drafts
  })
}

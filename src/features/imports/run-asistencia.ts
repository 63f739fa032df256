import { randomUUID } from 'node:crypto'
import { Problem } from '../../lib/problem.ts'
import { entriesOf, MOST_MINUTES, planOf, planSessions, recordMarks, sessionsBetween, usualMode, type SessionPlan } from '../attendance/index.ts'
import { everMembers, type Enrolment } from '../cohorts/index.ts'
import { agentsByNumber } from '../people/index.ts'
import { fill } from '../../lib/text.ts'
import { bad, keepResults, rowsDone, type Entering, type GoodRow, type Result } from './entering.ts'
import { WRONG } from './words.ts'

type Row = GoodRow<'asistencia'>

/** As many marks as one transaction of attendance takes. */
const MOST_MARKS = 100

/** Marks people class by class. An import is a list of paper: what it says waits for a second person. */
export async function enterAsistencia(entering: Entering, rows: readonly Row[]): Promise<void> {
  const { house, batch } = entering
  const agents = await agentsByNumber(house, house.db, batch.tenant, rows.map(({ row }) => row.number))
  const classes = new Map<string, Row[]>()
  for (const row of rows) {
    const key = `${row.row.section.id} ${row.row.starts.toISOString()} ${row.row.ends.toISOString()}`
    classes.set(key, [...(classes.get(key) ?? []), row])
  }
  for (const group of classes.values()) {
    for (let at = 0; at < group.length; at += MOST_MARKS) await enterClass(entering, group.slice(at, at + MOST_MARKS), agents)
  }
}

async function enterClass({ house, batch }: Entering, rows: readonly Row[], agents: ReadonlyMap<string, string[]>): Promise<void> {
  const { tenant, staff } = batch
  const first = rows[0]?.row
  if (!first) return
  const session = await classOf({ house, batch }, first)
  if (session instanceof Problem) return keepResults(house, house.db, batch.id, rows.map(({ n }) => bad(n, 'hora_ini', session.sentence)))
  const members = new Map((await everMembers(house.db, tenant, first.section.id)).map((e) => [e.agent, e]))
  const marked = await entriesOf(house.db, tenant, session.id)
  const results: Result[] = []
  const marks: { n: number; id: string; enrolment: string; mark: Row['row']['mark']; minutes: number | null }[] = []
  for (const { n, row } of rows) {
    const found = agents.get(row.number) ?? []
    const enrolment = enrolmentOf(found, members)
    if (found.length === 0) results.push(bad(n, 'nro_doc', WRONG.nobody))
    else if (!enrolment) results.push(bad(n, 'nro_doc', found.length > 1 ? WRONG.twoPeople : fill(WRONG.notInSection, { code: first.section.id })))
    else if (marked.get(enrolment.enrolment)?.mark === row.mark) results.push({ n, outcome: 'already' })
    else if (marked.has(enrolment.enrolment)) results.push(bad(n, 'estado', WRONG.otherMark))
    else marks.push({ n, id: randomUUID(), enrolment: enrolment.enrolment, mark: row.mark, minutes: row.mark === 'T' ? Math.max(1, session.minutes - row.missed) : null })
  }
  await keepResults(house, house.db, batch.id, results)
  if (marks.length === 0) return
  await recordMarks(house, {
    tenant, session, rows: marks.map(({ id, enrolment, mark, minutes }) => ({ id, enrolment, mark, minutes })),
    // Not in charge of the class: a second person confirms, and an import never counts by itself (DOMAIN.md 5.3, no. 10).
    taking: { by: staff, source: 'list', inCharge: false, at: house.clock(), device: null, skewed: false, cause: 'paper', fallback: null },
    first: async (tx) => (await rowsDone(tx, batch.id, marks.map((m) => m.n))).size > 0,
    last: async (tx, refused) => {
      const why = new Map(refused.map((r) => [r.enrolment, r.sentence]))
      await keepResults(house, tx, batch.id, marks.map(({ n, id, enrolment }): Result => {
        const sentence = why.get(enrolment)
        return sentence ? bad(n, null, sentence) : { n, outcome: 'entered', made: id }
      }))
    },
  })
}

function enrolmentOf(agents: readonly string[], members: ReadonlyMap<string, Enrolment>): Enrolment | undefined {
  const found = agents.flatMap((agent) => members.get(agent) ?? [])
  return found.length === 1 ? found[0] : undefined
}

/** The class at exactly these hours, planned here when there is none; a Problem when another one crosses it. */
async function classOf({ house, batch }: Pick<Entering, 'house' | 'batch'>, { section, starts, ends }: Row['row']): Promise<SessionPlan | Problem> {
  const touching = await sessionsBetween(house.db, batch.tenant, [section.id], starts, ends)
  const same = touching.find((s) => s.starts.getTime() === starts.getTime() && s.ends.getTime() === ends.getTime())
  if (same) return planOf(same)
  if (touching.length > 0) return new Problem(409, 'clash', WRONG.clash)
  const minutes = Math.min(MOST_MINUTES, Math.round((ends.getTime() - starts.getTime()) / 60_000))
  const plan: SessionPlan = { id: randomUUID(), section: section.id, starts, ends, minutes, mode: usualMode(section), site: section.site.es }
  try {
    await planSessions(house, batch.tenant, section, [plan], batch.staff)
    return plan
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

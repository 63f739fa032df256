import { randomUUID } from 'node:crypto'
import type { House } from '../../feature.ts'
import type { Tx } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import { append } from '../../record/append.ts'
import { agentId, readExt, type Draft, type Stored } from '../../record/statement.ts'
import { enrolmentById, type Enrolment } from '../cohorts/index.ts'
import { VERB, personNow } from '../programmes/index.ts'
import { approve, type ApproveKnown } from './approve.ts'
import { certificationOf } from './certification.ts'
import { statesOf } from './credential-state.ts'
import { mayIssue } from './papers.ts'
import { propose, withdrawProposal } from './propose.ts'
import { personScopes } from './scopes.ts'
import type { About, Kind } from './statements.ts'
import { REFUSAL } from './words.ts'

export const ISSUE_JOB = 'issue-credential'
export const ISSUE_MANY_JOB = 'issue-credentials'

/** One enrolment towards one kind of paper, and the member of staff who acts. */
export interface Act {
  readonly tenant: string
  readonly enrolment: string
  readonly kind: Kind
  readonly by: string
}

export async function proposeEnrolment(house: House, act: Act): Promise<void> {
  await decide(house, act, (_tx, known, about) => propose(known, about, act.kind))
}

export async function withdrawEnrolmentProposal(house: House, act: Act): Promise<void> {
  await decide(house, act, (_tx, known, about) => withdrawProposal(known, about, act.kind))
}

/** Approves, and in the same transaction leaves word that the credential is to be issued. */
export async function approveEnrolment(house: House, act: Act): Promise<void> {
  await approveWith(house, act, (tx, id) => house.enqueue(tx, ISSUE_JOB, { tenant: act.tenant, approval: id }, { key: `issue:${id}` }))
}

/** Approves one of many and answers the approval; whoever calls leaves word for all of them together. */
export async function approveOneOfMany(house: House, act: Act): Promise<string> {
  return approveWith(house, act, async () => {})
}

async function approveWith(house: House, act: Act, also: (tx: Tx, approval: string) => Promise<void>): Promise<string> {
  const id = randomUUID()
  await decide(house, act, async (tx, known, about) => {
    const drafts = approve(known, about, act.kind, id)
    await also(tx, id)
    return drafts
  })
  return id
}

type Command = (tx: Tx, known: ApproveKnown, about: About & { by: string }) => Draft[] | Promise<Draft[]>

async function decide(house: House, act: Act, command: Command): Promise<void> {
  const row = await enrolmentIn(house, act)
  await append(house, { scopes: await personScopes(house.db, act.tenant, row.agent) }, async (tx) => {
    const known = await knownOf(house, tx, row, act.kind)
    return command(tx, known, { tenant: act.tenant, agent: row.agent, enrolment: row.enrolment, at: house.clock(), by: act.by })
  })
}

/** The enrolment, which must be of this programme and stand; 404 otherwise. */
export async function enrolmentIn(house: Pick<House, 'db'>, { tenant, enrolment }: { tenant: string; enrolment: string }): Promise<Enrolment> {
  const row = await enrolmentById(house.db, enrolment)
  if (!row || row.tenant !== tenant || row.state === 'annulled') throw new Problem(404, 'unknown-enrolment', REFUSAL.unknownEnrolment)
  return row
}

/** Everything the commands ask about, read in one transaction. */
export async function knownOf(house: House, tx: Tx | House['db'], row: Pick<Enrolment, 'tenant' | 'agent' | 'enrolment'>, kind: Kind): Promise<ApproveKnown> {
  const now = await personNow(tx, row.tenant, row.agent)
  const proposals = now.statements.filter((s) => s.verb === VERB.proposed && s.registration === row.enrolment)
  const taught = now.statements.filter((s) => s.verb === VERB.productGraded || s.verb === VERB.attended)
  return {
    evaluation: now.evaluation,
    certification: await certificationOf(tx, row.enrolment, kind),
    credentials: await statesOf(tx, row.tenant, [...now.agents]),
    mayIssue: mayIssue(house, row.tenant),
    proposers: staffOf(proposals), teachers: new Set([...staffOf(taught), ...secondsOf(taught)]),
  }
}

function staffOf(statements: readonly Stored[]): Set<string> {
  return new Set(statements.map((s) => agentId(s.statement.context?.instructor)).filter((id) => id !== null))
}

/** Who confirmed attendance as the second person stands for it too. */
function secondsOf(statements: readonly Stored[]): string[] {
  return statements.map((s) => readExt(s.statement, 'second')).filter((id) => typeof id === 'string')
}

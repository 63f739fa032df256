import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import { append } from '../../record/append.ts'
import { keepText } from '../duties/index.ts'
import { dataKeyOf, DID_THE_WORK, hasConsented, holdsNow, personOf, profileOf } from '../people/index.ts'
import { agentsOfPerson } from '../programmes/index.ts'
import { auditById, auditScope, freezingScope, type Audit } from './audit.ts'
import { personOfSample, sampleOf, type AuditPerson } from './audit-person.ts'
import { agentsOf, frameOf, frozenLines, keepFrame } from './frame.ts'
import { checkCall, checkDraw, checkEnd, checkJudge } from './handling.ts'
import { drawSample, sampleHash } from './sample.ts'
import { auditCalled, auditDrawn, auditEnded, auditFrozen, auditJudged, type Called, type End } from './statements.ts'
import { WRONG } from './words.ts'

export interface NewAudit {
  readonly id: string
  readonly tenant: string
  readonly release: string
  /** As asked; a frame with fewer persons is drawn whole. */
  readonly size: (persons: number) => number
  readonly source: string
  readonly by: string
}

/** Freezes the frame of an audit: from now on nobody can change who may be drawn. The same form again is the same audit. */
export async function freezeFrame(house: House, { id, tenant, release, size, source, by }: NewAudit): Promise<void> {
  if (await auditById(house.db, tenant, id)) return
  // Of a position that does not change any more: nothing has to hold still while it is computed.
  const frame = await frameOf(house, tenant, release)
  await append(house, { scopes: [freezingScope(tenant), auditScope(tenant, id)] }, async (tx) => {
    if (await auditById(tx, tenant, id)) return []
    await keepFrame(tx, tenant, id, frame)
    const persons = frame.agents.size
    return [auditFrozen({ tenant, audit: id, release, cut: frame.cut, frame: frame.hash, persons, size: Math.min(persons, size(persons)), source, by, at: house.clock() })]
  })
}

/** Draws the sample with the public value. Problem 409 when it was drawn, or when the frame that is kept is not the one that was published. */
export async function drawAudit(house: House, { tenant, audit }: Audit, value: string, by: string): Promise<void> {
  await append(house, { scopes: [auditScope(tenant, audit)] }, async (tx) => {
    const now = await known(tx, tenant, audit)
    if (now.value === value) return []
    checkDraw(now)
    const sample = drawSample(now.frame, value, await frozenLines(tx, now), now.size)
    return [auditDrawn({ tenant, audit, value, sample, hash: sampleHash(sample), by, at: house.clock() })]
  })
}

export interface Judgement { readonly id: string; readonly pseudonym: string; readonly fails: readonly string[]; readonly text: string; readonly by: string }

/** One person's five attributes; said again until the audit ends, the last counts. */
export async function judgePerson(house: House, { tenant, audit }: Audit, { text, ...judged }: Judgement): Promise<void> {
  await append(house, { scopes: [auditScope(tenant, audit)] }, async (tx) => {
    const hers = await sampled(tx, tenant, audit, judged.pseudonym)
    if (hers.judgement === judged.id) return []
    const agent = await agentIn(tx, audit, judged.pseudonym)
    checkJudge(await known(tx, tenant, audit), await hadAHand(tx, tenant, agent, judged.by))
    const at = house.clock()
    if (text !== '') await keepText(house, tx, { id: judged.id, tenant, about: judged.id, person: await livingPerson(house, tx, tenant, agent), part: 'step', text, at })
    return [auditJudged({ tenant, audit, ...judged, at })]
  })
}

/** A try to reach her, by somebody independent. */
export async function noteCall(house: House, { tenant, audit }: Audit, call: Called & { readonly by: string }): Promise<void> {
  await append(house, { scopes: [auditScope(tenant, audit)] }, async (tx) => {
    const hers = await sampled(tx, tenant, audit, call.pseudonym)
    if (hers.calls.some((one) => one.id === call.id)) return []
    const agent = await agentIn(tx, audit, call.pseudonym)
    const roles = await Promise.all(DID_THE_WORK.map((role) => holdsNow(tx, call.by, tenant, role)))
    const hand = roles.includes(true) || await hadAHand(tx, tenant, agent, call.by)
    checkCall(await known(tx, tenant, audit), hers, call, { hand, allowed: (await phoneOf(house, tx, tenant, agent)) !== null })
    return [auditCalled({ tenant, audit, ...call, at: house.clock() })]
  })
}

/** Closes it, when everybody is judged, or abandons it, which takes its reason in words. What was frozen and drawn stays public either way. */
export async function endAudit(house: House, { tenant, audit }: Audit, how: End, by: string, text: string): Promise<void> {
  await append(house, { scopes: [auditScope(tenant, audit)] }, async (tx) => {
    const now = await known(tx, tenant, audit)
    if (now.state === how) return []
    checkEnd(now, how, await sampleOf(tx, tenant, audit))
    const at = house.clock()
    if (how === 'abandoned') await keepText(house, tx, { id: crypto.randomUUID(), tenant, about: audit, person: null, part: 'step', text, at })
    return [auditEnded({ tenant, audit, how, by, at })]
  })
}

async function known(db: Db, tenant: string, id: string): Promise<Audit> {
  const row = await auditById(db, tenant, id)
  if (!row) throw new Problem(404, 'no-such-audit', WRONG.noAudit)
  return row
}

async function sampled(db: Db, tenant: string, audit: string, pseudonym: string): Promise<AuditPerson> {
  const row = await personOfSample(db, tenant, audit, pseudonym)
  if (!row) throw new Problem(404, 'not-sampled', WRONG.noPerson)
  return row
}

export async function agentIn(db: Db, audit: string, pseudonym: string): Promise<string> {
  const agent = (await agentsOf(db, audit, [pseudonym])).get(pseudonym)
  if (agent === undefined) throw new Problem(404, 'not-sampled', WRONG.noPerson)
  return agent
}

/** Whether a member of staff did anything that her record has: checked, taught, graded, proposed, approved. */
export async function hadAHand(db: Db, tenant: string, agent: string, staff: string): Promise<boolean> {
  const agents = [...await agentsOfPerson(db, tenant, agent)]
  const { rows } = await sql`select 1 from statement where tenant = ${tenant} and actor = any(${agents}::text[]) and position(${staff} in raw) > 0 limit 1`.execute(db)
  return rows.length > 0
}

/** Her number, when she agreed to be called after the course; null: nobody calls her. */
export async function phoneOf(house: House, db: Db, tenant: string, agent: string): Promise<string | null> {
  const person = await personOf(db, tenant, agent)
  if (person === null || !(await hasConsented(db, person, 'follow-up'))) return null
  return (await profileOf(house, db, person))?.phone || null
}

/** With whose key words about her are sealed; null when she was erased. */
async function livingPerson(house: House, db: Db, tenant: string, agent: string): Promise<string | null> {
  const person = await personOf(db, tenant, agent)
  return person !== null && (await dataKeyOf(house, db, person)) !== null ? person : null
}

import { randomUUID } from 'node:crypto'
import type { House } from '../../feature.ts'
import type { Db, Tx } from '../../lib/database.ts'
import { seal, unseal } from '../../lib/keys.ts'
import { Problem } from '../../lib/problem.ts'
import { append } from '../../record/append.ts'
import { limaDay } from '../cohorts/index.ts'
import { dataKeyOf, departmentOf, districtByCode, groupsOf, personOf, profileOf, tell, type Profile } from '../people/index.ts'
import type { Call } from '../programmes/index.ts'
import { applicationScope, callScope, type Application } from './application.ts'
import { decide, undoDecision, type Decision } from './decide.ts'
import { ageOn, proposeEligibility, type Proposal } from './eligibility.ts'
import { knownApplication, knownCall } from './known.ts'
import { roundsOf, type LotteryRound } from './lottery-round.ts'
import { scoreApplication } from './score.ts'
import { NOTE, REFUSAL } from './words.ts'

declare module '../../lib/database.ts' {
  interface Tables {
    application_note: { statement: string; tenant: string; expediente: string; staff: string | null; sealed: Buffer; at: Date }
  }
}

/** What the published requirements propose for one application, by what its person says today and her age on the day she sent it. */
export function proposalFor(call: Call, row: Pick<Application, 'sent' | 'started'>, profile: Profile | null): Proposal {
  return proposeEligibility(call.requirements, {
    age: profile ? ageOn(profile.born, limaDay(row.sent ?? row.started)) : null,
    ...(profile ? placeAndGroups(profile) : { department: null, groups: [] }),
    guardian: profile?.guardian !== null && profile !== null,
  })
}

/** What requirements and quotas read of where she lives and what she does. */
export function placeAndGroups(profile: Profile): { department: string | null; groups: readonly string[] } {
  const district = districtByCode(profile.district.scheme, profile.district.code)
  return { department: district ? departmentOf(district) : null, groups: groupsOf(profile) }
}

/** In a list that was closed for a draw, or the call's only list is closed: decisions stand. */
export function isFrozen(call: Call, rounds: readonly LotteryRound[], expediente: string): boolean {
  return rounds.some((round) => round.expedientes.includes(expediente)) || (call.selection.rounds === 'one' && rounds.length > 0)
}

/** Records one decision, tells the person, and keeps the written explanation sealed. `statement` is the new statement's id. */
export async function decideApplication(house: House, tenant: string, expediente: string, decision: Decision, by: string, statement: string): Promise<void> {
  await onOne(house, tenant, expediente, async (tx, row, call, frozen) => {
    const now = house.clock()
    const person = await personOf(tx, tenant, row.agent)
    const profile = person ? await profileOf(house, tx, person) : null
    const drafts = decide({ row, frozen, proposal: proposalFor(call, row, profile), ...(call.correctionDays === undefined ? {} : { days: call.correctionDays }) }, decision, by, now)
    if (person && decision.kind !== 'eligible' && decision.note !== '') {
      await keepNote(house, tx, { statement, tenant, expediente, staff: by, person, words: decision.note })
    }
    if (person) await tell(tx, { person, tenant, note: NOTE[decision.kind], link: `/me/applications/${tenant}/${expediente}` })
    return drafts.map((draft) => ({ ...draft, statement: { ...draft.statement, id: statement } }))
  })
}

/** Seals what was written with a statement under the person's own key; `staff` null: she wrote it herself. */
export async function keepNote(house: House, tx: Tx, note: { statement: string; tenant: string; expediente: string; staff: string | null; person: string; words: string }): Promise<void> {
  const { person, words, ...row } = note
  const dataKey = await dataKeyOf(house, tx, person)
  if (dataKey) await tx.insertInto('application_note').values({ ...row, sealed: seal(dataKey, `application note ${row.statement}`, words), at: house.clock() }).execute()
}

export async function undoLastDecision(house: House, tenant: string, expediente: string, by: string): Promise<void> {
  await onOne(house, tenant, expediente, (_tx, row, _call, frozen) => Promise.resolve(undoDecision({ row, frozen }, by, house.clock())))
}

/** A named person gives points by the published criteria; `chosen`: points by criterion. */
export async function giveScore(house: House, tenant: string, expediente: string, chosen: ReadonlyMap<string, number>, by: string): Promise<void> {
  await onOne(house, tenant, expediente, (_tx, row, call, frozen) => Promise.resolve(scoreApplication({ row, call, frozen }, chosen, by, house.clock())))
}

/** The written explanation of the last decision, or null. */
export async function noteOf(house: House, db: Db, row: Application, person: string): Promise<string | null> {
  return noteUnder(house, db, row.statement, person)
}

/** What was written with one statement about her, or null. */
export async function noteUnder(house: House, db: Db, statement: string, person: string): Promise<string | null> {
  const found = await db.selectFrom('application_note').select('sealed').where('statement', '=', statement).executeTakeFirst()
  const dataKey = found ? await dataKeyOf(house, db, person) : null
  return found && dataKey ? unseal(dataKey, `application note ${statement}`, found.sealed).toString('utf8') : null
}

async function onOne(
  house: House, tenant: string, expediente: string,
  work: (tx: Tx, row: Application, call: Call, frozen: boolean) => Promise<ReturnType<typeof decide>>,
): Promise<void> {
  const { call: id } = await knownApplication(house.db, tenant, expediente)
  await append(house, { scopes: [callScope(tenant, id), applicationScope(tenant, expediente)] }, async (tx) => {
    const { call, phase } = await knownCall(house, tx, tenant, id)
    if (phase === 'final') throw new Problem(409, 'call-final', REFUSAL.callFinal)
    return work(tx, await knownApplication(tx, tenant, expediente), call, isFrozen(call, await roundsOf(tx, tenant, id), expediente))
  })
}

/**
 * The same decision on several applications, each on its own: those that cannot take it stay as they are. Only what the rule
 * proposes as eligible is found eligible in bulk; everything adverse is decided one by one. Answers with how many changed.
 */
export async function decideMany(house: House, tenant: string, call: string, expedientes: readonly string[], action: 'eligible' | 'undo', by: string): Promise<number> {
  let changed = 0
  for (const expediente of expedientes) {
    const row = await knownApplication(house.db, tenant, expediente)
    if (row.call !== call) continue
    try {
      if (action === 'undo') await undoLastDecision(house, tenant, expediente, by)
      else if (await isProposedEligible(house, row)) await decideApplication(house, tenant, expediente, { kind: 'eligible' }, by, randomUUID())
      else continue
      changed++
    } catch (error) {
      // Somebody else was faster, or its list is closed: it stays as it is and is counted as left.
      if (!(error instanceof Problem && error.status === 409)) throw error
    }
  }
  return changed
}

async function isProposedEligible(house: House, row: Application): Promise<boolean> {
  const { call } = await knownCall(house, house.db, row.tenant, row.call)
  const person = await personOf(house.db, row.tenant, row.agent)
  return proposalFor(call, row, person ? await profileOf(house, house.db, person) : null).kind === 'eligible'
}

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
import { NOTE } from './words.ts'

declare module '../../lib/database.ts' {
  interface Tables {
    application_note: { statement: string; tenant: string; expediente: string; staff: string; sealed: Buffer; at: Date }
  }
}

/** What the published requirements propose for one application, by what its person says today and her age on the day she sent it. */
export function proposalFor(call: Call, row: Pick<Application, 'sent' | 'started'>, profile: Profile | null): Proposal {
  const district = profile && districtByCode(profile.district.scheme, profile.district.code)
  return proposeEligibility(call.requirements, {
    age: profile ? ageOn(profile.born, limaDay(row.sent ?? row.started)) : null,
    department: district ? departmentOf(district) : null,
    groups: profile ? groupsOf(profile) : [],
    guardian: profile?.guardian !== null && profile !== null,
  })
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
    const drafts = decide({ row, frozen, proposal: proposalFor(call, row, profile) }, decision, by, now)
    if (person && decision.kind !== 'eligible' && decision.note !== '') {
      const dataKey = await dataKeyOf(house, tx, person)
      if (dataKey) await tx.insertInto('application_note').values({ statement, tenant, expediente, staff: by, sealed: seal(dataKey, `application note ${statement}`, decision.note), at: now }).execute()
    }
    if (person) await tell(tx, { person, tenant, note: NOTE[decision.kind], link: `/me/applications/${tenant}/${expediente}` })
    return drafts.map((draft) => ({ ...draft, statement: { ...draft.statement, id: statement } }))
  })
}

export async function undoLastDecision(house: House, tenant: string, expediente: string, by: string): Promise<void> {
  await onOne(house, tenant, expediente, (_tx, row, _call, frozen) => Promise.resolve(undoDecision({ row, frozen }, by, house.clock())))
}

/** The written explanation of the last decision, or null. */
export async function noteOf(house: House, db: Db, row: Application, person: string): Promise<string | null> {
  const found = await db.selectFrom('application_note').select('sealed').where('statement', '=', row.statement).executeTakeFirst()
  const dataKey = found ? await dataKeyOf(house, db, person) : null
  return found && dataKey ? unseal(dataKey, `application note ${row.statement}`, found.sealed).toString('utf8') : null
}

async function onOne(
  house: House, tenant: string, expediente: string,
  work: (tx: Tx, row: Application, call: Call, frozen: boolean) => Promise<ReturnType<typeof decide>>,
): Promise<void> {
  const { call: id } = await knownApplication(house.db, tenant, expediente)
  await append(house, { scopes: [callScope(tenant, id), applicationScope(tenant, expediente)] }, async (tx) => {
    const { call } = await knownCall(house, tx, tenant, id)
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

import { actingStaff, ruleInForceFor, type Acting } from './acting.ts'
import type { TestHouse } from './house.ts'
import { readyLearner, type Ready } from './ready-learner.ts'

export interface Certified extends Ready { readonly credential: string; readonly serial: string }

export interface PaperOffice {
  readonly executor: Acting
  readonly approver: Acting
  /** Proposed by one, approved by the other and issued: somebody who did all that the rule asks, with her paper. */
  readonly certified: (name: string, kind?: 'certificado' | 'constancia') => Promise<Certified>
  readonly issuedTo: (who: Ready, kind?: 'certificado' | 'constancia') => Promise<Certified>
}

/** The rule of the trial programme in force, and the two who bring a paper about. */
export async function paperOffice(house: TestHouse): Promise<PaperOffice> {
  await ruleInForceFor(house)
  const executor = await actingStaff(house, 'Elena Coordina', ['executor'])
  const approver = await actingStaff(house, 'Amalia Aprueba', ['approver'])
  const issuedTo: PaperOffice['issuedTo'] = async (who, kind = 'certificado') => {
    await executor.post('/office/piloto/certificates/proposals', { enrolment: who.enrolment, kind })
    await approver.post(`/office/piloto/certificates/approvals/${who.enrolment}`, { kind })
    await house.runJobs()
    return { ...who, ...await house.db.selectFrom('credential').select(['credential', 'serial']).where('enrolment', '=', who.enrolment).where('kind', '=', kind).executeTakeFirstOrThrow() }
  }
  return { executor, approver, issuedTo, certified: async (name, kind) => issuedTo(await readyLearner(house, { name }), kind) }
}

import type { Acting } from '../acting.ts'
import { BORN, found, type Applicant, type Learner } from './acts.ts'
import { done, OFFICE, type Place } from './place.ts'

/** What only staff do about a person: certificates, one person of two records, withdrawal, death, a wrong name. */

export type Paper = 'certificado' | 'constancia'

export function proposedBy(staff: Acting, { enrolment }: Learner, kind: Paper = 'certificado'): Promise<Response> {
  return staff.post(`${OFFICE}/certificates/proposals`, { enrolment, kind })
}

export function approvedBy(staff: Acting, { enrolment }: Learner, kind: Paper = 'certificado'): Promise<Response> {
  return staff.post(`${OFFICE}/certificates/approvals/${enrolment}`, { kind })
}

/** The executor proposes, the approver approves, the server's job issues; answers the paper's uuid as she finds it on her phone. */
export async function certified(who: Learner, kind: Paper = 'certificado'): Promise<string> {
  const { executor, approver, house } = who.place
  await done(proposedBy(executor, who, kind))
  await done(approvedBy(approver, who, kind))
  await house.runJobs()
  return newestPaper(who)
}

export async function newestPaper({ phone }: Learner): Promise<string> {
  return found(await (await done(phone.get('/me/certificates'))).text(), /\/me\/certificates\/([0-9a-f-]{36})/)
}

export async function revoked({ place }: Learner, paper: string): Promise<void> {
  await done(place.approver.post(`${OFFICE}/certificates/issued/${paper}/revoke`, { cause: 'issued-in-error' }))
}

/** The certificate under her corrected name takes the place of this one. */
export async function superseded({ place }: Learner, paper: string): Promise<void> {
  await done(place.approver.post(`${OFFICE}/certificates/issued/${paper}/correct`))
}

export async function nameCorrected({ place, agent }: Applicant, full_name: string): Promise<void> {
  await done(place.executor.post(`${OFFICE}/people/${agent}/correct`, { full_name, birth_date: BORN, reason: 'typing-error' }))
}

export async function merged(one: Applicant, into: Applicant): Promise<void> {
  await done(one.place.executor.post(`${OFFICE}/people/${one.agent}/merge`, { other: into.agent, reason: 'registered-twice' }))
}

export async function splitAgain(one: Applicant, from: Applicant): Promise<void> {
  await done(one.place.executor.post(`${OFFICE}/people/${one.agent}/split`, { root: from.agent, reason: 'two-persons' }))
}

/** The registry's word reaches an officer; `day` as people write it. */
export async function deathRecorded({ place, agent }: Applicant, day: string): Promise<void> {
  await done(place.executor.post(`${OFFICE}/people/${agent}/death`, { death_date: day }))
}

export async function withdrawn({ place, enrolment }: Learner): Promise<void> {
  await done(place.executor.post(`${OFFICE}/enrolments/${enrolment}/withdraw`, { cause: 'time' }))
}

export async function reEntered({ place, enrolment }: Learner): Promise<void> {
  await done(place.executor.post(`${OFFICE}/enrolments/${enrolment}/re-enter`))
}

/** Everybody's outcome is published, and a mistake in the terms is put right. */
export async function resultsAndCorrection({ executor, approver }: Place): Promise<void> {
  await done(executor.post(`${OFFICE}/calls/abierta-1/results`, { confirm: 'yes' }))
  await done(approver.post(`${OFFICE}/calls/abierta-1/errata`, {
    says: 'basta un celular', should_es: 'basta un celular o una tableta', should_en: 'a phone or a tablet will do', because_es: 'Faltaba decirlo.', because_en: 'It was left out.',
  }))
}

export async function childcareNeeded({ place, enrolment }: Learner): Promise<void> {
  await done(place.executor.post(`${OFFICE}/enrolments/${enrolment}/childcare`, { asked: 'yes', childcare: 'needed' }))
}

import { PEOPLE } from './feature.ts'

const EVERYONE = PEOPLE.join(' ')

/** Rows of src/rights.ts, which had become too long: the agreement of a programme and its organisations. */
export const AGREEMENT_RIGHTS: Readonly<Record<string, string>> = {
  // transparency: the agreement, its papers and targets; the organisations of a programme
  'GET /ai': EVERYONE,
  'GET /p/:programme/parallel': EVERYONE,
  'POST /office/:programme/parallel': 'approver',
  'GET /p/:programme/agreement': EVERYONE,
  'GET /p/:programme/agreement/:hash': EVERYONE,
  'GET /office/:programme/agreement': 'tutor executor approver auditor',
  'GET /office/:programme/agreement/:hash': 'tutor executor approver auditor',
  'POST /office/:programme/agreement': 'approver',
  'POST /office/:programme/agreement/sign': 'approver',
  'POST /office/:programme/agreement/drop': 'approver',
  'POST /office/:programme/agreement/move': 'approver',
  'GET /office/:programme/organisations': 'executor approver auditor',
  'POST /office/:programme/organisations': 'executor approver',
}

/** Rows of src/rights.ts: calls, from their terms to firm results. */
export const CALL_RIGHTS: Readonly<Record<string, string>> = {
  // calls: public, and her own application
  'GET /p/:programme/calls/:call': EVERYONE,
  'GET /p/:programme/calls/:call/bases.yaml': EVERYONE,
  'GET /p/:programme/calls/:call/lottery.json': EVERYONE,
  'GET /p/:programme/calls/:call/results': EVERYONE,
  'GET /p/:programme/calls/:call/results.json': EVERYONE,
  'GET /p/:programme/calls/:call/apply': 'visitor learner',
  'POST /p/:programme/calls/:call/apply': 'visitor learner',
  'GET /me/applications/:programme/:expediente': 'learner',
  'GET /me/applications/:programme/:expediente/receipt.pdf': 'learner',
  'POST /me/applications/:programme/:expediente/rest': 'learner',
  'POST /me/applications/:programme/:expediente/send': 'learner',
  'POST /me/applications/:programme/:expediente/accept': 'learner',
  'POST /me/applications/:programme/:expediente/decline': 'learner',
  'POST /me/applications/:programme/:expediente/appeal': 'learner',
  // calls: the executor runs them, the approver publishes
  'GET /office/:programme/calls': 'executor approver auditor',
  'GET /office/:programme/calls/:call': 'executor approver auditor',
  'POST /office/:programme/calls/:call/publish': 'approver',
  'POST /office/:programme/calls/:call/freeze': 'executor',
  'POST /office/:programme/calls/:call/draw': 'executor',
  'GET /office/:programme/calls/:call/results': 'executor approver auditor',
  'POST /office/:programme/calls/:call/errata': 'approver',
  'POST /office/:programme/calls/:call/results': 'executor',
  'POST /office/:programme/calls/:call/final': 'approver',
  'GET /office/:programme/calls/:call/appeals': 'executor',
  'GET /office/:programme/calls/:call/applications': 'executor',
  'POST /office/:programme/calls/:call/applications': 'executor',
  'POST /office/:programme/calls/:call/applications/search': 'executor',
  'GET /office/:programme/calls/:call/applications/:expediente': 'executor',
  'GET /office/:programme/calls/:call/applications/:expediente/receipt.pdf': 'executor',
  'POST /office/:programme/calls/:call/applications/:expediente/decide': 'executor',
  'POST /office/:programme/calls/:call/applications/:expediente/undo': 'executor',
  'POST /office/:programme/calls/:call/applications/:expediente/score': 'executor',
  'POST /office/:programme/calls/:call/applications/:expediente/appeal': 'executor',
}

/** Rows of src/rights.ts: sections, sites and what happens to an enrolment. */
export const COHORT_RIGHTS: Readonly<Record<string, string>> = {
  'GET /office/:programme/sections': 'tutor executor',
  'GET /office/:programme/sections/:section': 'tutor executor',
  'GET /office/:programme/sections/:section/roster.pdf': 'tutor executor',
  'GET /office/:programme/sections/:section/closing.pdf': 'tutor executor',
  'POST /office/:programme/sections/:section/tutors': 'executor',
  'POST /office/:programme/sections/:section/tutors/:staff/end': 'executor',
  'GET /office/:programme/open-section': 'executor',
  'POST /office/:programme/open-section': 'executor',
  'GET /office/:programme/sections/:section/change': 'executor',
  'POST /office/:programme/sections/:section/change': 'executor',
  'POST /office/:programme/sections/:section/close': 'executor',
  'POST /office/:programme/sections/:section/reopen': 'executor',
  'GET /office/:programme/sites': 'executor',
  'POST /office/:programme/sites': 'executor',
  'GET /office/:programme/sites/:site': 'executor',
  'POST /office/:programme/sites/:site': 'executor',
  'GET /office/:programme/enrolments/:enrolment': 'executor',
  'POST /office/:programme/enrolments/:enrolment/withdraw': 'executor',
  'POST /office/:programme/enrolments/:enrolment/re-enter': 'executor',
  'POST /office/:programme/enrolments/:enrolment/annul': 'executor',
  'POST /office/:programme/enrolments/:enrolment/transfer': 'executor',
  'POST /office/:programme/enrolments/:enrolment/pause': 'executor',
  'POST /office/:programme/enrolments/:enrolment/resume': 'executor',
  'POST /office/:programme/enrolments/:enrolment/drop-out': 'executor',
  'POST /office/:programme/enrolments/:enrolment/childcare': 'executor',
}

/** Rows of src/rights.ts: tables of the offices in and out. */
export const TABLE_RIGHTS: Readonly<Record<string, string>> = {
  // imports: tables of the offices in and out
  'GET /office/:programme/imports': 'executor',
  'POST /office/:programme/imports': 'executor',
  'GET /office/:programme/imports/templates/:template': 'executor',
  'GET /office/:programme/imports/:batch': 'executor',
  'POST /office/:programme/imports/:batch/answers': 'executor',
  'POST /office/:programme/imports/:batch/start': 'executor',
  'POST /office/:programme/imports/:batch/retry': 'executor',
  'POST /office/:programme/imports/:batch/discard': 'executor',
  'POST /office/:programme/imports/:batch/undo': 'executor',
  'GET /office/:programme/imports/:batch/returned': 'executor',
  'GET /office/:programme/sections/:section/tables/:table': 'tutor executor',
}

/** Rows of src/rights.ts: the monthly cuts; the approver publishes. */
export const RELEASE_RIGHTS: Readonly<Record<string, string>> = {
  'GET /p/:programme/releases': EVERYONE,
  'GET /p/:programme/releases.atom': EVERYONE,
  'GET /p/:programme/catalog.jsonld': EVERYONE,
  'GET /p/:programme/log': EVERYONE,
  'GET /p/:programme/log/checkpoint': EVERYONE,
  'GET /p/:programme/log/key': EVERYONE,
  'GET /p/:programme/log/tile/*': EVERYONE,
  'GET /office/:programme/log/evidence.jsonl': 'auditor',
  'GET /p/:programme/releases/:release': EVERYONE,
  'GET /p/:programme/releases/:release/:file': EVERYONE,
  'GET /office/:programme/releases': 'executor approver auditor',
  'POST /office/:programme/releases': 'executor approver',
  'GET /office/:programme/releases/:release': 'executor approver auditor',
  'POST /office/:programme/releases/:release/publish': 'approver',
  'POST /office/:programme/releases/:release/drop': 'executor approver',
}

/** Rows of src/rights.ts: what the programme owes people about their data. */
export const DUTY_RIGHTS: Readonly<Record<string, string>> = {
  'GET /p/:programme/data-protection': EVERYONE,
  'GET /me/consents': 'learner',
  'GET /office/:programme/consents': 'executor approver auditor',
  'GET /me/requests': 'learner',
  'POST /me/requests': 'learner',
  'GET /office/:programme/requests': 'executor approver auditor',
  'POST /office/:programme/requests': 'executor',
  'GET /office/:programme/requests/new': 'executor',
  'GET /office/:programme/requests/:request': 'executor',
  'POST /office/:programme/requests/:request/answer': 'executor',
  'POST /office/:programme/requests/:request/extend': 'executor',
  'GET /office/:programme/incidents': 'executor approver auditor administrator',
  'POST /office/:programme/incidents': 'executor approver administrator',
  'GET /office/:programme/incidents/:incident': 'executor approver auditor administrator',
  'POST /office/:programme/incidents/:incident/steps': 'executor approver administrator',
  'GET /office/staff/:staff/hand-over': 'administrator',
  'POST /office/staff/:staff/hand-over': 'administrator',
}

/** Rows of src/rights.ts: what who audits found, what the coordinators reply, what becomes of it. */
export const FINDING_RIGHTS: Readonly<Record<string, string>> = {
  'GET /office/:programme/findings': 'executor approver auditor',
  'POST /office/:programme/findings': 'auditor',
  'GET /office/:programme/findings/new': 'auditor',
  'GET /office/:programme/findings/:finding': 'executor approver auditor',
  'POST /office/:programme/findings/:finding/reply': 'executor',
  'POST /office/:programme/findings/:finding/decide': 'auditor',
}

/** Rows of src/rights.ts: samples of who counts. What was frozen and drawn is public; persons are opened by who audits, and by who calls them. */
export const AUDIT_RIGHTS: Readonly<Record<string, string>> = {
  'GET /p/:programme/audits': EVERYONE,
  'GET /p/:programme/audits/key': EVERYONE,
  'GET /p/:programme/audits/:audit/frame.csv': EVERYONE,
  'GET /p/:programme/audits/:audit/audit.json': EVERYONE,
  'GET /office/:programme/audits': 'auditor',
  'POST /office/:programme/audits': 'auditor',
  'GET /office/:programme/audits/new': 'auditor',
  'GET /office/:programme/audits/:audit': 'auditor',
  'POST /office/:programme/audits/:audit/draw': 'auditor',
  'POST /office/:programme/audits/:audit/end': 'auditor',
  'GET /office/:programme/audits/:audit/pack.zip': 'auditor',
  'GET /office/:programme/audits/:audit/people/:pseudonym': 'auditor',
  'POST /office/:programme/audits/:audit/people/:pseudonym': 'auditor',
  'GET /office/:programme/audits/:audit/people/:pseudonym/pack.zip': 'auditor',
  'GET /office/:programme/audit-calls': 'caller',
  'GET /office/:programme/audit-calls/:audit/:pseudonym': 'caller',
  'POST /office/:programme/audit-calls/:audit/:pseudonym': 'caller',
  'POST /office/:programme/audit-calls/:audit/:pseudonym/phone': 'caller',
}

/** Rows of src/rights.ts: the queue of alike records, and who looked at whole numbers. */
export const DUPLICATES_RIGHTS: Readonly<Record<string, string>> = {
  'GET /office/:programme/looks': 'auditor',
  'GET /office/:programme/people/ties': 'executor',
  'POST /office/:programme/people/:agent/tie': 'executor',
  'GET /office/:programme/people/duplicates': 'executor',
  'POST /office/:programme/people/duplicates/:pair/merge': 'executor',
  'POST /office/:programme/people/duplicates/:pair/apart': 'executor',
  'POST /office/:programme/people/duplicates/:pair/undo': 'executor',
}

/** Rows of src/rights.ts: what registries answer about an identity. */
export const REGISTRY_RIGHTS: Readonly<Record<string, string>> = {
  'GET /sign-in/with/:provider': 'visitor learner',
  'GET /sign-in/with/:provider/back': 'visitor learner',
  'GET /office/:programme/registries': 'executor',
  'GET /office/:programme/registries/:answer': 'executor',
  'POST /office/:programme/registries/:answer/first': 'executor',
  'POST /office/:programme/registries/:answer/confirm': 'executor',
  'POST /office/:programme/registries/:answer/drop': 'executor',
  'POST /office/:programme/registries/:answer/death': 'executor',
  'POST /office/:programme/people/:agent/registry': 'executor',
}

/** Acts of approvers that ask for a fresh code of their app (features/people/fresh-code.ts): what they do counts for a country. */
export const FRESH: ReadonlySet<string> = new Set([
  'POST /office/:programme/rule',
  'POST /office/:programme/agreement',
  'POST /office/:programme/agreement/sign',
  'POST /office/:programme/agreement/move',
  'POST /office/:programme/calls/:call/publish',
  'POST /office/:programme/calls/:call/final',
  'POST /office/:programme/calls/:call/errata',
  'POST /office/:programme/certificates/batches',
  'POST /office/:programme/certificates/approvals/:enrolment',
  'POST /office/:programme/certificates/issued/:credential/revoke',
  'POST /office/:programme/certificates/issued/:credential/suspend',
  'POST /office/:programme/certificates/issued/:credential/reinstate',
  'POST /office/:programme/certificates/issued/:credential/correct',
  'POST /office/:programme/releases/:release/publish',
])

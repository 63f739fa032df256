export { FRESH } from './rights-programme.ts'
import { PEOPLE, ROLES, type Role } from './feature.ts'
import { AGREEMENT_RIGHTS, AUDIT_RIGHTS, CALL_RIGHTS, COHORT_RIGHTS, DUPLICATES_RIGHTS, DUTY_RIGHTS, FINDING_RIGHTS, REGISTRY_RIGHTS, RELEASE_RIGHTS, TABLE_RIGHTS } from './rights-programme.ts'

const EVERYONE = PEOPLE.join(' ')
const SIGNED_IN = 'learner tutor executor approver auditor caller administrator'
const STAFF = 'tutor executor approver auditor caller administrator'

/**
 * The rights matrix: every route by every role. app.ts enforces it before a handler runs, and a route without its row does not
 * start. The handler adds the scope (her own page, his own section). `test/rights.test.ts` walks every cell.
 */
export const RIGHTS: Readonly<Record<string, string>> = {
  // transparency: the number; no route sets it
  'GET /': EVERYONE,
  'GET /p/:programme': EVERYONE,
  'GET /p/:programme/number.json': EVERYONE,
  'GET /p/:programme/recount.csv': EVERYONE,
  'GET /p/:programme/labs/:section': EVERYONE,
  'GET /p/:programme/labs/:section/grades.jsonl': EVERYONE,
  'GET /office/:programme/rule': 'tutor executor approver auditor',
  'POST /office/:programme/rule': 'approver',
  ...AGREEMENT_RIGHTS,

  // references: dated tables of the country
  'GET /references': EVERYONE,

  // integrators: what other systems are told
  'GET /developers': EVERYONE,
  'GET /xapi/openapi.json': EVERYONE,
  'GET /profile': EVERYONE,
  'GET /profile.jsonld': EVERYONE,

  // what plain http cannot do
  'GET /connection': EVERYONE,

  // record
  'POST /xapi/:programme/statements': 'learner client',
  'PUT /xapi/:programme/statements': 'learner client',
  'GET /xapi/:programme/statements': 'learner auditor client',
  'GET /xapi/:programme/activities': 'client',
  'POST /xapi/:programme/activities': 'client',
  'GET /xapi/:programme/activities/state': 'client',
  'POST /xapi/:programme/activities/state': 'client',
  'PUT /xapi/:programme/activities/state': 'client',
  'DELETE /xapi/:programme/activities/state': 'client',
  'GET /xapi/:programme/activities/profile': 'client',
  'POST /xapi/:programme/activities/profile': 'client',
  'PUT /xapi/:programme/activities/profile': 'client',
  'DELETE /xapi/:programme/activities/profile': 'client',
  'GET /xapi/:programme/agents': 'client',
  'POST /xapi/:programme/agents': 'client',
  'GET /xapi/:programme/agents/profile': 'client',
  'POST /xapi/:programme/agents/profile': 'client',
  'PUT /xapi/:programme/agents/profile': 'client',
  'DELETE /xapi/:programme/agents/profile': 'client',
  'GET /xapi/:programme/about': `${EVERYONE} client`,
  'POST /xapi/:programme/about': 'client',
  'GET /xapi/:programme/feed': 'auditor client',

  // courses
  'GET /learn/:enrolment': 'learner',
  'POST /learn/:enrolment/start': 'learner',
  'GET /learn/:enrolment/units/:unit': 'learner',
  'POST /learn/:enrolment/units/:unit/done': 'learner',
  'POST /learn/:enrolment/units/:unit/report': 'learner',
  'GET /content/:hash': EVERYONE,
  'GET /me/take.json': SIGNED_IN,
  'GET /learn/:enrolment/take.json': 'learner',
  'GET /take/:version/:lang': EVERYONE,
  'GET /take/:version/:lang/units/:unit': EVERYONE,
  'GET /audio/:file': EVERYONE,
  'GET /office/:programme/reports': 'tutor executor',
  'POST /office/:programme/reports/:report/close': 'tutor executor',
  'POST /office/:programme/reports/:report/reopen': 'tutor executor',

  // quizzes
  'GET /learn/:enrolment/quiz': 'learner',
  'POST /learn/:enrolment/quiz': 'learner',
  'GET /learn/:enrolment/quiz/:attempt': 'learner',
  'POST /learn/:enrolment/quiz/:attempt': 'learner',
  'GET /take/:version/:lang/quiz': EVERYONE,

  // labs
  'GET /learn/:enrolment/labs': 'learner',
  'GET /p/:programme/labs': EVERYONE,
  'GET /labs/:lab/document': EVERYONE,
  'GET /take/:version/:lang/labs': EVERYONE,
  'GET /learn/:enrolment/labs/:lab': 'learner',
  'POST /learn/:enrolment/labs/:lab': 'learner',
  'GET /learn/:enrolment/labs/:lab/tries/:submission': 'learner',
  'GET /labs/:lab': 'learner',
  'GET /labs/:lab/data/:hash': EVERYONE,
  'GET /take/:version/:lang/labs/:lab': EVERYONE,
  'GET /office/:programme/labs': 'tutor executor',
  'GET /office/:programme/sections/:section/grades.jsonl': 'auditor',
  'GET /office/:programme/sections/:section/labs': 'tutor executor',
  'GET /office/:programme/sections/:section/labs/:agent': 'tutor executor',

  // phones: the shell is for everybody; an envelope's signature, not a session, says whose it is
  'GET /sw.js': EVERYONE,
  'GET /app.webmanifest': EVERYONE,
  'GET /phone': EVERYONE,
  'POST /phones': SIGNED_IN,
  'POST /deliveries': EVERYONE,
  'GET /deliveries/:id': EVERYONE,
  'PUT /deliveries/:id/parts/:n': EVERYONE,
  'POST /deliveries/:id': EVERYONE,
  'GET /carry': SIGNED_IN,
  'POST /carry': SIGNED_IN,
  'GET /me/phones': 'learner',
  'GET /me/phones/:phone/revoke': 'learner',
  'POST /me/phones/:phone/revoke': 'learner',
  'POST /me/phones/held/:id': 'learner',

  // office
  'GET /office': STAFF,
  'GET /office/status': STAFF,

  ...COHORT_RIGHTS,

  // people: sign-in and one's own data
  'GET /privacy': EVERYONE,
  'GET /districts': EVERYONE,
  'GET /sign-in': EVERYONE,
  'POST /sign-in': EVERYONE,
  'GET /sign-in/reset': EVERYONE,
  'POST /sign-in/reset': EVERYONE,
  'POST /sign-out': EVERYONE,
  'GET /staff/sign-in': EVERYONE,
  'POST /staff/sign-in': EVERYONE,
  'GET /staff/welcome/:token': EVERYONE,
  'POST /staff/welcome/:token': EVERYONE,
  'GET /me': 'learner',
  'GET /me/inbox': 'learner',
  'POST /me/inbox/read': 'learner',
  'GET /me/data': 'learner',
  'POST /me/data/name': 'learner',
  'POST /me/data/contact': 'learner',
  'POST /me/data/work': 'learner',
  'POST /me/data/pin': 'learner',
  'POST /me/data/disability': 'learner',
  'POST /me/data/consents': 'learner',
  'GET /me/data/export': 'learner',

  // people: identity, by those who see the card
  'GET /office/:programme/people': 'executor',
  'POST /office/:programme/people': 'executor',
  ...DUPLICATES_RIGHTS,
  ...REGISTRY_RIGHTS,
  'GET /office/:programme/people/:agent': 'tutor executor',
  'POST /office/:programme/people/:agent/check': 'tutor executor',
  'POST /office/:programme/people/:agent/confirm': 'tutor executor',
  'POST /office/:programme/people/:agent/drop': 'tutor executor',
  'POST /office/:programme/people/:agent/annul': 'executor',
  'POST /office/:programme/people/:agent/number': 'executor',
  'POST /office/:programme/people/:agent/documents': 'executor',
  'POST /office/:programme/people/:agent/documents/withdraw': 'executor',
  'POST /office/:programme/people/:agent/correct': 'executor',
  'POST /office/:programme/people/:agent/merge': 'executor',
  'POST /office/:programme/people/:agent/split': 'executor',
  'POST /office/:programme/people/:agent/death': 'executor',
  'POST /office/:programme/people/:agent/reset': 'executor',
  'POST /office/:programme/people/:agent/erase': 'executor',

  // people: staff accounts
  'GET /office/staff': 'administrator',
  'POST /office/staff': 'administrator',
  'GET /office/staff/log': 'administrator',
  'POST /office/staff/:staff/roles': 'administrator',
  'POST /office/staff/:staff/roles/end': 'administrator',
  'POST /office/staff/:staff/link': 'administrator',
  'POST /office/staff/:staff/active': 'administrator',
  'GET /office/reset': 'administrator',
  'POST /office/reset': 'administrator',
  'POST /office/reset/:person': 'administrator',

  // clients: other programs' keys; the token address asks for the client's own secret, not for a session
  'POST /oauth/token': EVERYONE,
  'GET /.well-known/oauth-authorization-server': EVERYONE,
  'GET /office/:programme/clients': 'administrator',
  'POST /office/:programme/clients': 'administrator',
  'GET /office/:programme/clients/erase': 'administrator',
  'POST /office/:programme/clients/erase': 'administrator',
  'GET /office/:programme/clients/:client': 'administrator',
  'POST /office/:programme/clients/:client/rate': 'administrator',
  'POST /office/:programme/clients/:client/rotate': 'administrator',
  'POST /office/:programme/clients/:client/revoke': 'administrator',

  // credentials: verification by anybody
  'GET /v': EVERYONE,
  'POST /v': EVERYONE,
  'GET /v/many': EVERYONE,
  'POST /v/many': EVERYONE,
  'GET /v/kept.json': EVERYONE,
  'GET /v/:serial': EVERYONE,
  'GET /v/:serial/state.json': EVERYONE,
  'GET /v/status/:purpose/:list': EVERYONE,
  'GET /.well-known/did.json': EVERYONE,
  'GET /did.json': EVERYONE,
  // vc: other programs (W3C VC-API); issuing asks for a client's key with the scope of it
  'POST /credentials/issue': 'client',
  'POST /credentials/verify': EVERYONE,
  'POST /presentations/verify': EVERYONE,
  // credentials: her own
  'GET /me/certificates': 'learner',
  'GET /me/certificates/:credential': 'learner',
  'GET /me/certificates/:credential/credential.json': 'learner',
  'GET /me/certificates/:credential/certificate.pdf': 'learner',
  // sharing: her own papers in other forms, and single facts by a link that she ends when she likes
  'GET /me/record.json': 'learner',
  'GET /me/certificates/:credential/share': 'learner',
  'GET /me/certificates/:credential/badge.png': 'learner',
  'GET /me/certificates/:credential/badge.svg': 'learner',
  'POST /me/certificates/:credential/facts': 'learner',
  'POST /me/certificates/:credential/facts/:link/end': 'learner',
  'GET /v/facts/:share': EVERYONE,
  'GET /v/facts/:share/credential.json': EVERYONE,
  // credentials: the executor proposes, the approver approves
  'GET /office/:programme/certificates': 'executor approver auditor',
  'POST /office/:programme/certificates/proposals': 'executor',
  'POST /office/:programme/certificates/proposals/withdraw': 'executor',
  'GET /office/:programme/certificates/approvals': 'executor approver auditor',
  'GET /office/:programme/certificates/approvals/:enrolment': 'approver',
  'POST /office/:programme/certificates/approvals/:enrolment': 'approver',
  'GET /office/:programme/certificates/batches': 'approver',
  'POST /office/:programme/certificates/batches': 'approver',
  'GET /office/:programme/certificates/batches/:batch': 'executor approver auditor',
  'GET /office/:programme/certificates/issued': 'executor approver auditor',
  'POST /office/:programme/certificates/issued': 'executor approver auditor',
  'GET /office/:programme/certificates/issued/:credential': 'executor approver auditor',
  'GET /office/:programme/certificates/issued/:credential/slip': 'executor approver',
  'GET /office/:programme/certificates/issued/:credential/certificate.pdf': 'executor approver',
  'GET /office/:programme/certificates/issued/:credential/revoke': 'approver',
  'POST /office/:programme/certificates/issued/:credential/revoke': 'approver',
  'GET /office/:programme/certificates/issued/:credential/suspend': 'approver',
  'POST /office/:programme/certificates/issued/:credential/suspend': 'approver',
  'GET /office/:programme/certificates/issued/:credential/reinstate': 'approver',
  'POST /office/:programme/certificates/issued/:credential/reinstate': 'approver',
  'GET /office/:programme/certificates/issued/:credential/correct': 'approver',
  'POST /office/:programme/certificates/issued/:credential/correct': 'approver',

  ...CALL_RIGHTS,
  ...RELEASE_RIGHTS,
  // attendance: the tutor records, a second person of the staff confirms what is late or made by hand
  'GET /office/:programme/attendance': 'tutor executor',
  'GET /office/attendance/take.json': 'tutor',
  'GET /office/:programme/attendance/queue': 'tutor executor',
  'POST /office/:programme/attendance/queue': 'tutor executor',
  'GET /office/:programme/sections/:section/sessions': 'tutor executor',
  'GET /office/:programme/sections/:section/sheet.pdf': 'tutor executor',
  'GET /office/:programme/sections/:section/sessions/:session/sheet.pdf': 'tutor executor',
  'POST /office/:programme/sections/:section/sessions': 'tutor executor',
  'POST /office/:programme/sections/:section/sessions/plan': 'tutor executor',
  'POST /office/:programme/sections/:section/sessions/:session/cancel': 'tutor executor',
  'GET /office/:programme/sections/:section/sessions/:session': 'tutor executor',
  'POST /office/:programme/sections/:section/sessions/:session': 'tutor executor',
  'GET /take/attendance/:lang': EVERYONE,
  'GET /take/scan/:lang': EVERYONE,

  // figures: K1 to K24; the evidence behind one is opened by those who see the whole programme, and that is logged
  'GET /office/:programme/figures': 'tutor executor approver auditor',
  'GET /office/:programme/figures/:figure': 'tutor executor approver auditor',
  'GET /office/:programme/figures/:figure/evidence': 'executor auditor',

  // tutoring: whom to look for; the tutor of the section, or who coordinates
  'GET /office/:programme/today': 'tutor executor',
  'GET /office/:programme/enrolments/:enrolment/contacts': 'tutor executor',
  'POST /office/:programme/enrolments/:enrolment/contacts': 'tutor executor',
  'POST /office/:programme/enrolments/:enrolment/phone': 'tutor executor',

  ...TABLE_RIGHTS,
  ...DUTY_RIGHTS,
  ...FINDING_RIGHTS,
  ...AUDIT_RIGHTS,

  // products
  'GET /take/:version/:lang/product': EVERYONE,
  'GET /learn/:enrolment/product': 'learner',
  'POST /learn/:enrolment/product': 'learner',
  'GET /learn/:enrolment/product/:submission/pictures/:number': 'learner',
  'GET /office/:programme/products': 'tutor',
  'GET /office/:programme/products/:submission': 'tutor',
  'GET /office/:programme/products/:submission/pictures/:number': 'tutor',
  'POST /office/:programme/products/:submission/grade': 'tutor',
  'POST /office/:programme/products/:submission/annul': 'tutor',
}

/** The roles of a route; an Error when the matrix has no row for it. */
export function rightsOf(method: string, path: string): ReadonlySet<Role> {
  const row = RIGHTS[`${method} ${path}`]
  if (row === undefined) throw new Error(`src/rights.ts has no row for ${method} ${path}`)
  const roles = row.split(' ')
  for (const role of roles) if (!(ROLES as readonly string[]).includes(role)) throw new Error(`src/rights.ts: ${method} ${path} names an unknown role "${role}"`)
  // Each was just found in ROLES.
  return new Set(roles as Role[])
}

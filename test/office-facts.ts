import { randomUUID } from 'node:crypto'
import type { House } from '../src/feature.ts'
import { moved, type AboutApplication } from '../src/features/calls/statements.ts'
import { enrolmentById, openNewSection, recordKnownSite } from '../src/features/cohorts/index.ts'
import { markAnnulled, markNoted } from '../src/features/imports/statements.ts'
import { limaDay } from '../src/features/people/index.ts'
import { tagged } from '../src/features/people/statements.ts'
import { handleIncident, recordIncident } from '../src/features/duties/incidents.ts'
import { incidentById } from '../src/features/duties/incident.ts'
import { requestById } from '../src/features/duties/request.ts'
import { answerRequest, extendRequest, takeRequest } from '../src/features/duties/requests.ts'
import { addWorkingDays } from '../src/features/references/index.ts'
import { endAudit, judgePerson, noteCall } from '../src/features/audits/acts.ts'
import { sampleOf } from '../src/features/audits/audit-person.ts'
import { auditById, auditScope } from '../src/features/audits/audit.ts'
import { auditCalled } from '../src/features/audits/statements.ts'
import { handleFinding, raiseFinding } from '../src/features/findings/acts.ts'
import { findingById } from '../src/features/findings/finding.ts'
import { logContact } from '../src/features/tutoring/log-contact.ts'
import { append } from '../src/record/append.ts'
import { auditOf, VALUE } from './audits.ts'

/** What a table of marks leaves in the record: one noted, one that was noted by mistake and taken back. */
export async function actAboutMarks(house: House, tenant: string): Promise<void> {
  const her = await house.db.selectFrom('enrolment').select(['agent', 'enrolment']).where('tenant', '=', tenant).limit(1).executeTakeFirstOrThrow()
  const about = { tenant, ...her, by: randomUUID(), at: house.clock() }
  const [kept, mistaken] = [randomUUID(), randomUUID()]
  await append(house, { scopes: [`actor:${tenant}:${her.agent}`] }, () => [
    markNoted({ ...about, id: kept, evaluation: 'final', mark: 15.5, attempt: 1, grader: randomUUID() }),
    markNoted({ ...about, id: mistaken, evaluation: 'process', mark: 5, attempt: 1, grader: randomUUID() }), markAnnulled(about, mistaken),
  ])
}

/** A draw that ended without her, and an appeal of another one that was looked into and let the result stand. */
export async function actOfResults(house: House, tenant: string): Promise<void> {
  const { agent } = await house.db.selectFrom('enrolment').select('agent').where('tenant', '=', tenant).limit(1).executeTakeFirstOrThrow()
  const about = (expediente: string): AboutApplication => ({ tenant, agent, expediente, at: house.clock() })
  const [drawn, appealed] = [about('AAAAA-AAAAA'), about('BBBBB-BBBBB')]
  const until = new Date(house.clock().getTime() + 86_400_000).toISOString()
  await append(house, { scopes: [`actor:${tenant}:${agent}`] }, () => [
    moved('notSelected', drawn, { round: 1, rank: 3 }),
    moved('appealed', appealed, { reasons: ['wrong-data'], until }), moved('appealRejected', { ...appealed, by: randomUUID() }),
  ])
}

/** Somebody of the section works for an executing entity. */
async function actOfTies(house: House, tenant: string, agent: string): Promise<void> {
  await append(house, { scopes: [`actor:${tenant}:${agent}`] }, () => [tagged({ tenant, agent }, 'team', true, randomUUID())])
}

/** A site, a section that meets there, and a call to somebody who was silent. */
export async function actOfAnOffice(house: House, tenant: string): Promise<void> {
  const by = randomUUID()
  await recordKnownSite(house, { tenant, id: 'sede-puno', by }, {
    name: { es: 'Sede Puno', en: 'Puno site' }, organisation: null, district: { scheme: 'INEI', code: '210101', version: '2022-01' }, childcare: true, signal: 'weak',
  })
  await openNewSection(house, { tenant, id: 'sabado-puno', by }, {
    organisation: null, site: 'sede-puno',
    terms: {
      title: { es: 'Sábado, Puno', en: 'Saturday, Puno' }, mode: 'presencial', shift: { es: 'Sábado, 9:00 a 11:00', en: 'Saturday, 9:00 to 11:00' }, capacity: 20,
      starts: '2026-06-01', ends: '2026-12-20', course: 'base', call: null,
    },
  })
  const { enrolment } = await house.db.selectFrom('enrolment').select('enrolment').where('tenant', '=', tenant).limit(1).executeTakeFirstOrThrow()
  const row = await enrolmentById(house.db, enrolment)
  if (row) await actOfTies(house, tenant, row.agent)
  if (row) await logContact(house, row, randomUUID(), by, { channel: 'call', reached: true, cause: 'time', next: null })
}

/** A finding that was replied to, asked again and lifted, and one about her that waits. */
export async function actOfFindings(house: House, tenant: string): Promise<void> {
  const her = await house.db.selectFrom('enrolment').select('agent').where('tenant', '=', tenant).limit(1).executeTakeFirstOrThrow()
  const [auditor, coordinator, lifted] = [randomUUID(), randomUUID(), randomUUID()]
  await raiseFinding(house, { id: lifted, tenant, about: 'figure', code: 'k1', severity: 'grave', by: auditor, text: 'La cifra no coincide con el padrón.' })
  await raiseFinding(house, { id: randomUUID(), tenant, about: 'person', code: her.agent, severity: 'serious', by: auditor, text: 'Dos firmas parecen de la misma mano.' })
  for (const [step, by] of [['replied', coordinator], ['asked-again', auditor], ['replied', coordinator], ['lifted', auditor]] as const) {
    const now = await findingById(house.db, tenant, lifted)
    if (now) await handleFinding(house, now, { id: randomUUID(), step, by, text: 'Quedó escrito y explicado.' })
  }
}

/** A sample of one whom somebody judged and tried to reach, closed; and one that was frozen and abandoned. */
export async function actOfAudits(house: House, tenant: string): Promise<void> {
  const her = await house.db.selectFrom('enrolment').select('agent').where('tenant', '=', tenant).limit(1).executeTakeFirstOrThrow()
  const [auditor, caller] = [randomUUID(), randomUUID()]
  const [judged, left] = [await auditOf(house, [her.agent], { by: auditor, value: VALUE }), await auditOf(house, [her.agent], { by: auditor, value: null })]
  const [one, other] = [await auditById(house.db, tenant, judged), await auditById(house.db, tenant, left)]
  const [sampled] = one ? await sampleOf(house.db, tenant, judged) : []
  if (!one || !other || !sampled) throw new Error('an audit that was just begun is there')
  await judgePerson(house, one, { id: randomUUID(), pseudonym: sampled.pseudonym, fails: ['attendance:one-trace'], text: 'La lista de la sede no la nombra.', by: auditor })
  await noteCall(house, one, { id: randomUUID(), pseudonym: sampled.pseudonym, channel: null, answer: 'not-allowed', confirms: [], by: caller })
  await append(house, { scopes: [auditScope(tenant, judged)] }, () => [auditCalled({ tenant, audit: judged, id: randomUUID(), pseudonym: sampled.pseudonym, channel: 'phone-call', answer: 'reached', confirms: ['course', 'hours'], by: caller, at: house.clock() })])
  await endAudit(house, one, 'closed', auditor, '')
  await endAudit(house, other, 'abandoned', auditor, 'La entidad no entregó las listas.')
}

/** Somebody asked about her data and was answered, another one waits; an incident was told and closed. */
export async function actOfDuties(house: House, tenant: string): Promise<void> {
  const her = await house.db.selectFrom('enrolment').select('agent').where('tenant', '=', tenant).limit(1).executeTakeFirstOrThrow()
  const by = randomUUID()
  const [answered, waits, incident] = [randomUUID(), randomUUID(), randomUUID()]
  const received = '2026-03-02'
  await takeRequest(house, { id: answered, tenant, agent: her.agent, right: 'rectification', via: 'own', received, by: null, text: 'Mi distrito está mal.' })
  await takeRequest(house, { id: waits, tenant, agent: null, right: 'access', via: 'paper', received, by, text: 'Pregunta si tenemos datos suyos.' })
  const row = await requestById(house.db, tenant, answered)
  // A term is made longer only while it runs.
  const longer = randomUUID()
  await takeRequest(house, { id: longer, tenant, agent: her.agent, right: 'opposition', via: 'own', received: limaDay(house.clock()), by: null, text: 'No quiero recibir avisos.' })
  const running = await requestById(house.db, tenant, longer)
  if (running) await extendRequest(house, running, { id: randomUUID(), due: addWorkingDays(running.due, 2), why: 'other-office', text: 'Esperamos una respuesta.', by })
  if (row) await answerRequest(house, row, { id: randomUUID(), outcome: 'partly', reason: 'other', text: 'Corregimos tu distrito.', by })
  await recordIncident(house, { id: incident, tenant, kind: 'lost-device', known: house.clock(), affected: 30, by, text: 'Se perdió una lista en el bus.' })
  for (const step of ['measures', 'authority-told', 'closed'] as const) {
    const now = await incidentById(house.db, tenant, incident)
    if (now) await handleIncident(house, now, { id: randomUUID(), step, done: house.clock(), by, text: 'Quedó hecho y anotado.' })
  }
}

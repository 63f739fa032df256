import { sql } from 'kysely'
import { issueApproved } from '../../src/features/credentials/issuing.ts'
import { PROPOSAL_WITHDRAWN } from '../../src/features/credentials/statements.ts'
import { VERB } from '../../src/features/programmes/index.ts'
import { actingClient, actingStaff } from '../acting.ts'
import * as h from '../histories/script.ts'
import { didEverything } from '../ready-learner.ts'
import { learner, notHer, notStaff, OFFICE, TENANT, type Learner, type LearnerOptions, type Place } from './place.ts'
import { rows, said, type Counter, type Prepared, type Row } from './row.ts'

const PAPERS = `${OFFICE}/certificates`
const kind = 'certificado'

/** Somebody who did all that the rule asks; further, she may be proposed and approved. */
function ready({ house }: Place, upTo: 'ready' | 'proposed' | 'approved' = 'ready', options: LearnerOptions = {}): Promise<Learner> {
  return learner(house, {
    ...options,
    story: (s, her) => {
      didEverything(house, s, her)
      if (upTo !== 'ready') h.proposed(s, her.agent, her.enrolment)
      if (upTo === 'approved') h.approved(s, her.agent, her.enrolment)
    },
  })
}

/** The uuid of her certificate. */
export async function certified(place: Place, options: LearnerOptions = {}): Promise<{ her: Learner; credential: string }> {
  const { house } = place
  const her = await ready(place, 'approved', options)
  const { approval } = await house.db.selectFrom('certification').select('approval').where('enrolment', '=', her.enrolment).executeTakeFirstOrThrow()
  await issueApproved(house, TENANT, approval ?? '')
  const { credential } = await house.db.selectFrom('credential').select('credential').where('enrolment', '=', her.enrolment).executeTakeFirstOrThrow()
  return { her, credential }
}

const noteTo = (her: Learner): Counter => rows('inbox_note', sql`person = ${her.id}`)
const atStep = (her: Learner, step: string): Counter => rows('certification', sql`enrolment = ${her.enrolment} and step = ${step}`)

const byExecutors = (place: Place): Pick<Prepared, 'by' | 'also' | 'wrong'> => ({
  by: place.staff.executor, also: { by: place.staff.colleague }, wrong: notStaff(place, 'approver', 'tutor'),
})
const byApprovers = (place: Place): Pick<Prepared, 'by' | 'also' | 'wrong'> => ({
  by: place.staff.approver, also: { by: place.staff.owner }, wrong: notStaff(place, 'executor', 'tutor'),
})

/** One of the acts on a certificate that stands (or is suspended). */
const change = (act: 'revoke' | 'suspend' | 'reinstate', verb: string, cause: string, state: string): Row => ({
  route: `POST /office/:programme/certificates/issued/:credential/${act}`,
  prepare: async (place) => {
    const { her, credential } = await certified(place)
    const page = `${PAPERS}/issued/${credential}`
    if (act === 'reinstate') await place.staff.approver.post(`${page}/suspend`, { cause: 'complaint' })
    const effect = { said: said(verb, { object: credential }), state: rows('credential_state', sql`credential = ${credential} and state = ${state}`), notes: noteTo(her) }
    return { ...byApprovers(place), path: `${page}/${act}`, fields: { cause }, page: `${page}/${act}`, effect }
  },
})

export const credentials: readonly Row[] = [
  {
    route: 'POST /credentials/issue',
    prepare: async (place) => {
      const her = await ready(place, 'approved')
      const { authorization } = await actingClient(place.house, ['credentials/issue'])
      const poor = await actingClient(place.house, ['all'])
      const effect = { issued: said(VERB.issued, { registration: her.enrolment }), papers: rows('credential', sql`enrolment = ${her.enrolment}`) }
      return {
        by: { authorization }, path: '/credentials/issue', page: '/developers', body: () => ({ credential: { credentialSubject: { id: `urn:uuid:${her.enrolment}` } } }), effect,
        wrong: [
          { who: 'nobody signed in', by: null }, { who: 'a key that may do all but this', by: { authorization: poor.authorization } },
          { who: 'an approver with her cookie', by: place.staff.approver }, { who: 'she herself', by: her },
        ],
      }
    },
  },
  {
    route: 'POST /me/certificates/:credential/facts',
    prepare: async (place) => {
      const { her, credential } = await certified(place)
      const id = crypto.randomUUID()
      const at = `/me/certificates/${credential}`
      return { by: her, wrong: notHer(place), path: `${at}/facts`, page: `${at}/share`, fields: { id, facts: ['name', 'minutes'], days: '7' }, effect: { links: rows('fact_link', sql`person = ${her.id}`) } }
    },
  },
  {
    route: 'POST /me/certificates/:credential/facts/:link/end',
    prepare: async (place) => {
      const { her, credential } = await certified(place)
      const link = crypto.randomUUID()
      const at = `/me/certificates/${credential}`
      await her.post(`${at}/facts`, { id: link, days: '7' })
      return { by: her, wrong: notHer(place), path: `${at}/facts/${link}/end`, page: `${at}/share`, fields: {}, effect: { ended: rows('fact_link', sql`id = ${link} and ended is not null`) } }
    },
  },
  {
    route: 'POST /office/:programme/certificates/batches',
    prepare: async (place) => {
      await ready(place, 'proposed')
      const batch = crypto.randomUUID()
      return { ...byApprovers(place), path: `${PAPERS}/batches`, fields: { batch, confirm: 'yes' }, page: `${PAPERS}/batches`, effect: { batches: rows('approval_batch', sql`id = ${batch}`) } }
    },
  },
  {
    route: 'POST /office/:programme/certificates/proposals',
    prepare: async (place) => {
      const her = await ready(place)
      const effect = { proposed: said(VERB.proposed, { registration: her.enrolment }), waiting: atStep(her, 'proposed') }
      return { ...byExecutors(place), path: `${PAPERS}/proposals`, fields: { enrolment: her.enrolment, kind }, page: PAPERS, effect }
    },
  },
  {
    route: 'POST /office/:programme/certificates/proposals/withdraw',
    prepare: async (place) => {
      const her = await ready(place, 'proposed')
      const effect = { withdrawn: said(PROPOSAL_WITHDRAWN, { registration: her.enrolment }), 'no longer waiting': atStep(her, 'withdrawn') }
      return { ...byExecutors(place), path: `${PAPERS}/proposals/withdraw`, fields: { enrolment: her.enrolment, kind }, page: `${PAPERS}/approvals`, effect }
    },
  },
  {
    route: 'POST /office/:programme/certificates/approvals/:enrolment',
    prepare: async (place) => {
      const her = await ready(place)
      const proposer = await actingStaff(place.house, 'Prudencia Propone', ['executor', 'approver'])
      await proposer.post(`${PAPERS}/proposals`, { enrolment: her.enrolment, kind })
      const path = `${PAPERS}/approvals/${her.enrolment}`
      const effect = {
        approved: said(VERB.approved, { registration: her.enrolment }), step: atStep(her, 'approved'),
        'issuing jobs': rows('graphile_worker.jobs', sql`key = (select 'issue:' || approval from certification where enrolment = ${her.enrolment})`),
      }
      const { wrong, ...rest } = byApprovers(place)
      return { ...rest, path, fields: { kind }, wrong: [...wrong, { who: 'who proposed her', by: proposer }], page: `${path}?kind=${kind}`, effect }
    },
  },
  change('revoke', VERB.revoked, 'issued-in-error', 'revoked'),
  change('suspend', VERB.suspended, 'complaint', 'suspended'),
  change('reinstate', VERB.reinstated, 'review-closed', 'valid'),
  {
    route: 'POST /office/:programme/certificates/issued/:credential/correct',
    prepare: async (place) => {
      const { her, credential } = await certified(place)
      await place.staff.executor.post(`${OFFICE}/people/${her.agent}/correct`, { full_name: 'Rosa Quispe de Mamani', birth_date: '14/05/1983', reason: 'typing-error' })
      const page = `${PAPERS}/issued/${credential}`
      const effect = {
        issued: said(VERB.issued, { registration: her.enrolment }), superseded: said(VERB.superseded, { object: credential }),
        papers: rows('credential', sql`enrolment = ${her.enrolment}`), valid: rows('credential_state', sql`enrolment = ${her.enrolment} and state = 'valid'`), notes: noteTo(her),
      }
      return { ...byApprovers(place), path: `${page}/correct`, page: `${page}/correct`, effect }
    },
    // The old one goes out of force as the new one comes into it.
    once: { valid: 0 },
  },
]

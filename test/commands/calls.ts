import { sql } from 'kysely'
import { applicationScope, callScope, type Application } from '../../src/features/calls/application.ts'
import type { MoveWord } from '../../src/features/calls/application-states.ts'
import { basesOf } from '../../src/features/calls/bases.ts'
import { expedienteFrom } from '../../src/features/calls/expediente.ts'
import { applicationStarted, CALL_VERB, callPublished, moved, resultsPublished, STARTED } from '../../src/features/calls/statements.ts'
import { VERB, verbIri } from '../../src/features/programmes/index.ts'
import { documentKey } from '../../src/features/people/sealing.ts'
import { append } from '../../src/record/append.ts'
import { actingLearner, personValues } from '../acting.ts'
import { SCORED } from './content.ts'
import { CALL, learner, notHer, notStaff, OFFICE, OTHER_SECTION, TENANT, type Learner, type Place } from './place.ts'
import { rows, said, type Counter, type Prepared, type Row, type Wrong } from './row.ts'

const HOUR_MS = 3_600_000

interface Applicant extends Learner { readonly expediente: string }

/** An application that came so far; `fields` of each step. */
async function applicant({ house, staff }: Place, steps: readonly MoveWord[], call = CALL): Promise<Applicant> {
  const her = await learner(house, { section: OTHER_SECTION })
  const expediente = expedienteFrom(crypto.getRandomValues(new Uint8Array(32)))
  const about = { tenant: TENANT, agent: her.agent, expediente, at: house.clock() }
  const offer = { round: 1, rank: 1, until: new Date(house.clock().getTime() + 48 * HOUR_MS).toISOString() }
  const decisions: Partial<Record<MoveWord, object>> = {
    applicationReturned: { reasons: ['birth-date'], proposed: 'return' }, foundEligible: { reasons: [], proposed: 'eligible' },
    foundNotEligible: { reasons: ['under-age'], proposed: 'not-eligible' },
  }
  const asks = { reasons: ['wrong-data'], until: new Date(house.clock().getTime() + 100 * HOUR_MS).toISOString() }
  const step = (word: MoveWord) => moved(word, decisions[word] ? { ...about, by: staff.executor.id } : about, { ...(word === 'selected' ? offer : word === 'appealed' ? asks : decisions[word]) })
  await append(house, { scopes: [applicationScope(TENANT, expediente)] }, () => [applicationStarted(about, call), ...steps.map(step)])
  return { ...her, expediente }
}

const inState = (her: Applicant, state: Application['state']): Counter => rows('application', sql`tenant = ${TENANT} and expediente = ${her.expediente} and state = ${state}`)
const step = (her: Applicant, word: MoveWord): Counter => said(verbIri(word), { actor: her.agent })
const noteTo = (her: Learner): Counter => rows('inbox_note', sql`person = ${her.id}`)

const own = (place: Place, her: Applicant, act: string): Pick<Prepared, 'path' | 'by' | 'wrong' | 'page'> => {
  const page = `/me/applications/${TENANT}/${her.expediente}`
  return { path: `${page}/${act}`, by: her, wrong: notHer(place), page }
}

const byExecutors = (place: Place): Pick<Prepared, 'by' | 'also' | 'wrong'> => ({
  by: place.staff.executor, also: { by: place.staff.colleague }, wrong: notStaff(place, 'approver', 'tutor'),
})

const onApplication = (place: Place, { expediente }: Applicant, act: string): Pick<Prepared, 'path' | 'by' | 'also' | 'wrong' | 'page'> => {
  const page = `${OFFICE}/calls/${CALL}/applications/${expediente}`
  return { ...byExecutors(place), path: `${page}/${act}`, page }
}

/** A published call of its own with one person found eligible. */
async function callWithOne(place: Place): Promise<{ call: string; her: Applicant }> {
  const call = place.freshCall()
  await place.staff.approver.post(`${OFFICE}/calls/${call}/publish`, { confirm: 'yes' })
  return { call, her: await applicant(place, ['applied', 'foundEligible'], call) }
}

const onCall = (call: string): { object: string } => ({ object: `/calls/${call}` })
const staffDoNotApply = ({ staff }: Place): Wrong[] => [{ who: 'an executor', by: staff.executor }, { who: 'a tutor', by: staff.tutor }]
let address = 0

/** A call that closed, with one person who was refused and whose time to appeal is over. */
async function callAtItsEnd(place: Place): Promise<string> {
  const { house, staff } = place
  const call = place.closedCall()
  const { expediente } = await applicant(place, ['applied', 'foundNotEligible'], call)
  const about = { tenant: TENANT, call, at: new Date('2026-02-21T15:00:00Z'), by: staff.executor.id }
  await append(house, { scopes: [callScope(TENANT, call)] }, () => [
    callPublished(about, basesOf(house, TENANT, call)?.sha256 ?? ''),
    resultsPublished(about, { number: 1, hash: '0'.repeat(64), until: new Date('2026-02-28T04:59:59Z'), lines: [`${expediente} not-eligible - -`] }),
  ])
  return call
}

const forHer: readonly Row[] = [
  {
    route: 'POST /p/:programme/calls/:call/apply', what: 'registering',
    prepare: async (place) => {
      const { document, pin } = personValues()
      const page = `/p/${TENANT}/calls/${CALL}/apply`
      const fields = {
        document_type: document.type, document_number: document.number, document_country: '', full_name: 'Rosa Ñahui Quispe', birth_date: '14/05/1983',
        district: 'Juliaca, San Román', pin, consent: 'yes',
      }
      const claims = sql`(select person from identity_document where key = ${documentKey(place.house.keys, document)})`
      const effect = {
        persons: rows('person', sql`id in ${claims}`), accounts: rows('account', sql`person in ${claims}`),
        applications: rows('application', sql`agent in (select agent::text from agent where person in ${claims})`),
        started: rows('statement', sql`verb = ${STARTED} and actor in (select agent::text from agent where person in ${claims})`),
      }
      return { path: page, fields, address: `10.5.${address >> 8}.${address++ & 255}`, by: null, wrong: staffDoNotApply(place), page, effect }
    },
  },
  {
    route: 'POST /p/:programme/calls/:call/apply', what: 'signed in',
    prepare: async (place) => {
      // She knows the house from another programme.
      const her = await actingLearner(place.house, personValues(), 'peru-huawei-2024')
      const agents = sql`(select agent::text from agent where person = ${her.id} and tenant = ${TENANT})`
      const page = `/p/${TENANT}/calls/${CALL}/apply`
      const effect = { applications: rows('application', sql`agent in ${agents}`), agents: rows('agent', sql`person = ${her.id} and tenant = ${TENANT}`) }
      return { path: page, by: her, wrong: staffDoNotApply(place), page, effect }
    },
  },
  {
    route: 'POST /me/applications/:programme/:expediente/rest',
    prepare: async (place) => {
      const her = await applicant(place, [])
      const effect = { phones: rows('person_change', sql`person = ${her.id} and field = 'phone'`), grouped: said(VERB.grouped, { actor: her.agent, object: '/groups/sme-owners' }) }
      return { ...own(place, her, 'rest'), fields: { phone: '987 654 321', language: 'es', groups: ['sme-owners'], no_ruc: 'yes', line: 'Tejidos de alpaca' }, effect }
    },
  },
  {
    route: 'POST /me/applications/:programme/:expediente/send',
    prepare: async (place) => {
      const her = await applicant(place, [])
      return { ...own(place, her, 'send'), effect: { applied: step(her, 'applied'), sent: inState(her, 'sent') } }
    },
  },
  {
    route: 'POST /me/applications/:programme/:expediente/send', what: 'corrected',
    prepare: async (place) => {
      const her = await applicant(place, ['applied', 'applicationReturned'])
      return { ...own(place, her, 'send'), effect: { said: step(her, 'applicationCorrected'), corrected: inState(her, 'corrected') } }
    },
  },
  {
    route: 'POST /me/applications/:programme/:expediente/accept',
    prepare: async (place) => {
      const her = await applicant(place, ['applied', 'foundEligible', 'selected'])
      const effect = {
        said: step(her, 'accepted'), accepted: inState(her, 'accepted'), enrolled: said(VERB.enrolled, { actor: her.agent, object: '/sections/a-tu-ritmo-1' }),
        places: rows('enrolment', sql`agent = ${her.agent} and section = 'a-tu-ritmo-1' and state = 'active'`), notes: noteTo(her),
      }
      return { ...own(place, her, 'accept'), fields: { section: 'a-tu-ritmo-1' }, effect }
    },
  },
  {
    route: 'POST /me/applications/:programme/:expediente/decline',
    prepare: async (place) => {
      const her = await applicant(place, ['applied', 'foundEligible', 'selected'])
      return { ...own(place, her, 'decline'), effect: { said: step(her, 'declined'), declined: inState(her, 'declined') } }
    },
  },
]

const ofResults: readonly Row[] = [
  {
    route: 'POST /office/:programme/calls/:call/errata',
    prepare: async (place) => {
      const [{ approver, owner }, call] = [place.staff, place.freshCall()]
      const page = `${OFFICE}/calls/${call}`
      await approver.post(`${page}/publish`, { confirm: 'yes' })
      const effect = { said: said(CALL_VERB.corrected, onCall(call)), errata: rows('call_erratum', sql`call = ${call}`) }
      const fields = { says: 'Es gratis.', should_es: 'Es gratis para todas y todos.', should_en: 'It is free for everybody.', because_es: 'Se preguntó mucho.', because_en: 'People asked.', closes: '' }
      return { path: `${page}/errata`, fields, by: approver, also: { by: owner }, wrong: notStaff(place, 'executor', 'tutor'), page, effect }
    },
  },
  {
    route: 'POST /office/:programme/calls/:call/applications/:expediente/score',
    prepare: async (place) => {
      const her = await applicant(place, ['applied', 'foundEligible'], SCORED)
      const page = `${OFFICE}/calls/${SCORED}/applications/${her.expediente}`
      const effect = { said: step(her, 'scored'), points: rows('application', sql`expediente = ${her.expediente} and points = 5`) }
      return { ...byExecutors(place), path: `${page}/score`, fields: { 'c-motivo': '5' }, page, effect }
    },
  },
  {
    route: 'POST /me/applications/:programme/:expediente/appeal',
    prepare: async (place) => {
      const her = await applicant(place, ['applied', 'foundNotEligible'])
      const effect = {
        said: step(her, 'appealed'), open: rows('application', sql`expediente = ${her.expediente} and appeal = 'open'`),
        words: rows('application_note', sql`expediente = ${her.expediente} and staff is null`),
      }
      return { ...own(place, her, 'appeal'), fields: { reasons: ['wrong-data'], words: 'Mi fecha de nacimiento estaba mal.' }, effect }
    },
  },
  {
    route: 'POST /office/:programme/calls/:call/applications/:expediente/appeal',
    prepare: async (place) => {
      const her = await applicant(place, ['applied', 'foundNotEligible', 'appealed'])
      const effect = {
        said: step(her, 'appealUpheld'), eligible: inState(her, 'eligible'), notes: noteTo(her), explanations: rows('application_note', sql`expediente = ${her.expediente} and staff is not null`),
      }
      const { colleague, executor } = place.staff
      const wrong = [...notStaff(place, 'approver', 'tutor'), { who: 'who decided before', by: executor, status: 409 }]
      return { ...onApplication(place, her, 'appeal'), by: colleague, also: { by: colleague }, wrong, fields: { answer: 'upheld', words: 'Tenías razón.' }, effect }
    },
  },
  {
    route: 'POST /office/:programme/calls/:call/results',
    prepare: async (place) => {
      const call = place.freshCall()
      await place.staff.approver.post(`${OFFICE}/calls/${call}/publish`, { confirm: 'yes' })
      const her = await applicant(place, ['applied', 'foundNotEligible'], call)
      const page = `${OFFICE}/calls/${call}/results`
      const effect = { said: said(CALL_VERB.results, onCall(call)), lists: rows('call_results', sql`call = ${call}`), listed: rows('application', sql`expediente = ${her.expediente} and listed = 1`) }
      return { ...byExecutors(place), path: page, fields: { confirm: 'yes' }, page, effect }
    },
  },
  {
    route: 'POST /office/:programme/calls/:call/final',
    prepare: async (place) => {
      const [{ approver, owner }, call] = [place.staff, await callAtItsEnd(place)]
      const page = `${OFFICE}/calls/${call}/results`
      const effect = { said: said(CALL_VERB.final, onCall(call)), final: rows('call_publication', sql`call = ${call} and final is not null`) }
      return { path: `${OFFICE}/calls/${call}/final`, fields: { final_confirm: 'yes' }, by: approver, also: { by: owner }, wrong: notStaff(place, 'executor', 'tutor'), page, effect }
    },
  },
]

const ofCalls: readonly Row[] = [
  {
    route: 'POST /office/:programme/calls/:call/publish',
    prepare: async (place) => {
      const [{ approver, owner }, call] = [place.staff, place.freshCall()]
      const page = `${OFFICE}/calls/${call}`
      const effect = { said: said(CALL_VERB.published, onCall(call)), published: rows('call_publication', sql`call = ${call}`) }
      return { path: `${page}/publish`, fields: { confirm: 'yes' }, by: approver, also: { by: owner }, wrong: notStaff(place, 'executor', 'tutor'), page, effect }
    },
  },
  {
    route: 'POST /office/:programme/calls/:call/freeze',
    prepare: async (place) => {
      const { call } = await callWithOne(place)
      const page = `${OFFICE}/calls/${call}`
      const effect = { said: said(CALL_VERB.frozen, onCall(call)), rounds: rows('lottery_round', sql`call = ${call}`) }
      return { ...byExecutors(place), path: `${page}/freeze`, fields: { confirm: 'yes' }, page, effect }
    },
  },
  {
    route: 'POST /office/:programme/calls/:call/draw',
    prepare: async (place) => {
      const { call, her } = await callWithOne(place)
      const page = `${OFFICE}/calls/${call}`
      await place.staff.executor.post(`${page}/freeze`, { confirm: 'yes' })
      const effect = { said: said(CALL_VERB.drawn, onCall(call)), drawn: rows('lottery_round', sql`call = ${call} and drawn is not null`), selected: step(her, 'selected'), notes: noteTo(her) }
      return { ...byExecutors(place), path: `${page}/draw`, fields: { confirm: 'yes', value: '4 12 19 23 38 45', source: 'La Tinka del 4 de marzo' }, page, effect }
    },
  },
]

const decided = (to: string, fields: Record<string, string | string[]>, word: MoveWord, state: Application['state']): Row => ({
  route: 'POST /office/:programme/calls/:call/applications/:expediente/decide', what: to,
  prepare: async (place) => {
    const her = await applicant(place, ['applied'])
    const effect = {
      said: step(her, word), state: inState(her, state), notes: noteTo(her), ...(fields.note ? { explanations: rows('application_note', sql`expediente = ${her.expediente}`) } : {}),
    }
    return { ...onApplication(place, her, 'decide'), fields, effect }
  },
})

const ofApplications: readonly Row[] = [
  {
    route: 'POST /office/:programme/calls/:call/applications', what: 'find eligible',
    prepare: async (place) => {
      const two = [await applicant(place, ['applied']), await applicant(place, ['applied'])]
      const page = `${OFFICE}/calls/${CALL}/applications`
      const effect = Object.fromEntries(two.flatMap((her, i) => [[`said ${i}`, step(her, 'foundEligible')], [`eligible ${i}`, inState(her, 'eligible')], [`notes ${i}`, noteTo(her)]]))
      return { ...byExecutors(place), path: page, fields: { action: 'eligible', expediente: two.map((her) => her.expediente) }, page, effect }
    },
  },
  {
    route: 'POST /office/:programme/calls/:call/applications', what: 'take back',
    prepare: async (place) => {
      const her = await applicant(place, ['applied', 'applicationReturned', 'foundEligible'])
      const page = `${OFFICE}/calls/${CALL}/applications`
      return { ...byExecutors(place), path: page, fields: { action: 'undo', expediente: [her.expediente] }, page, effect: { said: step(her, 'decisionUndone'), returned: inState(her, 'returned') } }
    },
  },
  decided('eligible', { decision: 'eligible' }, 'foundEligible', 'eligible'),
  decided('not eligible', { decision: 'not-eligible', reasons: ['note'], note: 'No pudimos comprobar tu edad.' }, 'foundNotEligible', 'not-eligible'),
  decided('returned', { decision: 'return', remarks: ['note'], note: 'Falta tu distrito.' }, 'applicationReturned', 'returned'),
  {
    route: 'POST /office/:programme/calls/:call/applications/:expediente/undo',
    prepare: async (place) => {
      // Two decisions: a button pressed twice takes back one of them.
      const her = await applicant(place, ['applied', 'applicationReturned', 'foundEligible'])
      return { ...onApplication(place, her, 'undo'), effect: { said: step(her, 'decisionUndone'), returned: inState(her, 'returned') } }
    },
  },
]

export const calls: readonly Row[] = [...forHer, ...ofCalls, ...ofApplications, ...ofResults]

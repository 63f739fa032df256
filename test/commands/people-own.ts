import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { makeResetCode } from '../../src/features/people/reset.ts'
import { tell } from '../../src/features/people/index.ts'
import { OWN_VERB } from '../../src/features/people/statements.ts'
import { VERB } from '../../src/features/programmes/index.ts'
import { signedIn, type Acting } from '../acting.ts'
import { learner, notALearner, withPin, TENANT, type Place } from './place.ts'
import { rows, said, type Counter, type Prepared, type Row } from './row.ts'

const changed = (her: Acting, field: string): Counter => rows('person_change', sql`person = ${her.id} and field = ${field} and staff is null`)
let pins = 905_000
/** Another one each time: one PIN on many documents within an hour is what the spraying detector looks for. */
const newPin = (): string => String(pins += 37)

const own = (place: Place, her: Acting, to: string): Pick<Prepared, 'path' | 'by' | 'wrong' | 'page'> => ({
  path: `/me/data/${to}`, by: her, wrong: notALearner(place), page: '/me/data',
})

export const peopleOwn: readonly Row[] = [
  {
    route: 'POST /sign-in',
    prepare: async ({ house }) => {
      const { id, values: { document, pin } } = await withPin(house)
      const typed = { document_type: document.type, document_number: document.number, pin }
      return {
        path: '/sign-in', fields: typed, by: null, page: '/sign-in', address: '10.3.0.1',
        wrong: [{ who: 'who has her card but not her PIN', by: null, fields: { ...typed, pin: '604928' }, address: '10.3.0.2' }],
        // One session is the one her acting began with.
        effect: { sessions: rows('session', sql`person = ${id}`) },
      }
    },
    again: { adds: { sessions: 1 }, why: 'each browser that signs in has a session of its own' },
  },
  {
    route: 'POST /sign-in/reset',
    prepare: async ({ house, staff }) => {
      const { id, values: { document } } = await withPin(house)
      const { code } = await makeResetCode(house, staff.executor.id, id, TENANT)
      const typed = { document_type: document.type, document_number: document.number, code, pin: newPin() }
      const { id: earlier } = await house.db.selectFrom('session').select('id').where('person', '=', id).executeTakeFirstOrThrow()
      return {
        path: '/sign-in/reset', fields: typed, by: null, page: '/sign-in/reset', address: '10.3.0.3',
        wrong: [{ who: 'who has her document but not the code', by: null, fields: { ...typed, code: 'AAAAA-AAAAA' }, address: '10.3.0.4' }],
        effect: {
          codes: rows('reset_code', sql`person = ${id} and used is not null`), lines: rows('staff_log', sql`person = ${id} and action = 'reset-code-used'`),
          // Whoever was signed in as her before is out.
          'earlier sessions': rows('session', sql`person = ${id} and id = ${earlier}`),
        },
      }
    },
    once: { 'earlier sessions': -1 },
  },
  {
    route: 'POST /sign-out',
    prepare: async (place) => {
      const her = await learner(place.house)
      const effect = { sessions: rows('session', sql`person = ${her.id}`) }
      return { path: '/sign-out', by: her, wrong: [{ who: 'nobody signed in', by: null, status: 303 }, { who: 'another learner', by: await learner(place.house), status: 303 }], page: '/me', effect }
    },
    once: { sessions: -1 },
  },
  {
    route: 'POST /me/inbox/read',
    prepare: async (place) => {
      const her = await learner(place.house)
      await tell(place.house.db, { person: her.id, tenant: TENANT, note: { es: 'Un aviso.', en: 'A note.' }, link: null, at: place.house.clock() })
      return { path: '/me/inbox/read', by: her, wrong: notALearner(place), page: '/me/inbox', effect: { read: rows('inbox_note', sql`person = ${her.id} and read is not null`) } }
    },
  },
  {
    route: 'POST /me/data/name',
    prepare: async (place) => {
      const her = await learner(place.house)
      return { ...own(place, her, 'name'), fields: { full_name: 'Rosa Elvira Quispe Mamani' }, effect: { names: changed(her, 'name') } }
    },
  },
  {
    route: 'POST /me/data/contact',
    prepare: async (place) => {
      const her = await learner(place.house)
      const effect = { phones: changed(her, 'phone'), districts: changed(her, 'district'), resided: said(VERB.resided, { actor: her.agent }) }
      return { ...own(place, her, 'contact'), fields: { phone: '987 654 321', district: 'INEI 150101', language: 'es' }, effect }
    },
  },
  {
    route: 'POST /me/data/work',
    prepare: async (place) => {
      const her = await learner(place.house)
      const effect = { firms: changed(her, 'firm'), grouped: said(VERB.grouped, { actor: her.agent, object: '/groups/sme-owners' }) }
      return { ...own(place, her, 'work'), fields: { groups: ['sme-owners'], no_ruc: 'yes', line: 'Tejidos de alpaca', sex: 'untold' }, effect }
    },
  },
  {
    route: 'POST /me/data/pin',
    prepare: async (place) => {
      const her = await withPin(place.house)
      await signedIn(place.house, her.id, { person: her.id })
      const { pin } = await place.house.db.selectFrom('account').select('pin').where('person', '=', her.id).executeTakeFirstOrThrow()
      const fields = { present_pin: her.values.pin, pin: newPin() }
      return {
        ...own(place, her, 'pin'), fields,
        wrong: [...notALearner(place), { who: 'who has her phone but not her PIN', by: her, fields: { ...fields, present_pin: '604928' }, status: 422 }],
        effect: { PINs: rows('account', sql`person = ${her.id} and pin <> ${pin}`), sessions: rows('session', sql`person = ${her.id}`) },
      }
    },
    // She stays signed in here and is out everywhere else.
    once: { sessions: -1 },
  },
  {
    route: 'POST /me/data/disability',
    prepare: async (place) => {
      const her = await learner(place.house)
      const effect = {
        consented: said(OWN_VERB.consented, { actor: her.agent, object: '/consents/sensitive' }), kept: rows('sensitive_profile', sql`person = ${her.id}`),
        consents: rows('consent', sql`person = ${her.id} and purpose = 'sensitive' and withdrawn is null`),
      }
      return { ...own(place, her, 'disability'), fields: { disability: 'yes', disability_agree: 'yes' }, effect }
    },
  },
  {
    route: 'POST /me/data/disability', what: 'take back',
    prepare: async (place) => {
      const her = await learner(place.house)
      await her.post('/me/data/disability', { disability: 'no', disability_agree: 'yes' })
      const effect = { withdrawn: said(OWN_VERB.consentWithdrawn, { actor: her.agent }), consents: rows('consent', sql`person = ${her.id} and purpose = 'sensitive' and withdrawn is not null`) }
      return { ...own(place, her, 'disability'), fields: { disability: 'untold' }, effect }
    },
  },
  {
    route: 'POST /me/data/consents',
    prepare: async (place) => {
      const her = await learner(place.house)
      const effect = {
        consented: said(OWN_VERB.consented, { actor: her.agent, object: '/consents/follow-up' }), consents: rows('consent', sql`person = ${her.id} and purpose = 'follow-up' and withdrawn is null`),
      }
      return { ...own(place, her, 'consents'), fields: { purposes: ['follow-up'] }, effect }
    },
  },
  {
    route: 'POST /me/data/consents', what: 'take back',
    prepare: async (place) => {
      const her = await learner(place.house)
      await her.post('/me/data/consents', { purposes: ['news'] })
      const effect = { withdrawn: said(OWN_VERB.consentWithdrawn, { actor: her.agent }), consents: rows('consent', sql`person = ${her.id} and purpose = 'news' and withdrawn is not null`) }
      return { ...own(place, her, 'consents'), fields: { id: randomUUID() }, effect }
    },
  },
]

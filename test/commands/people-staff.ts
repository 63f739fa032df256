import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { hashPassword } from '../../src/features/people/pin-hash.ts'
import { makeStaffLink } from '../../src/features/people/staff-links.ts'
import { makeTotpSecret, openTotp, sealTotp, totpCode } from '../../src/features/people/totp.ts'
import { actingStaff, type Acting } from '../acting.ts'
import { resetEffect } from './people-identity.ts'
import { learner, notAnAdministrator, TENANT, type Place } from './place.ts'
import { rows, type Counter, type Prepared, type Row } from './row.ts'

const PASSWORD = 'cuatro palabras bien largas'
const PAGE = '/office/staff'

const logged = (staff: string, action: string): Counter => rows('staff_log', sql`other_staff = ${staff} and action = ${action}`)

const byAdministrators = (place: Place): Pick<Prepared, 'by' | 'also' | 'wrong' | 'page'> => ({
  by: place.staff.administrator, also: { by: place.staff.chief }, wrong: notAnAdministrator(place), page: PAGE,
})

const newcomer = ({ house }: Place): Promise<Acting> => actingStaff(house, 'Nelly Nueva Flores', [])

export const peopleStaff: readonly Row[] = [
  {
    route: 'POST /staff/sign-in',
    prepare: async (place) => {
      const { house } = place
      const [handle, secret] = [`ingresa-${randomUUID().slice(0, 8)}`, makeTotpSecret()]
      const { id } = await newcomer(place)
      await house.db.updateTable('staff').set({ handle, password: await hashPassword(house.keys, PASSWORD), totp: sealTotp(house.keys, secret) }).where('id', '=', id).execute()
      const typed = { handle, password: PASSWORD, code: totpCode(secret, house.clock()) }
      return {
        path: '/staff/sign-in', fields: typed, by: null, page: '/staff/sign-in', address: '10.4.0.1',
        wrong: [
          { who: 'who has her phone but not her password', by: null, fields: { ...typed, password: 'otra frase bien larga' }, address: '10.4.0.2' },
          { who: 'who has her password but not her phone', by: null, fields: { ...typed, code: '000000' }, address: '10.4.0.2' },
        ],
        effect: { sessions: rows('session', sql`staff = ${id}`) },
      }
    },
    interrupted: [{ leaves: { sessions: 0 }, why: 'a code of the app opens once, also when its answer was lost: she waits for the next one' }],
  },
  {
    route: 'POST /staff/welcome/:token',
    prepare: async (place) => {
      const { house } = place
      const { id } = await newcomer(place)
      const path = new URL(await makeStaffLink(house, house.db, id)).pathname
      const { totp } = await house.db.selectFrom('staff_link').select('totp').where('staff', '=', id).executeTakeFirstOrThrow()
      const fields = { password: PASSWORD, code: totpCode(openTotp(house.keys, totp), house.clock()) }
      const effect = { used: rows('staff_link', sql`staff = ${id} and used is not null`), codes: rows('recovery_code', sql`staff = ${id}`), lines: logged(id, 'staff-joined') }
      return { path, fields, by: null, wrong: [{ who: 'who guesses a link', by: null, path: '/staff/welcome/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', status: 410 }], page: path, effect }
    },
    once: { codes: 10 },
  },
  {
    route: 'POST /office/staff',
    prepare: async (place) => {
      const handle = `invita-${randomUUID().slice(0, 8)}`
      const of = sql`(select id from staff where handle = ${handle})`
      const effect = { accounts: rows('staff', sql`handle = ${handle}`), links: rows('staff_link', sql`staff = ${of}`), lines: rows('staff_log', sql`other_staff = ${of}`) }
      return { ...byAdministrators(place), path: PAGE, fields: { name: 'Nelly Nueva Flores', handle }, effect }
    },
  },
  {
    route: 'POST /office/staff/:staff/roles',
    prepare: async (place) => {
      const { id } = await newcomer(place)
      const effect = { roles: rows('staff_role', sql`staff = ${id}`), lines: logged(id, 'role-granted') }
      return { ...byAdministrators(place), path: `${PAGE}/${id}/roles`, fields: { tenant: TENANT, role: 'tutor' }, effect }
    },
  },
  {
    route: 'POST /office/staff/:staff/roles/end',
    prepare: async (place) => {
      const { id } = await actingStaff(place.house, 'Nelly Nueva Flores', ['tutor'])
      const effect = { roles: rows('staff_role', sql`staff = ${id}`), lines: logged(id, 'role-taken') }
      return { ...byAdministrators(place), path: `${PAGE}/${id}/roles/end`, fields: { tenant: TENANT, role: 'tutor' }, effect }
    },
    once: { roles: -1 },
  },
  {
    route: 'POST /office/staff/:staff/link',
    prepare: async (place) => {
      const { id } = await newcomer(place)
      const effect = { 'links that work': rows('staff_link', sql`staff = ${id} and used is null`), lines: logged(id, 'staff-link-made') }
      return { ...byAdministrators(place), path: `${PAGE}/${id}/link`, effect }
    },
    again: { adds: { lines: 1 }, why: 'each link is shown to who made it; only the last one opens' },
  },
  {
    route: 'POST /office/staff/:staff/active',
    prepare: async (place) => {
      const { id } = await newcomer(place)
      const effect = { gone: rows('staff', sql`id = ${id} and not active`), sessions: rows('session', sql`staff = ${id}`), lines: logged(id, 'staff-deactivated') }
      return { ...byAdministrators(place), path: `${PAGE}/${id}/active`, fields: { active: 'no' }, effect }
    },
    once: { sessions: -1 },
  },
  {
    route: 'POST /office/reset/:person',
    prepare: async (place) => {
      const her = await learner(place.house)
      return { ...byAdministrators(place), path: `/office/reset/${her.id}`, page: '/office/reset', effect: resetEffect(her) }
    },
    again: { adds: { lines: 1, notes: 1 }, why: 'each slip is printed and told; only the last one opens' },
  },
]

import { randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { firstStaffLink } from '../features/people/index.ts'
import type { StaffRole } from '../feature.ts'
import { DEMO_PROGRAMME } from '../lib/config.ts'
import { at } from './clock.ts'
import { HOUR_MS } from './plan.ts'
import { browserOf, done, found, type Browser, type Fields, type Site } from './site.ts'

/** What a member of the demo's staff signs in with. */
export interface StaffAccount {
  readonly handle: string
  readonly name: string
  readonly role: StaffRole
  readonly password: string
  /** Base32, as typed into an authenticator app. */
  readonly secret: string
}

/** A member of staff at work. */
export interface StaffMember extends StaffAccount {
  readonly id: string
  /** Posts a form; signs in first when she has not yet in this hour. */
  readonly post: (path: string, fields: Fields, what: string) => Promise<Response>
  /** The same with a file. */
  readonly send: (path: string, form: FormData, what: string) => Promise<Response>
  readonly get: (path: string, what: string) => Promise<Response>
}

export interface Office {
  readonly admin: StaffMember
  /** Coordinates for one entity; gets her role when that is recorded. */
  readonly entity: StaffMember
  readonly all: readonly StaffMember[]
  readonly executors: readonly StaffMember[]
  readonly approvers: readonly StaffMember[]
  readonly tutors: readonly StaffMember[]
}

const ENTITY = { handle: 'demo-entidad', name: 'Wilma Wayra de Demo', role: 'executor' } as const
const PEOPLE: readonly { handle: string; name: string; role: StaffRole }[] = [
  { handle: 'demo-coordina-1', name: 'Elvira Coordina de Demo', role: 'executor' },
  { handle: 'demo-coordina-2', name: 'Casilda Compañera de Demo', role: 'executor' },
  { handle: 'demo-aprueba-1', name: 'Abigaíl Firmante de Demo', role: 'approver' },
  { handle: 'demo-aprueba-2', name: 'Olinda Titular de Demo', role: 'approver' },
  { handle: 'demo-audita', name: 'Aurora Audita de Demo', role: 'auditor' },
]
const TUTORS = ['Timoteo', 'Amparo', 'Benigno', 'Clorinda', 'Dionisio', 'Esmeralda', 'Florencio', 'Graciela', 'Hermógenes', 'Isidora']
/** As many as one tutor can look after well. */
const SECTIONS_EACH = 8

/** Invited, welcomed, given their roles: by the links and forms of any installation. */
export async function hireStaff(site: Site, sections: number): Promise<Office> {
  const link = await firstStaffLink(site.house)
  if (!link) throw new TypeError('demo: there is staff already')
  const admin = await join(site, link, { handle: 'demo-admin', name: 'Ada Administra de Demo', role: 'administrator' })
  const tutors = TUTORS.slice(0, Math.max(2, Math.min(TUTORS.length, Math.ceil(sections / SECTIONS_EACH))))
    .map((name, i) => ({ handle: `demo-tutora-${i + 1}`, name: `${name} Acompaña de Demo`, role: 'tutor' as const }))
  const all = [admin]
  const hires = async (person: { handle: string; name: string; role: StaffRole }): Promise<StaffMember> => {
    const page = await (await admin.post('/office/staff', { name: person.name, handle: person.handle }, 'an invitation')).text()
    const member = await join(site, found(page, /<code>([^<]*\/staff\/welcome\/[^<]+)<\/code>/), person)
    all.push(member)
    return member
  }
  const entity = await hires(ENTITY)
  for (const person of [...PEOPLE, ...tutors]) {
    const member = await hires(person)
    await admin.post(`/office/staff/${member.id}/roles`, { tenant: DEMO_PROGRAMME, role: person.role }, 'a role')
  }
  const of = (role: StaffRole): StaffMember[] => all.filter((s) => s.role === role && s !== entity)
  return { admin, entity, all, executors: of('executor'), approvers: of('approver'), tutors: of('tutor') }
}

async function join(site: Site, link: string, person: { handle: string; name: string; role: StaffRole }): Promise<StaffMember> {
  const browser = browserOf(site, '127.0.0.1')
  const path = new URL(link).pathname
  const secret = found(await (await done(browser.get(path), 'a welcome page')).text(), /<code>([A-Z2-7 ]{16,})<\/code>/).replaceAll(' ', '')
  const password = makePassword()
  const account: StaffAccount = { ...person, password, secret }
  await done(browser.post(path, { name: person.name, handle: person.handle, password, code: codeAt(secret, site.house.clock().getTime()) }), 'a welcome')
  const { id } = await site.house.db.selectFrom('staff').select('id').where('handle', '=', person.handle).executeTakeFirstOrThrow()
  return { ...account, id, ...signingIn(site, browser, account) }
}

/**
 * One signing in for each hour of work, whose acts may come in any order: at its half, for an approver's acts need a code that is not
 * half an hour old (people/fresh-code.ts).
 */
function signingIn({ house }: Site, browser: Browser, account: StaffAccount): Pick<StaffMember, 'post' | 'send' | 'get'> {
  const hourNow = (): number => Math.floor(house.clock().getTime() / HOUR_MS) * HOUR_MS
  let since = hourNow()
  let ready: Promise<unknown> = Promise.resolve()
  const atDesk = async (): Promise<void> => {
    const hour = hourNow()
    if (since !== hour) {
      since = hour
      const { handle, password, secret } = account
      const half = hour + HOUR_MS / 2
      ready = at(half, () => done(browser.post('/staff/sign-in', { handle, password, code: codeAt(secret, half) }), 'signing in'))
    }
    await ready
  }
  return {
    post: async (path, fields, what) => { await atDesk(); return done(browser.post(path, fields), what) },
    send: async (path, form, what) => { await atDesk(); return done(browser.send(path, form), what) },
    get: async (path, what) => { await atDesk(); return done(browser.get(path), what) },
  }
}

/** The six digits that an authenticator app would show. */
export function codeAt(secret: string, time: number): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: time })
}

const WORDS = 'quinua cuy llama papa maca kiwicha tarwi camote olluco chirimoya lúcuma granadilla cóndor vicuña alpaca puma totora ichu cantuta retama'.split(' ')

/** Nobody can know it beforehand, for a demo may be reached by others. */
function makePassword(): string {
  return [...Array.from({ length: 4 }, () => WORDS[randomInt(WORDS.length)]), randomInt(1000, 10_000)].join(' ')
}

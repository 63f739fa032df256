import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { House, StaffRole } from '../src/feature.ts'
import { append } from '../src/record/append.ts'
import type { Scope } from '../src/record/xapi/request.ts'
import { createClient, USUAL_RATE, type Credentials } from '../src/features/clients/index.ts'
import { programmeOf, recordSignature } from '../src/features/programmes/index.ts'
import { enterProgramme, entryScopes, prepareRegistration, registerPerson, type PersonValues } from '../src/features/people/index.ts'
import type { TestHouse } from './house.ts'

/** A house that can be asked over HTTP: a test's, or a running server's. */
export type Asked = House & Pick<TestHouse, 'request'>

/** Somebody signed in, as a test needs her: what she asks goes out with her session cookie. */
export interface Acting {
  /** Person or staff uuid. */
  readonly id: string
  readonly cookie: string
  readonly get: (path: string) => Promise<Response>
  /** Posts a form; several values under one name as an array. */
  readonly post: (path: string, fields?: Record<string, string | readonly string[]>) => Promise<Response>
}

/** A member of staff with roles in a programme ('*' for an administrator), signed in. */
export async function actingStaff(house: Asked, name: string, roles: readonly StaffRole[], tenant = 'piloto'): Promise<Acting> {
  const id = randomUUID()
  await house.db.insertInto('staff').values({ id, name, handle: `staff-${id.slice(0, 8)}`, password: null, totp: null, created: house.clock() }).execute()
  for (const role of roles) await house.db.insertInto('staff_role').values({ staff: id, tenant, role, granted: house.clock() }).execute()
  return signedIn(house, id, { staff: id })
}

let dni = 41_000_000

/** Different for everybody: one PIN on many documents within an hour is what the spraying detector looks for. */
const pinFor = (n: number): string => String(200_000 + ((n * 7919) % 700_000))

/** What a complete application form of one more person says; each call gives another document. */
export function personValues(more: Partial<PersonValues['profile']> = {}): PersonValues {
  dni += 7
  return {
    document: { type: 'dni', number: String(dni), country: 'PE' }, pin: pinFor(dni), consentLanguage: 'es',
    profile: {
      name: 'Rosa Quispe Mamani', born: '1983-05-14', phone: '+51951234567', sex: null, language: 'es',
      district: { scheme: 'INEI', code: '211101', version: '2022-01' }, groups: [], firm: null, guardian: null, email: null, workStatus: null, firmSize: null, ...more,
    },
  }
}

/** A registered person in a programme, signed in, with her agent there. */
export async function actingLearner(house: Asked, values = personValues(), tenant = 'piloto'): Promise<Acting & { readonly agent: string }> {
  const registration = await prepareRegistration(house, { address: `10.1.${(dni >> 8) & 255}.${dni & 255}`, device: null }, values, tenant)
  let agent = ''
  await append(house, { scopes: registration.scopes }, async (tx) => {
    const entry = await registerPerson(house, tx, registration, tenant)
    agent = entry.agent
    return entry.drafts
  })
  return { ...(await signedIn(house, registration.person, { person: registration.person })), agent }
}

/** Brings somebody who is registered into another programme. */
export async function enters(house: Asked, person: string, tenant: string): Promise<string> {
  const id = randomUUID()
  let agent = ''
  await append(house, { scopes: await entryScopes(house, house.db, tenant, person, id) }, async (tx) => {
    const entry = await enterProgramme(house, tx, tenant, person, id)
    agent = entry.agent
    return entry.drafts
  })
  return agent
}

const YEAR_MS = 365 * 86_400_000

/** Somebody whose row exists, with a session of her own. */
export async function signedIn(house: Asked, id: string, owner: { person: string } | { staff: string }): Promise<Acting> {
  const token = randomBytes(32).toString('base64url')
  const now = house.clock()
  await house.db.insertInto('session').values({
    token: createHash('sha256').update(token).digest(), id: randomUUID(), person: null, staff: null, ...owner,
    // Used in a year's time for the last time: a test that moves the clock by days stays signed in.
    started: now, seen: new Date(now.getTime() + YEAR_MS), ends: new Date(now.getTime() + YEAR_MS), confirmed: new Date(now.getTime() + YEAR_MS),
  }).execute()
  // As features/people/cookies.ts names it.
  const name = house.config.publicUrl.startsWith('https://') ? '__Host-session' : 'session'
  return withCookie(house, id, `${name}=${token}`)
}

/** Requests of one browser that holds a cookie. */
export function withCookie(house: Asked, id: string, cookie: string): Acting {
  return {
    id, cookie,
    get: (path) => house.request(path, { headers: { cookie } }),
    post: (path, fields = {}) => house.request(path, { method: 'POST', headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' }, body: formBody(fields) }),
  }
}

/** Another program with a key to a programme's record, and the Authorization header that it sends. */
export async function actingClient(house: Asked, scopes: readonly Scope[], tenant = 'piloto', rate = USUAL_RATE): Promise<Credentials & { readonly authorization: string }> {
  const made = await createClient(house, randomUUID(), { tenant, name: `Sistema ${randomUUID().slice(0, 8)}`, scopes, rate })
  return { ...made, authorization: basic(made.key, made.secret) }
}

export function basic(key: string, secret: string): string {
  return `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`
}

export function formBody(fields: Record<string, string | readonly string[]>): string {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one as string)
  return body.toString()
}

/** Two owners sign the programme's latest rule, or the version named: it is in force, and its calls may be published. */
export async function ruleInForceFor(house: Asked, tenant = 'piloto', version?: string): Promise<void> {
  const rules = programmeOf(house, tenant)?.rules ?? []
  const rule = version === undefined ? rules.at(-1) : rules.find((r) => r.version === version)
  if (!rule) throw new Error(`no rule of ${tenant}`)
  for (let i = 0; i < 2; i++) await recordSignature(house, { tenant, version: rule.version, hash: rule.hash, staff: randomUUID() })
}

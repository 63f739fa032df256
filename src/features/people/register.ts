import { randomUUID } from 'node:crypto'
import type { House } from '../../feature.ts'
import type { Tx } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import { actorScope, documentScope } from './conflicts.ts'
import { giveConsent } from './consents.ts'
import type { IdentityDocument } from './documents.ts'
import { enterProgramme, entryScopes, type Entry } from './enter-programme.ts'
import { matchAccount } from './match-account.ts'
import { insertPersons } from './persons.ts'
import { hashPin } from './pin-hash.ts'
import type { Profile } from './profile.ts'
import { documentKey } from './sealing.ts'
import './tables.ts'

/** What a complete person form says. */
export interface PersonValues {
  readonly document: IdentityDocument
  readonly profile: Profile
  readonly pin: string
  /** The language in which the consent text was read. */
  readonly consentLanguage: 'es' | 'en'
}

/** A registration that was weighed but not written: everything slow (argon2) and everything counted is done. */
export interface Registration {
  readonly values: PersonValues
  readonly person: string
  readonly agent: string
  /** The same document with the same right PIN: she has an account and goes on with it. */
  readonly resumes: boolean
  readonly documentKey: string
  readonly pin: string
  /** For `append`, besides the caller's own. */
  readonly scopes: readonly string[]
}

/**
 * Before the transaction: is this somebody who registered before (same document, same PIN), or a new claim? A claim with another
 * PIN counts as a try on that document, under the same growing delay as signing in, so registering is no way to guess PINs.
 */
export async function prepareRegistration(house: House, from: { address: string; device: string | null }, values: PersonValues, tenant: string): Promise<Registration> {
  const key = documentKey(house.keys, values.document)
  const known = await matchAccount(house, { documentKey: key, pin: values.pin, registers: true, ...from })
  const person = known ?? randomUUID()
  const agent = randomUUID()
  const scopes = known ? await entryScopes(house, house.db, tenant, known, agent) : [documentScope(key), actorScope(tenant, agent)]
  return { values, person, agent, resumes: known !== null, documentKey: key, pin: known ? '' : await hashPin(house.keys, key, values.pin), scopes }
}

/** Whether two forms of one person crossed (a double click): prepare again, and the second one resumes what the first one made. */
export function isRegisteredMeanwhile(error: unknown): boolean {
  return error instanceof Problem && error.code === 'registered-meanwhile'
}

/** In the caller's append, under `registration.scopes`: writes the person unless she exists, and brings her into the programme. */
export async function registerPerson(house: House, tx: Tx, registration: Registration, tenant: string): Promise<Entry> {
  const { person, values } = registration
  if (!registration.resumes) {
    await refuseTwice(tx, registration)
    const now = house.clock()
    await insertPersons(house, tx, [{ person, profile: values.profile, document: values.document }], now)
    await tx.insertInto('account').values({ person, pin: registration.pin, chosen: now }).execute()
    await giveConsent(tx, person, [], 'programme', values.consentLanguage, now)
  }
  return enterProgramme(house, tx, tenant, person, registration.agent)
}

async function refuseTwice(tx: Tx, registration: Registration): Promise<void> {
  const twin = await tx.selectFrom('identity_document').innerJoin('account', 'account.person', 'identity_document.person').select('account.person')
    .where('identity_document.key', '=', registration.documentKey).where('identity_document.withdrawn', 'is', null).where('account.pin', '=', registration.pin)
    .executeTakeFirst()
  if (twin) {
    throw new Problem(409, 'registered-meanwhile', {
      es: 'Tu registro ya se guardó. Ingresa con tu documento y tu clave.',
      en: 'Your registration is already saved. Sign in with your document and your PIN.',
    })
  }
}

import { randomBytes } from 'node:crypto'
import { derive, hmac, seal, unseal, type Keys } from '../../lib/keys.ts'
import { documentIdentity, type IdentityDocument } from './documents.ts'
import { nameLikeness } from './names.ts'
import { dniInRuc } from './ruc.ts'
import { ProfileShape, type Profile } from './profile.ts'

/** A person's own data key, unwrapped. */
export type DataKey = Buffer

const fieldKeys = new WeakMap<Keys, Buffer>()

function wrappingKey(keys: Keys): Buffer {
  const known = fieldKeys.get(keys)
  if (known) return known
  const made = derive(keys, 'field', 'person data key')
  fieldKeys.set(keys, made)
  return made
}

/** A new data key and its wrapped form for the database. */
export function makeDataKey(keys: Keys, person: string): { dataKey: DataKey; wrapped: Buffer } {
  const dataKey = randomBytes(32)
  return { dataKey, wrapped: seal(wrappingKey(keys), `person ${person}`, dataKey) }
}

export function openDataKey(keys: Keys, person: string, wrapped: Buffer): DataKey {
  return unseal(wrappingKey(keys), `person ${person}`, wrapped)
}

export function sealProfile(dataKey: DataKey, person: string, profile: Profile): Buffer {
  return seal(dataKey, `profile ${person}`, JSON.stringify(profile))
}

export function openProfile(dataKey: DataKey, person: string, sealed: Buffer): Profile {
  return ProfileShape.parse(JSON.parse(unseal(dataKey, `profile ${person}`, sealed).toString('utf8')))
}

export function sealDocument(dataKey: DataKey, person: string, document: IdentityDocument): Buffer {
  return seal(dataKey, `document ${person}`, documentIdentity(document))
}

export function openDocument(dataKey: DataKey, person: string, sealed: Buffer): IdentityDocument {
  const [type, country = '', number = ''] = unseal(dataKey, `document ${person}`, sealed).toString('utf8').split(':')
  // Only sealDocument writes this text.
  return { type: type as IdentityDocument['type'], country, number }
}

export function sealText(dataKey: DataKey, person: string, text: string): Buffer {
  return seal(dataKey, `text ${person}`, text)
}

export function openText(dataKey: DataKey, person: string, sealed: Buffer): string {
  return unseal(dataKey, `text ${person}`, sealed).toString('utf8')
}

/** The key under which one document is matched; the only trace of a number outside its owner's sealed data. */
export function documentKey(keys: Keys, document: IdentityDocument): string {
  return hmac(keys, 'hmac', 'document', documentIdentity(document))
}

/** Equal for two persons of one name (accents and order aside) and one birth date. */
export function likenessKey(keys: Keys, profile: Pick<Profile, 'name' | 'born'>): string {
  return hmac(keys, 'hmac', 'likeness', `${nameLikeness(profile.name)} ${profile.born}`)
}

/** The key of the DNI that a declared RUC 10 carries, comparable with `documentKey`; null for any other firm. */
export function rucKey(keys: Keys, firm: Profile['firm']): string | null {
  const dni = firm?.ruc ? dniInRuc(firm.ruc) : null
  return dni === null ? null : documentKey(keys, { type: 'dni', country: 'PE', number: dni })
}

export function phoneKey(keys: Keys, phone: string | null): string | null {
  return phone === null ? null : hmac(keys, 'hmac', 'phone', phone)
}

import { createHash } from 'node:crypto'
import type pg from 'pg'
import { nameKeys } from '../../src/features/people/name-keys.ts'
import { makeDataKey, openDataKey, openDocument, openProfile, sealDocument, sealProfile } from '../../src/features/people/sealing.ts'
import type { Keys } from '../../src/lib/keys.ts'

/** What of a base's person is opened once, to be sealed anew for every copy. */
interface Base { readonly id: string; readonly profile: ReturnType<typeof openProfile>; readonly document: ReturnType<typeof openDocument> }

/** In the database: the id of a copy's thing. As `own` here. */
export const OWN_FUNCTION = `create or replace function own(x uuid, k int) returns uuid language sql immutable parallel safe as
  $$ select overlay(overlay(md5(x::text || '/' || k) placing '4' from 13) placing '8' from 17)::uuid $$`

function own(id: string, k: number): string {
  const hex = createHash('md5').update(`${id}/${k}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** The people of a base, from the tables base.person and base.identity_document. */
export async function peopleOf(client: pg.Client, keys: Keys): Promise<Base[]> {
  const { rows } = await client.query<{ id: string; data_key: Buffer; profile: Buffer; sealed: Buffer }>(
    'select p.id, p.data_key, p.profile, d.sealed from base.person p join base.identity_document d on d.person = p.id')
  return rows.map(({ id, data_key, profile, sealed }) => {
    const key = openDataKey(keys, id, data_key)
    return { id, profile: openProfile(key, id, profile), document: openDocument(key, id, sealed) }
  })
}

export interface SealedCopies { readonly base: string[]; readonly dataKey: Buffer[]; readonly profile: Buffer[]; readonly document: Buffer[]; readonly nameKeys: string[] }

/** Copy `k` of everybody: a key of her own, a number of her own, and a second surname that no other copy has. */
export function sealedCopies(people: readonly Base[], keys: Keys, k: number): SealedCopies {
  const made: SealedCopies = { base: [], dataKey: [], profile: [], document: [], nameKeys: [] }
  for (const [n, { id, profile, document }] of people.entries()) {
    const person = own(id, k)
    const { dataKey, wrapped } = makeDataKey(keys, person)
    const name = `${profile.name.split(' ').slice(0, 2).join(' ')} ${surname(k)}`
    made.base.push(id)
    made.dataKey.push(wrapped)
    made.profile.push(sealProfile(dataKey, person, { ...profile, name }))
    made.document.push(sealDocument(dataKey, person, { ...document, number: String(10_000_000 + ((k * 7_919 + n * 104_729) % 80_000_000)) }))
    made.nameKeys.push(`{${nameKeys(keys, name).join(',')}}`)
  }
  return made
}

const SYLLABLES = ['ca', 'ri', 'mo', 'lu', 'pa', 'te', 'ña', 'qui', 'sa', 'yo']

function surname(k: number): string {
  const word = String(k).padStart(3, '0').split('').map((digit) => SYLLABLES[Number(digit)]).join('')
  return word.charAt(0).toUpperCase() + word.slice(1)
}

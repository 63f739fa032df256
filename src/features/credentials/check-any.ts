import type { House } from '../../feature.ts'
import { OutboundError } from '../../lib/outbound.ts'
import { isObject, several, type Json } from '../../lib/vc/faults.ts'
import { outsideFetcher, sparing, type Fetcher } from '../../lib/vc/fetcher.ts'
import { addressOf } from '../../lib/vc/did.ts'
import { verifyOutside, verifyPresentation, type OutsideAsk, type OutsideVerdict } from '../../lib/vc/outside.ts'
import { isModest } from '../../lib/vc/read-json.ts'
import { hasType, issuerOf } from '../../lib/vc/model.ts'
import { knownIssuers } from './issuer-keys.ts'
import { didDocument, type PublicIssuer } from './issuer.ts'
import { register } from './register.ts'
import { ownList } from './signed-list.ts'
import { verifyCredential, type Verdict } from './verify.ts'

/**
 * What was given and how it stands. `ours`: it says that it is a certificate of this institution, so it is held to the exact shape of one
 * and to the register. `other`: anybody else's, or another kind of document that we sign (`here`).
 */
export type Checked =
  | { readonly kind: 'ours'; readonly verdict: Verdict }
  | { readonly kind: 'other'; readonly here: boolean; readonly verdict: OutsideVerdict }

const outside = outsideFetcher()

/** Looks at a credential or presentation of whomever. */
export async function checkAny(house: House, given: unknown, fetcher: Fetcher = outside): Promise<Checked> {
  if (!isPresentation(given)) return one(house, given, await sightOf(house, fetcher))
  return { kind: 'other', here: false, verdict: await checkPresentation(house, given, {}, fetcher) }
}

/** What its holder was asked to sign along. */
export interface Proves {
  readonly challenge?: string | undefined
  readonly domain?: string | undefined
}

/** A presentation of whomever, each credential in it looked at as if it came alone. */
export async function checkPresentation(house: House, given: unknown, proves: Proves, fetcher: Fetcher = outside): Promise<OutsideVerdict> {
  const sight = await sightOf(house, fetcher)
  return verifyPresentation(given, { ...sight, ...proves }, async (credential) => (await one(house, credential, sight)).verdict)
}

/** What one look may use: our own keys, and a little of the world. */
type Sight = OutsideAsk & { readonly issuers: readonly PublicIssuer[] }

async function sightOf(house: House, fetcher: Fetcher): Promise<Sight> {
  const issuers = await knownIssuers(house, house.db)
  return { now: house.clock(), issuers, fetcher: sparing(readingOwnLists(house, knowingOurselves(issuers, fetcher))) }
}

async function one(house: House, given: unknown, sight: Sight): Promise<Checked> {
  if (given === undefined || !isModest(given)) return { kind: 'ours', verdict: await verifyCredential(undefined, register(house)) }
  const issuer = isObject(given) ? issuerOf(given) : null
  const here = sight.issuers.some((i) => i.did === issuer)
  if (here && isCertificate(given)) return { kind: 'ours', verdict: await verifyCredential(given, register(house)) }
  return { kind: 'other', here, verdict: await verifyOutside(given, sight) }
}

function isPresentation(given: unknown): boolean {
  return isObject(given) && hasType(given, 'VerifiablePresentation') && !hasType(given, 'VerifiableCredential')
}

/** Whatever names itself an achievement under our name can only be a certificate of ours, or is forged. */
function isCertificate(given: unknown): boolean {
  const types = isObject(given) ? several(given.type) : []
  return types.some((t: Json) => t === 'OpenBadgeCredential' || t === 'AchievementCredential')
}

/** So are our own status lists: what we signed beside certificates (single facts, whole records) points at them. */
function readingOwnLists(house: House, fetcher: Fetcher): Fetcher {
  return async (url, most) => await ownList(house, url) ?? fetcher(url, most)
}

/** Our own keys are read here, not through the world outside. */
export function knowingOurselves(issuers: readonly PublicIssuer[], fetcher: Fetcher): Fetcher {
  const own = new Map(issuers.filter((i) => i.did.startsWith('did:web:')).map((i) => [addressOf(i.did), i.did]))
  return async (url, most) => {
    const did = own.get(url)
    if (did === undefined) return fetcher(url, most)
    const text = JSON.stringify(didDocument(did, issuers))
    if (text.length > most) throw new OutboundError('too-large', new URL(url).host)
    return text
  }
}

import { randomUUID } from 'node:crypto'
import type { House } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import type { ProviderId } from '../../lib/registry-settings.ts'
import { agentsOf, claimsOf, documentIdentity, identityOf, personsWithAccount, profileOf, type Claim } from '../people/index.ts'
import { keepOwnAnswer } from './answers.ts'
import { compareGivenNames } from './compare-names.ts'
import type { Signed } from './provider.ts'
import type { RegistryAnswer } from './registry.ts'
import { REFUSED } from './words.ts'

/**
 * The one account whose document the provider saw and whose given names it told. Nobody where several claim the document under those names,
 * or none does: then a PIN or the office decides, as without a provider. Problem 409.
 */
export async function accountOf(house: House, signed: Signed): Promise<string> {
  const found: string[] = []
  for (const person of await personsWithAccount(house, house.db, signed.document)) {
    const profile = await profileOf(house, house.db, person)
    if (profile && compareGivenNames(signed.givenNames, profile.name) === 'given-names') found.push(person)
  }
  const [one, ...more] = found
  if (one === undefined || more.length > 0) throw new Problem(409, 'no-account', REFUSED.noAccount)
  return one
}

/** Keeps what the provider said of her in each programme of hers where it may still be of use. Problem 409 when it is not her document. */
export async function keepProof(house: House, person: string, provider: ProviderId, signed: Signed): Promise<void> {
  const claim = await claimSeen(house, person, signed)
  const profile = await profileOf(house, house.db, person)
  const answer: RegistryAnswer = { match: profile ? compareGivenNames(signed.givenNames, profile.name) : 'different', restriction: 'none', assurance: signed.assurance }
  for (const { tenant, agent } of await agentsOf(house.db, person)) {
    const identity = await identityOf(house.db, tenant, agent)
    const settled = identity.died !== null || identity.checks.some((c) => c.key === claim.key && c.level === 'registry')
    if (!settled) await keepOwnAnswer(house.db, { id: randomUUID(), tenant, person, document: claim.id, registry: provider, at: house.clock(), ...answer })
  }
}

async function claimSeen(house: House, person: string, signed: Signed): Promise<Claim> {
  const seen = documentIdentity(signed.document)
  const claim = (await claimsOf(house, house.db, person)).find((c) => documentIdentity(c.document) === seen)
  if (!claim) throw new Problem(409, 'other-document', REFUSED.otherDocument)
  return claim
}

import { randomUUID } from 'node:crypto'
import type { House } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { logged, type Claim, type PersonFile } from '../people/index.ts'
import { fillAnswer, forgetAnswer, reserveAnswer } from './answers.ts'
import { askedRegistries, registryFor } from './pide.ts'
import type { AskedRegistry } from './registry.ts'
import { REFUSED } from './words.ts'

/** Her newest document that is not replaced and that a registry of ours knows, with that registry; null when there is none. */
export function askable(house: Pick<House, 'config'>, file: Pick<PersonFile, 'claims'>): { claim: Claim; registry: AskedRegistry } | null {
  const registries = askedRegistries(house)
  for (const claim of [...file.claims].reverse()) {
    const registry = claim.replacedBy === null ? registryFor(registries, claim.document) : null
    if (registry) return { claim, registry }
  }
  return null
}

/**
 * Asks the registry about her document, in the name of the official who presses the button: the log says so before anything leaves the
 * house, also when no answer comes. Problem 409 or 503.
 */
export async function askRegistry(house: House, file: Pick<PersonFile, 'tenant' | 'person' | 'agent' | 'claims' | 'profile' | 'identity'>, by: string): Promise<void> {
  const found = askable(house, file)
  if (!found) throw new Problem(409, 'no-registry', REFUSED.noRegistry)
  const { claim, registry } = found
  if (file.identity.died) throw new Problem(409, 'not-alive', REFUSED.notAlive)
  if (file.identity.checks.some((c) => c.key === claim.key && c.level === 'registry')) throw new Problem(409, 'checked-already', REFUSED.checkedAlready)
  const id = randomUUID()
  const now = house.clock()
  await house.db.transaction().execute(async (tx) => {
    await reserveAnswer(tx, { id, tenant: file.tenant, person: file.person, document: claim.id, registry: registry.id, at: now, asked_by: by })
    await logged(tx, { staff: by, action: 'registry-asked', tenant: file.tenant, person: file.person, detail: { registry: registry.id } }, now)
  })
  try {
    await fillAnswer(house.db, id, await registry.ask(claim.document, file.profile.name))
  } catch (error) {
    await forgetAnswer(house.db, id)
    throw error
  }
}

import type { House } from '../../feature.ts'
import { NO_REGISTRIES, type ProviderId, type RegistrySettings } from '../../lib/registry-settings.ts'
import type { Text } from '../../lib/text.ts'
import type { IdentityDocument } from '../people/index.ts'

/** Who answers for an identity: two registries that staff ask, two providers where she signs in herself. */
export const REGISTRIES = ['reniec', 'migraciones', 'id-gob-pe', 'id-peru'] as const satisfies readonly (AskedId | ProviderId)[]
export type RegistryId = (typeof REGISTRIES)[number]
export type AskedId = 'reniec' | 'migraciones'

/**
 * How the name there and the name here compare. `alike`: one has words that the other lacks (a second given name, the "de" of a married
 * woman). `given-names`: the provider tells no surnames, and the given names are hers.
 */
export const MATCHES = ['same', 'alike', 'given-names', 'different', 'not-found'] as const
export type Match = (typeof MATCHES)[number]

/** What stands in `restriccion`: RENIEC tells a death there, by what public programs read (DOMAIN.md 4.2: an inference, to be tested). */
export const RESTRICTIONS = ['none', 'death', 'other'] as const
export type Restriction = (typeof RESTRICTIONS)[number]

/** How sure the registry is of who stood before it. `query`: nobody stood there, an official asked about a number. */
export const ASSURANCES = ['query', 'questions', 'one-factor', 'two-factor', 'certificate'] as const
export type Assurance = (typeof ASSURANCES)[number]

/** All that is kept of an answer: no name, no address, no picture (DOMAIN.md 2.2). */
export interface RegistryAnswer {
  readonly match: Match
  readonly restriction: Restriction
  readonly assurance: Assurance
}

/** A registry that an official asks about one document. `ask` throws a Problem 409 or 503 when there is no answer. */
export interface AskedRegistry {
  readonly id: AskedId
  readonly takes: (document: IdentityDocument) => boolean
  readonly ask: (document: IdentityDocument, name: string) => Promise<RegistryAnswer>
}

/** Matches with which two members of staff may record the identity; with any other they look at the card. */
export const CONFIRMABLE: readonly Match[] = ['same', 'alike', 'given-names']

export const REGISTRY_NAME: Readonly<Record<RegistryId, Text>> = {
  reniec: { es: 'RENIEC (por la PIDE)', en: 'RENIEC (through PIDE)' },
  migraciones: { es: 'Migraciones (por la PIDE)', en: 'Migraciones (through PIDE)' },
  'id-gob-pe': { es: 'ID GOB.PE', en: 'ID GOB.PE' },
  'id-peru': { es: 'ID Perú', en: 'ID Perú' },
}

/** What this installation may ask. A demo asks nobody: its people are invented, and their numbers may be somebody's. */
export function settingsOf(house: Pick<House, 'config'>): RegistrySettings {
  return house.config.demo ? NO_REGISTRIES : house.config.registries ?? NO_REGISTRIES
}

import type { House } from '../../feature.ts'
import { stateOf } from './credential-state.ts'
import { knownIssuers } from './issuer-keys.ts'
import { keepsExactly } from './keys/keeps.ts'
import type { Register } from './verify.ts'

/** What a certificate of ours is held against. */
export function register(house: House): Register {
  return {
    now: house.clock(),
    issuers: () => knownIssuers(house, house.db),
    keeps: (credential) => keepsExactly(house, credential),
    stateOf: async (credential) => {
      const row = await stateOf(house.db, credential)
      return row ? { state: row.state, statusIndex: row.status_index } : null
    },
  }
}

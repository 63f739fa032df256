import { after, before } from 'node:test'
import { actingClient } from '../../acting.ts'
import { openHouse, type TestHouse } from '../../house.ts'
import { listening, type Listening } from '../../listening.ts'

export interface Serving {
  house: TestHouse
  /** As an outside library is told it, with a slash at its end. */
  endpoint: string
  key: string
  secret: string
  /** The Authorization header of the key. */
  authorization: string
}

/** A server on a socket for a file of tests, and a key to one of its programmes; filled before the first test runs. */
export function serving(): Serving {
  const at = {} as Serving
  let server: Listening
  before(async () => {
    // The libraries stamp their statements with the time of this machine.
    at.house = await openHouse({ now: new Date().toISOString() })
    server = await listening(at.house)
    Object.assign(at, await actingClient(at.house, ['all']), { endpoint: `${server.origin}/xapi/piloto/` })
  })
  after(async () => {
    await server.close()
    await at.house.close()
  })
  return at
}

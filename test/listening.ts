import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { createApp } from '../src/app.ts'
import type { House } from '../src/feature.ts'

export interface Listening {
  readonly port: number
  /** `http://localhost:<port>` */
  readonly origin: string
  readonly close: () => Promise<void>
}

/** The house's application on a free port of this process, as src/main.ts serves it: for browsers and for bodies that only a socket shows. */
export async function listening(house: House): Promise<Listening> {
  // http.Server, since no other createServer is given.
  const server = serve({ fetch: createApp(house).fetch, port: 0 }) as Server
  await once(server, 'listening')
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo
  return {
    port, origin: `http://localhost:${port}`,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

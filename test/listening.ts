import { freePort } from '../bench/started.ts'
import { createApp, createProgramDoor } from '../src/app.ts'
import type { House } from '../src/feature.ts'
import { listen } from '../src/lib/listen.ts'

export interface Listening {
  readonly port: number
  /** `http://localhost:<port>` */
  readonly origin: string
  readonly close: () => Promise<void>
}

/** The house's application on a free port of this process, as src/main.ts serves it: for browsers, and for what only a socket shows. */
export async function listening(house: House): Promise<Listening> {
  const port = await freePort()
  const close = await listen(createApp(house).fetch, port, createProgramDoor(house))
  return { port, origin: `http://localhost:${port}`, close }
}

import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { freePort } from '../../bench/started.ts'

/** What may happen to one request between phone and server. */
export const FAULTS = ['none', 'cut-before', 'cut-after', 'half', 'late', 'error', 'twice', 'garbage'] as const
export type Fault = (typeof FAULTS)[number]

export interface Road {
  readonly origin: string
  /** The fault of the next requests to /deliveries, one each; then none. */
  readonly faults: Fault[]
  /** How many requests went through with each fault. */
  readonly met: Record<Fault, number>
  /** Paths of all that came to the road, in order. */
  readonly asked: string[]
  /** True: nothing passes. Chromium's own emulation lets the look for a new service worker through. */
  cut: boolean
  /** What stands at the end of the service worker from now on: another version of it. */
  worker: string
  readonly close: () => Promise<void>
}

const LATE_MS = 60

/**
 * A bad road to a server of this machine: cut before it arrives; arrived, but the answer lost; half an answer; late; a 500 that did
 * nothing; sent on twice; something that is no JSON. `at`: on this port, such as that of a road that was closed.
 */
export async function badRoad(to: number, at?: number): Promise<Road> {
  const faults: Fault[] = []
  const met = Object.fromEntries(FAULTS.map((f) => [f, 0])) as Record<Fault, number>
  const server = createServer((asked, answer) => {
    road.asked.push(asked.url ?? '')
    if (road.cut) return void answer.destroy()
    const fault = asked.url?.startsWith('/deliveries') ? faults.shift() ?? 'none' : 'none'
    met[fault] += 1
    void collect(asked).then((body) => travel(fault, asked, body, answer, to, asked.url === '/sw.js' ? road.worker : ''))
  })
  const port = at ?? await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const road: Road = {
    origin: `http://localhost:${port}`, faults, met, asked: [], cut: false, worker: '',
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()) }),
  }
  return road
}

async function travel(fault: Fault, asked: IncomingMessage, body: Buffer, answer: ServerResponse, to: number, more: string): Promise<void> {
  if (fault === 'cut-before') return void answer.destroy()
  if (fault === 'error') return void answer.writeHead(500, { 'content-type': 'text/html' }).end('<h1>500</h1>')
  const first = await pass(asked, body, to)
  const said = fault === 'twice' ? await pass(asked, body, to) : first
  if (fault === 'cut-after') return void answer.destroy()
  if (fault === 'late') await new Promise((resolve) => setTimeout(resolve, LATE_MS))
  if (fault === 'garbage') return void answer.writeHead(200, { 'content-type': 'application/json' }).end('{"results":[{"id"')
  const whole = Buffer.concat([said.body, Buffer.from(more)])
  answer.writeHead(said.status, { ...said.headers, 'content-length': String(whole.length) })
  if (fault !== 'half') return void answer.end(whole)
  answer.write(whole.subarray(0, Math.floor(whole.length / 2)), () => answer.destroy())
}

interface Said { readonly status: number; readonly headers: IncomingMessage['headers']; readonly body: Buffer }

/** One request on to the server, its answer whole. Host and Origin are the road's, and the server must not mind: they go on as they came. */
function pass(asked: IncomingMessage, body: Buffer, to: number): Promise<Said> {
  return new Promise((resolve, reject) => {
    const on = request({ port: to, host: '127.0.0.1', method: asked.method, path: asked.url, headers: asked.headers }, (said) => {
      void collect(said).then((bytes) => {
        const { 'transfer-encoding': _chunked, ...headers } = said.headers
        resolve({ status: said.statusCode ?? 500, headers, body: bytes })
      })
    })
    on.on('error', reject)
    on.end(body)
  })
}

async function collect(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

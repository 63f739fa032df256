import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import { formatKey } from '../../src/lib/tlog/note.ts'
import { addCheckpoint, overview } from './cosign.ts'
import type { Witness } from './state.ts'

/** A checkpoint with 63 hashes of proof and many signatures is far below. */
const MOST_BYTES = 64 * 1024
const PATIENCE_MS = 10_000

/** Serves a witness on a port, 0 for any. `now` is given by tests. */
export async function serveWitness(witness: Witness, port: number, now: () => Date = () => new Date()): Promise<{ address: string; stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    void answer(witness, request, response, now).catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error)
      reply(response, 500, 'The witness could not look or write; its operator sees why.\n')
    })
  })
  Object.assign(server, { requestTimeout: PATIENCE_MS, headersTimeout: PATIENCE_MS, maxConnections: 200 })
  server.listen(port)
  await once(server, 'listening')
  const bound = server.address()
  return {
    address: `http://localhost:${typeof bound === 'object' && bound ? bound.port : port}`,
    stop: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeIdleConnections()
      await closed
    },
  }
}

async function answer(witness: Witness, request: IncomingMessage, response: ServerResponse, now: () => Date): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://witness')
  if (request.method === 'GET' && pathname === '/') return reply(response, 200, `${formatKey(witness.signer)}\n\n${overview(witness)}`)
  if (request.method === 'GET' && pathname === '/checkpoint') return newestOf(witness, new URL(request.url ?? '/', 'http://witness').searchParams.get('origin') ?? '', response)
  if (pathname !== '/add-checkpoint') return reply(response, 404, 'POST /add-checkpoint, GET /, GET /checkpoint?origin=\n')
  if (request.method !== 'POST') return reply(response, 405, 'POST\n', { Allow: 'POST' })
  const body = await read(request)
  if (body === null) return reply(response, 413, 'Too large.\n', { Connection: 'close' })
  const told = await addCheckpoint(witness, body, now)
  reply(response, told.status, told.body, { 'Content-Type': told.type })
}

/** What this witness cosigned last, so that anybody may compare it with what the log shows. */
function newestOf(witness: Witness, origin: string, response: ServerResponse): void {
  const newest = witness.logs.some((key) => key.name === origin) ? witness.newest(origin) : null
  reply(response, newest ? 200 : 404, newest?.note ?? 'No checkpoint of that log yet.\n')
}

async function read(request: IncomingMessage): Promise<string | null> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of request) {
    bytes += (piece as Buffer).length
    if (bytes > MOST_BYTES) return null
    pieces.push(piece as Buffer)
  }
  return Buffer.concat(pieces).toString('utf8')
}

function reply(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store', ...headers }).end(body)
}

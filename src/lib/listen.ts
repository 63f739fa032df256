import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerOptions, type ServerResponse } from 'node:http'
import { createServer as createTlsServer, type Server as TlsServer, type ServerOptions as TlsOptions } from 'node:https'
import { setTimeout as wait } from 'node:timers/promises'
import { serve } from '@hono/node-server'
import { onRenewal, readTls, type TlsFiles } from './tls.ts'

type Fetch = (request: Request) => Response | Promise<Response>
/** May take a request before it becomes a web Request; false leaves it to `fetch`. */
export type Before = (request: IncomingMessage, response: ServerResponse) => boolean

/** How long requests under way may take when we stop, in ms. */
const LAST_REQUESTS = 3000

// A refused body is left to Node, which reads it to its end and forgets it: the adapter's own clean-up would cut a slow phone off
// after half a second, before it has read why.
const OPTIONS = { autoCleanupIncoming: false } as const

/** Serves on a port; answers how to stop. An Error for people when the port cannot be had. */
export async function listen(fetch: Fetch, port: number, before: Before = () => false): Promise<() => Promise<void>> {
  const create = (options: ServerOptions, then: RequestListener): Server => createServer(options, first(before, then))
  // http.Server, since createServer makes one.
  return opened(serve({ ...OPTIONS, fetch, port, createServer: create as typeof createServer }) as Server, port, 'PORT')
}

function first(before: Before, then: RequestListener): RequestListener {
  return (request, response) => { if (!before(request, response)) then(request, response) }
}

/** The same with TLS; a renewed certificate is taken up without a restart, looked for every `lookMs`. */
export async function listenTls(fetch: Fetch, port: number, files: TlsFiles, lookMs?: number, before: Before = () => false): Promise<() => Promise<void>> {
  const pair = readTls(files)
  const create = (options: TlsOptions, then: RequestListener): TlsServer => createTlsServer(options, first(before, then))
  // HTTP/1.1: the pages fetch a handful of files, and HTTP/2 would do without the Host header that our checks read. A proxy may speak HTTP/2 in front.
  const server = serve({ ...OPTIONS, fetch, port, createServer: create as typeof createTlsServer, serverOptions: { cert: pair.cert, key: pair.key, minVersion: 'TLSv1.2' } }) as TlsServer
  const stop = await opened(server, port, 'PORT')
  const renewal = onRenewal(files, pair, ({ cert, key }) => server.setSecureContext({ cert, key, minVersion: 'TLSv1.2' }), lookMs)
  return async () => {
    renewal.stop()
    await stop()
  }
}

/** Sends who still comes over plain http to the https address; what was posted is refused, since it was already read on the way. */
export async function listenToRedirect(port: number, publicUrl: string): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    request.resume()
    const path = request.url?.startsWith('/') ? request.url : '/'
    if (request.method === 'GET' || request.method === 'HEAD') response.writeHead(308, { Location: publicUrl + path, 'Cache-Control': 'no-store' }).end()
    else response.writeHead(403, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`Abre ${publicUrl} y envía desde ahí.\nOpen ${publicUrl} and send from there.\n`)
  }).listen(port)
  return opened(server, port, 'HTTP_PORT')
}

async function opened(server: Server | TlsServer, port: number, name: string): Promise<() => Promise<void>> {
  if (!server.listening) await once(server, 'listening').catch((error: unknown) => { throw portProblem(error, port, name) })
  return async () => {
    const closed = once(server, 'close')
    server.close()
    server.closeIdleConnections()
    await Promise.race([closed, wait(LAST_REQUESTS, undefined, { ref: false })])
    server.closeAllConnections()
    await closed
  }
}

function portProblem(error: unknown, port: number, name: string): Error {
  const code = (error as NodeJS.ErrnoException).code
  const start = (other: number): string => `${name}=${other} npm start`
  if (code === 'EADDRINUSE') return new Error(`Port ${port} is in use by another program. Stop it, or choose another one: ${start(port + 1)}`, { cause: error })
  if (code === 'EACCES') return new Error(`This user may not listen on port ${port}. Choose one above 1023: ${start(name === 'PORT' ? 3000 : 8080)}`, { cause: error })
  return error instanceof Error ? error : new Error(String(error))
}

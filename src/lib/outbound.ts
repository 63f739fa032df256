import { lookup } from 'node:dns'
import { request as plainRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** What may be asked of the world outside, and how long and how large its answer may be. */
export interface OutboundLimits {
  readonly timeoutMs: number
  readonly mostBytes: number
  /**
   * Origins (`https://10.1.2.3:8443`) that may be in a private network or speak plain http: an institution's own relay to the state's
   * network. Every other address is https and public.
   */
  readonly relays: readonly string[]
}

export interface OutboundRequest {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | undefined
}

/** Why a call did not come back with an answer; `reason` is for logs and tests and never holds what was sent. */
export class OutboundError extends Error {
  readonly reason: 'refused-address' | 'timeout' | 'too-large' | 'redirect' | 'unreachable'
  constructor(reason: OutboundError['reason'], host: string) {
    super(`${host}: ${reason}`)
    this.reason = reason
  }
}

const PRIVATE = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24],
  ['192.168.0.0', 16], ['198.18.0.0', 15], ['224.0.0.0', 4], ['240.0.0.0', 4],
] as const) PRIVATE.addSubnet(net, bits, 'ipv4')
// The last two carry an IPv4 address inside (RFC 6052, RFC 3056): nobody we ask needs them.
for (const [net, bits] of [['::', 127], ['fc00::', 7], ['fe80::', 10], ['ff00::', 8], ['64:ff9b::', 96], ['2002::', 16]] as const) PRIVATE.addSubnet(net, bits, 'ipv6')

/** Whether an IP address is of this machine, of a private network, or of nobody. */
export function isPrivateAddress(address: string): boolean {
  const inside = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (inside) return PRIVATE.check(inside, 'ipv4')
  return PRIVATE.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

/** Resolves a name as Node does, and refuses it when one of its addresses is private: what was checked is what is connected to. */
const publicLookup: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, found) => {
    if (error) return done(error, [])
    const [first] = found
    if (!first || found.some((a) => isPrivateAddress(a.address))) return done(new OutboundError('refused-address', host), [])
    return options.all ? done(null, found) : done(null, first.address, first.family)
  })
}

/** The options for an address, or an OutboundError when it may not be asked. */
function optionsFor(url: URL, limits: OutboundLimits): RequestOptions {
  if (limits.relays.includes(url.origin)) return {}
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (url.protocol !== 'https:' || (isIP(host) !== 0 && isPrivateAddress(host))) throw new OutboundError('refused-address', url.host)
  return { lookup: publicLookup }
}

/**
 * The one way out of this server: https, no private address, no redirect, a limit of time and of bytes. Throws an OutboundError. An answer
 * of any other status comes back as it is.
 */
export async function callOut(address: string, { method, headers, body }: OutboundRequest, limits: OutboundLimits): Promise<Response> {
  const url = new URL(address)
  const options = { ...optionsFor(url, limits), method, headers: { ...headers, ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }) } }
  const signal = AbortSignal.timeout(limits.timeoutMs)
  try {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const asked = (url.protocol === 'https:' ? tlsRequest : plainRequest)(url, { ...options, signal }, resolve)
      asked.on('error', reject)
      asked.end(body)
    })
    const status = answer.statusCode ?? 502
    if (status >= 300 && status < 400) {
      answer.destroy()
      throw new OutboundError('redirect', url.host)
    }
    const bytes = await bytesOf(answer, limits.mostBytes, url.host)
    const type = answer.headers['content-type']
    return new Response(status === 204 ? null : new Uint8Array(bytes), { status, headers: type ? { 'content-type': type } : {} })
  } catch (error) {
    if (error instanceof OutboundError) throw error
    throw new OutboundError(signal.aborted ? 'timeout' : 'unreachable', url.host)
  }
}

async function bytesOf(answer: IncomingMessage, most: number, host: string): Promise<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of answer as AsyncIterable<Buffer>) {
    length += part.length
    if (length > most) {
      answer.destroy()
      throw new OutboundError('too-large', host)
    }
    parts.push(part)
  }
  return Buffer.concat(parts)
}

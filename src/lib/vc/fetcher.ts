import { callOut, OutboundError, type OutboundLimits } from '../outbound.ts'

/** The text at an https address, at most `most` bytes; throws an OutboundError. */
export type Fetcher = (url: string, most: number) => Promise<string>

/** Fetches of one verification all together may not take longer than a few of these. */
const TIMEOUT_MS = 4000

/** Reads what credentials of strangers point to: https, public addresses only, no redirect, small, soon. `relays` is for tests: their servers stand on this machine. */
export function outsideFetcher(relays: OutboundLimits['relays'] = []): Fetcher {
  return async (url, most) => {
    const answer = await callOut(url, { method: 'GET', headers: { accept: 'application/did+ld+json, application/did+json, application/vc, application/ld+json, application/json' } }, { timeoutMs: TIMEOUT_MS, mostBytes: most, relays })
    if (answer.status !== 200) throw new OutboundError('unreachable', new URL(url).host)
    return answer.text()
  }
}

/** Whether the address itself was refused, or the manner of its answer; else nobody answered in time. */
export function wasRefused(error: unknown): boolean {
  return error instanceof OutboundError && ['refused-address', 'redirect', 'too-large'].includes(error.reason)
}

/** What one verification may ask of the world, whatever stands in what was given. */
const MOST_ADDRESSES = 24
const MOST_MS = 15_000

/** The same for one verification: each address once, a few addresses, and after some seconds none any more. */
export function sparing(fetcher: Fetcher): Fetcher {
  const asked = new Map<string, Promise<string>>()
  const began = performance.now()
  return (url, most) => {
    const known = asked.get(url)
    if (known) return known
    if (asked.size >= MOST_ADDRESSES || performance.now() - began > MOST_MS) return Promise.reject(new OutboundError('too-large', 'too many addresses'))
    const answer = fetcher(url, most)
    asked.set(url, answer)
    return answer
  }
}

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

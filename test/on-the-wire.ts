import type { Page } from 'playwright-core'

export const KB = 1024

export interface Wire {
  /** Bytes of bodies as they travelled, packed, by what the browser asked for: Document, Script, Stylesheet, Image, Media, Fetch, … */
  readonly down: Record<string, number>
  /** Bytes of the answers' headers: the budgets leave them out, a phone pays for them. */
  readonly headers: number
  readonly requests: number
  /** Bodies that the page sent. */
  readonly up: number
}

/**
 * Counts what a page loads from now on. The service worker is a target of its own in Chromium: what it fetches for the days
 * without signal is not in here.
 */
export async function listenToWire(page: Page): Promise<() => Wire> {
  const session = await page.context().newCDPSession(page)
  const kinds = new Map<string, string>()
  const down: Record<string, number> = {}
  const headersOf = new Map<string, number>()
  let [requests, up, headers] = [0, 0, 0]
  session.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
    if (!request.url.startsWith('http')) return
    requests += 1
    kinds.set(requestId, type ?? 'Other')
    for (const { bytes } of request.postDataEntries ?? []) up += Buffer.from(bytes ?? '', 'base64').length
  })
  session.on('Network.responseReceived', ({ requestId, response }) => headersOf.set(requestId, response.encodedDataLength))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId)
    if (!kind) return
    const head = Math.min(headersOf.get(requestId) ?? 0, encodedDataLength)
    headers += head
    down[kind] = (down[kind] ?? 0) + encodedDataLength - head
  })
  await session.send('Network.enable', { maxPostDataSize: 10_000_000 })
  return () => ({ down: { ...down }, headers, requests, up })
}

export const total = ({ down }: Wire, without: readonly string[] = []): number =>
  Object.entries(down).reduce((sum, [kind, bytes]) => sum + (without.includes(kind) ? 0 : bytes), 0)

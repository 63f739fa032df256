import { setTimeout as wait } from 'node:timers/promises'
import type { Statement } from './statement.ts'

/** The feed of a programme on another node. */
export interface FeedSource {
  /** `https://…/xapi/<programme>/feed` */
  readonly address: string
  /** The Authorization header of a client with statements/read. */
  readonly authorization: string
  /** Statements at a time, at most 1000. */
  readonly limit?: number
  /** Seconds to wait for news, at most 30. */
  readonly wait?: number
}

export interface FeedStatement {
  readonly pos: number
  readonly statement: Statement
  readonly voided?: boolean
}

/**
 * Where a reader keeps what it reads. The cursor and what was done with the statements are one transaction: only so does each count
 * once, wherever the reader is killed. `from` is the cursor that the step was made with; a sink that several readers share commits
 * nothing when it holds another one by then.
 */
export interface FeedSink {
  /** '' at the beginning. */
  readonly cursor: () => Promise<string>
  readonly apply: (statements: readonly FeedStatement[], step: FeedStep) => Promise<void>
  /** Takes back what was done with statements above `pos`: the record over there is no longer the one that was read. */
  readonly goBack: (pos: number, step: FeedStep) => Promise<void>
}

export interface FeedStep { readonly from: string; readonly to: string }

type Answered =
  | { readonly kind: 'page'; readonly statements: readonly FeedStatement[]; readonly cursor: string; readonly head: number }
  | { readonly kind: 'history-differs'; readonly common: number; readonly cursor: string }

const SHORTEST_PAUSE = 250
const LONGEST_PAUSE = 30_000

/**
 * Reads one answer and applies it; answers how many statements are still to come, and 0 when there was no news. Throws when the
 * source does not answer as a feed does: nothing was applied then.
 */
export async function readOnce(source: FeedSource, sink: FeedSink, signal?: AbortSignal): Promise<number> {
  const from = await sink.cursor()
  const answered = await ask(source, from, signal)
  if (answered.kind === 'history-differs') {
    await sink.goBack(answered.common, { from, to: answered.cursor })
    return 1
  }
  const { statements, cursor, head } = answered
  const [first] = statements
  if (!first) return 0
  if (statements.some(({ pos }, i) => pos !== first.pos + i)) throw new Error(`${source.address}: the feed skipped a position after ${first.pos}`)
  await sink.apply(statements, { from, to: cursor })
  return head - (statements.at(-1)?.pos ?? head)
}

/** Reads on until stopped; what fails is told to `onError` and tried again, later and later, up to half a minute. */
export function keepReading(source: FeedSource, sink: FeedSink, onError: (error: unknown) => void): { readonly stop: () => Promise<void> } {
  const stopping = new AbortController()
  const loop = (async () => {
    let pause = SHORTEST_PAUSE
    while (!stopping.signal.aborted) {
      try {
        await readOnce(source, sink, stopping.signal)
        pause = SHORTEST_PAUSE
      } catch (error) {
        if (stopping.signal.aborted) return
        onError(error)
        await wait(pause, undefined, { signal: stopping.signal }).catch(() => undefined)
        pause = Math.min(pause * 2, LONGEST_PAUSE)
      }
    }
  })()
  return { stop: async () => { stopping.abort(); await loop } }
}

async function ask(source: FeedSource, after: string, signal?: AbortSignal): Promise<Answered> {
  const seconds = source.wait ?? 20
  const query = new URLSearchParams({ limit: String(source.limit ?? 500), wait: String(seconds), ...(after === '' ? {} : { after }) })
  const { status, body } = await fetched(`${source.address}?${query}`, source.authorization, (seconds + 30) * 1000, signal)
  if (status === 200 && isPage(body)) return { ...body, kind: 'page' }
  if (status === 409 && isOtherHistory(body)) return { kind: 'history-differs', common: body.common, cursor: body.cursor }
  throw new Error(`${source.address} answered ${status}`)
}

/** Whoever waited for news answers in time; a connection that nobody ends any more is given up after `ms`. */
async function fetched(address: string, authorization: string, ms: number, stopped?: AbortSignal): Promise<{ status: number; body: unknown }> {
  // Not AbortSignal.any: in Node 20 each of its signals stays as long as the one that it listens to.
  const ending = new AbortController()
  const end = (): void => ending.abort()
  const late = setTimeout(end, ms)
  stopped?.addEventListener('abort', end)
  if (stopped?.aborted) end()
  try {
    const response = await fetch(address, { headers: { authorization }, signal: ending.signal })
    return { status: response.status, body: await response.json().catch(() => null) }
  } finally {
    clearTimeout(late)
    stopped?.removeEventListener('abort', end)
  }
}

function isPage(body: unknown): body is { statements: FeedStatement[]; cursor: string; head: number } {
  const page = body as { statements?: unknown; cursor?: unknown; head?: unknown } | null
  return Array.isArray(page?.statements) && typeof page.cursor === 'string' && typeof page.head === 'number' &&
    page.statements.every((s: Partial<FeedStatement> | null) => Number.isSafeInteger(s?.pos) && typeof s?.statement === 'object')
}

function isOtherHistory(body: unknown): body is { common: number; cursor: string } {
  const told = body as { error?: unknown; common?: unknown; cursor?: unknown } | null
  return told?.error === 'history-differs' && typeof told.common === 'number' && typeof told.cursor === 'string'
}

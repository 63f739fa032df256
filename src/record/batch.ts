import { Problem } from '../lib/problem.ts'
import type { Recorder } from './append.ts'
import { appendDecided } from './at-once.ts'
import type { Authority, Draft, Stored } from './statement.ts'

/** One sender's statements: stored all or none. */
interface Parcel {
  readonly drafts: readonly Draft[]
  readonly scopes: readonly string[]
  readonly done: (stored: Stored[]) => void
  readonly failed: (error: unknown) => void
}

export interface Batcher {
  /** Resolves after the commit that holds the statements; rejects with the parcel's own error. */
  readonly send: (drafts: readonly Draft[], scopes: readonly string[]) => Promise<Stored[]>
}

const LANES = 2
const MOST_STATEMENTS = 500
const MOST_SCOPES = 200
/** About 50 MB of waiting statements; beyond it senders are asked to come back. */
const MOST_WAITING = 5000

/**
 * Gathers what many senders post at once into few commits: while one transaction is on its way the next one fills. When one
 * parcel spoils a batch, each of its parcels is tried alone, so that nobody pays for another's mistake.
 */
export function createBatcher(recorder: Recorder, authority: Authority): Batcher {
  const waiting: Parcel[] = []
  let waitingStatements = 0
  let running = 0

  const pump = (): void => {
    while (running < LANES && waiting.length > 0) {
      // A fair share for each free lane: while one commits, the other looks up and locks.
      const batch = take(Math.ceil(waiting.length / (LANES - running)))
      running += 1
      void store(recorder, authority, batch).finally(() => { running -= 1; pump() })
    }
  }
  const take = (share: number): Parcel[] => {
    const batch: Parcel[] = []
    let statements = 0
    let scopes = 0
    for (let first = waiting[0]; first; first = waiting[0]) {
      if (batch.length > 0 && (batch.length >= share || statements + first.drafts.length > MOST_STATEMENTS || scopes + first.scopes.length > MOST_SCOPES)) break
      batch.push(first)
      waiting.shift()
      statements += first.drafts.length
      scopes += first.scopes.length
    }
    waitingStatements -= statements
    return batch
  }
  return {
    send: (drafts, scopes) => new Promise((done, failed) => {
      if (waitingStatements + drafts.length > MOST_WAITING) return failed(tooBusy())
      waiting.push({ drafts, scopes, done, failed })
      waitingStatements += drafts.length
      // After the current turn, so that requests that arrive together travel together.
      setImmediate(pump)
    }),
  }
}

async function store(recorder: Recorder, authority: Authority, batch: readonly Parcel[]): Promise<void> {
  try {
    const stored = await appendDecided(recorder, { scopes: batch.flatMap((p) => p.scopes), authority }, batch.flatMap((p) => p.drafts))
    const byId = new Map(stored.map((s) => [s.id, s]))
    for (const parcel of batch) parcel.done(parcel.drafts.flatMap((d) => byId.get(d.statement.id ?? '') ?? []))
  } catch (error) {
    if (batch.length === 1) return batch[0]!.failed(error)
    for (const parcel of batch) await store(recorder, authority, [parcel])
  }
}

function tooBusy(): Problem {
  return new Problem(429, 'too-busy', {
    es: 'Hay muchos envíos a la vez. Tu trabajo sigue en tu teléfono; se enviará en unos segundos.',
    en: 'Many are sending at once. Your work is still on your phone; it will be sent in a few seconds.',
  }, [], { 'Retry-After': '5' })
}

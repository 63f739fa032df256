import { Problem } from '../lib/problem.ts'
import type { Recorder } from './append.ts'
import { appendDecided } from './at-once.ts'
import type { Prepared } from './prepare.ts'
import type { Stored } from './statement.ts'

/** One sender's statements: stored all or none. */
interface Parcel {
  readonly statements: readonly Prepared[]
  readonly scopes: readonly string[]
  readonly done: (stored: Stored[]) => void
  readonly failed: (error: unknown) => void
}

export interface Batcher {
  /** Resolves after the commit that holds the statements; rejects with the parcel's own error. */
  readonly send: (statements: readonly Prepared[], scopes: readonly string[]) => Promise<Stored[]>
}

const LANES = 2
const MOST_STATEMENTS = 500
const MOST_SCOPES = 200
/** Beyond this many waiting statements, or bytes of them, senders are asked to come back: memory does not grow with their number. */
const MOST_WAITING = 5000
const MOST_BYTES = 64 * 2 ** 20

/**
 * Gathers what many senders post at once into few commits: while one transaction is on its way the next one fills. When one
 * parcel spoils a batch, each of its parcels is tried alone, so that nobody pays for another's mistake.
 */
export function createBatcher(recorder: Recorder): Batcher {
  const waiting: Parcel[] = []
  let waitingStatements = 0
  let waitingBytes = 0
  let running = 0

  const pump = (): void => {
    while (running < LANES && waiting.length > 0) {
      // A fair share for each free lane: while one commits, the other looks up and locks.
      const batch = take(Math.ceil(waiting.length / (LANES - running)))
      running += 1
      void store(recorder, batch).finally(() => { running -= 1; pump() })
    }
  }
  const take = (share: number): Parcel[] => {
    const batch: Parcel[] = []
    let statements = 0
    let scopes = 0
    for (let first = waiting[0]; first; first = waiting[0]) {
      if (batch.length > 0 && (batch.length >= share || statements + first.statements.length > MOST_STATEMENTS || scopes + first.scopes.length > MOST_SCOPES)) break
      batch.push(first)
      waiting.shift()
      statements += first.statements.length
      scopes += first.scopes.length
    }
    waitingStatements -= statements
    waitingBytes -= batch.reduce((sum, parcel) => sum + bytesOf(parcel.statements), 0)
    return batch
  }
  return {
    send: (mine, scopes) => new Promise((done, failed) => {
      const bytes = bytesOf(mine)
      if (waiting.length > 0 && (waitingStatements + mine.length > MOST_WAITING || waitingBytes + bytes > MOST_BYTES)) return failed(tooBusy())
      waitingBytes += bytes
      waiting.push({ statements: mine, scopes, done, failed })
      waitingStatements += mine.length
      // After the current turn, so that requests that arrive together travel together.
      setImmediate(pump)
    }),
  }
}

function bytesOf(statements: readonly Prepared[]): number {
  return statements.reduce((sum, p) => sum + p.text.length + (p.sealed?.bytes.length ?? 0), 0)
}

async function store(recorder: Recorder, batch: readonly Parcel[]): Promise<void> {
  try {
    const stored = await appendDecided(recorder, batch.flatMap((p) => p.scopes), batch.flatMap((p) => p.statements))
    const byId = new Map(stored.map((s) => [s.id, s]))
    for (const parcel of batch) parcel.done(parcel.statements.flatMap((p) => byId.get(p.row.id) ?? []))
  } catch (error) {
    if (batch.length === 1) return batch[0]!.failed(error)
    for (const parcel of batch) await store(recorder, [parcel])
  }
}

function tooBusy(): Problem {
  return new Problem(429, 'too-busy', {
    es: 'Hay muchos envíos a la vez. Tu trabajo sigue en tu teléfono; se enviará en unos segundos.',
    en: 'Many are sending at once. Your work is still on your phone; it will be sent in a few seconds.',
  }, [], { 'Retry-After': '5' })
}

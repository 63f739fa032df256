import type { Round } from './round.ts'
import type { Task } from './tasks.ts'

export const LIBRARIES = ['ours', 'tfjs cpu', 'tfjs wasm', 'mljs'] as const
export type Library = (typeof LIBRARIES)[number]

/** A place where libraries can train: a process each, or one page for all. */
export interface Place {
  /** Null: it passed the time limit and was stopped; the next call starts afresh. */
  readonly train: (library: Library, task: Task, scale: number, limitMs: number) => Promise<Round | null>
  readonly close: () => Promise<void>
}

export interface Settings {
  readonly libraries: readonly Library[]
  readonly rounds: number
  /** Part of each task's rows. */
  readonly scale: number
  /** Part of the rows of the training that warms each library up. */
  readonly warm: number
  readonly limitMs: number
}

export interface Outcome {
  readonly library: Library
  /** Every timed round. */
  readonly times: readonly number[]
  readonly score: number | null
  /** Why there is nothing, in the library's words; `too slow`: it passed the limit. */
  readonly error: string | null
  readonly tooSlow: boolean
}

/**
 * All libraries on one task, round after round, ours first in one round and last in the next: a machine that slows down slows all.
 * Each trains once on few rows before anything counts. Who fails or passes the limit is left out from then on.
 */
export async function contest(place: Place, task: Task, { libraries, rounds, scale, warm, limitMs }: Settings): Promise<Outcome[]> {
  const found = new Map(libraries.map((library) => [library, { times: [] as number[], score: null as number | null, error: null as string | null, tooSlow: false }]))
  for (let round = 0; round <= rounds; round += 1) {
    for (const library of round % 2 === 0 ? libraries : libraries.toReversed()) {
      const entry = found.get(library)!
      if (entry.error !== null || entry.tooSlow) continue
      const outcome = await place.train(library, task, round === 0 ? warm : scale, limitMs)
      if (outcome === null) entry.tooSlow = true
      else if ('error' in outcome) entry.error = outcome.error
      else if (round > 0) {
        entry.times.push(outcome.ms)
        entry.score = outcome.score
      }
    }
  }
  return libraries.map((library) => ({ library, ...found.get(library)! }))
}

/** What the work comes to, or null when it takes longer; who calls must stop it then. */
export async function within<T>(work: Promise<T>, limitMs: number): Promise<T | null> {
  let late: NodeJS.Timeout | undefined
  const limit = new Promise<null>((resolve) => { late = setTimeout(() => resolve(null), limitMs) })
  const found = await Promise.race([work, limit])
  clearTimeout(late)
  return found
}

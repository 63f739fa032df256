import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { ROOT } from '../root.ts'
import { BUNDLED } from './contexts.ts'

/** Why a document has no canonical form here. `refused`: JSON-LD refuses it (an unknown context, a term that nobody defines). */
export class CanonicalError extends Error {
  readonly reason: 'refused' | 'too-costly' | 'busy'
  constructor(reason: CanonicalError['reason'], detail: string) {
    super(detail)
    this.reason = reason
  }
}

/** An honest credential of 60 KB takes 30 ms on the first thread and 10 ms after that; the rest is for a machine that is busy. */
const PATIENCE_MS = 4000
const MOST_MB = 96
/** Characters of N-Quads: what 60 KB of JSON become, and much more. */
const MOST_TEXT = 4_000_000
const MOST_WAITING = 40
/** A thread holds some 30 MB; nobody needs it at night. */
const IDLE_MS = 30_000

const Answer = z.union([z.object({ texts: z.array(z.string()) }), z.object({ refused: z.string() })])
interface Job { readonly documents: readonly object[]; readonly resolve: (texts: string[]) => void; readonly reject: (error: CanonicalError) => void }

const waiting: Job[] = []
let worker: Worker | null = null
let present: Job | null = null
let idle: NodeJS.Timeout | undefined

/**
 * The RDFC-1.0 form of JSON-LD documents that strangers wrote, with bundled contexts only. It runs in a thread that is ended when it
 * takes too long or too much memory, so the server goes on answering others. Throws a CanonicalError.
 */
export function canonicalElsewhere(documents: readonly object[]): Promise<string[]> {
  if (waiting.length >= MOST_WAITING) return Promise.reject(new CanonicalError('busy', 'too many wait'))
  return new Promise((resolve, reject) => {
    waiting.push({ documents, resolve, reject })
    next()
  })
}

function next(): void {
  if (present) return
  const job = waiting.shift()
  if (!job) return
  present = job
  clearTimeout(idle)
  const thread = worker ?? start()
  const clock = setTimeout(() => end(thread), PATIENCE_MS)
  const done = (act: () => void): void => {
    clearTimeout(clock)
    thread.off('message', answered)
    thread.off('error', failed)
    thread.off('exit', gone)
    present = null
    act()
    rest()
    next()
  }
  const answered = (message: unknown): void => {
    const answer = Answer.parse(message)
    done(() => ('texts' in answer ? job.resolve(answer.texts) : job.reject(new CanonicalError('refused', answer.refused))))
  }
  const failed = (error: Error): void => done(() => job.reject(new CanonicalError('too-costly', error.message)))
  const gone = (): void => done(() => job.reject(new CanonicalError('too-costly', 'the thread ended')))
  thread.on('message', answered).on('error', failed).on('exit', gone)
  thread.postMessage({ documents: job.documents, most: MOST_TEXT })
}

function start(): Worker {
  const thread = new Worker(join(ROOT, 'src/lib/vc/canonical.worker.mjs'), {
    workerData: { contexts: BUNDLED }, execArgv: [], env: {}, resourceLimits: { maxOldGenerationSizeMb: MOST_MB, maxYoungGenerationSizeMb: 16 },
  })
  // Nobody waits for it to stop.
  thread.unref()
  const forget = (): void => { if (worker === thread) worker = null }
  thread.once('error', forget).once('exit', forget)
  worker = thread
  return thread
}

function end(thread: Worker): void {
  if (worker === thread) worker = null
  void thread.terminate()
}

function rest(): void {
  if (!worker || waiting.length > 0) return
  const thread = worker
  idle = setTimeout(() => { if (!present) end(thread) }, IDLE_MS)
  idle.unref()
}

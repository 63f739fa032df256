import { at } from './clock.ts'
import { DAY_MS, HOUR_MS } from './plan.ts'

/**
 * Hours of Lima at which a part of the day begins. Acts of one part go on beside each other, so it is as long as it may be; staff, whose
 * session lasts an hour without use, work in the short parts (world.ts) or, with their classes, at one hour of a long one.
 */
const PARTS = [0, 9, 10, 15, 16]
/** Lima is UTC−5. */
const LIMA_MS = 5 * HOUR_MS

/** What is still to be lived. Acts of one lane follow each other; those of different lanes of the same part of a day go on beside each other. */
export interface Schedule {
  /** Nothing is planned after the demo's end: what would come later has not happened yet. */
  readonly add: (time: number, lane: string, act: () => Promise<void>) => void
  readonly run: (options: RunOptions) => Promise<void>
}

export interface RunOptions {
  readonly lanes: number
  readonly signal: AbortSignal
  /** Before the acts of a part of a day. */
  readonly begins: (time: number) => void
  /** After them, at its last moment. */
  readonly ends: () => Promise<void>
  readonly onAct: () => void
}

interface Act {
  readonly time: number
  readonly order: number
  readonly lane: string
  readonly act: () => Promise<void>
}

export function makeSchedule(until: number): Schedule {
  const parts = new Map<number, Act[]>()
  let order = 0
  return {
    add: (time, lane, act) => {
      if (time > until) return
      const { begins } = partOf(time)
      const waiting = parts.get(begins) ?? []
      parts.set(begins, waiting)
      waiting.push({ time, order: order++, lane, act })
    },
    run: async (options) => {
      for (let part = next(parts); part !== null; part = next(parts)) {
        options.begins(part)
        // An act may plan another one for the same part.
        for (let acts = take(parts, part); acts.length > 0; acts = take(parts, part)) await side(lanesOf(acts), options)
        await at(Math.min(partOf(part).ends - 1, until), options.ends)
      }
    },
  }
}

function partOf(time: number): { begins: number; ends: number } {
  const midnight = Math.floor((time - LIMA_MS) / DAY_MS) * DAY_MS + LIMA_MS
  const hour = Math.floor((time - midnight) / HOUR_MS)
  const i = PARTS.findLastIndex((from) => from <= hour)
  return { begins: midnight + (PARTS[i] ?? 0) * HOUR_MS, ends: midnight + (PARTS[i + 1] ?? 24) * HOUR_MS }
}

function next(parts: ReadonlyMap<number, unknown>): number | null {
  let first: number | null = null
  for (const part of parts.keys()) if (first === null || part < first) first = part
  return first
}

function take(parts: Map<number, Act[]>, part: number): Act[] {
  const acts = parts.get(part) ?? []
  parts.delete(part)
  return acts
}

function lanesOf(acts: readonly Act[]): Act[][] {
  const lanes = new Map<string, Act[]>()
  for (const act of acts.toSorted((a, b) => a.time - b.time || a.order - b.order)) {
    const lane = lanes.get(act.lane) ?? []
    lanes.set(act.lane, lane)
    lane.push(act)
  }
  return [...lanes.values()]
}

/** Several lanes at once. Whatever fails, those that are under way end before the caller hears of it. */
async function side(waiting: Act[][], { lanes, signal, onAct }: RunOptions): Promise<void> {
  let failed: { error: unknown } | null = null
  const worker = async (): Promise<void> => {
    for (let lane = waiting.shift(); lane; lane = waiting.shift()) {
      for (const { time, act } of lane) {
        if (failed || signal.aborted) return
        try {
          await at(time, act)
        } catch (error) {
          failed ??= { error }
        }
        onAct()
      }
    }
  }
  await Promise.all(Array.from({ length: lanes }, worker))
  signal.throwIfAborted()
  if (failed) throw (failed as { error: unknown }).error
}

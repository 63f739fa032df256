import { at } from './clock.ts'
import { HOUR_MS } from './plan.ts'

/** What is still to be lived. Acts of one lane follow each other; those of different lanes of the same hour go on beside each other. */
export interface Schedule {
  /** Nothing is planned after the demo's end: what would come later has not happened yet. */
  readonly add: (time: number, lane: string, act: () => Promise<void>) => void
  readonly run: (options: RunOptions) => Promise<void>
}

export interface RunOptions {
  readonly lanes: number
  readonly signal: AbortSignal
  /** Before the acts of an hour, at its first moment. */
  readonly hourBegins: (hour: number) => void
  /** After them, at its last moment. */
  readonly hourEnds: (end: number) => Promise<void>
  readonly onAct: () => void
}

interface Act {
  readonly time: number
  readonly order: number
  readonly lane: string
  readonly act: () => Promise<void>
}

export function makeSchedule(until: number): Schedule {
  const hours = new Map<number, Act[]>()
  let order = 0
  return {
    add: (time, lane, act) => {
      if (time > until) return
      const hour = Math.floor(time / HOUR_MS)
      const waiting = hours.get(hour) ?? []
      hours.set(hour, waiting)
      waiting.push({ time, order: order++, lane, act })
    },
    run: async (options) => {
      for (let hour = next(hours); hour !== null; hour = next(hours)) {
        options.hourBegins(hour * HOUR_MS)
        // An act may plan another one for the same hour.
        for (let acts = take(hours, hour); acts.length > 0; acts = take(hours, hour)) await side(lanesOf(acts), options)
        const end = Math.min((hour + 1) * HOUR_MS - 1, until)
        await at(end, () => options.hourEnds(end))
      }
    },
  }
}

function next(hours: ReadonlyMap<number, unknown>): number | null {
  let first: number | null = null
  for (const hour of hours.keys()) if (first === null || hour < first) first = hour
  return first
}

function take(hours: Map<number, Act[]>, hour: number): Act[] {
  const acts = hours.get(hour) ?? []
  hours.delete(hour)
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

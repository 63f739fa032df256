import type { Progress } from '../kind.ts'
import type { CarryOut, Order, Trained } from './order.ts'

declare global {
  /** Set by serve.ts when a page loads it. */
  var carryOutHere: CarryOut | undefined
}

export interface Run {
  readonly done: Promise<Trained>
  /** Stops at once; `done` then never settles. */
  readonly cancel: () => void
}

/** What the worker posts while it works and at the end. */
export type Message = Progress | { readonly trained: Trained }

/** Trains in a worker, or on this page's own thread where workers are missing or do not start. */
export function startTraining(workerUrl: string, order: Order, onEpoch: (progress: Progress) => void): Run {
  let stop = (): void => undefined
  const done = new Promise<Trained>((resolve, reject) => {
    const here = (): void => {
      let stopped = false
      stop = () => { stopped = true }
      loadHere(workerUrl).then((carryOut) => { if (!stopped) stop = onThisThread(carryOut(order), onEpoch, resolve, reject) }, reject)
    }
    if (typeof Worker === 'undefined') return here()
    const worker = new Worker(workerUrl)
    stop = () => worker.terminate()
    worker.onmessage = ({ data }: MessageEvent<Message>) => {
      if ('epoch' in data) return onEpoch(data)
      worker.terminate()
      resolve(data.trained)
    }
    worker.onerror = () => {
      worker.terminate()
      here()
    }
    worker.postMessage(order)
  })
  return { done, cancel: () => stop() }
}

/** Longest stretch without giving the page its turn, in ms: taps on "stop" still answer. */
const SLICE_MS = 12

/** What trains, loaded into this page: from its own script, or as it is there already. */
function loadHere(url: string): Promise<NonNullable<typeof globalThis.carryOutHere>> {
  return new Promise((resolve, reject) => {
    const loaded = (): void => {
      if (globalThis.carryOutHere) resolve(globalThis.carryOutHere)
      else reject(new Error('what trains did not load'))
    }
    if (globalThis.carryOutHere) return loaded()
    const script = document.createElement('script')
    script.src = url
    script.onload = loaded
    script.onerror = () => { script.remove(); loaded() }
    document.head.append(script)
  })
}

function onThisThread(run: Generator<Progress, Trained>, onEpoch: (progress: Progress) => void, resolve: (t: Trained) => void, reject: (e: unknown) => void): () => void {
  let stopped = false
  const slice = (): void => {
    const until = performance.now() + SLICE_MS
    try {
      while (!stopped) {
        const next = run.next()
        if (next.done) return resolve(next.value)
        if (performance.now() < until) continue
        onEpoch(next.value)
        setTimeout(slice, 0)
        return
      }
    } catch (error) {
      reject(error)
    }
  }
  setTimeout(slice, 0)
  return () => { stopped = true }
}

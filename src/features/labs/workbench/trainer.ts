import { carryOut, type Order, type Trained } from './order.ts'

export interface Run {
  readonly done: Promise<Trained>
  /** Stops at once; `done` then never settles. */
  readonly cancel: () => void
}

/** What the worker posts while it works and at the end. */
export type Message = { readonly epoch: number } | { readonly trained: Trained }

/** Trains in a worker, or on this page's own thread where workers are missing or do not start. */
export function startTraining(workerUrl: string, order: Order, onEpoch: (epoch: number) => void): Run {
  let stop = (): void => undefined
  const done = new Promise<Trained>((resolve, reject) => {
    const here = (): void => { stop = onThisThread(order, onEpoch, resolve, reject) }
    if (typeof Worker === 'undefined') return here()
    const worker = new Worker(workerUrl)
    stop = () => worker.terminate()
    worker.onmessage = ({ data }: MessageEvent<Message>) => {
      if ('epoch' in data) return onEpoch(data.epoch)
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

function onThisThread(order: Order, onEpoch: (epoch: number) => void, resolve: (t: Trained) => void, reject: (e: unknown) => void): () => void {
  let stopped = false
  const run = carryOut(order)
  const slice = (): void => {
    const until = performance.now() + SLICE_MS
    try {
      while (!stopped) {
        const next = run.next()
        if (next.done) return resolve(next.value)
        if (performance.now() < until) continue
        onEpoch(next.value.epoch)
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

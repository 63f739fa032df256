import type { CarryOut, Order } from './order.ts'
import type { Message } from './trainer.ts'

const REPORT_MS = 60

/**
 * The worker of a workbench: trains away from the page's thread, so that the page still answers. Ended by terminate(). In a page whose
 * browser starts no worker it gives the training to trainer.ts: what trains ships once, in this script, and not in the workbench too.
 */
export function serveTraining(carryOut: CarryOut): void {
  const post = (message: Message): void => postMessage(message)
  if (typeof document !== 'undefined') {
    globalThis.carryOutHere = carryOut
    return
  }
  onmessage = ({ data }: MessageEvent<Order>) => {
    const run = carryOut(data)
    let told = 0
    for (;;) {
      const next = run.next()
      if (next.done) return post({ trained: next.value })
      const now = performance.now()
      if (now - told < REPORT_MS) continue
      told = now
      post(next.value)
    }
  }
}

// Bundled by training.ts and run in the browser: the workbench's own training code on the page's main thread.
import { carryOut, type Order } from '../src/features/labs/workbench/order.ts'

/** Milliseconds of one training from start to result. */
function timeTraining(order: Order): number {
  const start = performance.now()
  const run = carryOut(order)
  while (!run.next().done);
  return performance.now() - start
}

/** Milliseconds of a fixed loop of arithmetic, to tell how strong the throttling really is. */
function timeLoop(): number {
  const start = performance.now()
  let x = 0.5
  for (let i = 0; i < 20_000_000; i += 1) x = 3.9 * x * (1 - x)
  return performance.now() - start + (x > 1 ? 1 : 0)
}

Object.assign(globalThis, { timeTraining, timeLoop })

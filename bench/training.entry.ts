// Bundled by training.ts and run in the browser: the workbench's own training code on the page's main thread.
import { carryOutClasses } from '../src/features/labs/tasks/classes/carry-out.ts'
import type { Order } from '../src/features/labs/workbench/order.ts'

/** Bytes do not cross from the test to the page, text does. */
export type TextOrder = Omit<Order, 'bytes'> & { readonly csv: string }

/** Milliseconds of one training from start to result. */
function timeTraining({ csv, ...order }: TextOrder): number {
  const bytes = new TextEncoder().encode(csv)
  const start = performance.now()
  const run = carryOutClasses({ ...order, bytes })
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

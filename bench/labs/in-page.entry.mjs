// Bundled by peers.ts and run on a page's main thread, which CPU throttling reaches.
import { prepare as ours } from './ours.ts'
import { oneRound } from './round.ts'
import { prepare as tfjs, startTfjs } from './tfjs.mjs'

/** One training of a library on a task; an error as a sentence. */
async function train(library, task, scale) {
  try {
    if (library === 'ours') return await oneRound(ours, task, scale)
    await startTfjs(library === 'tfjs wasm' ? 'wasm' : 'cpu', '/wasm/')
    return await oneRound(tfjs, task, scale)
  } catch (error) {
    return { error: String(error?.message ?? error) }
  }
}

/** Milliseconds of a fixed loop of arithmetic, to tell how strong the throttling really is. */
function timeLoop() {
  const start = performance.now()
  let x = 0.5
  for (let i = 0; i < 20_000_000; i += 1) x = 3.9 * x * (1 - x)
  return performance.now() - start + (x > 1 ? 1 : 0)
}

Object.assign(globalThis, { labsTrain: train, labsLoop: timeLoop })

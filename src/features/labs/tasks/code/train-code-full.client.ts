import createPyodideModule from 'pyodide/pyodide.asm.mjs'
import { loadPyodide } from 'pyodide/pyodide.mjs'
import { makeStill, openFullPython } from '../../sandbox/full-python.ts'
import type { MicroPython } from '../../sandbox/python-run.ts'
import { closeDoors } from '../../workbench/doors.ts'
import type { Order } from '../../workbench/order.ts'
import type { Message } from '../../workbench/trainer.ts'
import { carryOutCode } from './carry-out.ts'
import type { FullPythonBytes } from './full-python-kept.ts'

// The same as train-code.client.ts, with the full Python, for those who chose to download it.

const MOST_SAID = 4000

async function python({ wasm, library }: FullPythonBytes, say: (line: string) => void): Promise<MicroPython> {
  // It wants to fetch its other files; the page brought them, and from here nothing can be fetched.
  globalThis.fetch = async (address) => (String(address instanceof Request ? address.url : address).endsWith('.wasm')
    ? new Response(wasm, { headers: { 'Content-Type': 'application/wasm' } }) : new Response(library))
  return openFullPython(loadPyodide, { createPyodideModule, indexURL: '/brought/' }, say)
}

if (typeof document === 'undefined') {
  const clock = performance.now.bind(performance)
  const tell = postMessage.bind(globalThis)
  const post = (message: Message): void => tell(message)
  onmessage = ({ data }: MessageEvent<Order>) => {
    onmessage = null
    let said = ''
    const say = (line: string): void => { if (said.length < MOST_SAID) said += `${line}\n` }
    // The page made it so (plug.tsx).
    python(data.brought as FullPythonBytes, say).then((loaded) => {
      closeDoors()
      makeStill(Number.parseInt(data.recipe.seed.slice(0, 6), 16))
      post({ trained: carryOutCode(data, loaded, () => said, clock) })
    }).catch((error: unknown) => { setTimeout(() => { throw error }) })
  }
}

import { loadMicroPython } from '@micropython/micropython-webassembly-pyscript/micropython.mjs'
import { closeDoors } from '../../workbench/doors.ts'
import type { Order } from '../../workbench/order.ts'
import type { Message } from '../../workbench/trainer.ts'
import { PYTHON_HEAP } from '../../sandbox/python-run.ts'
import { carryOutCode } from './carry-out.ts'

// A learner's program runs in this worker and nowhere else: never on the page, which has her cookie and her store.

const MOST_SAID = 4000

async function python(wasm: ArrayBuffer, say: (bytes: Uint8Array) => void): ReturnType<typeof loadMicroPython> {
  // It wants to fetch its other file; the page brought it, and from here nothing can be fetched.
  globalThis.fetch = async () => new Response(wasm, { headers: { 'Content-Type': 'application/wasm' } })
  const loaded = await loadMicroPython({ heapsize: PYTHON_HEAP, linebuffer: false, stdout: say, stderr: say, url: '/brought' })
  return loaded
}

if (typeof document === 'undefined') {
  const clock = performance.now.bind(performance)
  const tell = postMessage.bind(globalThis)
  const post = (message: Message): void => tell(message)
  onmessage = ({ data }: MessageEvent<Order>) => {
    onmessage = null
    const said: number[] = []
    const say = (bytes: Uint8Array): void => { if (said.length < MOST_SAID) said.push(...bytes) }
    // The page made it so (plug.tsx).
    python(data.brought as ArrayBuffer, say).then((loaded) => {
      closeDoors()
      post({ trained: carryOutCode(data, loaded, () => new TextDecoder().decode(Uint8Array.from(said)), clock) })
    }).catch((error: unknown) => { setTimeout(() => { throw error }) })
  }
}

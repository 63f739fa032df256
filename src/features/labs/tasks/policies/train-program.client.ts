import { loadQuickJS } from '../../sandbox/program-run.ts'
import { closeDoors } from '../../workbench/doors.ts'
import type { Order } from '../../workbench/order.ts'
import type { Message } from '../../workbench/trainer.ts'
import { carryOutProgram } from './carry-out-program.ts'

// A learner's program runs in QuickJS in this worker and nowhere else: never on the page, which has her cookie and her store.

if (typeof document === 'undefined') {
  const tell = postMessage.bind(globalThis)
  const post = (message: Message): void => tell(message)
  onmessage = ({ data }: MessageEvent<Order>) => {
    onmessage = null
    // The page made it so (plug.tsx).
    loadQuickJS(data.brought as ArrayBuffer).then((quickjs) => {
      closeDoors()
      post({ trained: carryOutProgram(data, quickjs) })
    }).catch((error: unknown) => { setTimeout(() => { throw error }) })
  }
}

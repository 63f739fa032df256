// Canonicalises what strangers signed, in a thread of its own: however long or large it becomes, it ends with the thread (canonical.ts).
import { parentPort, workerData } from 'node:worker_threads'
import jsonld from 'jsonld'

/** @type {ReadonlyMap<string, object>} */
const contexts = workerData.contexts

async function documentLoader(url) {
  const document = contexts.get(url)
  if (!document) throw new Error(`unknown context ${String(url).slice(0, 200)}`)
  return { contextUrl: null, documentUrl: url, document }
}

parentPort?.on('message', async ({ documents, most }) => {
  try {
    const texts = []
    for (const document of documents) {
      const text = await jsonld.canonize(document, { documentLoader, safe: true, base: null, canonizeOptions: { algorithm: 'RDFC-1.0', maxWorkFactor: 1 } })
      if (text.length > most) throw new Error('too large')
      texts.push(text)
    }
    parentPort?.postMessage({ texts })
  } catch (error) {
    // jsonld hides the reason in `details`: an unknown context, or the code of what safe mode refused.
    const why = error?.details?.cause?.message ?? error?.details?.event?.code ?? error?.details?.code ?? error?.message ?? 'unknown'
    parentPort?.postMessage({ refused: `${error?.name ?? 'Error'}: ${String(why).slice(0, 300)}` })
  }
})

// Bundled by ../lab-table.ts and run on a page's main thread, which CPU throttling reaches.
import { layers, startTfjs, tf } from '../../bench/labs/tfjs.mjs'
import { finish } from '../../src/features/labs/kind.ts'
import { kindOf } from '../../src/features/labs/kinds.ts'

const bytesOf = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0))

/** The engine trains a lab's recipe as the phone's worker does; milliseconds and digest. */
function trainLab({ task, recipe, settings, base64 }) {
  const kind = kindOf(task)
  const bytes = bytesOf(base64)
  const start = performance.now()
  const learnt = finish(kind.train(recipe, kind.readPublic(bytes, settings)))
  return { ms: performance.now() - start, digest: learnt?.digest ?? null }
}

/** TensorFlow.js on the same rows (same-task.ts): milliseconds of its training, and its answers to the hidden rows. */
async function trainSame(order) {
  await startTfjs('cpu', '/wasm/')
  const { shape, classes, values, targets, asked, hidden, knobs, offset, width } = order
  const x = tf.tensor(values, [targets.length, ...shape])
  const y = classes > 0 ? tf.oneHot(tf.tensor1d(targets, 'int32'), classes) : tf.tensor2d(targets, [targets.length, 1])
  const start = performance.now()
  const model = layers.sequential({ layers: layersOf(order) })
  const optimizer = order.model === 'softmax' ? tf.train.sgd(knobs.rate) : tf.train.adam(knobs.rate)
  model.compile({ optimizer, loss: classes > 0 ? 'categoricalCrossentropy' : 'meanSquaredError' })
  await model.fit(x, y, { epochs: knobs.epochs, batchSize: knobs.batch, yieldEvery: 'never', verbose: 0 })
  const ms = performance.now() - start
  const found = model.predict(tf.tensor(asked, [hidden.length, ...shape]), { batchSize: 256 })
  const chance = (of) => tf.reshape(tf.slice(of, [0, 1], [hidden.length, 1]), [-1])
  const asClasses = order.answer === 'chance' ? chance : (of) => tf.argMax(of, -1)
  const answers = await (classes > 0 ? asClasses(found) : tf.reshape(found, [-1])).data()
  return { ms, answers: Array.from(answers, (n) => n * width + offset) }
}

function layersOf({ model, shape, classes, layers: convolutions }) {
  const out = layers.layers.dense(classes > 0 ? { units: classes, activation: 'softmax', ...(model === 'softmax' ? { inputShape: shape } : {}) } : { units: 1 })
  if (model === 'softmax') return [out]
  const first = (i) => (i === 0 ? { inputShape: shape } : {})
  if (model === 'dense') return [...[32, 16].map((units, i) => layers.layers.dense({ units, activation: 'relu', kernelInitializer: 'heNormal', ...first(i) })), out]
  return [...convolutions.flatMap(({ window, filters }, i) => [
    layers.layers.conv2d({ filters, kernelSize: window, padding: 'same', activation: 'relu', kernelInitializer: 'heNormal', ...first(i) }), layers.layers.maxPooling2d({ poolSize: 2 }),
  ]), layers.layers.flatten(), out]
}

/** Milliseconds of a fixed loop of arithmetic, to tell how strong the throttling really is. */
function timeLoop() {
  const start = performance.now()
  let x = 0.5
  for (let i = 0; i < 20_000_000; i += 1) x = 3.9 * x * (1 - x)
  return performance.now() - start + (x > 1 ? 1 : 0)
}

Object.assign(globalThis, { trainLab, trainSame, timeLoop })

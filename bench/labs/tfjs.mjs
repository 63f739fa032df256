// TensorFlow.js on the tasks of tasks.ts. Plain JavaScript: its packages are installed for the benchmark only (peers.ts), so that
// there are no types to check against.
import * as tf from '@tensorflow/tfjs-core'
import * as layers from '@tensorflow/tfjs-layers'
// Named, or esbuild leaves the backend out.
import { version_cpu } from '@tensorflow/tfjs-backend-cpu'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import { CONVOLUTIONS, HIDDEN, SIDE, STEPS, UNITS } from './tasks.ts'

export { layers, tf }

/** @param {'cpu' | 'wasm'} backend @param {string} wasmPath where its .wasm files lie, with a slash at the end */
export async function startTfjs(backend, wasmPath) {
  if (!version_cpu) throw new Error('no cpu backend')
  setWasmPaths(wasmPath)
  if (!await tf.setBackend(backend)) throw new Error(`TensorFlow.js has no backend ${backend} here`)
  await tf.ready()
}

const classesOut = (classes) => layers.layers.dense({ units: classes, activation: 'softmax' })
const asTable = (rows) => tf.tensor2d(Float32Array.from(rows.values), [rows.labels.length, rows.columns])
const asClasses = (rows, classes) => tf.oneHot(tf.tensor1d(rows.labels, 'int32'), classes)
const asNumbers = (rows) => tf.tensor2d(Float32Array.from(rows.numbers), [rows.labels.length, 1])
const entropy = (optimizer) => ({ optimizer, loss: 'categoricalCrossentropy' })
const squares = (optimizer) => ({ optimizer, loss: 'meanSquaredError' })

const LEARNERS = {
  logistic: {
    input: asTable, target: asClasses,
    model: ({ learnt, classes }, { rate }) => build([layers.layers.dense({ units: classes, activation: 'softmax', inputShape: [learnt.columns] })], entropy(tf.train.sgd(rate))),
  },
  mlp: {
    input: asTable, target: asClasses,
    model: ({ learnt, classes }, { rate }) => build([
      ...HIDDEN.map((units, i) => layers.layers.dense({ units, activation: 'relu', kernelInitializer: 'heNormal', ...(i === 0 ? { inputShape: [learnt.columns] } : {}) })), classesOut(classes),
    ], entropy(tf.train.adam(rate))),
  },
  cnn: {
    input: (rows) => tf.tensor4d(Float32Array.from(rows.values, (v) => v / 255), [rows.labels.length, SIDE, SIDE, 1]), target: asClasses,
    model: ({ classes }, { rate }) => build([
      ...CONVOLUTIONS.flatMap(({ window, filters }, i) => [
        layers.layers.conv2d({ filters, kernelSize: window, padding: 'same', activation: 'relu', kernelInitializer: 'heNormal', ...(i === 0 ? { inputShape: [SIDE, SIDE, 1] } : {}) }),
        layers.layers.maxPooling2d({ poolSize: 2 }),
      ]), layers.layers.flatten(), classesOut(classes),
    ], entropy(tf.train.adam(rate))),
  },
  gru: {
    input: (rows) => tf.tensor3d(Float32Array.from(rows.values), [rows.labels.length, STEPS, 1]), target: asNumbers,
    // Its first recurrent weights would be orthogonal, drawn by a slow decomposition; ours are Glorot's.
    model: (_data, { rate }) => build([
      layers.layers.gru({ units: UNITS, inputShape: [STEPS, 1], recurrentActivation: 'sigmoid', recurrentInitializer: 'glorotNormal' }), layers.layers.dense({ units: 1 }),
    ], squares(tf.train.adam(rate))),
  },
  ridge: {
    input: asTable, target: asNumbers,
    model: ({ learnt }, { rate }) => build([layers.layers.dense({ units: 1, inputShape: [learnt.columns] })], squares(tf.train.sgd(rate))),
  },
}

function build(list, compiled) {
  const model = layers.sequential({ layers: list })
  model.compile(compiled)
  return model
}

/** @returns {import('./ours.ts').Fit} */
export function prepare(task, data) {
  const learner = LEARNERS[task.name]
  if (!learner) throw new Error('has no such model')
  const { passes, batch } = task.knobs
  const [x, y, asked] = [learner.input(data.learnt), learner.target(data.learnt, data.classes), learner.input(data.asked)]
  let model = null
  return {
    train: async () => {
      model?.dispose()
      model = learner.model(data, task.knobs)
      await model.fit(x, y, { epochs: passes, batchSize: batch, yieldEvery: 'never', verbose: 0 })
    },
    answers: async () => {
      const out = tf.tidy(() => {
        const found = model.predict(asked)
        return learner.target === asNumbers ? tf.reshape(found, [-1]) : tf.argMax(found, -1)
      })
      const answers = await out.data()
      tf.dispose([out, x, y, asked])
      model.dispose()
      return answers
    },
  }
}

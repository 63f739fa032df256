import { classesOfBoosting, learnBoosting } from '../../src/engine/boosting.ts'
import { classesOfCart, learnCart } from '../../src/engine/cart.ts'
import { learnCnn, predictCnn } from '../../src/engine/cnn.ts'
import { classesOfForest, learnForest } from '../../src/engine/forest.ts'
import { learnGru, predictGru } from '../../src/engine/gru.ts'
import { lloyd, predictKMeans } from '../../src/engine/kmeans.ts'
import { learnMlp, predictMlpClasses } from '../../src/engine/mlp.ts'
import { random, type Random } from '../../src/engine/random.ts'
import { learnRidge } from '../../src/engine/ridge.ts'
import { learnSoftmax, predictSoftmax } from '../../src/engine/softmax.ts'
import { CONVOLUTIONS, HIDDEN, SIDE, STEPS, UNITS, type Data, type Task, type TaskName } from './tasks.ts'

/** One training: `train` is timed, `answers` not. */
export interface Fit {
  readonly train: () => unknown
  readonly answers: () => ArrayLike<number> | Promise<ArrayLike<number>>
}

type Knobs = Readonly<Record<string, number>>
type Learner = (data: Data, knobs: Knobs, source: Random) => () => ArrayLike<number>

const knob = (knobs: Knobs, name: string): number => {
  const value = knobs[name]
  if (value === undefined) throw new Error(`the task has no knob ${name}`)
  return value
}

const steps = (knobs: Knobs): { epochs: number; rate: number; penalty: number; batch: number } =>
  ({ epochs: knob(knobs, 'passes'), rate: knob(knobs, 'rate'), penalty: 0, batch: knob(knobs, 'batch') })

const LEARNERS: Readonly<Record<TaskName, Learner>> = {
  logistic: ({ classes, learnt, asked }, knobs, source) => {
    const columns = Array.from({ length: learnt.columns }, String)
    const model = finish(learnSoftmax({ columns, classes, values: learnt.values, labels: learnt.labels }, steps(knobs), source))
    return () => predictSoftmax(model, asked.values)
  },
  mlp: ({ classes, learnt, asked }, knobs, source) => {
    const shape = { sizes: [learnt.columns, ...HIDDEN, classes], bend: 'relu', answer: 'classes' } as const
    const model = finish(learnMlp(shape, learnt.values, learnt.labels, steps(knobs), source))
    return () => predictMlpClasses(model, asked.values)
  },
  cnn: ({ classes, learnt, asked }, knobs, source) => {
    const shape = { rows: SIDE, columns: SIDE, classes, layers: CONVOLUTIONS }
    const more = { ...steps(knobs), flipAcross: false, flipDown: false, shift: 0 }
    const model = finish(learnCnn(shape, Uint8Array.from(learnt.values), learnt.labels, more, source))
    return () => predictCnn(model, Uint8Array.from(asked.values))
  },
  gru: ({ learnt, asked }, knobs, source) => {
    const model = finish(learnGru({ steps: STEPS, columns: 1, units: UNITS }, learnt.values, learnt.numbers, steps(knobs), source))
    return () => predictGru(model, asked.values)
  },
  tree: ({ classes, learnt, asked }, knobs) => {
    const model = learnCart(learnt.values, learnt.columns, { kind: 'classes', classes, labels: learnt.labels }, { depth: knob(knobs, 'depth'), leaf: knob(knobs, 'leaf') })
    if (model === null) throw new Error('diverged')
    return () => classesOfCart(model, asked.values)
  },
  forest: ({ classes, learnt, asked }, knobs, source) => {
    const more = { trees: knob(knobs, 'trees'), depth: knob(knobs, 'depth'), leaf: knob(knobs, 'leaf'), tried: knob(knobs, 'tried') }
    const model = finish(learnForest(learnt.values, learnt.columns, { kind: 'classes', classes, labels: learnt.labels }, more, source))
    return () => classesOfForest(model, asked.values)
  },
  boosting: ({ classes, learnt, asked }, knobs, source) => {
    const more = { trees: knob(knobs, 'trees'), depth: knob(knobs, 'depth'), leaf: knob(knobs, 'leaf'), rate: knob(knobs, 'rate'), share: 1 }
    const model = finish(learnBoosting(learnt.values, learnt.columns, { kind: 'classes', classes, labels: learnt.labels }, more, source))
    return () => classesOfBoosting(model, asked.values)
  },
  'k-means': ({ learnt, asked, centres }, knobs) => {
    const model = finish(lloyd(learnt.values, learnt.columns, centres, knob(knobs, 'passes')))
    return () => predictKMeans(model, asked.values)
  },
  ridge: ({ learnt, asked }, knobs) => {
    const { weights, constant } = finish(learnRidge(learnt.values, learnt.columns, learnt.numbers, knob(knobs, 'penalty')))
    return () => Float64Array.from(asked.labels, (_, r) => {
      let sum = constant
      for (let c = 0; c < weights.length; c += 1) sum += weights[c]! * asked.values[r * weights.length + c]!
      return sum
    })
  },
}

/** The engine on a task; each training draws the same numbers. */
export function prepare(task: Task, data: Data): Fit {
  let answers: (() => ArrayLike<number>) | null = null
  return {
    train: () => { answers = LEARNERS[task.name](data, task.knobs, random('bench', 'training')) },
    answers: () => {
      if (answers === null) throw new Error('not trained')
      return answers()
    },
  }
}

function finish<T>(run: Generator<unknown, T | null>): T {
  for (;;) {
    const next = run.next()
    if (!next.done) continue
    if (next.value === null) throw new Error('diverged')
    return next.value
  }
}

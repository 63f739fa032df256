// The libraries of mljs on the tasks of tasks.ts; plain JavaScript as tfjs.mjs is.
import { DecisionTreeClassifier } from 'ml-cart'
import FeedForwardNeuralNetworks from 'ml-fnn'
import { kmeans } from 'ml-kmeans'
import LogisticRegression from 'ml-logistic-regression'
import { Matrix } from 'ml-matrix'
import { RandomForestClassifier } from 'ml-random-forest'
import MultivariateLinearRegression from 'ml-regression-multivariate-linear'
import xgboost from 'ml-xgboost'
import { HIDDEN } from './tasks.ts'

const lists = ({ columns, values, labels }) => Array.from(labels, (_, r) => Array.from(values.subarray(r * columns, (r + 1) * columns)))
const column = (numbers) => Matrix.columnVector(Array.from(numbers))

const LEARNERS = {
  // Its gradient is a sum over all rows, ours a mean over a batch; as many passes, each one step.
  logistic: ({ learnt, asked }, { passes, rate }) => {
    const [x, y, ask] = [new Matrix(lists(learnt)), column(learnt.labels), new Matrix(lists(asked))]
    return () => {
      const model = new LogisticRegression({ numSteps: passes, learningRate: rate / learnt.labels.length * 10 })
      model.train(x, y)
      return () => model.predict(ask)
    }
  },
  // Every pass is one step on the sum of all rows.
  mlp: ({ learnt, asked }, { passes }) => {
    const [x, y, ask] = [lists(learnt), Array.from(learnt.labels), lists(asked)]
    return () => {
      const model = new FeedForwardNeuralNetworks({ hiddenLayers: HIDDEN, iterations: passes, learningRate: 1 / learnt.labels.length, regularization: 1e-9, activation: 'tanh' })
      model.train(x, y)
      return () => model.predict(ask)
    }
  },
  tree: ({ learnt, asked }, { depth, leaf }) => {
    const [x, y, ask] = [lists(learnt), Array.from(learnt.labels), lists(asked)]
    return () => {
      const model = new DecisionTreeClassifier({ maxDepth: depth, minNumSamples: leaf, gainThreshold: 0 })
      model.train(x, y)
      return () => model.predict(ask)
    }
  },
  forest: ({ learnt, asked }, { trees, depth, leaf, tried }) => {
    const [x, y, ask] = [lists(learnt), Array.from(learnt.labels), lists(asked)]
    return () => {
      const model = new RandomForestClassifier({
        seed: 1, nEstimators: trees, maxFeatures: tried, replacement: false, useSampleBagging: true, noOOB: true, treeOptions: { maxDepth: depth, minNumSamples: leaf, gainThreshold: 0 },
      })
      model.train(x, y)
      return () => model.predict(ask)
    }
  },
  boosting: async ({ learnt, asked }, { trees, depth, leaf, rate }) => {
    const XGBoost = await xgboost
    const [x, y, ask] = [lists(learnt), Array.from(learnt.labels), lists(asked)]
    return () => {
      const model = new XGBoost({ booster: 'gbtree', objective: 'binary:logistic', max_depth: depth, eta: rate, min_child_weight: leaf / 4, subsample: 1, silent: 1, iterations: trees })
      model.train(x, y)
      return () => model.predict(ask).map((chance) => Number(chance > 0.5))
    }
  },
  'k-means': ({ learnt, asked, centres }, { clusters, passes }) => {
    const [x, ask] = [lists(learnt), lists(asked)]
    const initialization = lists({ columns: learnt.columns, values: centres, labels: Array(clusters).fill(0) })
    return () => {
      const model = kmeans(x, clusters, { initialization, maxIterations: passes, tolerance: 0 })
      return () => model.nearest(ask)
    }
  },
  // Least squares: it has no penalty.
  ridge: ({ learnt, asked }) => {
    const [x, y, ask] = [lists(learnt), Array.from(learnt.numbers, (n) => [n]), lists(asked)]
    return () => {
      const model = new MultivariateLinearRegression(x, y, { statistics: false })
      return () => model.predict(ask).map(([n]) => n)
    }
  },
}

/** @returns {Promise<import('./ours.ts').Fit>} */
export async function prepare(task, data) {
  const learner = LEARNERS[task.name]
  if (!learner) throw new Error('has no such model')
  const fit = await learner(data, task.knobs)
  let answers = null
  return { train: () => { answers = fit() }, answers: () => answers() }
}

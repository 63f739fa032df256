import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contest, type Library, type Place } from './contest.ts'
import { queueFigures } from './grading.ts'
import { judged } from './judge.ts'
import { prepare } from './ours.ts'
import { oneRound, type Round } from './round.ts'
import { asGood, scoreOf } from './score.ts'
import { TASKS, dataOf } from './tasks.ts'

const logistic = TASKS[0]!
const SETTINGS = { libraries: ['ours', 'tfjs cpu', 'mljs'], rounds: 2, scale: 1, warm: 0.1, limitMs: 1000 } as const

function place(answer: (library: Library, scale: number) => Round | null): Place & { readonly asked: string[] } {
  const asked: string[] = []
  return {
    asked, close: async () => {},
    train: async (library, _task, scale) => {
      asked.push(`${library} ${scale}`)
      return answer(library, scale)
    },
  }
}

test('the engine learns something on every task of the benchmark, on 600 rows too', async () => {
  for (const task of TASKS) {
    const found = await oneRound(prepare, task.name, 600 / task.rows)
    assert.ok('score' in found)
    const data = dataOf(task, 600 / task.rows)
    const blind = scoreOf(task, data, Array.from(data.asked.labels, () => (task.measure === 'rmse' ? data.learnt.numbers.reduce((a, b) => a + b, 0) / data.learnt.numbers.length : 0)))
    assert.ok(asGood(task, found.score, blind, -0.02), `${task.name}: ${found.score} against ${blind} of somebody who does not look`)
  }
})

test('the same task gives everybody the same rows; what is asked is none of what is learnt from', () => {
  for (const task of TASKS) {
    const [one, two] = [dataOf(task, 0.05), dataOf(task, 0.05)]
    assert.deepEqual(one.learnt.values, two.learnt.values)
    assert.notDeepEqual(one.learnt.values.slice(0, 10), one.asked.values.slice(0, 10))
    assert.equal(one.learnt.values.length, one.learnt.columns * one.learnt.labels.length)
  }
})

test('each library is warmed on few rows, then all take turns, the order turned every round', async () => {
  const here = place(() => ({ ms: 5, score: 0.8 }))
  const found = await contest(here, logistic, SETTINGS)
  assert.deepEqual(here.asked, ['ours 0.1', 'tfjs cpu 0.1', 'mljs 0.1', 'mljs 1', 'tfjs cpu 1', 'ours 1', 'ours 1', 'tfjs cpu 1', 'mljs 1'])
  assert.deepEqual(found.map((o) => o.times), [[5, 5], [5, 5], [5, 5]])
})

test('who cannot or is too slow is asked no more, and the line says which', async () => {
  const here = place((library) => {
    if (library === 'tfjs cpu') return null
    return library === 'mljs' ? { error: 'has no such model' } : { ms: 20, score: 0.8 }
  })
  const lines = judged('Node', logistic, await contest(here, logistic, SETTINGS), 1000)
  assert.equal(here.asked.filter((a) => !a.startsWith('ours')).length, 2)
  assert.match(lines[0]!.figure, /^20 ms \(accuracy 0\.800\) against more than 1 s: stopped; more than 50 times as fast$/)
  assert.match(lines[1]!.figure, /mljs: has no such model$/)
  assert.deepEqual(lines.map((l) => l.met), [true, true])
})

test('an error that is no limit of the library fails its line: it would be a mistake of the benchmark', async () => {
  const here = place((library) => (library === 'mljs' ? { error: 'x is not a function' } : { ms: 20, score: 0.8 }))
  assert.deepEqual(judged('Node', logistic, await contest(here, logistic, SETTINGS), 1000).map((l) => l.met), [true, false])
})

test('faster is not enough: the score must be as good', async () => {
  const judge = async (theirs: { ms: number; score: number }) => {
    const here = place((library) => (library === 'ours' ? { ms: 10, score: 0.8 } : theirs))
    return judged('Node', logistic, await contest(here, logistic, SETTINGS), 1000)[0]!
  }
  assert.match((await judge({ ms: 30, score: 0.79 })).figure, /3\.0 times as fast$/)
  assert.equal((await judge({ ms: 30, score: 0.79 })).met, true)
  assert.equal((await judge({ ms: 30, score: 0.9 })).met, false)
  assert.equal((await judge({ ms: 5, score: 0.79 })).met, false)
})

test('a queue that grows in a straight line is told from one that does not', () => {
  const queue = (waiting: number, seconds: number) => ({ waiting, seconds, graded: waiting, bareMs: 100 })
  const straight = queueFigures('uva-vino', [queue(10, 1.2), queue(100, 12)])
  assert.match(straight[0]!.figure, /^10 graded in 1\.2 s = 500 a minute; 120 ms each = 1\.20 of the bare training \(100 ms\)$/)
  assert.deepEqual(straight.map((f) => f.met), [true, true, true])
  assert.deepEqual(queueFigures('uva-vino', [queue(10, 1), queue(100, 20)]).map((f) => f.met), [true, false, false])
  assert.equal(queueFigures('uva-vino', [{ ...queue(10, 1), graded: 9 }])[0]!.met, false)
})

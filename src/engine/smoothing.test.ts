import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstState, forecastHoltWinters, parametersOfHoltWinters, smooth, type HoltWinters } from './smoothing.ts'
import reference from './reference/smoothing.json' with { type: 'json' }

const close = (ours: number, theirs: number) => assert.ok(Math.abs(ours - theirs) <= 1e-10, `${ours} is not ${theirs}`)
const allClose = (ours: ArrayLike<number>, theirs: readonly number[]) => {
  assert.equal(ours.length, theirs.length)
  theirs.forEach((t, i) => close(ours[i]!, t))
}

test('what is fitted, the last state and the forecasts are those of statsmodels within 1e-10', () => {
  for (const theirs of reference.runs) {
    const values = Float64Array.from(theirs.values)
    const start = firstState(values, theirs.period)!
    allClose([start.level, start.trend], [theirs.start.level, theirs.start.trend])
    allClose(start.seasons, theirs.start.seasons)
    const { model, fitted } = smooth(values, theirs, start)!
    allClose(fitted, theirs.fitted)
    allClose([model.level, model.trend, model.seasons.at(-1)!], [theirs.level, theirs.trend, theirs.season])
    allClose(forecastHoltWinters(model, theirs.forecast.length), theirs.forecast)
  }
})

test('a series that is exactly a line and a season is forecast exactly, and stopping half way changes nothing', () => {
  const season = [4, -1, -3]
  const values = Float64Array.from({ length: 18 }, (_, t) => 10 + 2 * t + season[t % 3]!)
  const start: HoltWinters = { kind: 'holt-winters', level: 8, trend: 2, seasons: Float64Array.from(season) }
  const knobs = { alpha: 0.5, beta: 0.25, gamma: 0.125 }
  const { model, fitted } = smooth(values, knobs, start)!
  assert.deepEqual(fitted, values)
  assert.deepEqual(forecastHoltWinters(model, 4), Float64Array.of(50, 47, 47, 56))
  const noisy = values.map((v, i) => v + ((i * 7) % 5))
  const half = smooth(noisy.slice(0, 10), knobs, start)!
  assert.deepEqual(smooth(noisy.slice(10), knobs, half.model)!.model, smooth(noisy, knobs, start)!.model)
  assert.deepEqual(parametersOfHoltWinters(model), [Float64Array.of(44, 2), Float64Array.from(season)])
})

test('too short a series has no first state; what is not finite is null; no values leave the state as it is', () => {
  const start: HoltWinters = { kind: 'holt-winters', level: -0, trend: 0, seasons: Float64Array.of(-0) }
  const knobs = { alpha: 0.5, beta: 0.5, gamma: 0.5 }
  assert.equal(firstState(new Float64Array(23), 12), null)
  for (const period of [0, -1, NaN]) assert.equal(firstState(new Float64Array(5), period), null)
  assert.equal(smooth(Float64Array.of(1, NaN), knobs, start), null)
  assert.equal(smooth(Float64Array.of(1, Infinity, 2), knobs, start), null)
  assert.equal(smooth(new Float64Array(400).fill(1), { alpha: 1e300, beta: 1, gamma: 1 }, start), null)
  assert.deepEqual(smooth(new Float64Array(0), knobs, start)!.model, { ...start, level: 0, seasons: Float64Array.of(0) })
  assert.deepEqual(forecastHoltWinters(smooth(new Float64Array(9).fill(3), knobs, firstState(new Float64Array(9).fill(3), 3)!)!.model, 2), Float64Array.of(3, 3))
})

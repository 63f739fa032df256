import assert from 'node:assert/strict'
import { test } from 'node:test'
import { orderOf, sortPlaces } from './order.ts'
import { random } from './random.ts'

/** The order by the language's own sort, which is stable and therefore right here. */
const expected = (values: Float64Array, places: Iterable<number>) => [...places].sort((a, b) => values[a]! - values[b]! || a - b)

test('places come in order of value, equal values by the lower place, whatever the length', () => {
  const source = random('order', 'values')
  for (let n = 0; n < 130; n += 1) {
    for (const kinds of [1, 3, 1000]) {
      const values = Float64Array.from({ length: n }, () => source.below(kinds) - kinds / 2)
      assert.deepEqual([...orderOf(values)], expected(values, values.keys()))
    }
  }
})

test('places given in any order, and only some of them, are put in order; minus zero equals zero', () => {
  const values = Float64Array.of(0, 5, -0, 2, 0, -1, 2, 9, -0)
  const places = Int32Array.of(8, 6, 4, 3, 2, 1, 0)
  sortPlaces(places, values, new Int32Array(20))
  assert.deepEqual([...places], [0, 2, 4, 8, 3, 6, 1])
})

test('twenty thousand values, already in order, turned round, alike or drawn, are in order with one room to work in', () => {
  const n = 20_000
  const source = random('order', 'long')
  const spare = new Int32Array(n)
  for (const make of [(i: number) => i, (i: number) => -i, () => 3, (i: number) => i % 7, () => source.unit()]) {
    const values = Float64Array.from({ length: n }, (_, i) => make(i))
    const places = Int32Array.from(values.keys())
    sortPlaces(places, values, spare)
    assert.deepEqual([...places], expected(values, values.keys()))
  }
})

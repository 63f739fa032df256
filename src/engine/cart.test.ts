import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chancesOfCart, classesOfCart, costCart, learnCart, parametersOfCart, predictCart, type Cart } from './cart.ts'
import { random } from './random.ts'
import type { Aim, Tree } from './tree.ts'
import reference from './reference/trees.json' with { type: 'json' }

// scikit-learn and a slow exact CART on the same rows, see scripts/reference/trees.py.
const { columns, known } = reference
const all = Float64Array.from(reference.values64, (v) => v / 64)
const values = all.slice(0, known * columns)
const hidden = all.slice(known * columns)
const numbers: Aim = { kind: 'numbers', targets: Float64Array.from(reference.targets64.slice(0, known), (v) => v / 64) }
const classes: Aim = { kind: 'classes', classes: 3, labels: Int32Array.from(reference.labels.slice(0, known)) }

function cart(...given: Parameters<typeof learnCart>): Cart {
  const model = learnCart(...given)
  assert.ok(model)
  return model
}

/** Columns and thresholds from the root, the left side first. */
function questions(tree: Tree, node = 0): number[][] {
  if (tree.column[node]! < 0) return []
  return [[tree.column[node]!, tree.threshold[node]!], ...questions(tree, tree.left[node]!), ...questions(tree, tree.right[node]!)]
}

function apart(ours: Float64Array, theirs: readonly number[]): number {
  assert.equal(ours.length, theirs.length)
  return theirs.reduce((most, t, i) => Math.max(most, Math.abs(ours[i]! - t)), 0)
}

test('regression trees ask what DecisionTreeRegressor asks and answer the same within 1e-12', () => {
  for (const theirs of reference.trees) {
    const model = cart(values, columns, numbers, theirs)
    assert.deepEqual(questions(model.tree), theirs.questions)
    assert.ok(apart(predictCart(model, hidden), theirs.numbers) <= 1e-12)
  }
})

test('classification trees ask what DecisionTreeClassifier asks and give the same chances and classes', () => {
  for (const theirs of reference.trees) {
    const model = cart(values, columns, classes, theirs)
    assert.deepEqual(questions(model.tree), theirs.classQuestions)
    assert.ok(apart(chancesOfCart(model, hidden), theirs.chances) <= 1e-12)
    const most = Array.from({ length: theirs.chances.length / 3 }, (_, r) => theirs.chances.slice(3 * r, 3 * r + 3)).map((c) => c.indexOf(Math.max(...c)))
    assert.deepEqual([...classesOfCart(model, hidden)], most)
  }
})

test('of equally good questions the lower column wins, then the lower threshold, as in exact fractions', () => {
  for (const theirs of reference.ties) {
    const given = Float64Array.from(theirs.values)
    const model = cart(given, 5, { kind: 'numbers', targets: Float64Array.from(theirs.targets) }, theirs)
    assert.deepEqual(questions(model.tree), theirs.questions)
    // In thirds and far from zero, where every sum is rounded, the questions are the same.
    const far = cart(given, 5, { kind: 'numbers', targets: Float64Array.from(theirs.targets, (t) => 1000 + t / 3) }, theirs)
    assert.deepEqual(questions(far.tree), theirs.questions)
    const labels = Int32Array.from(theirs.targets, (t) => t % 3)
    assert.deepEqual(questions(cart(given, 5, { kind: 'classes', classes: 3, labels }, theirs).tree), theirs.classQuestions)
  }
})

test('a column and its opposite ask equally well, and rounding does not prefer the later one', () => {
  const source = random('cart', 'opposite')
  for (let rows = 3; rows < 300; rows += 1) {
    const given = Float64Array.from({ length: 2 * rows }, (_, i) => (i % 2 === 0 ? i : 1 - i))
    const labels = Int32Array.from({ length: rows }, () => source.below(3))
    const targets = Float64Array.from(labels, (k) => k / 3)
    for (const aim of [{ kind: 'classes', classes: 3, labels }, { kind: 'numbers', targets }] as const) {
      assert.notEqual(cart(given, 2, aim, { depth: 1, leaf: 1 }).tree.column[0], 1)
    }
  }
})

test('two questions together learn what neither gains alone', () => {
  const given = Float64Array.of(0, 0, 0, 1, 1, 0, 1, 1)
  const model = cart(given, 2, { kind: 'classes', classes: 2, labels: Int32Array.of(0, 1, 1, 0) }, { depth: 2, leaf: 1 })
  assert.deepEqual([...classesOfCart(model, given)], [0, 1, 1, 0])
  const same = cart(given, 2, { kind: 'numbers', targets: Float64Array.of(0, 1, 1, 0) }, { depth: 2, leaf: 1 })
  assert.deepEqual([...predictCart(same, given)], [0, 1, 1, 0])
})

test('no leaf has fewer rows than asked, no way is longer than the depth', () => {
  for (const knobs of [{ depth: 30, leaf: 7 }, { depth: 4, leaf: 1 }, { depth: 0, leaf: 1 }]) {
    const { tree } = cart(values, columns, numbers, knobs)
    const rows = new Map<number, number>()
    for (let r = 0; r < known; r += 1) {
      let node = 0
      let way = 0
      for (; tree.column[node]! >= 0; way += 1) {
        node = values[r * columns + tree.column[node]!]! <= tree.threshold[node]! ? tree.left[node]! : tree.right[node]!
      }
      assert.ok(way <= knobs.depth)
      rows.set(node, (rows.get(node) ?? 0) + 1)
    }
    assert.ok([...rows.values()].every((n) => n >= knobs.leaf))
    assert.equal(tree.column.filter((c) => c < 0).length, rows.size)
  }
})

test('no rows, one row, rows alike and neighbouring doubles make a tree; a number that is not finite makes none', () => {
  const knobs = { depth: 5, leaf: 1 }
  const tree = (given: number[], targets: number[]) => cart(Float64Array.from(given), 1, { kind: 'numbers', targets: Float64Array.from(targets) }, knobs)
  assert.deepEqual([...tree([], []).tree.values], [0])
  assert.deepEqual([...tree([3], [-0]).tree.values].map((v) => Object.is(v, 0)), [true])
  assert.deepEqual([...tree([2, 2, 2], [1, 2, 6]).tree.values], [3])
  assert.equal(tree([1, 2, 3], [0.1, 0.1, 0.1]).tree.column.length, 1)
  const close = [1, 1 + 2 ** -52, 1 + 2 ** -51]
  assert.deepEqual([...predictCart(tree(close, [1, 2, 3]), Float64Array.from(close))], [1, 2, 3])
  const none = cart(new Float64Array(0), 2, { kind: 'classes', classes: 3, labels: new Int32Array(0) }, knobs)
  assert.deepEqual([...chancesOfCart(none, Float64Array.of(1, 1))], [0, 0, 0])
  for (const bad of [NaN, Infinity, -Infinity]) {
    assert.equal(learnCart(Float64Array.of(1, bad), 1, { kind: 'numbers', targets: Float64Array.of(1, 2) }, knobs), null)
    assert.equal(learnCart(Float64Array.of(1, 2), 1, { kind: 'numbers', targets: Float64Array.of(1, bad) }, knobs), null)
  }
})

test('the same rows give the same bits, and all of a tree is among its parameters', () => {
  const bits = (aim: Aim) => parametersOfCart(cart(values, columns, aim, { depth: 6, leaf: 2 })).map((p) => [...Float64Array.from(p)])
  assert.deepEqual(bits(numbers), bits(numbers))
  assert.notDeepEqual(bits(numbers), bits(classes))
  assert.equal(bits(numbers).length, 6)
})

test('the cost grows with rows, columns and depth, and no more than the rows allow', () => {
  const cost = (rows: number, of: number, depth: number) => costCart(rows, of, 1, { depth, leaf: 1 })
  assert.ok(cost(2000, 20, 5) > cost(1000, 20, 5) && cost(1000, 30, 5) > cost(1000, 20, 5) && cost(1000, 20, 6) > cost(1000, 20, 5))
  assert.equal(cost(8, 2, 1000), cost(8, 2, 7))
  assert.ok(costCart(1000, 20, 1, { depth: 5, leaf: 1 }, 500) > cost(1000, 20, 5))
})

test('ten thousand rows of columns that hold one value, few and many are parted like rows sorted anew', () => {
  const source = random('cart', 'long')
  const rows = 10_000
  const given = Float64Array.from({ length: rows * 3 }, (_, i) => (i % 3 === 0 ? 4 : i % 3 === 1 ? source.below(5) : source.unit()))
  const targets = Float64Array.from({ length: rows }, (_, r) => (given[3 * r + 1]! > 2 ? 10 : 0) + (given[3 * r + 2]! > 0.25 ? 1 : 0))
  const { tree } = cart(given, 3, { kind: 'numbers', targets }, { depth: 9, leaf: 1 })
  assert.deepEqual([...tree.column], [1, 2, 2, -1, -1, -1, -1])
  assert.deepEqual(Array.from(tree.values.slice(3), (v) => Math.round(v * 1e9) / 1e9), [0, 1, 10, 11])
  assert.equal(tree.threshold[0], 2.5)
})

/** A line through the rows: constant + Σ weight × value. */
export interface Line {
  readonly weights: Float64Array
  readonly constant: number
}

/** How many columns of the normal equations stand. */
export interface Column {
  readonly epoch: number
}

/**
 * Ridge regression in closed form. Minimises Σ over rows of (target - constant - Σ weight × value)² + penalty × Σ weight², the
 * constant not penalised: scikit-learn's Ridge with alpha = penalty. With X and y less their means the weights solve
 * (XᵀX + penalty I) w = Xᵀy, by Cholesky (Golub and Van Loan, Matrix Computations, 4.2); the constant is mean(y) - Σ w × mean(x).
 * The penalty has the unit of squared values × rows. `values`: rows × columns, row after row. Yields after each column;
 * returns null when the equations cannot be solved (equal columns without a penalty) or a number is not finite.
 */
export function* learnRidge(values: Float64Array, columns: number, targets: Float64Array, penalty: number): Generator<Column, Line | null> {
  const rows = targets.length
  const means = new Float64Array(columns)
  for (let c = 0; c < columns; c += 1) means[c] = meanOf(values, columns, c)
  const mean = meanOf(targets, 1, 0)
  const square = new Float64Array(columns * columns)
  const side = new Float64Array(columns)
  for (let a = 0; a < columns; a += 1) {
    for (let b = 0; b <= a; b += 1) {
      let sum = 0
      for (let r = 0; r < rows; r += 1) sum += (values[r * columns + a]! - means[a]!) * (values[r * columns + b]! - means[b]!)
      square[a * columns + b] = a === b ? sum + penalty : sum
    }
    let sum = 0
    for (let r = 0; r < rows; r += 1) sum += (values[r * columns + a]! - means[a]!) * (targets[r]! - mean)
    side[a] = sum
    yield { epoch: a + 1 }
  }
  const weights = solve(square, side)
  if (weights === null) return null
  let constant = mean
  for (let c = 0; c < columns; c += 1) constant -= weights[c]! * means[c]!
  return finite(constant) ? { weights, constant } : null
}

function meanOf(values: Float64Array, columns: number, column: number): number {
  let sum = 0
  for (let at = column; at < values.length; at += columns) sum += values[at]!
  return sum / (values.length / columns)
}

/** Below this part of its first size a pivot is rounding, not information. */
const LEAST_PIVOT = 1e-12

/** Solves A x = b for a symmetric positive definite A, of which the lower half is given and overwritten; null when it is not one. */
export function solve(a: Float64Array, b: Float64Array): Float64Array | null {
  const n = b.length
  for (let j = 0; j < n; j += 1) {
    const before = a[j * n + j]!
    let pivot = before
    for (let k = 0; k < j; k += 1) pivot -= a[j * n + k]! * a[j * n + k]!
    if (!(pivot > LEAST_PIVOT * before) || !finite(pivot)) return null
    const root = Math.sqrt(pivot)
    a[j * n + j] = root
    for (let i = j + 1; i < n; i += 1) {
      let sum = a[i * n + j]!
      for (let k = 0; k < j; k += 1) sum -= a[i * n + k]! * a[j * n + k]!
      a[i * n + j] = sum / root
    }
  }
  const x = new Float64Array(n)
  for (let i = 0; i < n; i += 1) {
    let sum = b[i]!
    for (let k = 0; k < i; k += 1) sum -= a[i * n + k]! * x[k]!
    x[i] = sum / a[i * n + i]!
  }
  for (let i = n - 1; i >= 0; i -= 1) {
    let sum = x[i]!
    for (let k = i + 1; k < n; k += 1) sum -= a[k * n + i]! * x[k]!
    x[i] = sum / a[i * n + i]!
    if (!finite(x[i]!)) return null
  }
  return x
}

function finite(x: number): boolean {
  return x - x === 0
}

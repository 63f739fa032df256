/*
 * exp, log, sin and cos are ports of fdlibm (e_exp.c, e_log.c, e_rem_pio2.c, k_sin.c, k_cos.c), whose notice is kept as it asks:
 *
 * ====================================================
 * Copyright (C) 1993, 2004 by Sun Microsystems, Inc. All rights reserved.
 *
 * Developed at SunSoft, a Sun Microsystems, Inc. business.
 * Permission to use, copy, modify, and distribute this
 * software is freely granted, provided that this notice
 * is preserved.
 * ====================================================
 *
 * Why our own: ECMAScript leaves Math.exp, log, tanh, sin and cos to the implementation, so their last bit differs between browsers.
 */

const double = new Float64Array(1)
/** The same eight bytes as two words: [low, high]. Every machine we run on is little-endian; the self-test would tell. */
const words = new Uint32Array(double.buffer)

const LN2_HI = 6.93147180369123816490e-1
const LN2_LO = 1.90821492927058770002e-10
const INV_LN2 = 1.44269504088896338700
const EXP_P1 = 1.66666666666666019037e-1
const EXP_P2 = -2.77777777770155933842e-3
const EXP_P3 = 6.61375632143793436117e-5
const EXP_P4 = -1.65339022054652515390e-6
const EXP_P5 = 4.13813679705723846039e-8
/** 2^-1000 */
const TWO_M1000 = 9.33263618503218878990e-302
/** 2^1023 */
const TWO_1023 = 8.98846567431157953865e307

/** e^x, error under one unit in the last place. Above 709.78 Infinity, below -745.13 zero. */
export function exp(x: number): number {
  if (x !== x) return x
  if (x > 7.09782712893383973096e2) return Infinity
  if (x < -7.45133219101941108420e2) return 0
  // As V8 does: the polynomial would get the last bit of e wrong.
  if (x === 1) return 2.718281828459045
  double[0] = x
  const size = words[1]! & 0x7fffffff
  let hi = 0
  let lo = 0
  let k = 0
  let r = x
  if (size > 0x3fd62e42) {
    // |x| > ln 2 / 2: take out k ln 2; one step is enough below 1.5 ln 2.
    if (size < 0x3ff0a2b2) k = x < 0 ? -1 : 1
    else k = (INV_LN2 * x + (x < 0 ? -0.5 : 0.5)) | 0
    hi = x - k * LN2_HI
    lo = k * LN2_LO
    r = hi - lo
  } else if (size < 0x3e300000) {
    return 1 + x
  }
  const t = r * r
  const c = r - t * (EXP_P1 + t * (EXP_P2 + t * (EXP_P3 + t * (EXP_P4 + t * EXP_P5))))
  if (k === 0) return 1 - ((r * c) / (c - 2) - r)
  const y = 1 - (lo - (r * c) / (2 - c) - hi)
  if (k === 1024) return y * 2 * TWO_1023
  return k >= -1021 ? y * powerOfTwo(k) : y * powerOfTwo(k + 1000) * TWO_M1000
}

/** 2^k for -1022 <= k <= 1023, written into the exponent. */
function powerOfTwo(k: number): number {
  words[0] = 0
  words[1] = (1023 + k) << 20
  return double[0]!
}

const TWO_54 = 1.80143985094819840e16
const LG1 = 6.666666666666735130e-1
const LG2 = 3.999999999940941908e-1
const LG3 = 2.857142874366239149e-1
const LG4 = 2.222219843214978396e-1
const LG5 = 1.818357216161805012e-1
const LG6 = 1.531383769920937332e-1
const LG7 = 1.479819860511658591e-1

/** Natural logarithm, error under one unit in the last place. log(0) is -Infinity, of a negative number NaN. */
export function log(value: number): number {
  if (value !== value || value < 0) return NaN
  if (value === 0) return -Infinity
  if (value === Infinity) return Infinity
  let k = 0
  double[0] = value
  if (words[1]! < 0x00100000) {
    k = -54
    double[0] = value * TWO_54
  }
  let high = words[1]!
  k += (high >>> 20) - 1023
  high &= 0x000fffff
  const i = (high + 0x95f64) & 0x100000
  // Brings the argument to [sqrt(2)/2, sqrt(2)].
  words[1] = high | (i ^ 0x3ff00000)
  k += i >>> 20
  const f = double[0] - 1
  if ((0x000fffff & (2 + high)) < 3) return nearOne(f, k)
  return general(f, k, high)
}

function nearOne(f: number, k: number): number {
  if (f === 0) return k === 0 ? 0 : k * LN2_HI + k * LN2_LO
  const r = f * f * (0.5 - 0.3333333333333333 * f)
  return k === 0 ? f - r : k * LN2_HI - (r - k * LN2_LO - f)
}

function general(f: number, k: number, high: number): number {
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const r = z * (LG1 + w * (LG3 + w * (LG5 + w * LG7))) + w * (LG2 + w * (LG4 + w * LG6))
  if (((high - 0x6147a) | (0x6b851 - high)) > 0) {
    const half = 0.5 * f * f
    if (k === 0) return f - (half - s * (half + r))
    return k * LN2_HI - (half - (s * (half + r) + k * LN2_LO) - f)
  }
  if (k === 0) return f - s * (f - r)
  return k * LN2_HI - (s * (f - r) - k * LN2_LO - f)
}

/** Coefficients of tanh(x) = x + x³ × polynomial in x² for |x| < 0.78, the last first: a Chebyshev fit of scripts/reference/math.py, error 1e-18. */
const TANH: readonly number[] = [
  5.336863880088936e-07, -3.5956592577716975e-06, 1.3215974030231938e-05, -3.748485983246351e-05, 9.606852850649439e-05,
  -0.00023884276727030078, 0.0005899583711947103, -0.0014558226795709718, 0.0035921266816671092, -0.008863235427871922,
  0.02186948853153678, -0.05396825396814456, 0.1333333333333323, -0.3333333333333333,
]

/**
 * Hyperbolic tangent, error under 1.1 units in the last place (1.01 the most of 80,000 points). Not fdlibm's, whose error reaches two units: a polynomial near zero,
 * above it 1 - 2 / (e^2x + 1), with the bits that both sums lose put back at the end.
 */
export function tanh(x: number): number {
  const size = Math.abs(x)
  if (x !== x || size < 1e-9) return x
  if (size < 0.78) {
    const z = x * x
    let sum = TANH[0]!
    for (let i = 1; i < TANH.length; i += 1) sum = sum * z + TANH[i]!
    return x + x * z * sum
  }
  if (size > 22) return x < 0 ? -1 : 1
  const e = exp(2 * size)
  const sum = e + 1
  const lost = 1 - (sum - e)
  const rest = 2 / sum
  const near = 1 - rest
  const y = near + (1 - near - rest + (rest * lost) / sum)
  return x < 0 ? -y : y
}

const INV_PIO2 = 6.36619772367581382433e-1
/** π/2 in parts of 33 bits, each with what is left after it. */
const PIO2_1 = 1.57079632673412561417
const PIO2_1T = 6.07710050650619224932e-11
const PIO2_2 = 6.07710050630396597660e-11
const PIO2_2T = 2.02226624879595063154e-21
const PIO2_3 = 2.02226624871116645580e-21
const PIO2_3T = 8.47842766036889956997e-32
/** What is left of the last angle after whole quarter turns, and the rounding error of that. */
let left = 0
let tail = 0

/** Takes the nearest n quarter turns out of |x| < 2^20, into `left` and `tail`; returns n modulo 4 (e_rem_pio2.c, medium size; Cody and Waite). */
function quarterTurns(x: number): number {
  if (Math.abs(x) < 0.7853981633974483) {
    left = x
    tail = 0
    return 0
  }
  const n = Math.floor(x * INV_PIO2 + 0.5)
  const size = exponent(x)
  let r = x - n * PIO2_1
  let w = n * PIO2_1T
  left = r - w
  if (size - exponent(left) > 16) {
    let before = r
    w = n * PIO2_2
    r = before - w
    w = n * PIO2_2T - (before - r - w)
    left = r - w
    if (size - exponent(left) > 49) {
      before = r
      w = n * PIO2_3
      r = before - w
      w = n * PIO2_3T - (before - r - w)
      left = r - w
    }
  }
  tail = r - left - w
  return n & 3
}

function exponent(x: number): number {
  double[0] = x
  return (words[1]! >>> 20) & 0x7ff
}

/** sin on [-π/4, π/4] of left + tail (k_sin.c). */
function sinLeft(): number {
  const x = left
  if (Math.abs(x) < 7.450580596923828e-9) return x
  const z = x * x
  const v = z * x
  const r = 8.33333333332248946124e-3 + z * (-1.98412698298579493134e-4 + z * 2.75573137070700676789e-6)
    + z * (z * z) * (-2.50507602534068634195e-8 + z * 1.58969099521155010221e-10)
  return x - (z * (0.5 * tail - v * r) - tail - v * -1.66666666666666324348e-1)
}

/** cos on [-π/4, π/4] of left + tail (k_cos.c). */
function cosLeft(): number {
  const z = left * left
  const r = z * (4.16666666666666019037e-2 + z * (-1.38888888888741095749e-3 + z * 2.48015872894767294178e-5))
    + z * z * (z * z) * (-2.75573143513906633035e-7 + z * (2.08757232129817482790e-9 + z * -1.13596475577881948265e-11))
  const half = 0.5 * z
  const w = 1 - half
  return w + (1 - w - half + (z * r - left * tail))
}

/** Sine of x in radians, error under one unit in the last place; only for |x| < 2^20, beyond it NaN. */
export function sin(x: number): number {
  if (!(Math.abs(x) < 1048576)) return NaN
  const turns = quarterTurns(x)
  const y = turns & 1 ? cosLeft() : sinLeft()
  return turns & 2 ? -y : y
}

/** Cosine of x in radians, error under one unit in the last place; only for |x| < 2^20, beyond it NaN. */
export function cos(x: number): number {
  if (!(Math.abs(x) < 1048576)) return NaN
  const turns = quarterTurns(x)
  const y = turns & 1 ? sinLeft() : cosLeft()
  return turns === 1 || turns === 2 ? -y : y
}

/*
 * exp and log are ports of fdlibm (e_exp.c, e_log.c), whose notice is kept as it asks:
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
 * Why our own: ECMAScript leaves Math.exp and Math.log to the implementation, so their last bit differs between browsers.
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

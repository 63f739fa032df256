/**
 * SHA-256 (FIPS 180-4). Our own because WebCrypto is missing on plain http and asynchronous elsewhere; it hashes a few
 * kilobytes per training. Checked against node:crypto.
 */
const K = new Uint32Array(64)
const START = new Uint32Array(8)
fillConstants()

/** The first 32 bits of the fractions of the cube roots (K) and square roots (START) of the first primes. */
function fillConstants(): void {
  let found = 0
  for (let n = 2; found < 64; n += 1) {
    if (!isPrime(n)) continue
    if (found < 8) START[found] = fraction(Math.sqrt(n))
    K[found] = fraction(cubeRoot(n))
    found += 1
  }
}

function isPrime(n: number): boolean {
  for (let d = 2; d * d <= n; d += 1) if (n % d === 0) return false
  return true
}

function fraction(x: number): number {
  return ((x - Math.floor(x)) * 4294967296) >>> 0
}

/** Newton's steps; 53 bits are exact enough for the 32 we take (the tests compare the hashes). */
function cubeRoot(n: number): number {
  let x = n
  for (let i = 0; i < 60; i += 1) x = x - (x * x * x - n) / (3 * x * x)
  return x
}

function rotate(x: number, by: number): number {
  return (x >>> by) | (x << (32 - by))
}

/** Message of any length -> 32 bytes. */
export function sha256(message: Uint8Array): Uint8Array {
  const padded = new Uint8Array(((message.length + 72) >>> 6) << 6)
  padded.set(message)
  padded[message.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(message.length / 536870912))
  view.setUint32(padded.length - 4, (message.length << 3) >>> 0)
  const state = START.slice()
  const w = new Uint32Array(64)
  for (let at = 0; at < padded.length; at += 64) block(state, w, view, at)
  const out = new Uint8Array(32)
  const words = new DataView(out.buffer)
  for (let i = 0; i < 8; i += 1) words.setUint32(4 * i, state[i]!)
  return out
}

function block(state: Uint32Array, w: Uint32Array, view: DataView, at: number): void {
  for (let i = 0; i < 16; i += 1) w[i] = view.getUint32(at + 4 * i)
  for (let i = 16; i < 64; i += 1) {
    const x = w[i - 15]!
    const y = w[i - 2]!
    w[i] = w[i - 16]! + (rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3)) + w[i - 7]! + (rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10))
  }
  let a = state[0]!
  let b = state[1]!
  let c = state[2]!
  let d = state[3]!
  let e = state[4]!
  let f = state[5]!
  let g = state[6]!
  let h = state[7]!
  for (let i = 0; i < 64; i += 1) {
    const t1 = (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + K[i]! + w[i]!) | 0
    const t2 = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  state[0] = state[0]! + a
  state[1] = state[1]! + b
  state[2] = state[2]! + c
  state[3] = state[3]! + d
  state[4] = state[4]! + e
  state[5] = state[5]! + f
  state[6] = state[6]! + g
  state[7] = state[7]! + h
}

/** 32 bytes -> 64 lower-case hex digits; any length works. */
export function hex(bytes: Uint8Array): string {
  let out = ''
  for (let i = 0; i < bytes.length; i += 1) out += (bytes[i]! + 256).toString(16).slice(1)
  return out
}

/** UTF-8 of a string; lone surrogates become U+FFFD, as TextEncoder does. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

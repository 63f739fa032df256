import type { Ctx, House } from '../../feature.ts'
import { fullBucket, take, type Bucket } from '../../lib/bucket.ts'
import { Problem } from '../../lib/problem.ts'
import { addressKey } from '../people/index.ts'
import { CHECK_ANY } from './check-any-words.ts'

/** Checks a minute of strangers' credentials from one address; a class or an office behind one address stays under it. */
const RATE = 120
/** Addresses remembered, some 200 bytes each. */
const MOST = 10_000

const buckets = new WeakMap<House['db'], Map<string, Bucket>>()

/**
 * One look at a credential of anybody's, which may make this server ask others: Problem 429 with Retry-After when an address asks too
 * often. Each web process counts its own.
 */
export function takeCheckTurn(c: Ctx): void {
  const { house } = c.var
  const known = buckets.get(house.db) ?? new Map<string, Bucket>()
  buckets.set(house.db, known)
  const key = addressKey(house, c, 'verify')
  const now = performance.now()
  const bucket = known.get(key) ?? fullBucket(RATE, now)
  if (known.size >= MOST) known.clear()
  known.set(key, bucket)
  const wait = take(bucket, now)
  if (wait > 0) throw new Problem(429, 'too-often', CHECK_ANY.tooOften(wait), [], { 'Retry-After': String(wait) })
}

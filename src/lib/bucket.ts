/** A token bucket: it fills at `rate` a minute up to `burstOf(rate)`, and each request takes one. */
export interface Bucket {
  rate: number
  /** Requests left at `at`; not whole. */
  left: number
  /** In ms of a clock that never goes back. */
  at: number
}

/** How many requests may come at once: ten seconds' worth, and ten where that is less; never more than a minute's. */
export function burstOf(rate: number): number {
  return Math.min(rate, Math.max(10, Math.ceil(rate / 6)))
}

export function fullBucket(rate: number, now: number): Bucket {
  return { rate, left: burstOf(rate), at: now }
}

/** Takes one; answers 0, or in how many whole seconds the next one may come. */
export function take(bucket: Bucket, now: number): number {
  const left = Math.min(burstOf(bucket.rate), bucket.left + (now - bucket.at) * bucket.rate / 60_000)
  bucket.at = now
  if (left >= 1) {
    bucket.left = left - 1
    return 0
  }
  bucket.left = left
  return Math.max(1, Math.ceil((1 - left) * 60 / bucket.rate))
}

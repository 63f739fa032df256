import { Problem } from '../../../lib/problem.ts'
import { MANY } from './words.ts'

/** Lists of 200 from one address within the hour: 6,000 people an hour is more than any firm hires. */
const MOST_LISTS = 30
const HOUR_MS = 3_600_000
const MOST_ADDRESSES = 10_000

const counted = new Map<string, { n: number; since: number }>()

/**
 * Counts a list; Problem 429 beyond the limit. In this process's memory: it holds back who asks without end, and a serial cannot
 * be guessed anyway (80 random bits), so several processes may each allow as many.
 */
export function countList(address: string, now: number): void {
  const known = counted.get(address)
  const fresh = known && now - known.since < HOUR_MS ? known : { n: 0, since: now }
  if (fresh.n >= MOST_LISTS) {
    throw new Problem(429, 'many-lists', MANY.tooOften, [], { 'Retry-After': String(Math.ceil((fresh.since + HOUR_MS - now) / 1000)) })
  }
  if (counted.size >= MOST_ADDRESSES) counted.clear()
  counted.set(address, { n: fresh.n + 1, since: fresh.since })
}

import type { Sample } from './servers.ts'

export interface Flat {
  readonly middle: number
  readonly last: number
  readonly ratio: number
  /** Samples on each side; none on one side: nothing to compare. */
  readonly of: readonly [number, number]
}

/** A process that just started is still growing into its size. */
const YOUNG_SECONDS = 10
/** A life shorter than this says nothing about what happens in a long one. */
const LONG_SECONDS = 120

/** Middle third of the soak against its last: processes of equal age, as each kill begins anew. */
export function equalAges(samples: readonly Sample[], seconds: number): Flat {
  const grown = samples.filter((s) => s.age >= YOUNG_SECONDS)
  const middle = grown.filter((s) => s.at >= seconds / 3 && s.at < seconds * 2 / 3)
  const last = grown.filter((s) => s.at >= seconds * 2 / 3)
  const oldest = Math.min(...[middle, last].map((some) => Math.max(0, ...some.map((s) => s.age))))
  return compared(middle.filter((s) => s.age <= oldest), last.filter((s) => s.age <= oldest))
}

/** Middle third of the longest life against its last third; null when no process lived long enough to say. */
export function withinLongestLife(samples: readonly Sample[]): Flat | null {
  const longest = livesOf(samples).toSorted((a, b) => b.at(-1)!.age - a.at(-1)!.age)[0]
  const age = longest?.at(-1)?.age ?? 0
  if (!longest || age < LONG_SECONDS) return null
  return compared(longest.filter((s) => s.age >= age / 3 && s.age < age * 2 / 3), longest.filter((s) => s.age >= age * 2 / 3))
}

function livesOf(samples: readonly Sample[]): Sample[][] {
  const lives = new Map<string, Sample[]>()
  for (const sample of samples) {
    const name = `${sample.server} ${sample.life}`
    lives.set(name, [...lives.get(name) ?? [], sample])
  }
  return [...lives.values()]
}

function compared(middle: readonly Sample[], last: readonly Sample[]): Flat {
  const [m, l] = [median(middle.map((s) => s.mb)), median(last.map((s) => s.mb))]
  return { middle: m, last: l, ratio: l / m, of: [middle.length, last.length] }
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[half]! : ((sorted[half - 1] ?? NaN) + (sorted[half] ?? NaN)) / 2
}

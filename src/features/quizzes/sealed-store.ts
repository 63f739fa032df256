import type { Own, OwnItem } from '../../web/phone/own.ts'
import type { TakenOwn } from '../../web/phone/take.ts'
import type { Asked, Typed } from '../questions/index.ts'
import type { SealedAttempt, SealedQuiz } from './sealed.ts'

/** What her phone keeps of one attempt: the draft, and once it is handed over all that shows what she answered. */
export interface KeptAttempt {
  /** Of the draw these answers are to. */
  readonly token: string
  readonly typed: Typed
  readonly asked?: readonly Asked[]
  /** Id of its item: chosen before it is queued, so that a phone that dies in between queues the same item again. */
  readonly id?: string
  readonly at?: number
  readonly queued?: boolean
}
export type Kept = Readonly<Record<string, KeptAttempt>>

/** All that the page shows of one person. */
export interface Known {
  readonly sealed: SealedQuiz
  readonly kept: Kept
  readonly items: ReadonlyMap<string, OwnItem>
  /** The day of Lima, by the phone's clock corrected by its known error. */
  readonly day: string
}

const keyOf = (enrolment: string): string => `quiz/${enrolment}`
const LIMA_MS = -5 * 3_600_000

export const limaDayOf = (ms: number): string => new Date(ms + LIMA_MS).toISOString().slice(0, 10)

/** Null when her draws are not on this phone. */
export async function readKnown(own: Own, enrolment: string, now: number): Promise<Known | null> {
  const taken = await own.read<TakenOwn>(`take/${enrolment}`)
  const sealed = taken?.own['quizzes'] as SealedQuiz | null | undefined
  if (!sealed) return null
  const items = new Map((await own.items()).map((item) => [item.id, item]))
  return { sealed, kept: await own.read<Kept>(keyOf(enrolment)) ?? {}, items, day: limaDayOf(now) }
}

let writing: Promise<unknown> = Promise.resolve()

/** Read again before it is written, one after another: another page of hers may have noted another attempt. */
export function keep(own: Own, enrolment: string, attempt: number, what: KeptAttempt): Promise<void> {
  const written = writing.then(async () => {
    const kept = await own.read<Kept>(keyOf(enrolment)) ?? {}
    await own.write(keyOf(enrolment), { ...kept, [attempt]: what })
  })
  // A full phone is for the caller to say; it must not stop the next write.
  writing = written.catch(() => undefined)
  return written
}

/** Handed over: in the outbox now, or it was. */
export const isUsed = (known: Known, kept: KeptAttempt | undefined): boolean => kept?.id !== undefined && (kept.queued === true || known.items.has(kept.id))

/** The attempt she can answer now; null when there is none left, 'tomorrow' when the day's are used up. */
export function nextSealed(known: Known): SealedAttempt | 'tomorrow' | null {
  const { sealed, kept, items, day } = known
  const marked = new Set(sealed.scored.map((s) => String(s.attempt)))
  const here = Object.entries(kept).filter(([n, k]) => isUsed(known, k) && !marked.has(n) && limaDayOf(k.at ?? 0) === day && items.get(k.id ?? '')?.state !== 'refused')
  const used = (sealed.used.day === day ? sealed.used.count : 0) + here.length
  if (used >= sealed.mostADay) return 'tomorrow'
  return sealed.attempts.find((a) => !marked.has(String(a.attempt)) && !isUsed(known, kept[a.attempt])) ?? null
}

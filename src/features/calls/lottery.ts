import { createHash } from 'node:crypto'
import { allot } from './quotas.ts'

/**
 * The lottery, as docs/lottery.md explains it to whoever wants to run it again with `sha256sum` and `sort`. Every hash is
 * SHA-256 over UTF-8, written as lower-case hex; every line ends in one "\n". The second format has quotas or points.
 */
export const LOTTERY_FORMAT = 'yachay-lottery-1'
export const LOTTERY_FORMAT_2 = 'yachay-lottery-2'

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** One application on a closed list. */
export interface Entry {
  readonly expediente: string
  /** The quota that it counts for; null: none. */
  readonly quota: string | null
  /** 0 where nothing is judged. */
  readonly points: number
}

/** What is fixed before anybody can know the public value. */
export interface Frozen {
  readonly programme: string
  readonly call: string
  readonly round: number
  /** SHA-256 of the call file's bytes. */
  readonly bases: string
  readonly format: string
  readonly entries: readonly Entry[]
}

/** The list as lines in the order of their bytes: file numbers; in the second format each with its quota and points. */
export function listLines({ format, entries }: Pick<Frozen, 'format' | 'entries'>): string[] {
  return entries.map(({ expediente, quota, points }) => (format === LOTTERY_FORMAT ? expediente : `${expediente} ${quota ?? '-'} ${points}`)).toSorted(byBytes)
}

export const listText = (frozen: Pick<Frozen, 'format' | 'entries'>): string => listLines(frozen).map((line) => `${line}\n`).join('')

export function seedText(frozen: Frozen, value: string): string {
  const parts = [frozen.format, frozen.programme, frozen.call, String(frozen.round), frozen.bases, sha256(listText(frozen)), value]
  return parts.map((part) => `${part}\n`).join('')
}

export const seedOf = (frozen: Frozen, value: string): string => sha256(seedText(frozen, value))

export interface Drawn extends Entry {
  readonly rank: number
  /** SHA-256 of "<seed>:<expediente>"; among equal points the smallest comes first. */
  readonly key: string
}

/** More points first; among equals the smaller key. */
export function drawOrder(seed: string, entries: readonly Entry[]): Drawn[] {
  return entries.map((entry) => ({ ...entry, key: sha256(`${seed}:${entry.expediente}`) })).toSorted(before).map((entry, i) => ({ rank: i + 1, ...entry }))
}

/** The rank that somebody who is not on the list would have had on it. */
export function rankBeside(seed: string, order: readonly Drawn[], entry: Entry): number {
  const own = { ...entry, key: sha256(`${seed}:${entry.expediente}`) }
  return 1 + order.filter((one) => before(one, own) < 0).length
}

const before = (a: { points: number; key: string }, b: { points: number; key: string }): number => b.points - a.points || byBytes(a.key, b.key)

/** A public value as it enters the seed: one line, NFC, inner spaces single. Two people who read it out write the same bytes. */
export function publicValue(typed: string): string {
  return typed.normalize('NFC').trim().replace(/\s+/g, ' ')
}

/** ASCII only, so code units are bytes. */
function byBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

interface Reserved { readonly quota: string; readonly places: number }
/** `place`: the quota whose place it is, `open` for any other, null for who waits. */
type Placed = Pick<Drawn, 'rank' | 'expediente' | 'key'> & { readonly points?: number; readonly quota?: string | null; readonly place?: string | null }

export interface LotteryFile {
  readonly format: string
  readonly programme: string
  readonly call: string
  readonly round: number
  readonly bases: { readonly sha256: string; readonly file: string }
  /** `expedientes` in the first format, `lines` in the second. */
  readonly list: { readonly sha256: string; readonly count: number; readonly frozen: string; readonly expedientes?: readonly string[]; readonly lines?: readonly string[] }
  readonly value: { readonly text: string; readonly source: string; readonly entered: string } | null
  readonly seed: { readonly sha256: string; readonly lines: readonly string[] } | null
  readonly places: number | null
  readonly reserved?: readonly Reserved[] | null
  readonly order: readonly Placed[] | null
}

export interface DrawOfFile {
  readonly value: string
  readonly source: string
  readonly places: number
  readonly reserved: readonly Reserved[]
  readonly at: Date
}

/** The published file: before the draw the frozen list alone, afterwards everything that is needed to run it again. */
export function lotteryFile(frozen: Frozen & { readonly frozenAt: Date; readonly file: string }, draw: DrawOfFile | null): LotteryFile {
  const seed = draw && seedOf(frozen, draw.value)
  const plain = frozen.format === LOTTERY_FORMAT
  const order = seed ? drawOrder(seed, frozen.entries) : null
  const places = draw && order ? allot(order, draw.places, draw.reserved) : null
  return {
    format: frozen.format, programme: frozen.programme, call: frozen.call, round: frozen.round,
    bases: { sha256: frozen.bases, file: frozen.file },
    list: {
      sha256: sha256(listText(frozen)), count: frozen.entries.length, frozen: frozen.frozenAt.toISOString(), ...(plain ? { expedientes: listLines(frozen) } : { lines: listLines(frozen) }),
    },
    value: draw && { text: draw.value, source: draw.source, entered: draw.at.toISOString() },
    seed: draw && seed ? { sha256: seed, lines: seedText(frozen, draw.value).trimEnd().split('\n') } : null,
    places: draw && draw.places,
    ...(plain ? {} : { reserved: draw && draw.reserved }),
    order: order && order.map(({ rank, expediente, key, points, quota }) => (plain ? { rank, expediente, key } : { rank, expediente, key, points, quota, place: places?.get(expediente) ?? null })),
  }
}

import { createHash } from 'node:crypto'

/**
 * The lottery, as docs/lottery.md explains it to whoever wants to run it again with `sha256sum` and `sort`. Every hash is
 * SHA-256 over UTF-8, written as lower-case hex; every line ends in one "\n".
 */
export const LOTTERY_FORMAT = 'yachay-lottery-1'

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** What is fixed before anybody can know the public value. */
export interface Frozen {
  readonly programme: string
  readonly call: string
  readonly round: number
  /** SHA-256 of the call file's bytes. */
  readonly bases: string
  readonly expedientes: readonly string[]
}

/** The list as one text: file numbers in the order of their bytes, a line each. */
export function listText(expedientes: readonly string[]): string {
  return expedientes.toSorted(byBytes).map((e) => `${e}\n`).join('')
}

export function seedText(frozen: Frozen, value: string): string {
  const parts = [LOTTERY_FORMAT, frozen.programme, frozen.call, String(frozen.round), frozen.bases, sha256(listText(frozen.expedientes)), value]
  return parts.map((part) => `${part}\n`).join('')
}

export const seedOf = (frozen: Frozen, value: string): string => sha256(seedText(frozen, value))

export interface Drawn {
  readonly rank: number
  readonly expediente: string
  /** SHA-256 of "<seed>:<expediente>"; the smallest comes first. */
  readonly key: string
}

export function drawOrder(seed: string, expedientes: readonly string[]): Drawn[] {
  return expedientes.map((expediente) => ({ expediente, key: sha256(`${seed}:${expediente}`) }))
    .toSorted((a, b) => byBytes(a.key, b.key))
    .map((entry, i) => ({ rank: i + 1, ...entry }))
}

/** A public value as it enters the seed: one line, NFC, inner spaces single. Two people who read it out write the same bytes. */
export function publicValue(typed: string): string {
  return typed.normalize('NFC').trim().replace(/\s+/g, ' ')
}

/** ASCII only, so code units are bytes. */
function byBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

export interface LotteryFile {
  readonly format: string
  readonly programme: string
  readonly call: string
  readonly round: number
  readonly bases: { readonly sha256: string; readonly file: string }
  readonly list: { readonly sha256: string; readonly count: number; readonly frozen: string; readonly expedientes: readonly string[] }
  readonly value: { readonly text: string; readonly source: string; readonly entered: string } | null
  readonly seed: { readonly sha256: string; readonly lines: readonly string[] } | null
  readonly places: number | null
  readonly order: readonly Drawn[] | null
}

/** The published file: before the draw the frozen list alone, afterwards everything that is needed to run it again. */
export function lotteryFile(frozen: Frozen & { readonly frozenAt: Date; readonly file: string }, draw: { value: string; source: string; places: number; at: Date } | null): LotteryFile {
  const seed = draw && seedOf(frozen, draw.value)
  return {
    format: LOTTERY_FORMAT, programme: frozen.programme, call: frozen.call, round: frozen.round,
    bases: { sha256: frozen.bases, file: frozen.file },
    list: {
      sha256: sha256(listText(frozen.expedientes)), count: frozen.expedientes.length, frozen: frozen.frozenAt.toISOString(),
      expedientes: frozen.expedientes.toSorted(byBytes),
    },
    value: draw && { text: draw.value, source: draw.source, entered: draw.at.toISOString() },
    seed: draw && seed ? { sha256: seed, lines: seedText(frozen, draw.value).trimEnd().split('\n') } : null,
    places: draw && draw.places,
    order: seed ? drawOrder(seed, frozen.expedientes) : null,
  }
}

// The draw of docs/sample.md, written from that page alone: nothing here is shared with the program that drew.
import { createHash } from 'node:crypto'

export const hash = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export interface Drawn {
  /** The pseudonyms, in the order of their keys. */
  readonly lines: readonly string[]
  /** SHA-256 of them, one a line: what the record says of the sample. */
  readonly sha256: string
  readonly seed: string
}

/** Reads a frame and draws from it; an Error whose message says what is wrong with the file. */
export function draw(frame: Uint8Array, { hash: expected, seed: value, size }: { readonly hash: string; readonly seed: string; readonly size: number }): Drawn {
  const found = hash(frame)
  if (found !== expected) throw new Error(`the frame is another file: its SHA-256 is ${found}, and not ${expected}`)
  const [head, ...rest] = Buffer.from(frame).toString('utf8').split('\n')
  const last = rest.pop()
  if (head !== 'pseudonym' || last !== '') throw new Error('the file is no frame: its first line is "pseudonym", and each line ends with a newline')
  const wrong = rest.findIndex((line, i) => !/^[0-9a-f]{20}$/.test(line) || (i > 0 && line <= rest[i - 1]!))
  if (wrong >= 0) throw new Error(`line ${wrong + 2} of the frame is no pseudonym, or does not come after the one before`)
  if (size > rest.length) throw new Error(`the frame has ${rest.length} persons: ${size} cannot be drawn`)
  const seed = hash(`yachay-sample-1\n${found}\n${value}\n`)
  const lines = rest.map((line) => ({ line, key: hash(`${seed}:${line}`) })).sort((a, b) => (a.key < b.key ? -1 : 1)).slice(0, size).map(({ line }) => line)
  return { lines, seed, sha256: hash(lines.map((line) => `${line}\n`).join('')) }
}

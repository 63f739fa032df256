import { createHash } from 'node:crypto'

/** The first line of a frame: the rest is one pseudonym a line, sorted by their letters. */
export const FRAME_HEAD = 'pseudonym'
export const SAMPLE_FORMAT = 'yachay-sample-1'

export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** The file of a frame: what is hashed before anybody can know the value. */
export function frameFile(pseudonyms: readonly string[]): string {
  return [FRAME_HEAD, ...[...pseudonyms].sort()].map((line) => `${line}\n`).join('')
}

/**
 * Draws from a frame (docs/sample.md): the seed is the SHA-256 of the format's name, the frame's hash and the value, a line each; the key of a
 * line is the SHA-256 of the seed, a colon and the line; the smallest keys are drawn.
 */
export function drawSample(frameHash: string, value: string, pseudonyms: readonly string[], size: number): string[] {
  const seed = seedOf(frameHash, value)
  return pseudonyms.map((line) => ({ line, key: sha256(`${seed}:${line}`) })).sort((a, b) => (a.key < b.key ? -1 : 1)).slice(0, size).map(({ line }) => line)
}

export const seedOf = (frameHash: string, value: string): string => sha256(`${SAMPLE_FORMAT}\n${frameHash}\n${value}\n`)

/** The drawn in their order: what `npm run sample` prints, and whose hash the act of drawing carries. */
export const sampleHash = (drawn: readonly string[]): string => sha256(drawn.map((line) => `${line}\n`).join(''))

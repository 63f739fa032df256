import { createHash } from 'node:crypto'
import { Problem } from '../../lib/problem.ts'
import { WRONG } from './words.ts'

export const MOST_PICTURES = 3
export const MOST_PICTURE_BYTES = 5 * 1024 * 1024
/** Longest side in pixels: enough to read a page of handwriting. */
const LONGEST_SIDE = 1600
/** A 64-megapixel phone still fits; a "bomb" of a few KB that unfolds to gigabytes does not. */
const MOST_PIXELS = 70_000_000

export interface Picture {
  /** WebP, turned upright, without EXIF or GPS. */
  readonly webp: Buffer
  /** SHA-256 of `webp`. */
  readonly content: string
  readonly width: number
  readonly height: number
}

/** Loaded at the first picture, which makes every start a fifth of a second shorter. */
async function loadSharp(): Promise<typeof import('sharp').default> {
  const { default: sharp } = await import('sharp')
  // One picture at a time and no cache: the machine is shared with everybody's pages.
  sharp.concurrency(1)
  sharp.cache(false)
  return sharp
}

/** Re-encodes a photo; Problem 422 on the field `pictures` when it is too large or is none. The format is read from the bytes. */
export async function readPicture(bytes: Uint8Array): Promise<Picture> {
  if (bytes.length > MOST_PICTURE_BYTES) throw refused(WRONG.pictureTooLarge)
  const sharp = await loadSharp()
  const image = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
  const format = await image.metadata().then((m) => m.format, () => undefined)
  if (format !== 'jpeg' && format !== 'png' && format !== 'webp') throw refused(WRONG.notAPicture)
  const encoded = await image.rotate().resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80 }).toBuffer({ resolveWithObject: true })
    .catch(() => { throw refused(WRONG.brokenPicture) })
  const { data, info } = encoded
  return { webp: data, content: createHash('sha256').update(data).digest('hex'), width: info.width, height: info.height }
}

function refused(sentence: { es: string; en: string }): Problem {
  return new Problem(422, 'bad-picture', sentence, [{ field: 'pictures', sentence }])
}

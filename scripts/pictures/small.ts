import sharp from 'sharp'

export const MOST_BYTES = 300 * 1024

export interface SmallPicture {
  readonly bytes: Buffer
  readonly width: number
  readonly height: number
}

/** First fewer colours, without dots between them; then a smaller picture, whose letters are harder to read. */
const TRIES = [
  { part: 1, colours: 128 }, { part: 1, colours: 64 }, { part: 1, colours: 32 }, { part: 1, colours: 16 },
  { part: 0.75, colours: 32 }, { part: 0.6, colours: 16 }, { part: 0.3, colours: 16 },
]

/** A PNG with a palette of at most 300 KB: as good as it may be. An Error when even the smallest is larger. */
export async function smallPicture(png: Buffer, most = MOST_BYTES): Promise<SmallPicture> {
  const { width = 0 } = await sharp(png).metadata()
  for (const { part, colours } of TRIES) {
    const { data, info } = await sharp(png).resize({ width: Math.max(1, Math.round(width * part)) })
      .png({ palette: true, colours, dither: 0, effort: 10, compressionLevel: 9 }).toBuffer({ resolveWithObject: true })
    if (data.length <= most) return { bytes: data, width: info.width, height: info.height }
  }
  throw new Error(`a picture is larger than ${most} bytes at every size`)
}

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { decodeQR } from 'qr/decode.js'

/** What another program than ours, Debian's poppler, reads in a PDF. scripts/test.mjs sees to it that it is there. */
function poppler(program: string, pdf: Uint8Array, args: readonly string[], output: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'yachay-pdf-'))
  try {
    writeFileSync(join(folder, 'paper.pdf'), pdf)
    const printed = execFileSync(program, [...args, join(folder, 'paper.pdf'), ...(output ? [join(folder, output.replace(/\.png$/, ''))] : [])], { stdio: ['ignore', 'pipe', 'pipe'] })
    return output ? readFileSync(join(folder, output)) : printed
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Its text, with the pages apart by form feeds. */
export const textOf = (pdf: Uint8Array): string => poppler('pdftotext', pdf, ['-enc', 'UTF-8'], 'out.txt').toString('utf8')

/** Without line breaks and double spaces, for matching sentences. */
export const wordsOf = (pdf: Uint8Array): string => textOf(pdf).replace(/\s+/g, ' ')

export const infoOf = (pdf: Uint8Array): string => poppler('pdfinfo', pdf, [], '').toString('utf8')

/** The tags of its structure tree with their text, as pdfinfo prints them. */
export const structureOf = (pdf: Uint8Array): string => poppler('pdfinfo', pdf, ['-struct-text'], '').toString('utf8')

/** The first page as a picture (PNG). */
export const pictureOf = (pdf: Uint8Array, dpi: number, page = 1): Buffer =>
  poppler('pdftoppm', pdf, ['-png', '-singlefile', '-r', String(dpi), '-f', String(page), '-l', String(page)], 'out.png')

/** The text of the QR in a picture, read from its pixels by a library that wrote none of them. */
export async function qrIn(picture: Buffer): Promise<string> {
  const { data, info } = await sharp(picture).flatten({ background: 'white' }).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return decodeQR({ width: info.width, height: info.height, data: new Uint8Array(data) }, { timeLimit: 5000 })
}

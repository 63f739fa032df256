import sharp from 'sharp'
import { bakePng } from '../../lib/baked/png.ts'
import { bakeSvg } from '../../lib/baked/svg.ts'
import { drawn } from '../../web/paper.ts'
import { KIND, toldBy, type CredentialRow, type Papers } from '../credentials/index.ts'
import type { Programme } from '../programmes/index.ts'

/** Pixels of the PNG's side: sharp on a phone, some 60 KB. */
const SIDE = 640

/** Of each programme, kind and year one picture, drawn at its first badge. */
const pictures = new Map<string, Promise<{ readonly svg: string; readonly png: Buffer }>>()
const MOST_PICTURES = 60

/** The badge of a paper with its credential baked in, as the file that other programs read. The picture shows no person. */
export async function badgeOf(programme: Programme, row: CredentialRow, papers: Papers, form: 'png' | 'svg'): Promise<Buffer> {
  const { svg, png } = await pictureOf(programme, row, papers)
  const json = JSON.stringify(papers.credential)
  return form === 'png' ? bakePng(png, json) : Buffer.from(bakeSvg(svg, json), 'utf8')
}

async function pictureOf(programme: Programme, row: CredentialRow, papers: Papers): Promise<{ svg: string; png: Buffer }> {
  const year = String(toldBy(papers.credential).at.getUTCFullYear())
  const key = JSON.stringify([programme.title.es, programme.trial, row.kind, year])
  const known = pictures.get(key) ?? draw(programme, row.kind, year)
  if (pictures.size >= MOST_PICTURES) pictures.clear()
  pictures.set(key, known)
  // A picture that could not be drawn is drawn anew at the next wish.
  known.catch(() => pictures.delete(key))
  return known
}

async function draw(programme: Programme, kind: CredentialRow['kind'], year: string): Promise<{ svg: string; png: Buffer }> {
  const svg = await drawn('features/sharing/badge.typ', {
    brand: 'Yachay', programme: programme.title.es, kind: kind === 'constancia' ? 'Constancia' : KIND[kind].es, proves: kind === 'certificado',
    trial: programme.trial ? 'DE PRUEBA' : null, year,
  })
  return { svg, png: await sharp(Buffer.from(svg), { density: 220 }).resize(SIDE, SIDE).png({ compressionLevel: 9, palette: true }).toBuffer() }
}

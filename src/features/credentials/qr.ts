import { create, toString } from 'qrcode'

/** The QR as SVG: error correction M, quiet zone of 4 modules as the standard asks. Only paths, so the strict CSP lets it be. */
export async function qrSvg(text: string): Promise<string> {
  return toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 })
}

/** The same QR for paper: one filled path, so that no printer or reader shows seams between its modules. */
export function qrOutline(text: string): string {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  const rows = Array.from({ length: size }, (_, y) => Array.from(data.slice(y * size, (y + 1) * size), (dark) => (dark ? '1' : '0')).join(''))
  const path = rows.flatMap((row, y) => [...row.matchAll(/1+/g)].map((run) => `M${run.index} ${y}h${run[0].length}v1h-${run[0].length}z`)).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 ${size + 8} ${size + 8}"><path d="${path}"/></svg>`
}

// QR pictures drawn on the phone. Loaded only by pages that show one: `import(asset('qr.js'))`.
import { create } from 'qrcode/lib/core/qrcode.js'

const SVG = 'http://www.w3.org/2000/svg'
/** Light border that scanners need around a code, in modules (ISO/IEC 18004). */
const QUIET = 4

/** A text of at most about 1,000 letters as a QR code (error correction M), black on white, as wide as its place. */
export function qrPicture(text: string): SVGSVGElement {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const { size, data } = modules
  let path = ''
  for (let i = 0; i < data.length; i += 1) if (data[i]) path += `M${(i % size) + QUIET} ${Math.floor(i / size) + QUIET}h1v1h-1z`
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', `0 0 ${size + 2 * QUIET} ${size + 2 * QUIET}`)
  svg.setAttribute('role', 'img')
  svg.setAttribute('aria-label', 'QR')
  for (const [d, fill] of [[`M0 0h${size + 2 * QUIET}v${size + 2 * QUIET}H0z`, '#fff'], [path, '#000']] as const) {
    const part = document.createElementNS(SVG, 'path')
    part.setAttribute('d', d)
    part.setAttribute('fill', fill)
    svg.append(part)
  }
  return svg
}

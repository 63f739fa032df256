import { isPng, unbakePng } from './png.ts'
import { isSvg, unbakeSvg } from './svg.ts'

/**
 * The credential in a badge picture (PNG or SVG; Open Badges 3.0, section 5.3) as text; '' for a picture that carries none or
 * not as the standard says; null for what is no such picture.
 */
export function unbaked(bytes: Buffer): string | null {
  if (isPng(bytes)) return unbakePng(bytes) ?? ''
  const text = bytes.toString('utf8')
  return isSvg(text) ? unbakeSvg(text) ?? '' : null
}

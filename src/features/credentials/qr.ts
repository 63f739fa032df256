import { toString } from 'qrcode'

/** The QR as SVG: error correction M, quiet zone of 4 modules as the standard asks. Only paths, so the strict CSP lets it be. */
export async function qrSvg(text: string): Promise<string> {
  return toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 })
}

import { decodeQR } from 'qr/decode.js'

const LONGEST_MS = 4000

/** The text of the QR in a picture, '' when there is none; here/photo.ts loads this file only where the browser cannot read a QR itself. */
export function readQr(image: ImageData): string {
  try {
    return decodeQR(image, { timeLimit: LONGEST_MS })
  } catch {
    return ''
  }
}

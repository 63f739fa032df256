import { el, t } from '../../../web/phone/dom.ts'
import { fromBase64Url, joined, toBase64Url } from '../../../web/phone/seal.ts'
import { QR } from './part-words.ts'

const BYTES_A_PICTURE = 240
const PICTURE_MS = 900

interface Detector { detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]> }

/** Frames as a round of QR pictures: `Y1.<n>.<all>.<base64url>`. */
export function partsAsText(bytes: Uint8Array): string[] {
  const all = Math.ceil(bytes.length / BYTES_A_PICTURE)
  return Array.from({ length: all }, (_, n) => `Y1.${n}.${all}.${toBase64Url(bytes.slice(n * BYTES_A_PICTURE, (n + 1) * BYTES_A_PICTURE))}`)
}

/** Shows them one after the other until stopped. */
export async function showQr(place: HTMLElement, bytes: Uint8Array): Promise<void> {
  const { qrPicture } = await import(document.getElementById('phone')?.dataset.qr ?? '') as typeof import('../../../web/qr.client.ts')
  const pictures = partsAsText(bytes).map(qrPicture)
  const count = el('p', { role: 'status' })
  const shown = el('div', { className: 'qr' })
  let at = 0
  const next = (): void => {
    shown.replaceChildren(pictures[at % pictures.length]!)
    count.textContent = `${(at % pictures.length) + 1} / ${pictures.length}`
    at += 1
  }
  const timer = window.setInterval(next, PICTURE_MS)
  next()
  const stop = el('button', { type: 'button', className: 'quiet', onclick: () => { window.clearInterval(timer); place.replaceChildren() } }, t(QR.stop))
  place.replaceChildren(el('p', {}, t(QR.qrHint)), shown, count, stop)
  place.scrollIntoView()
}

/** Collects the pictures of a round; answers the bytes once all are there, null while some are missing. */
export function collector(): { take(text: string): Uint8Array<ArrayBuffer> | null; readonly have: number; readonly all: number } {
  const parts = new Map<number, Uint8Array>()
  let all = 0
  return {
    take: (text) => {
      const [, n, of, data] = /^Y1\.(\d+)\.(\d+)\.([\w-]+)$/.exec(text) ?? []
      if (!data) return null
      // Another round began: what was read of the first one is of no use.
      if (Number(of) !== all) { parts.clear(); all = Number(of) }
      parts.set(Number(n), fromBase64Url(data))
      return parts.size === all ? joined(Array.from({ length: all }, (_, i) => parts.get(i)!)) : null
    },
    get have() { return parts.size },
    get all() { return all },
  }
}

/** Reads a round with the camera; null when the browser cannot or she stops. */
export async function readQr(place: HTMLElement, said: HTMLElement): Promise<Uint8Array<ArrayBuffer> | null> {
  const Barcode = (window as unknown as { BarcodeDetector?: new (o: object) => Detector }).BarcodeDetector
  const stream = Barcode && await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } }).catch(() => null)
  if (!Barcode || !stream) {
    said.textContent = t(QR.noCamera)
    return null
  }
  const video = el('video', { muted: true, playsInline: true, srcObject: stream })
  const detector = new Barcode({ formats: ['qr_code'] })
  const parts = collector()
  let stopped = false
  place.replaceChildren(video, el('button', { type: 'button', className: 'quiet', onclick: () => { stopped = true } }, t(QR.stop)))
  await video.play()
  try {
    while (!stopped) {
      for (const { rawValue } of await detector.detect(video)) {
        const whole = parts.take(rawValue)
        said.textContent = t(QR.scanning, { n: parts.have, all: parts.all })
        if (whole) return whole
      }
      await new Promise((resolve) => setTimeout(resolve, 120))
    }
    return null
  } finally {
    for (const track of stream.getTracks()) track.stop()
    place.replaceChildren()
  }
}

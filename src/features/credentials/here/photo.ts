interface Detector { detect(source: ImageBitmap): Promise<{ rawValue: string }[]> }
type Reader = typeof import('../qr-read.client.ts')

/** The longer side of what is searched, in pixels: the QR of a whole photographed page still has 3 of them a module. */
const SIDES = [1600, 2600, 900]

/** Reads the QR of each photo that is taken or chosen, on the phone, and hands on its text. */
export function watchPhotos(found: (text: string) => void): void {
  const place = document.getElementById('photo')
  if (!place) return
  const say = (which: string): void => { for (const part of place.querySelectorAll<HTMLElement>('[data-photo]')) part.hidden = part.dataset.photo !== which }
  place.hidden = false
  for (const input of place.querySelectorAll('input')) {
    input.onchange = async () => {
      const file = input.files?.[0]
      if (!file) return
      say('reading')
      const text = await textIn(file, place.dataset.reader ?? '').catch(() => '')
      // The same photo chosen again is a change again.
      input.value = ''
      say(text ? '' : 'nothing')
      if (text) found(text)
    }
  }
}

async function textIn(file: File, reader: string): Promise<string> {
  const picture = await createImageBitmap(file)
  const own = await byBrowser(picture)
  if (own) return own
  const { readQr } = await import(reader) as Reader
  for (const side of SIDES) {
    const text = readQr(pixels(picture, side))
    if (text) return text
  }
  return ''
}

/** '' where the browser has no reader, or its reader finds nothing. */
async function byBrowser(picture: ImageBitmap): Promise<string> {
  const Own = (globalThis as { BarcodeDetector?: new (options: { formats: string[] }) => Detector }).BarcodeDetector
  if (!Own) return ''
  try {
    return (await new Own({ formats: ['qr_code'] }).detect(picture))[0]?.rawValue ?? ''
  } catch {
    return ''
  }
}

function pixels(picture: ImageBitmap, side: number): ImageData {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

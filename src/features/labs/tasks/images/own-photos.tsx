import { useState } from 'preact/hooks'
import type { JSX } from 'preact'
import { answerPhotos, type PhotoModel } from '../../../../engine/images.ts'
import { say } from '../../../../lib/text.ts'
import { Picture } from './picture.tsx'
import type { ImageDesk } from './plug.tsx'
import { IMAGES } from './words.ts'

const MOST = 6

/** Her own photos, answered by what she trained. They are read, cropped and made small on this page, and are gone with it: nothing is kept or sent. */
export function OwnPhotos({ desk: { view, photos: { rows, columns } }, model }: { desk: ImageDesk; model: PhotoModel }): JSX.Element {
  const [own, setOwn] = useState<readonly Uint8Array[]>([])
  const [failed, setFailed] = useState(0)
  const [inverted, setInverted] = useState(false)
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  const take = async (files: readonly File[]): Promise<void> => {
    const read = await Promise.allSettled(files.slice(0, MOST).map((file) => shrunk(file, rows, columns)))
    setOwn(read.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])))
    setFailed(read.filter((one) => one.status === 'rejected').length)
  }
  return (
    <details class="lab-own">
      <summary>{t(IMAGES.own)}</summary>
      <p>{t(IMAGES.ownSays)}</p>
      <div class="field">
        <label for="own-photos">{t(IMAGES.ownChoose)}</label>
        <input id="own-photos" type="file" accept="image/*" capture="environment" multiple onChange={(e) => { void take(Array.from(e.currentTarget.files ?? [])) }} />
      </div>
      <p><label class="lab-check"><input type="checkbox" checked={inverted} onChange={() => setInverted(!inverted)} /> {t(IMAGES.ownInvert)}</label></p>
      {failed > 0 && <p class="bad" role="alert">{t(IMAGES.ownFailed, { n: failed })}</p>}
      <ul class="plain lab-wrong-photos" aria-live="polite">
        {own.map((photo) => {
          const images = inverted ? photo.map((grey) => 255 - grey) : photo
          // Without SIMD: the policy of a page starts no WebAssembly, and a few photos need none.
          const found = view.classes[answerPhotos(model, images, false)[0]!]!
          return <li class="card"><Picture photos={{ rows, columns, images }} place={0} alt={t(IMAGES.ownAlt)} large /><p><strong>{t(IMAGES.ownFound, { found })}</strong></p></li>
        })}
      </ul>
      {own.length > 0 && <p role="note">{t(IMAGES.ownKnows, { classes: view.classes.join(', ') })}</p>}
    </details>
  )
}

/** The middle square of a picture in greys, as small as the lab's photos. */
async function shrunk(file: File, rows: number, columns: number): Promise<Uint8Array> {
  const picture = await loaded(file)
  const side = Math.min(picture.naturalWidth, picture.naturalHeight)
  const canvas = document.createElement('canvas')
  canvas.width = columns
  canvas.height = rows
  const context = canvas.getContext('2d')
  if (!context || side === 0) throw new Error('no picture')
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, (picture.naturalWidth - side) / 2, (picture.naturalHeight - side) / 2, side, side, 0, 0, columns, rows)
  const { data } = context.getImageData(0, 0, columns, rows)
  // Luma of ITU-R BT.601.
  return Uint8Array.from({ length: rows * columns }, (_, i) => Math.round(0.299 * data[4 * i]! + 0.587 * data[4 * i + 1]! + 0.114 * data[4 * i + 2]!))
}

function loaded(file: File): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const picture = new Image()
    const address = URL.createObjectURL(file)
    picture.onload = () => { URL.revokeObjectURL(address); resolve(picture) }
    picture.onerror = () => { URL.revokeObjectURL(address); reject(new Error('not a picture')) }
    picture.src = address
  })
}

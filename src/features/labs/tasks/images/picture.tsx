import { useEffect, useRef } from 'preact/hooks'
import type { JSX } from 'preact'
import type { Photos } from '../../../../engine/photos.ts'

export type Grey = Pick<Photos, 'rows' | 'columns' | 'images'>

/** Photo number `place`, one pixel of the canvas a pixel of the photo; the page shows it larger with hard edges. No `alt`: what stands beside it says it. */
export function Picture({ photos: { rows, columns, images }, place, alt, large = false }: { photos: Grey; place: number; alt: string; large?: boolean }): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context) return
    const picture = context.createImageData(columns, rows)
    for (let i = 0; i < rows * columns; i += 1) {
      const grey = images[place * rows * columns + i]!
      picture.data.set([grey, grey, grey, 255], 4 * i)
    }
    context.putImageData(picture, 0, 0)
  }, [images, place])
  const looks = { class: large ? 'lab-photo large' : 'lab-photo', width: columns, height: rows }
  return alt === '' ? <canvas ref={canvas} {...looks} aria-hidden="true" /> : <canvas ref={canvas} {...looks} role="img" aria-label={alt} />
}

import { useState } from 'preact/hooks'
import type { JSX } from 'preact'
import { say } from '../../../../lib/text.ts'
import { BENCH } from '../../workbench/words.ts'
import { Picture } from './picture.tsx'
import type { ImageDesk } from './plug.tsx'
import { IMAGES } from './words.ts'

const OF_EACH = 6

/** The photos first, some of each class, and those kept for practice apart; a tap shows one large. */
export function See({ desk }: { desk: ImageDesk }): JSX.Element {
  const { view, photos, places, practice } = desk
  const [turn, setTurn] = useState(0)
  const [large, setLarge] = useState<number | null>(null)
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  const kept = photos.learnable < photos.labels.length
  const close = (): void => setLarge(null)
  const grid = (from: Int32Array) => view.classes.map((name, k) => (
    <ClassRow desk={desk} name={name} shown={someOf(from, photos.labels, k, turn)} large={large} open={setLarge} close={close} />
  ))
  return (
    <section>
      <h3>{t(BENCH.see)}</h3>
      <p>{t(IMAGES.seeSays, { own: places.length, rest: practice.length, rows: view.rows })}</p>
      {grid(places)}
      <p><button type="button" class="quiet" onClick={() => { setTurn(turn + 1); close() }}>{t(IMAGES.moreWrong)}</button></p>
      {kept && (
        <details>
          <summary>{t(IMAGES.kept, { rest: practice.length, rows: view.rows })}</summary>
          <p>{t(IMAGES.keptSays)}</p>
          {grid(practice)}
        </details>
      )}
    </section>
  )
}

/** A handful of the places whose photo is of class `k`, others at each turn. */
function someOf(places: Int32Array, labels: Int32Array, k: number, turn: number): number[] {
  const all = Array.from(places).filter((place) => labels[place] === k)
  return Array.from({ length: Math.min(OF_EACH, all.length) }, (_, i) => all[(turn * OF_EACH + i) % all.length]!)
}

interface RowProps {
  readonly desk: ImageDesk
  readonly name: string
  readonly shown: readonly number[]
  readonly large: number | null
  readonly open: (place: number) => void
  readonly close: () => void
}

function ClassRow({ desk: { view, photos }, name, shown, large, open, close }: RowProps): JSX.Element {
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  const { rows, columns } = photos
  return (
    <div>
      <h4>{name}</h4>
      <div class="lab-photos">
        {shown.map((place, i) => (
          <button type="button" class="lab-photo-button" aria-pressed={large === place} aria-label={t(IMAGES.photo, { label: name, n: i + 1 })} onClick={() => (large === place ? close() : open(place))}>
            <Picture photos={photos} place={place} alt="" />
          </button>
        ))}
      </div>
      {large !== null && shown.includes(large) && (
        <div class="card" role="status">
          <Picture photos={photos} place={large} alt={t(IMAGES.large, { label: name })} large />
          <p>{t(IMAGES.sees, { rows, columns })} {view.settings.halve && t(IMAGES.half, { rows: Math.floor(rows / 2), columns: Math.floor(columns / 2) })}</p>
          <p><button type="button" class="quiet" onClick={close}>{t(IMAGES.close)}</button></p>
        </div>
      )}
    </div>
  )
}

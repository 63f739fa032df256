import { useEffect, useRef, useState } from 'preact/hooks'
import type { JSX } from 'preact'
import type { Step } from '../../../engine/recipe.ts'
import { say } from '../../../lib/text.ts'
import { describeSteps } from '../block-words.ts'
import type { AnyView } from '../view.ts'
import { MORE } from './more-words.ts'
import { readLink, shareRecipe, type Offer } from './recipe-link.ts'

/** Shares the recipe as it stands. */
export function Share({ view, steps }: { view: AnyView; steps: readonly Step[] }): JSX.Element {
  const [said, setSaid] = useState('')
  return (
    <div>
      <p><button type="button" class="quiet" onClick={() => void shareRecipe(view, steps).then(setSaid)}>{say(MORE.share, view.lang)}</button></p>
      <p role="status">{said}</p>
    </div>
  )
}

const linked = (view: AnyView): Offer | null => (location.hash.startsWith('#r=') ? readLink(view, location.hash) : null)

/** Offers the recipe of a link that led here, or says why it cannot be used. */
export function Offered({ view, use }: { view: AnyView; use: (steps: Step[]) => void }): JSX.Element | null {
  const [offer, setOffer] = useState(() => linked(view))
  const card = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const look = (): void => setOffer(linked(view))
    addEventListener('hashchange', look)
    return () => removeEventListener('hashchange', look)
  }, [])
  useEffect(() => card.current?.focus(), [offer])
  if (!offer) return null
  const close = (): void => {
    history.replaceState(null, '', location.pathname + location.search)
    setOffer(null)
  }
  const t = (text: { es: string; en: string }) => say(text, view.lang)
  return (
    <div class="card next" tabIndex={-1} ref={card}>
      {'refused' in offer ? <p>{offer.refused}</p> : <p>{t(MORE.offered)} <strong>{describeSteps(offer.steps, view.lang, view.columns)}</strong></p>}
      <p class="actions">
        {'steps' in offer && <button type="button" onClick={() => { use([...offer.steps]); close() }}>{t(MORE.useThis)}</button>}
        <button type="button" class="quiet" onClick={close}>{t(MORE.noThanks)}</button>
      </p>
    </div>
  )
}

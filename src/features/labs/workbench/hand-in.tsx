import { useMemo } from 'preact/hooks'
import type { JSX } from 'preact'
import type { Recipe } from '../../../engine/recipe.ts'
import { say } from '../../../lib/text.ts'
import { describeSteps } from '../block-words.ts'
import type { LabView } from '../view.ts'
import { BENCH } from './words.ts'

export interface Ready {
  readonly recipe: Recipe
  readonly digest: string
  readonly sameBits: boolean
}

/** A plain form: the trained recipe, its digest and an id that stays the same however often the button is pressed. */
export function HandIn({ view, ready, changed }: { view: LabView; ready: Ready | null; changed: boolean }): JSX.Element {
  const id = useMemo(newId, [ready])
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  return (
    <section>
      <h3>{t(BENCH.handIn)}</h3>
      {!ready && <p>{t(changed ? BENCH.trainFirst : BENCH.trainOnce)}</p>}
      {ready && (
        <form method="post" action={view.postUrl}>
          <p>{t(BENCH.handInSays, { recipe: describeSteps(ready.recipe.steps, view.lang), of: view.pass.of, rows: view.rows })}</p>
          {!ready.sameBits && <p role="note">{t(BENCH.otherBits)}</p>}
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="recipe" value={JSON.stringify(ready.recipe)} />
          <input type="hidden" name="digest" value={ready.digest} />
          <button>{t(BENCH.handInNow)}</button>
        </form>
      )}
    </section>
  )
}

/** A random UUID (version 4); crypto.randomUUID is missing on plain http and before Chrome 92. */
function newId(): string {
  const b = crypto.getRandomValues(new Uint8Array(16))
  b[6] = (b[6]! & 0x0f) | 0x40
  b[8] = (b[8]! & 0x3f) | 0x80
  const hex = Array.from(b, (x) => (x + 256).toString(16).slice(1)).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

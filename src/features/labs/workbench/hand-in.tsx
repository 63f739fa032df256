import { useMemo, useState } from 'preact/hooks'
import type { JSX } from 'preact'
import type { Recipe } from '../../../engine/recipe.ts'
import { say } from '../../../lib/text.ts'
import { newId } from '../../../web/phone/seal.ts'
import { describeSteps } from '../block-words.ts'
import type { AnyView } from '../view.ts'
import type { Plug } from './plug.ts'
import { BENCH } from './words.ts'

export interface Ready {
  readonly recipe: Recipe
  readonly digest: string
  readonly sameBits: boolean
}

/** Hands in through the phone's outbox; answers how that went, in words. */
export type Queue = (ready: Ready, id: string) => Promise<string>

/** A plain form: the trained recipe, its digest and an id that stays the same however often the button is pressed. */
export function HandIn({ says, view, ready, changed, queue }: { says?: Plug['says'] | undefined; view: AnyView; ready: Ready | null; changed: boolean; queue?: Queue | undefined }): JSX.Element {
  const id = useMemo(newId, [ready])
  const [said, setSaid] = useState<{ for: string; text: string } | null>(null)
  const send = (event: Event): void => {
    if (!queue || !ready) return
    event.preventDefault()
    void queue(ready, id).then((text) => setSaid({ for: id, text }))
  }
  const words = { ...BENCH, ...says }
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  return (
    <section>
      <h3>{t(BENCH.handIn)}</h3>
      {!ready && <p>{t(changed ? words.trainFirst : words.trainOnce)}</p>}
      {ready && (
        <form method="post" action={view.postUrl} onSubmit={send}>
          <p>{t(BENCH.handInSays, { recipe: describeSteps(ready.recipe.steps, view.lang, view.columns), of: view.pass.of, rows: view.rows })}</p>
          {!ready.sameBits && <p role="note">{t(BENCH.otherBits)}</p>}
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="recipe" value={JSON.stringify(ready.recipe)} />
          <input type="hidden" name="digest" value={ready.digest} />
          {said?.for === id ? <p class="good" role="status">{said.text}</p> : <button>{t(words.handInNow)}</button>}
        </form>
      )}
    </section>
  )
}

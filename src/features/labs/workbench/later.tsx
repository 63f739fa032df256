import { useEffect, useState } from 'preact/hooks'
import type { JSX } from 'preact'
import type { Step } from '../../../engine/recipe.ts'
import { say } from '../../../lib/text.ts'
import type { AnyView } from '../view.ts'
import type { AnyDesk, Plug } from './plug.ts'
import { BENCH } from './words.ts'

export interface LaterProps {
  readonly plug: Plug
  readonly desk: AnyDesk
  readonly view: AnyView
  readonly steps: readonly Step[]
  readonly bytes: Uint8Array
  readonly change: (steps: Step[]) => void
}

/** What not everybody needs is fetched when somebody asks for it, or comes with a recipe in the address. */
export function Later(props: LaterProps): JSX.Element {
  const [more, setMore] = useState<typeof import('./more.tsx') | null>(null)
  const load = (): void => void import('./more.tsx').then(setMore)
  useEffect(() => {
    if (location.hash) load()
    addEventListener('hashchange', load)
  }, [])
  return more ? <more.More {...props} /> : <p><button type="button" class="quiet" onClick={load}>{say(BENCH.later, props.view.lang)}</button></p>
}

import { useEffect, useState } from 'preact/hooks'
import type { JSX } from 'preact'
import { say } from '../../../../lib/text.ts'
import { BENCH } from '../../workbench/words.ts'
import type { PolicyView } from './view.ts'

type Parts = typeof import('./program.tsx')

/** The editor and what is said of programs, a sixth of the page's scripts: fetched when somebody chooses to write one. */
export function WithProgram({ view: { lang }, show }: { view: PolicyView; show: (parts: Parts) => JSX.Element }): JSX.Element {
  const [parts, setParts] = useState<Parts | 'failed' | null>(null)
  const load = (): void => {
    setParts(null)
    import('./program.tsx').then(setParts, () => setParts('failed'))
  }
  useEffect(load, [])
  if (parts === null) return <p role="status">{say(BENCH.bringing, lang)}</p>
  if (parts !== 'failed') return show(parts)
  return <div role="alert"><p class="bad">{say(BENCH.noData, lang)}</p><p><button type="button" onClick={load}>{say(BENCH.again, lang)}</button></p></div>
}

import { useState } from 'preact/hooks'
import type { JSX } from 'preact'
import type { OwnLabel } from '../../../../engine/recipe.ts'
import { say } from '../../../../lib/text.ts'
import type { MessageDesk } from './plug.tsx'
import { MESSAGES } from './words.ts'

interface Props {
  readonly desk: MessageDesk
  readonly labels: readonly OwnLabel[]
  /** Undefined takes the label away. */
  readonly put: (row: number, label: number | undefined) => void
}

/** All that she labelled, to look over and mend; drawn only while it is open. */
export function MyLabels({ desk: { view, data, pool }, labels, put }: Props): JSX.Element | null {
  const [open, setOpen] = useState(false)
  if (labels.length === 0) return null
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t(MESSAGES.mine, { n: labels.length })}</summary>
      {open && (
        <ul class="plain lab-mine">
          {labels.map(([row, label]) => (
            <li key={row} class="card lab-message">
              <label><span lang="es">{data.pool[pool[row]!]}</span>
                <select value={label} onChange={(event) => put(row, event.currentTarget.value === '' ? undefined : Number(event.currentTarget.value))}>
                  {view.classes.map(({ name }, k) => <option value={k}>{name}</option>)}
                  <option value="">{t(MESSAGES.none)}</option>
                </select>
              </label>
            </li>
          ))}
        </ul>
      )}
    </details>
  )
}

import { useState } from 'preact/hooks'
import type { JSX } from 'preact'
import type { OwnLabel } from '../../../../engine/recipe.ts'
import { say } from '../../../../lib/text.ts'
import { Evidence } from './evidence.tsx'
import type { ClaimDesk } from './plug.tsx'
import { CLAIMS } from './words.ts'

interface Props {
  readonly desk: ClaimDesk
  readonly labels: readonly OwnLabel[]
  /** Undefined takes the label away. */
  readonly put: (row: number, label: number | undefined) => void
}

/** All that she labelled, to look over and mend; drawn only while it is open. */
export function MyLabels({ desk: { view, data: { file }, pool }, labels, put }: Props): JSX.Element | null {
  const [open, setOpen] = useState(false)
  if (labels.length === 0) return null
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t(CLAIMS.mine, { n: labels.length })}</summary>
      {open && (
        <ul class="plain">
          {labels.map(([row, label]) => {
            const claim = file.claims[pool[row]!]!
            return (
              <li key={row} class="card">
                <label>{t(claim.text)}
                  <select value={label} onChange={(event) => put(row, event.currentTarget.value === '' ? undefined : Number(event.currentTarget.value))}>
                    {view.classes.map(({ name }, k) => <option value={k}>{name}</option>)}
                    <option value="">{t(CLAIMS.none)}</option>
                  </select>
                </label>
                <details><summary>{t(CLAIMS.evidence)}</summary><Evidence lang={view.lang} file={file} claim={claim} /></details>
              </li>
            )
          })}
        </ul>
      )}
    </details>
  )
}

import { useState } from 'preact/hooks'
import type { JSX } from 'preact'
import type { OwnLabel } from '../../../../engine/recipe.ts'
import { say } from '../../../../lib/text.ts'
import { Evidence } from './evidence.tsx'
import { MyLabels } from './my-labels.tsx'
import type { ClaimDesk } from './plug.tsx'
import { CLAIMS } from './words.ts'

interface Props {
  readonly desk: ClaimDesk
  readonly labels: readonly OwnLabel[]
  readonly change: (labels: OwnLabel[]) => void
}

/** What one tap did: which claim, and the label it had before. */
interface Tap { readonly row: number; readonly before: number | undefined }

/** One claim at a time with its evidence open and a large button for each verdict. The labels stand in the recipe, which the workbench keeps on this device at every tap. */
export function LabelDesk({ desk, labels, change }: Props): JSX.Element {
  const { view, data: { file }, pool } = desk
  const [skipped, setSkipped] = useState<readonly number[]>([])
  const [taps, setTaps] = useState<readonly Tap[]>([])
  const [back, setBack] = useState<number | null>(null)
  const [said, setSaid] = useState('')
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  const known = new Map(labels)
  const row = back ?? nextClaim(pool.length, known, skipped)
  const claim = row === undefined ? null : file.claims[pool[row]!]!

  const put = (at: number, label: number | undefined): void => {
    if (label === undefined) known.delete(at)
    else known.set(at, label)
    change([...known].sort((a, b) => a[0] - b[0]))
  }
  const moved = (words: string): void => {
    setTaps([...taps, { row: row!, before: known.get(row!) }])
    setBack(null)
    setSaid(words)
  }
  const label = (k: number): void => {
    if (row === undefined) return
    moved(t(CLAIMS.put, { name: view.classes[k]!.name }))
    put(row, k)
  }
  const skip = (): void => {
    if (row === undefined) return
    // To the end of those skipped: when nothing else is left they come round again.
    setSkipped([...skipped.filter((s) => s !== row), row])
    moved('')
  }
  const undo = (): void => {
    const last = taps[taps.length - 1]
    if (!last) return
    setTaps(taps.slice(0, -1))
    setSkipped(skipped.filter((s) => s !== last.row))
    setBack(last.row)
    setSaid('')
    if (known.get(last.row) !== last.before) put(last.row, last.before)
  }
  const press = (event: KeyboardEvent): void => {
    // In the list of labels the same keys choose in a select.
    if (event.target instanceof HTMLSelectElement || event.ctrlKey || event.altKey || event.metaKey) return
    const key = event.key.toLowerCase()
    const act = key === 's' ? skip : key === 'z' ? undo : view.classes[Number(key) - 1] ? () => label(Number(key) - 1) : undefined
    if (!act) return
    event.preventDefault()
    act()
  }
  return (
    <div class="lab-desk" role="group" aria-labelledby="desk-title" onKeyDown={press}>
      <h4 id="desk-title">{t(CLAIMS.deskTitle)}</h4>
      <p>{t(CLAIMS.deskSays)}</p>
      <p><strong>{t(CLAIMS.count, { done: known.size, of: pool.length })}</strong> <span role="status">{said}</span></p>
      {claim === null ? <p class="good">{t(CLAIMS.allDone, { of: pool.length })}</p> : (
        <div class="card">
          <p class="lab-claim" aria-live="polite">{t(claim.text)}</p>
          <Evidence lang={view.lang} file={file} claim={claim} />
        </div>
      )}
      <div class="lab-verdicts">
        {view.classes.map(({ name, sign }, k) => (
          <button type="button" disabled={claim === null} aria-pressed={row !== undefined && known.get(row) === k} onClick={() => label(k)}><span aria-hidden="true">{sign}</span> {name}</button>
        ))}
      </div>
      <p class="lab-less">
        <button type="button" class="quiet" disabled={taps.length === 0} onClick={undo}>{t(CLAIMS.undo)}</button>
        <button type="button" class="quiet" disabled={claim === null} onClick={skip}>{t(CLAIMS.skip)}</button>
      </p>
      <p class="quiet-text">{t(CLAIMS.keys)}</p>
      <details>
        <summary>{t(CLAIMS.what)}</summary>
        <dl class="pairs">{view.classes.map(({ name, about }) => <><dt>{name}</dt><dd>{about}</dd></>)}</dl>
      </details>
      <MyLabels desk={desk} labels={labels} put={put} />
    </div>
  )
}

/** The first of her claims that has no label and was not skipped; when only skipped ones are left, the first of those. */
function nextClaim(own: number, labels: ReadonlyMap<number, number>, skipped: readonly number[]): number | undefined {
  for (let row = 0; row < own; row += 1) if (!labels.has(row) && !skipped.includes(row)) return row
  return skipped.find((row) => !labels.has(row))
}

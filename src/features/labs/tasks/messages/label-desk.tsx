import { useEffect, useRef, useState } from 'preact/hooks'
import type { JSX } from 'preact'
import type { OwnLabel } from '../../../../engine/recipe.ts'
import { say } from '../../../../lib/text.ts'
import { MyLabels } from './my-labels.tsx'
import type { MessageDesk } from './plug.tsx'
import { nextMessage, useSuggested } from './queue.ts'
import { MESSAGES } from './words.ts'

interface Props {
  readonly desk: MessageDesk
  readonly labels: readonly OwnLabel[]
  readonly change: (labels: OwnLabel[]) => void
}

/** What one tap did: which message, and the label it had before. */
interface Tap {
  readonly row: number
  readonly before: number | undefined
}

export const DESK = 'label-desk'

/** One message at a time and a large button for each office. The labels stand in the recipe, which the workbench keeps on this device at every tap. */
export function LabelDesk({ desk, labels, change }: Props): JSX.Element {
  const { view, data, pool } = desk
  const [skipped, setSkipped] = useState<readonly number[]>([])
  const [taps, setTaps] = useState<readonly Tap[]>([])
  const [back, setBack] = useState<number | null>(null)
  const [said, setSaid] = useState('')
  const suggestion = useSuggested(desk.suggested)
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => { if (suggestion) place.current?.focus() }, [suggestion])
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  const known = new Map(labels)
  const row = back ?? nextMessage(suggestion ?? Array.from(pool.keys()), known, skipped)

  const put = (at: number, label: number | undefined): void => {
    if (label === undefined) known.delete(at)
    else known.set(at, label)
    change([...known].sort((a, b) => a[0] - b[0]))
  }
  const label = (k: number): void => {
    if (row === undefined) return
    setTaps([...taps, { row, before: known.get(row) }])
    setBack(null)
    setSaid(t(MESSAGES.put, { name: view.classes[k]!.name }))
    put(row, k)
  }
  const skip = (): void => {
    if (row === undefined) return
    // To the end of those skipped: when nothing else is left they come round again.
    setSkipped([...skipped.filter((s) => s !== row), row])
    setTaps([...taps, { row, before: known.get(row) }])
    setBack(null)
    setSaid('')
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
    <div class="lab-desk" id={DESK} ref={place} tabIndex={-1} role="group" aria-labelledby="desk-title" onKeyDown={press}>
      <h4 id="desk-title">{t(MESSAGES.deskTitle)}</h4>
      <p>{t(MESSAGES.deskSays)}</p>
      {suggestion && <p class="quiet-text">{t(MESSAGES.fromDoubtful)}</p>}
      <p class="lab-desk-count"><strong>{t(MESSAGES.count, { done: known.size, of: pool.length })}</strong> <span role="status">{said}</span></p>
      <progress max={pool.length} value={known.size} aria-label={t(MESSAGES.count, { done: known.size, of: pool.length })} />
      {row === undefined
        ? <p class="good">{t(MESSAGES.allDone, { of: pool.length })}</p>
        : <blockquote class="lab-message" lang="es" aria-live="polite">{data.pool[pool[row]!]}</blockquote>}
      <div class="lab-offices">
        {view.classes.map(({ name }, k) => (
          <button type="button" disabled={row === undefined} aria-pressed={row !== undefined && known.get(row) === k} onClick={() => label(k)}>
            <small aria-hidden="true">{k + 1}</small> {name}
          </button>
        ))}
      </div>
      <p class="lab-desk-less">
        <button type="button" class="quiet" disabled={taps.length === 0} onClick={undo}>{t(MESSAGES.undo)}</button>
        <button type="button" class="quiet" disabled={row === undefined} onClick={skip}>{t(MESSAGES.skip)}</button>
      </p>
      <p class="quiet-text">{t(MESSAGES.vague)} <span class="lab-keys">{t(MESSAGES.keys)}</span></p>
      <details>
        <summary>{t(MESSAGES.what)}</summary>
        <dl class="pairs">{view.classes.map(({ name, about }) => <><dt>{name}</dt><dd>{about}</dd></>)}</dl>
      </details>
      <MyLabels desk={desk} labels={labels} put={put} />
    </div>
  )
}

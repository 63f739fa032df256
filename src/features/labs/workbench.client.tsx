import { render, type JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { hex, sha256, utf8 } from '../../engine/sha256.ts'
import { say } from '../../lib/text.ts'
import type { LabView } from './view.ts'
import { Bench } from './workbench/bench.tsx'
import { BENCH } from './workbench/words.ts'

/** Fetches the public data, checks that it is the file the lab names, and opens the workbench. */
function Loading({ view }: { view: LabView }): JSX.Element {
  const [csv, setCsv] = useState<string | null>(null)
  const [failed, setFailed] = useState(false)
  const load = (): void => {
    setFailed(false)
    fetch(view.dataUrl).then((r) => r.text()).then((text) => {
      if (hex(sha256(utf8(text))) !== view.dataHash) throw new Error('not the data that the lab names')
      setCsv(text)
    }).catch(() => setFailed(true))
  }
  useEffect(load, [])
  if (csv !== null) return <Bench view={view} csv={csv} />
  if (!failed) return <p role="status">{say(BENCH.loading, view.lang)}</p>
  return <div role="alert"><p class="bad">{say(BENCH.noData, view.lang)}</p><p><button type="button" onClick={load}>{say(BENCH.again, view.lang)}</button></p></div>
}

const place = document.getElementById('workbench')
if (place?.dataset.lab) {
  // Written by our own server (view.ts).
  const view = JSON.parse(place.dataset.lab) as LabView
  place.textContent = ''
  render(<Loading view={view} />, place)
}

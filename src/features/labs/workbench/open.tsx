import { render, type JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { hex, sha256 } from '../../../engine/sha256.ts'
import { fill, say } from '../../../lib/text.ts'
import { saveAsFile } from '../../../web/phone/carry.ts'
import { NotStored, onOwn, type Own } from '../../../web/phone/own.ts'
import { enrolmentHere, type TakenOwn } from '../../../web/phone/take.ts'
import { PHONE } from '../../../web/phone/words.ts'
import type { TakenLabs } from '../taken-lab.tsx'
import type { AnyView } from '../view.ts'
import { Bench } from './bench.tsx'
import type { Queue, Ready } from './hand-in.tsx'
import type { Plug } from './plug.ts'
import { BENCH } from './words.ts'

interface Props {
  readonly plug: Plug
  readonly view: AnyView
  readonly queue?: Queue | undefined
}

/** Fetches the public data, checks that it is the file the lab names, and opens the workbench. */
function Loading({ plug, view, queue }: Props): JSX.Element {
  const [bytes, setBytes] = useState<Uint8Array | null>(null)
  const [failed, setFailed] = useState(false)
  const load = (): void => {
    setFailed(false)
    fetch(view.dataUrl).then((r) => r.arrayBuffer()).then((buffer) => {
      const got = new Uint8Array(buffer)
      if (hex(sha256(got)) !== view.dataHash) throw new Error('not the data that the lab names')
      setBytes(got)
    }).catch(() => setFailed(true))
  }
  useEffect(load, [])
  if (bytes !== null) return <Bench plug={plug} view={view} bytes={bytes} queue={queue} />
  if (!failed) return <p role="status">{say(BENCH.loading, view.lang)}</p>
  return <div role="alert"><p class="bad">{say(BENCH.noData, view.lang)}</p><p><button type="button" onClick={load}>{say(BENCH.again, view.lang)}</button></p></div>
}

const place = document.getElementById('workbench')

/** Seed of whose workbench stands on the page. */
let opened: string | null = null

/** On a page of her own the seed stands in it; on one that is everybody's it comes from her store, and the hand-in goes into her outbox. */
async function openOwn(plug: Plug, own: Own | null, view: AnyView): Promise<void> {
  const enrolment = enrolmentHere()
  const taken = own && enrolment ? await own.read<TakenOwn>(`take/${enrolment}`) : null
  const mine = (taken?.own['labs'] as TakenLabs | undefined)?.[view.lab]
  if (!place || !own || !enrolment || !mine || mine.version !== view.version) return
  // Told again because her outbox changed: what she is training stays as it is.
  if (opened === mine.seed) return
  const queue = (ready: Ready, id: string): Promise<string> => handIn(own, { enrolment, lab: view.lab, recipe: ready.recipe, digest: ready.digest }, id, view)
  if (opened === null) place.textContent = ''
  opened = mine.seed
  render(<Loading plug={plug} view={{ ...view, seed: mine.seed }} queue={queue} key={mine.seed} />, place)
}

async function handIn(own: Own, data: object, id: string, view: AnyView): Promise<string> {
  try {
    await own.queue({ kind: 'lab-recipe', id, about: fill(BENCH.aboutRecipe, { title: document.querySelector('h1')?.textContent ?? view.lab }), data })
    return say(PHONE.kept, view.lang)
  } catch (error) {
    if (!(error instanceof NotStored)) throw error
    await saveAsFile([error.item])
    return say(PHONE.notStored, view.lang)
  }
}

/** Opens the workbench of a task on the page it stands on. */
export function openWorkbench(plug: Plug): void {
  if (!place?.dataset.lab) return
  // Written by our own server (view.ts).
  const view = JSON.parse(place.dataset.lab) as AnyView
  const closed = place.innerHTML
  if (place.dataset.own === undefined) {
    place.textContent = ''
    render(<Loading plug={plug} view={view} />, place)
    return
  }
  onOwn((own) => {
    if (own) return void openOwn(plug, own, view)
    // She closed her things: the workbench goes with her.
    if (opened !== null) render(null, place)
    opened = null
    place.innerHTML = closed
  })
}

// A learner records her own attendance: the QR on the tutor's phone, by camera, or its six digits typed.
import { el, t } from '../../../web/phone/dom.ts'
import type { Own } from '../../../web/phone/own.ts'
import { readScan } from '../code.ts'
import { whenText } from './send-sheet.ts'
import { LIST, SCAN } from '../phone-words.ts'

interface Detector { detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]> }
const Detecting = (globalThis as { BarcodeDetector?: new (options: { formats: string[] }) => Detector }).BarcodeDetector
const LOOK_EVERY_MS = 250

const place = document.getElementById('scan')
let camera: MediaStream | null = null
/** What happened last: whoever draws the page anew says it again. */
let told = ''

/** Draws the page for whoever is here. */
export async function draw(own: Own | null): Promise<void> {
  if (!place || camera) return
  if (!own) return place.replaceChildren(el('p', { className: 'card' }, t(SCAN.open)))
  if (own.kind !== 'learner') return place.replaceChildren(el('p', { className: 'card' }, t(SCAN.notLearner)))
  const said = el('p', { role: 'status', id: 'said' }, told)
  const digits = el('input', { id: 'digits', inputMode: 'numeric', autocomplete: 'off', maxLength: 7 })
  const form = el('form', { className: 'card' }, el('div', { className: 'field' }, el('label', { htmlFor: 'digits' }, t(SCAN.digits)), digits), el('button', {}, t(SCAN.send)))
  form.onsubmit = (event) => {
    event.preventDefault()
    const typed = digits.value.replace(/\s/g, '')
    if (!/^\d{6}$/.test(typed)) {
      said.textContent = t(SCAN.six)
      return digits.focus()
    }
    digits.value = ''
    void keep(own, { digits: typed })
  }
  const looking = Detecting && navigator.mediaDevices ? el('button', { type: 'button', id: 'camera', onclick: () => void look(own, Detecting, said) }, t(SCAN.camera)) : null
  place.replaceChildren(...[said, looking && el('p', {}, looking), form, await mine(own)].filter((part): part is HTMLElement => part !== null))
  // Opened by the phone's own camera: the code stands in the address, and is used once.
  const scanned = location.hash.slice(1)
  if (!readScan(scanned)) return
  history.replaceState(null, '', location.pathname)
  await keep(own, { scan: scanned })
}

async function keep(own: Own, data: { scan: string } | { digits: string }): Promise<void> {
  const at = whenText(new Date().toISOString())
  const about = { es: SCAN.about.es.replace('{at}', at), en: SCAN.about.en.replace('{at}', at) }
  told = t(await own.queue({ kind: 'attendance-scan', about, data }).then(() => SCAN.kept, () => SCAN.notKept))
  await draw(own)
}

async function look(own: Own, Detect: NonNullable<typeof Detecting>, said: HTMLElement): Promise<void> {
  try {
    camera = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
  } catch {
    // Refused, or no camera: the digits are there.
    said.textContent = t(SCAN.noCamera)
    return document.getElementById('digits')?.focus()
  }
  const video = el('video', { muted: true, playsInline: true, srcObject: camera })
  place?.replaceChildren(el('p', {}, t(SCAN.point)), video, el('p', {}, el('button', { type: 'button', className: 'quiet', onclick: () => stop(own) }, t(LIST.hideQr))))
  await video.play()
  const detector = new Detect({ formats: ['qr_code'] })
  while (camera) {
    const [found] = await detector.detect(video).catch(() => [])
    const text = found ? found.rawValue.slice(found.rawValue.indexOf('#') + 1) : ''
    if (readScan(text)) {
      stop(null)
      return keep(own, { scan: text })
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}

function stop(own: Own | null): void {
  for (const track of camera?.getTracks() ?? []) track.stop()
  camera = null
  if (own) void draw(own)
}

async function mine(own: Own): Promise<HTMLElement> {
  const items = (await own.items()).filter((item) => item.kind === 'attendance-scan').slice(0, 5)
  const state = { waiting: LIST.waiting, sent: LIST.sent, refused: LIST.refused, held: LIST.held }
  return el('section', { hidden: items.length === 0 }, el('h2', {}, t(SCAN.mine)), el('ul', { className: 'plain' }, ...items.map((item) => el('li', {},
    `${t(item.about)} `, el('span', { className: item.state === 'sent' ? 'tag good' : 'tag' }, t(state[item.state])), item.sentence ? el('p', { className: 'bad' }, t(item.sentence)) : null))))
}

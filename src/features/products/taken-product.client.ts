// Her product on the phone: what she writes is kept at once under her key; pictures are made small here, so that sending them costs little.
import { el, t } from '../../web/phone/dom.ts'
import { saveAsFile } from '../../web/phone/carry.ts'
import { NotStored, onOwn, type Own } from '../../web/phone/own.ts'
import { fromBase64Url, toBase64Url } from '../../web/phone/seal.ts'
import { enrolmentHere } from '../../web/phone/take.ts'
import { PHONE } from '../../web/phone/words.ts'
import { TAKEN } from './words.ts'

const MOST_PICTURES = 3
/** Longest side in pixels, and JPEG quality: a page of handwriting stays readable at about 150 KB. */
const LONGEST_SIDE = 1280
const QUALITY = 0.72
const SAVE_MS = 800

interface Draft { readonly text: string; readonly ai: string; readonly pictures: readonly string[] }

const form = document.querySelector<HTMLFormElement>('#work')
const said = document.getElementById('said')
const chosen = document.getElementById('chosen')
let own: Own | null = null
let pictures: string[] = []
let timer = 0

const place = (): string => `product/${enrolmentHere() ?? ''}`
const field = (name: string): string => String(form ? new FormData(form).get(name) ?? '' : '')
const draft = (): Draft => ({ text: field('text'), ai: field('ai'), pictures })

function tell(text: string, kind = ''): void {
  if (said) Object.assign(said, { textContent: text, className: kind })
}

async function keep(): Promise<void> {
  if (!own) return
  await own.write(place(), draft()).then(() => tell(t(TAKEN.kept)), () => tell(t(PHONE.notStored), 'bad'))
}

function keepSoon(): void {
  window.clearTimeout(timer)
  timer = window.setTimeout(() => void keep(), SAVE_MS)
}

/** A photo turned upright, at most LONGEST_SIDE wide or high, as JPEG without anything hidden in it. */
async function shrunk(file: Blob): Promise<string> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' } as ImageBitmapOptions)
  const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height))
  const canvas = el('canvas', { width: Math.round(bitmap.width * scale), height: Math.round(bitmap.height * scale) })
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY))
  if (!blob) throw new Error('this browser made no picture')
  return toBase64Url(new Uint8Array(await blob.arrayBuffer()))
}

async function addPictures(input: HTMLInputElement): Promise<void> {
  for (const file of Array.from(input.files ?? [])) {
    if (pictures.length >= MOST_PICTURES) { tell(t(TAKEN.mostPictures), 'bad'); break }
    const small = await shrunk(file).catch(() => null)
    if (small) pictures = [...pictures, small]
    else tell(t(TAKEN.notAPicture), 'bad')
  }
  input.value = ''
  showPictures()
  await keep()
}

function showPictures(): void {
  chosen?.replaceChildren(...pictures.map((data, i) => {
    const bytes = fromBase64Url(data)
    const img = el('img', { src: URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' })), alt: t(TAKEN.picture, { n: i + 1 }), width: 160 })
    const out = el('button', { type: 'button', className: 'quiet', onclick: () => { pictures = pictures.filter((_, j) => j !== i); showPictures(); void keep() } }, t(TAKEN.takeOut))
    return el('figure', {}, img, el('figcaption', {}, `${t(TAKEN.picture, { n: i + 1 })}, ${Math.ceil(bytes.length / 1024)} KB `, out))
  }))
}

async function handIn(): Promise<void> {
  const enrolment = enrolmentHere()
  if (!own || !enrolment) return
  // A draft that is written later than the hand-in would come back as if it had not been handed in.
  window.clearTimeout(timer)
  const { text, ai } = draft()
  if (text.trim() === '' && pictures.length === 0) return tell(t(TAKEN.empty), 'bad')
  if (!ai) return tell(t(TAKEN.aiNeeded), 'bad')
  const files = pictures.map((data, i) => ({ name: `foto-${i + 1}.jpg`, type: 'image/jpeg', bytes: fromBase64Url(data) }))
  try {
    await own.queue({ kind: 'product', about: TAKEN.about, data: { enrolment, text, ai }, files, note: { key: place(), value: null } })
    pictures = []
    form?.reset()
    showPictures()
    tell(t(PHONE.kept), 'good')
  } catch (error) {
    if (!(error instanceof NotStored)) throw error
    tell(t(PHONE.notStored), 'bad')
    said?.append(' ', el('button', { type: 'button', onclick: () => void saveAsFile([error.item]) }, t(PHONE.saveFile)))
  }
}

async function show(now: Own | null): Promise<void> {
  const changed = now?.id !== own?.id
  own = now
  const locked = document.getElementById('locked')
  if (locked) locked.hidden = now !== null && enrolmentHere() !== null
  if (form) form.hidden = now === null || enrolmentHere() === null
  if (!changed || !form) return
  // Another person, or nobody: nothing of the one before stays on the screen.
  form.reset()
  pictures = []
  const kept = now && await now.read<Draft>(place())
  if (kept) {
    pictures = [...kept.pictures]
    form.querySelector<HTMLTextAreaElement>('textarea')!.value = kept.text
    const radio = form.querySelector<HTMLInputElement>(`input[name="ai"][value="${kept.ai}"]`)
    if (radio) radio.checked = true
  }
  showPictures()
}

if (form) {
  form.addEventListener('input', keepSoon)
  form.querySelector<HTMLInputElement>('#pictures')?.addEventListener('change', (event) => void addPictures(event.target as HTMLInputElement))
  form.addEventListener('submit', (event) => { event.preventDefault(); void handIn() })
  onOwn((now) => void show(now))
}

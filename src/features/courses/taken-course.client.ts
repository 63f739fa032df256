// Writes the reader's own progress beside the steps of a course that she took along.
import { onOwn, type Own } from '../../web/phone/own.ts'
import { enrolmentHere, fetchOwn, type TakenOwn } from '../../web/phone/take.ts'
import { pageLang } from '../../web/phone/dom.ts'

const steps = document.getElementById('steps')

async function draw(own: Own | null): Promise<void> {
  const enrolment = enrolmentHere()
  if (!own || !enrolment || !steps) return
  const taken = await own.read<TakenOwn>(`take/${enrolment}`)
  show(taken, await own.read<string[]>(`done/${enrolment}`) ?? [])
  const fresh = navigator.onLine ? await fetchOwn(own, enrolment, pageLang) : null
  if (fresh) show(fresh, await own.read<string[]>(`done/${enrolment}`) ?? [])
}

function show(taken: TakenOwn | null, here: readonly string[]): void {
  const known = (taken?.own['courses'] as { done?: string[] } | undefined)?.done ?? []
  const done = new Set([...known, ...here])
  const lines = Array.from(steps?.querySelectorAll<HTMLElement>('[data-step]') ?? [])
  for (const line of lines) {
    const tag = line.querySelector<HTMLElement>('.tag')
    if (!tag || !done.has(line.dataset.step ?? '')) continue
    tag.className = 'tag good'
    tag.textContent = steps?.dataset.done ?? ''
    tag.hidden = false
  }
  fill('progress-words', { done: lines.filter((l) => done.has(l.dataset.step ?? '')).length, all: lines.length })
  if (taken) fill('as-of', { day: new Date(taken.fetched).toLocaleDateString(pageLang === 'es' ? 'es-PE' : 'en-GB') })
}

function fill(id: string, values: Record<string, string | number>): void {
  const place = document.getElementById(id)
  if (!place) return
  place.textContent = (place.dataset.text ?? '').replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
  place.hidden = false
}

onOwn((own) => void draw(own))

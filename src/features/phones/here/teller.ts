import { el } from '../../../web/phone/dom.ts'

/** What was said last in each place: the page is drawn anew whenever the outbox changes, and an answer must outlive that. */
const words = new Map<string, string>()

/** A line that says how it went, now and after the next drawing. */
export function teller(place: string): { line: HTMLElement; tell: (text: string) => void } {
  const line = (): HTMLElement | null => document.getElementById(place)
  return {
    line: el('p', { role: 'status', id: place }, words.get(place) ?? null),
    tell: (text) => {
      words.set(place, text)
      const shown = line()
      if (shown) shown.textContent = text
    },
  }
}

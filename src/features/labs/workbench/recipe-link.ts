import type { Step } from '../../../engine/recipe.ts'
import { fill, say, type Text } from '../../../lib/text.ts'
import { BLOCK, KNOB, describeSteps } from '../block-words.ts'
import { outOfBounds } from '../bounds.ts'
import { fitsShape } from '../shape.ts'
import type { AnyView } from '../view.ts'

// A recipe in the fragment of an address: it goes from phone to phone and never to a server. Steps only: no seed, no labels of her own.

const MOST_LETTERS = 8192
const MOST_STEPS = 8

const SAYS = {
  broken: { es: 'Este enlace no trae una receta completa. Pide que te lo manden otra vez.', en: 'This link does not hold a whole recipe. Ask to have it sent again.' },
  otherLab: { es: 'Esta receta es de otro laboratorio.', en: 'This recipe is for another lab.' },
  notHere: { es: 'Esta receta usa algo que este laboratorio no tiene.', en: 'This recipe uses something that this lab does not have.' },
  closed: { es: 'Este laboratorio no usa el bloque «{block}».', en: 'This lab does not use the block “{block}”.' },
  bounds: { es: 'No se puede usar: «{knob}» debe estar entre {least} y {most}.', en: 'It cannot be used: “{knob}” must lie between {least} and {most}.' },
  mine: { es: 'Mi receta: {recipe}', en: 'My recipe: {recipe}' },
  copied: { es: 'Enlace copiado. Pégalo donde quieras: lleva tu receta, no tus datos ni tu nombre.', en: 'Link copied. Paste it where you like: it holds your recipe, not your data or your name.' },
  copyYourself: { es: 'Copia este enlace: {link}', en: 'Copy this link: {link}' },
} as const satisfies Record<string, Text>

/** The link to a lab with a recipe in it. From a page of her own it leads each reader to the reader's own; a neutral page is everybody's. */
export function linkOf(view: Pick<AnyView, 'lab' | 'postUrl'>, steps: readonly Step[], page: { readonly origin: string; readonly pathname: string }): string {
  const path = view.postUrl.startsWith('/learn/') ? `/labs/${view.lab}` : page.pathname
  const text = JSON.stringify([view.lab, steps.filter((s) => s.block !== 'labels')])
  const letters = btoa(String.fromCharCode(...new TextEncoder().encode(text))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
  return `${page.origin}${path}#r=${letters}`
}

export type Offer = { readonly steps: readonly Step[] } | { readonly refused: string }

/** The recipe in an address's fragment, checked by the schema and the bounds of this lab; or a sentence that says why it is not used. */
export function readLink(view: Pick<AnyView, 'lab' | 'lang' | 'blocks' | 'shapes' | 'orders' | 'columns'>, fragment: string): Offer {
  const refused = (text: Text, values = {}): Offer => ({ refused: say(text, view.lang, values) })
  const read = parsed(fragment)
  if (read === null) return refused(SAYS.broken)
  if (read[0] !== view.lab) return refused(SAYS.otherLab)
  const raw = read[1]
  if (!raw.every((step) => isStep(step, view))) return refused(SAYS.notHere)
  // Each was just checked against the shape of its block.
  const steps = raw as readonly Step[]
  const beyond = outOfBounds(view.blocks, steps)
  if (beyond?.knob) {
    const { name, least, most } = beyond.knob
    return refused(fill(SAYS.bounds, { least, most }), { knob: KNOB[name] ? say(KNOB[name], view.lang) : name })
  }
  if (beyond) return refused(SAYS.closed, { block: say(BLOCK[beyond.block], view.lang) })
  return view.orders.includes(steps.map((s) => s.block).join(' ')) && listsInOrder(view, steps) ? { steps } : refused(SAYS.notHere)
}

function parsed(fragment: string): [unknown, readonly unknown[]] | null {
  if (!fragment.startsWith('#r=') || fragment.length > MOST_LETTERS) return null
  try {
    const bytes = Uint8Array.from(atob(fragment.slice(3).replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0))
    const read: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return Array.isArray(read) && Array.isArray(read[1]) && read[1].length > 0 && read[1].length <= MOST_STEPS ? [read[0], read[1]] : null
  } catch {
    // Cut short on its way, or typed by hand.
    return null
  }
}

function isStep(step: unknown, { shapes }: Pick<AnyView, 'shapes'>): boolean {
  if (typeof step !== 'object' || step === null || !('block' in step)) return false
  const name = String(step.block)
  return Object.hasOwn(shapes, name) && fitsShape(shapes[name]!, step)
}

/** Columns named are of this lab, in the order of its table, each once; so are months back: what a schema does not say. */
function listsInOrder({ columns }: Pick<AnyView, 'columns'>, steps: readonly Step[]): boolean {
  const ids = (columns ?? []).map((c) => c.id)
  const ascends = (places: readonly number[]): boolean => places.every((place, i) => place > (i === 0 ? -1 : places[i - 1]!))
  return steps.every((s) => (s.block === 'columns' ? ascends(s.names.map((n) => ids.indexOf(n))) : s.block === 'lags' ? ascends(s.months) : true))
}

/** Hands the link to the phone's own way of sharing, or copies it; answers what to say, nothing when the phone said it. */
export async function shareRecipe(view: AnyView, steps: readonly Step[]): Promise<string> {
  const url = linkOf(view, steps, location)
  const text = say(SAYS.mine, view.lang, { recipe: describeSteps(steps.filter((s) => s.block !== 'labels'), view.lang, view.columns) })
  if ('share' in navigator) {
    try {
      await navigator.share({ title: document.title, text, url })
      return ''
    } catch (error) {
      // She closed the list of programs; any other trouble: copy.
      if (error instanceof DOMException && error.name === 'AbortError') return ''
    }
  }
  try {
    await navigator.clipboard.writeText(`${text} ${url}`)
    return say(SAYS.copied, view.lang)
  } catch {
    // No clipboard without TLS, or not allowed.
    return say(SAYS.copyYourself, view.lang, { link: url })
  }
}

import { Problem } from '../lib/problem.ts'

/** Bodies being read and recorded at one time in this process: beyond it senders are asked to come back, so that memory does not grow with them. */
const MOST_HELD = 256 * 2 ** 20
let held = 0

export interface Hold {
  /** So many bytes more. Problem 413 beyond what one body may have, 429 beyond what all may. */
  readonly more: (bytes: number) => void
  readonly end: () => void
}

/** Counts the bytes of one body from before they are read until they are recorded. */
export function hold(most: number): Hold {
  let mine = 0
  return {
    more: (bytes) => {
      if (mine + bytes > most) throw tooLarge(most)
      if (held + bytes > MOST_HELD) throw busy()
      mine += bytes
      held += bytes
    },
    end: () => {
      held -= mine
      mine = 0
    },
  }
}

export function tooLarge(most: number): Problem {
  return new Problem(413, 'too-large', {
    es: `Lo que envías es muy grande. Aquí cabe como máximo ${Math.floor(most / 1024)} KB.`,
    en: `What you send is too large. At most ${Math.floor(most / 1024)} KB fit here.`,
  })
}

function busy(): Problem {
  return new Problem(429, 'too-busy', {
    es: 'Hay muchos envíos a la vez. Inténtalo de nuevo en unos segundos.', en: 'Many are sending at once. Try again in a few seconds.',
  }, [], { 'Retry-After': '5' })
}

import { get } from './store.ts'

const NOTE = 'yachay-unsent'

/** How much was unsent when, and in which store: lies outside of it, so that its loss can be told. */
export interface Note {
  readonly n: number
  readonly day: number
  /** Which store: when it was made, by the phone's clock. Compared for being the same, never for being earlier: clocks are set back. */
  readonly born: unknown
}

/** Notes how much is unsent; what a lost store left behind stays until she says that she read it. */
export async function noteUnsent(n: number): Promise<void> {
  const born = await get('meta', 'born')
  const before = readNote()
  if (before && before.born !== born) return
  if (n === 0) return forgetNote()
  try {
    localStorage.setItem(NOTE, JSON.stringify({ n, day: Date.now(), born }))
  } catch {
    // Without local storage nothing can be remembered past the loss.
  }
}

export function forgetNote(): void {
  try {
    localStorage.removeItem(NOTE)
  } catch {
    // Switched off: there was never a note.
  }
}

function readNote(): Note | null {
  try {
    return JSON.parse(localStorage.getItem(NOTE) ?? 'null') as Note | null
  } catch {
    // Switched off, or not ours.
    return null
  }
}

/** What a store that the browser threw away still had to send; null when ours is the one it was noted for. */
export async function lostNote(): Promise<Note | null> {
  const note = readNote()
  return note && note.born !== await get('meta', 'born') ? note : null
}

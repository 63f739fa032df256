import type { Step } from '../../../engine/recipe.ts'
import type { AnyView } from '../view.ts'

export interface Try {
  readonly steps: readonly Step[]
  /** On her practice, in the lab's metric. */
  readonly practice: number
}

/** What the workbench remembers on this device: blocks and practice results. No name, no document, no answer of the server. */
export interface Kept {
  readonly steps: readonly Step[]
  readonly predicted: number | null
  readonly hints: number
  readonly tries: readonly Try[]
}

const MOST_TRIES = 12

/** Under which name this device keeps a lab's work. */
export function keyOf(view: Pick<AnyView, 'lab' | 'version' | 'seed'>): string {
  // The binding keeps two people on one phone apart without naming either.
  return `yachay-lab-${view.lab}-${view.version}-${view.seed.slice(0, 12)}`
}

export function readKept(view: AnyView): Kept {
  const fresh: Kept = { steps: view.starter, predicted: null, hints: 0, tries: [] }
  try {
    const text = localStorage.getItem(keyOf(view))
    const kept = text === null ? null : (JSON.parse(text) as Partial<Kept>)
    return kept && Array.isArray(kept.steps) && Array.isArray(kept.tries) ? { ...fresh, ...kept } : fresh
  } catch {
    // Storage closed by the browser or not ours: begin anew, training works without it.
    return fresh
  }
}

export function keep(view: AnyView, kept: Kept): void {
  try {
    localStorage.setItem(keyOf(view), JSON.stringify({ ...kept, tries: kept.tries.slice(-MOST_TRIES) }))
  } catch {
    // Full or closed: the work goes on, only resuming later is lost.
  }
}

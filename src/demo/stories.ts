import { chance } from './chance.ts'
import type { PlannedCall } from './plan.ts'

/** How far somebody with a place comes. What is absent did not happen. */
export interface Story {
  readonly answers?: 'never' | 'declines'
  readonly units?: 1 | 2 | 3 | 4
  /** Her last work lies in the demo's last days. */
  readonly recent?: true
  readonly leaves?: 'for-good' | 'and-returns'
  /** In the middle of the way. */
  readonly moves?: 'transferred' | 'rests'
  /** Her tutor looks for her: she answers, or is written down as gone. */
  readonly sought?: 'answers' | 'drops-out'
  readonly quiz?: 'failed' | 'passed'
  readonly lab?: 'good' | 'poor'
  readonly product?: 'waiting' | 'low' | 'good'
  readonly card?: 'seen-once' | 'seen-twice'
  readonly paper?: 'proposed' | 'approved' | 'certificado' | 'constancia'
  readonly afterwards?: 'revoked' | 'suspended' | 'reinstated' | 'superseded'
  readonly dies?: true
  /** Only in the list of those that everybody must meet. */
  readonly weight?: number
}

const ALL = { units: 4, quiz: 'passed', product: 'good', card: 'seen-twice' } as const

export const STORIES = {
  lapsed: { answers: 'never', weight: 4 },
  declined: { answers: 'declines', weight: 3 },
  'not-started': { weight: 8 },
  'unit-1': { units: 1, recent: true, weight: 9 },
  'unit-2': { units: 2, recent: true, card: 'seen-twice', weight: 9 },
  'unit-3': { units: 3, recent: true, weight: 7 },
  'all-units': { units: 4, recent: true, card: 'seen-twice', weight: 5 },
  silent: { units: 2, card: 'seen-twice', weight: 5 },
  'sought-and-found': { units: 2, sought: 'answers', card: 'seen-twice', weight: 3 },
  'dropped-out': { units: 1, sought: 'drops-out', weight: 5 },
  transferred: { units: 3, moves: 'transferred', recent: true, card: 'seen-twice', weight: 3 },
  paused: { units: 3, moves: 'rests', card: 'seen-twice', weight: 3 },
  withdrawn: { units: 1, leaves: 'for-good', weight: 5 },
  're-entered': { units: 3, leaves: 'and-returns', card: 'seen-twice', weight: 3 },
  'quiz-failed': { units: 4, quiz: 'failed', recent: true, card: 'seen-twice', weight: 4 },
  'quiz-passed': { units: 4, quiz: 'passed', recent: true, card: 'seen-twice', weight: 4 },
  'lab-passed': { units: 4, lab: 'good', recent: true, card: 'seen-twice', weight: 2 },
  'lab-failed': { units: 3, lab: 'poor', recent: true, weight: 1.5 },
  'product-waiting': { units: 4, quiz: 'passed', product: 'waiting', recent: true, card: 'seen-twice', weight: 4 },
  'product-low': { units: 4, quiz: 'passed', product: 'low', card: 'seen-twice', weight: 2 },
  'product-good': { units: 4, quiz: 'passed', product: 'good', weight: 3 },
  'card-seen-once': { ...ALL, card: 'seen-once', weight: 2 },
  ready: { ...ALL, weight: 3 },
  proposed: { ...ALL, paper: 'proposed', weight: 2 },
  approved: { ...ALL, paper: 'approved' },
  certified: { ...ALL, paper: 'certificado', weight: 14 },
  constancia: { units: 4, quiz: 'failed', card: 'seen-twice', paper: 'constancia', weight: 3 },
  revoked: { ...ALL, paper: 'certificado', afterwards: 'revoked', weight: 0.7 },
  suspended: { ...ALL, paper: 'certificado', afterwards: 'suspended', weight: 0.7 },
  reinstated: { ...ALL, paper: 'certificado', afterwards: 'reinstated', weight: 0.7 },
  superseded: { ...ALL, paper: 'certificado', afterwards: 'superseded', weight: 1 },
  died: { units: 2, card: 'seen-twice', dies: true, weight: 0.3 },
} as const satisfies Record<string, Story>
export type StoryName = keyof typeof STORIES
export const STORY_NAMES = Object.keys(STORIES) as readonly StoryName[]

export function storyOf(name: StoryName): Story {
  return STORIES[name]
}

/** What an applicant's file looks like before the draw, or in the second round, which is still going on at the end. */
export type Early = 'in-draw' | 'abandoned' | 'stays-returned' | 'not-eligible' | 'gave-up' | 'corrects'
export type Late = 'started' | 'sent' | 'returned' | 'corrected' | 'not-eligible' | 'eligible' | 'offered'

const EARLY_MUST: readonly Early[] = ['abandoned', 'stays-returned', 'not-eligible', 'gave-up', 'corrects']
const LATE_TURN: readonly Late[] = ['offered', 'sent', 'returned', 'eligible', 'corrected', 'started', 'not-eligible']

/** In the second call, where places are few, everything that can happen before a draw happens to the first ones. */
export function earlyOf(seed: number, callIndex: number, i: number): Early {
  if (callIndex === 1 && EARLY_MUST[i]) return EARLY_MUST[i]
  const x = chance(seed, `early ${callIndex} ${i}`).next()
  if (callIndex === 0) return 'in-draw'
  return x < 0.05 ? 'not-eligible' : x < 0.08 ? 'abandoned' : x < 0.11 ? 'stays-returned' : x < 0.125 ? 'gave-up' : x < 0.16 ? 'corrects' : 'in-draw'
}

export function lateOf(call: PlannedCall, i: number): Late {
  const turn = LATE_TURN[(i + (call.scarce ? 3 : 0)) % LATE_TURN.length] ?? 'sent'
  return turn === 'offered' && call.scarce ? 'eligible' : turn
}

/** Stories in the order in which they are given out: in the first call each one at least once, then by weight. */
export function deckOf(seed: number, callIndex: number): () => StoryName {
  const c = chance(seed, `stories ${callIndex}`)
  const must = callIndex === 0 ? [...STORY_NAMES] : []
  const weighted = STORY_NAMES.map((name) => ({ name, weight: storyOf(name).weight ?? 0 }))
  const all = weighted.reduce((sum, w) => sum + w.weight, 0)
  return () => {
    const first = must.shift()
    if (first) return first
    let x = c.next() * all
    return weighted.find((w) => (x -= w.weight) < 0)?.name ?? 'not-started'
  }
}

import { verbIri } from '../programmes/index.ts'

/** DOMAIN.md 5.2: iniciada, enviada, observada, subsanada, apta, no apta, seleccionada, lista de espera, no seleccionada, aceptada, renunciada, vencida. */
export const STATES = [
  'started', 'sent', 'returned', 'corrected', 'eligible', 'not-eligible', 'selected', 'waitlisted', 'not-selected', 'accepted', 'declined', 'lapsed',
] as const
export type ApplicationState = (typeof STATES)[number]

interface Move {
  readonly from: readonly ApplicationState[]
  /** `before`: the state in which the decision found the application. `same`: it stays where it is. */
  readonly to: ApplicationState | 'before' | 'same'
}

const UNDECIDED = ['sent', 'returned', 'corrected'] as const
/** What somebody may ask to be looked at again (reconsideración). */
const ADVERSE = ['not-eligible', 'waitlisted', 'not-selected'] as const

/** Every step an application can take, by the word of its statement. */
export const MOVES = {
  applied: { from: ['started'], to: 'sent' },
  applicationReturned: { from: ['sent', 'corrected'], to: 'returned' },
  applicationCorrected: { from: ['returned'], to: 'corrected' },
  foundEligible: { from: UNDECIDED, to: 'eligible' },
  foundNotEligible: { from: UNDECIDED, to: 'not-eligible' },
  decisionUndone: { from: ['returned', 'eligible', 'not-eligible'], to: 'before' },
  scored: { from: ['eligible'], to: 'same' },
  selected: { from: ['eligible', 'waitlisted'], to: 'selected' },
  waitlisted: { from: ['eligible'], to: 'waitlisted' },
  notSelected: { from: ['eligible', 'waitlisted'], to: 'not-selected' },
  accepted: { from: ['selected'], to: 'accepted' },
  declined: { from: ['started', ...UNDECIDED, 'eligible', 'selected', 'waitlisted'], to: 'declined' },
  lapsed: { from: ['selected'], to: 'lapsed' },
  appealed: { from: ADVERSE, to: 'same' },
  appealRejected: { from: ADVERSE, to: 'same' },
  // Back among the eligible: the draw gives her the order that she would have had (0133).
  appealUpheld: { from: ADVERSE, to: 'eligible' },
} as const satisfies Record<string, Move>
export type MoveWord = keyof typeof MOVES

const WORD_OF = new Map(Object.keys(MOVES).map((word) => [verbIri(word), word]))

/** The move a statement's verb stands for, if it is one. */
export function moveOf(verb: string): MoveWord | undefined {
  // Only keys of MOVES are in the map.
  return WORD_OF.get(verb) as MoveWord | undefined
}

export function allowed(word: MoveWord, state: ApplicationState): boolean {
  return (MOVES[word].from as readonly ApplicationState[]).includes(state)
}

/** Decided for the lottery: what is not needs a person to look at it first. */
export function undecided(state: ApplicationState): boolean {
  return (UNDECIDED as readonly ApplicationState[]).includes(state)
}

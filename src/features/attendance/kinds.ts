/** Presente, tardanza, falta, falta justificada: as in asistencia.xlsx (DOMAIN.md 4.3). */
export const MARKS = ['P', 'T', 'F', 'J'] as const
export type Mark = (typeof MARKS)[number]

/** Why an entry is late or made by hand: published codes, never free text. */
export const CAUSES = ['no-signal', 'clock', 'paper', 'phone-failed', 'forgot', 'correction', 'not-in-charge', 'scan-and-list'] as const
export type Cause = (typeof CAUSES)[number]
/** Those that a person chooses; the others are found by the server. */
export const CHOSEN_CAUSES = ['paper', 'phone-failed', 'no-signal', 'forgot', 'correction'] as const satisfies readonly Cause[]

export const DROP_REASONS = ['corrected', 'not-confirmed'] as const
export type DropReason = (typeof DROP_REASONS)[number]

export const SOURCES = ['list', 'qr'] as const
export type Source = (typeof SOURCES)[number]

export const MODES = ['presencial', 'virtual'] as const
export type Mode = (typeof MODES)[number]

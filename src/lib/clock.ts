/** The one source of time. Production passes `systemClock`; tests pass a fixed or moving one. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()

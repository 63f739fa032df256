/** Requests a minute that a client may make unless its page says otherwise, and the most that may be set there. */
export const USUAL_RATE = 60_000
export const MOST_RATE = 10_000_000

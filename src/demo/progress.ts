/** Acts that a person takes part in on the way, on average: what "so many people" is measured by while all live at once. */
const ACTS_EACH = 7
const WIDTH = 24
const EVERY_MS = { terminal: 200, log: 5000 }

export interface Progress {
  readonly act: (day: number) => void
  /** Answers people a second. */
  readonly finished: () => number
}

/** A bar in a terminal, a line now and then in a log. `now` in milliseconds of a clock that only goes forward. */
export function showProgress(people: number, days: number, out: Pick<NodeJS.WriteStream, 'write'> & { isTTY?: boolean }, now: () => number): Progress {
  const began = now()
  let acts = 0
  let shown = began
  const line = (day: number): string => {
    const seconds = (now() - began) / 1000
    const share = Math.min(0.99, acts / (people * ACTS_EACH))
    const rate = seconds > 0 ? (share * people) / seconds : 0
    const bar = '█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░')
    return `${bar} ${String(Math.floor(share * people)).padStart(String(people).length)} of ${people} people, day ${Math.min(day + 1, days)} of ${days}, ${rate.toFixed(1)} people/s, ${clock(seconds)}, about ${rate > 0 ? clock((people * (1 - share)) / rate) : '–'} left`
  }
  return {
    act: (day) => {
      acts++
      const every = out.isTTY ? EVERY_MS.terminal : EVERY_MS.log
      if (now() - shown < every) return
      shown = now()
      out.write(out.isTTY ? `\r\u001b[2K${line(day)}` : `${line(day)}\n`)
    },
    finished: () => {
      const seconds = (now() - began) / 1000
      const rate = people / seconds
      out.write(`${out.isTTY ? '\r\u001b[2K' : ''}${people} people in ${clock(seconds)} (${rate.toFixed(1)} people/s, ${acts} acts)\n`)
      return rate
    },
  }
}

function clock(seconds: number): string {
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

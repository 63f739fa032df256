/**
 * Lets at most so many pieces of work run at once, in the order in which they were asked for. When a village comes back into
 * signal, the first phones get their answers while the others wait; served all at once, all would wait longer than a phone does.
 */
export function turns(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      // Whoever waited longest takes this turn over.
      if (next) next()
      else running -= 1
    }
  }
}

import { createHash } from 'node:crypto'
import { readOnce, type FeedSink } from '../../src/record/feed-reader.ts'

/** What a reader saw of the feed: how many, and a chain over position and id of each. */
export interface Followed {
  readonly seen: () => number
  readonly chain: () => string
  readonly wentBack: () => number
  /** Reads to the end, then ends. */
  readonly finish: () => Promise<void>
  readonly errors: () => number
}

export function chainOf(): { add: (pos: number, id: string) => void; digest: () => string } {
  const hash = createHash('sha256')
  return { add: (pos, id) => hash.update(`${pos} ${id}\n`), digest: () => hash.copy().digest('hex') }
}

/** Follows the feed all the time, from whichever process answers. */
export function follow(tenant: string, ports: readonly number[], authorization: string): Followed {
  const chain = chainOf()
  let [cursor, seen, back, errors, turn] = ['', 0, 0, 0, 0]
  let finishing = false
  const sink: FeedSink = {
    cursor: async () => cursor,
    apply: async (statements, { to }) => {
      for (const { pos, statement } of statements) chain.add(pos, statement.id ?? '')
      seen += statements.length
      cursor = to
    },
    goBack: async (_pos, { to }) => { back += 1; cursor = to },
  }
  const source = (wait: number) => ({ address: `http://127.0.0.1:${ports[turn % ports.length]}/xapi/${tenant}/feed`, authorization, limit: 1000, wait })
  const loop = (async () => {
    for (;;) {
      const last = finishing
      const before = seen
      try {
        const left = await readOnce(source(last ? 0 : 5), sink)
        if (last && left === 0 && seen === before) return
      } catch {
        // One of them was killed: on to the other.
        errors += 1
        turn += 1
        if (last && errors > 10_000) return
        await new Promise((resolve) => { setTimeout(resolve, 100) })
      }
    }
  })()
  return { seen: () => seen, chain: () => chain.digest(), wentBack: () => back, errors: () => errors, finish: async () => { finishing = true; await loop } }
}

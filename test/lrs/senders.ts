import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Agent } from '../../src/record/statement.ts'

export interface SenderOf {
  /** Cookie or Authorization. */
  readonly headers: Readonly<Record<string, string>>
  readonly actor: Agent
}

export interface Senders {
  readonly who: readonly SenderOf[]
  /** Which processes are sent to, in turn; one that does not answer is passed by, as a proxy would. */
  readonly to: (...bases: string[]) => void
  /** Everybody sends while `work` goes on, and has got an answer to everything when this resolves. */
  readonly during: <T>(work: () => Promise<T>) => Promise<T>
  /** Ids of statements that a process said it has. */
  readonly acknowledged: ReadonlySet<string>
  readonly acknowledgedBy: (name: string) => ReadonlySet<string>
  /** How many were sent once more, after they were acknowledged, to the next process. */
  readonly again: () => number
  /** Answers that are neither yes nor "later". */
  readonly faults: readonly string[]
  readonly stop: () => void
}

const VERB = 'http://adlnet.gov/expapi/verbs/experienced'

/** Browsers that send what their persons did, singly and five at a time, and what got no answer again under its id. */
export function createSenders(tenant: string, who: readonly SenderOf[]): Senders {
  let bases: string[] = []
  let turn = 0
  let sending = false
  let repeated = 0
  const acknowledged = new Set<string>()
  const by = new Map<string, Set<string>>()
  const faults: string[] = []

  const post = async (headers: SenderOf['headers'], body: unknown): Promise<boolean> => {
    const base = bases[turn++ % bases.length]
    const response = await fetch(`${base}/xapi/${tenant}/statements`, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }).catch(() => null)
    const text = await response?.text().catch(() => null)
    if (response?.status === 200 && typeof text === 'string') return true
    if (response && ![200, 429, 503].includes(response.status)) faults.push(`${base} answered ${response.status}: ${text}`)
    return false
  }
  const deliver = async (headers: SenderOf['headers'], body: unknown): Promise<void> => {
    while (!await post(headers, body) && faults.length === 0) await wait(50)
  }
  const send = async ({ headers, actor }: SenderOf): Promise<void> => {
    const mine = by.get(actor.account.name) ?? new Set<string>()
    by.set(actor.account.name, mine)
    for (let n = 0; sending && faults.length === 0; n += 1) {
      const several = Array.from({ length: n % 4 === 3 ? 5 : 1 }, () => ({
        id: randomUUID(), actor, verb: { id: VERB }, object: { id: `http://example.org/pages/${n}` }, timestamp: new Date().toISOString(),
        context: { contextActivities: { grouping: [{ id: 'http://example.org/book' }] } },
      }))
      const body = several.length === 1 ? several[0] : several
      await deliver(headers, body)
      for (const { id } of several) { acknowledged.add(id); mine.add(id) }
      if (n % 3 === 0) {
        await deliver(headers, body)
        repeated += 1
      }
      await wait(10)
    }
  }
  return {
    who, acknowledged, faults,
    to: (...next) => { bases = next },
    during: async (work) => {
      sending = true
      const all = Promise.all(who.map(send))
      try {
        return await work()
      } finally {
        sending = false
        await all
      }
    },
    acknowledgedBy: (name) => by.get(name) ?? new Set(),
    again: () => repeated,
    stop: () => { sending = false; faults.push('stopped') },
  }
}

import { setTimeout as wait } from 'node:timers/promises'
import type { Database } from '../lib/database.ts'
import { head } from './read.ts'

/** How often the head is looked at while somebody waits, in ms. LISTEN/NOTIFY would hold a lock of the whole database at every commit. */
const LOOK_MS = 200
/** Readers of one tenant that wait in one process; whoever comes beyond them is answered at once. */
const MOST_WAITING = 1000

interface Waiter { readonly at: number; readonly wake: () => void }
const waiting = new WeakMap<Database, Map<string, Set<Waiter>>>()

/** Resolves when the tenant's head is another than `at`, after `ms`, when the reader has gone or the process stops. One look serves all who wait. */
export function waitForNews(db: Database, tenant: string, at: number, ms: number, gone: AbortSignal): Promise<void> {
  const tenants = waiting.get(db) ?? new Map<string, Set<Waiter>>()
  waiting.set(db, tenants)
  const waiters = tenants.get(tenant) ?? new Set<Waiter>()
  if (gone.aborted || waiters.size >= MOST_WAITING) return Promise.resolve()
  return new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer)
      gone.removeEventListener('abort', wake)
      waiters.delete(waiter)
      resolve()
    }
    const timer = setTimeout(wake, ms)
    const waiter: Waiter = { at, wake }
    gone.addEventListener('abort', wake)
    waiters.add(waiter)
    if (tenants.has(tenant)) return
    tenants.set(tenant, waiters)
    void look(db, tenant, waiters).finally(() => tenants.delete(tenant))
  })
}

async function look(db: Database, tenant: string, waiters: ReadonlySet<Waiter>): Promise<void> {
  while (waiters.size > 0) {
    await wait(LOOK_MS)
    if (waiters.size === 0) return
    // While the database is away nobody is kept: each reads for itself then, and is told so.
    const newest = await head(db, tenant).catch(() => null)
    for (const waiter of waiters) if (newest !== waiter.at) waiter.wake()
  }
}

/** Answers everybody who waits: the process stops. */
export function endWaiting(db: Database): void {
  for (const waiters of waiting.get(db)?.values() ?? []) for (const waiter of waiters) waiter.wake()
}

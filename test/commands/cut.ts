import assert from 'node:assert/strict'
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import type pg from 'pg'
import { openHouse, type TestHouse } from '../house.ts'
import type { Place } from './place.ts'
import { added, assertAnswered, countAll, expected, send, type Answer, type Prepared, type Row } from './row.ts'

const NAME = 'fragile'

/** One query of a request, and whether it stands in a transaction. */
interface Query { readonly text: string; readonly inside: boolean }

/** Where a connection breaks: before a query reaches the database, or when it was carried out and its answer is lost. */
export interface Cut { readonly at: number; readonly how: 'before' | 'unanswered' }

/** A third process of the installation, whose connections can be cut as a database that restarts would cut them. */
export interface Fragile {
  readonly house: TestHouse
  /** What the work asked the database, cut once if told to. */
  readonly watch: <T>(work: () => Promise<T>, cut?: Cut) => Promise<{ result: T; queries: readonly Query[] }>
  /** Ends every connection of this process. */
  readonly cutAll: () => Promise<void>
  readonly close: () => Promise<void>
}

export async function openFragile(place: Place): Promise<Fragile> {
  const named = { ...place.house, config: { ...place.house.config, databaseUrl: `${place.house.config.databaseUrl}?application_name=${NAME}` } }
  const house = await openHouse({ sameAs: named, contentDir: place.contentDir })
  const cutAll = async (): Promise<void> => {
    await sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = ${NAME} and datname = current_database()`.execute(place.house.db)
  }
  let queries: Query[] = []
  let cut: Cut | undefined
  const asked = async (query: Query, run: () => Promise<unknown>): Promise<unknown> => {
    const here = queries.push(query) === cut?.at ? cut.how : null
    if (here === 'before') await cutAll()
    const answer = await run()
    if (here !== 'unanswered') return answer
    await cutAll()
    throw new Error('Connection terminated unexpectedly')
  }
  house.pool.removeAllListeners('error')
  house.pool.on('error', () => { /* Cut on purpose; the pool takes another. */ })
  house.pool.on('connect', (client) => watchClient(client, asked))
  // Those that were opened before they were watched.
  await cutAll()
  return {
    house, cutAll, close: house.close,
    watch: async (work, where) => {
      queries = []
      cut = where
      return { result: await work(), queries }
    },
  }
}

function watchClient(client: pg.PoolClient, asked: (query: Query, run: () => Promise<unknown>) => Promise<unknown>): void {
  const query = client.query.bind(client)
  let inside = false
  const watched = (text: string, values?: unknown[]): Promise<unknown> => {
    if (/^(begin|start transaction)/.test(text)) inside = true
    const known = { text, inside }
    if (/^(commit|rollback)$/.test(text)) inside = false
    return asked(known, () => query(text, values))
  }
  Object.assign(client, { query: watched })
}

const WRITES = /^\s*(insert|update|delete|with)\b/i

/** Every moment at which it makes a difference that the connection breaks. */
function moments(queries: readonly Query[]): Cut[] {
  return queries.flatMap(({ text, inside }, i): Cut[] => {
    const changes = text === 'commit' || (!inside && WRITES.test(text))
    return [{ at: i + 1, how: 'before' }, ...(changes ? [{ at: i + 1, how: 'unanswered' } as const] : [])]
  })
}

/** Times that a connection is cut at a moment that chance chooses. */
const BY_CHANCE = 5

/** The database goes away in the middle, at every query and by chance; done again, it has happened once and wholly. Returns how often. */
export async function checkCuts(place: Place, fragile: Fragile, row: Row): Promise<number> {
  const trial = await row.prepare(place)
  const begun = performance.now()
  const { result, queries } = await fragile.watch(() => send(fragile.house, trial.by, trial))
  const took = performance.now() - begun
  assert.ok(result.status < 400, `without a cut: ${result.status} ${result.words.slice(0, 300)}`)
  const cuts = moments(queries)
  for (const cut of cuts) {
    const { text = '' } = queries[cut.at - 1] ?? {}
    await interrupted(place, fragile, row, `cut ${cut.how} query ${cut.at} of ${queries.length} (${text.slice(0, 80)})`, async (ready) =>
      (await fragile.watch(() => send(fragile.house, ready.by, ready), cut)).result)
  }
  for (let i = 0; i < BY_CHANCE; i++) {
    const after = Math.random() * took
    await interrupted(place, fragile, row, `cut after ${after.toFixed(1)} of about ${took.toFixed(1)} ms`, async (ready) => {
      const cutting = new Promise<void>((resolve, reject) => { setTimeout(() => { fragile.cutAll().then(resolve, reject) }, after) })
      const { result: answer } = await fragile.watch(() => send(fragile.house, ready.by, ready))
      await cutting
      return answer
    })
  }
  return cuts.length + BY_CHANCE
}

async function interrupted(place: Place, fragile: Fragile, row: Row, what: string, first: (ready: Prepared) => Promise<Answer>): Promise<void> {
  const ready = await row.prepare(place)
  const before = await countAll(place.house, ready.effect)
  assertAnswered(await first(ready), what, true)
  assertAnswered(await untilBack(fragile, ready), `${what}, then again`)
  const counts = added(before, await countAll(place.house, ready.effect))
  const [once, twice] = [expected(row, ready.effect, 1), expected(row, ready.effect, 2)]
  // What was carried out but not answered may be done a second time where that is a second act.
  if (row.interrupted?.some(({ leaves }) => isDeepStrictEqual(counts, leaves))) return
  if (row.again && Object.keys(row.again.adds).every((name) => counts[name] === twice[name])) assert.deepEqual(counts, twice, what)
  else assert.deepEqual(counts, once, what)
}

/** The same again, as somebody does who was told to try again in a few seconds: connections that broke may still lie in the pool. */
async function untilBack(fragile: Fragile, ready: Prepared): Promise<Answer> {
  for (let tries = 0; ; tries++) {
    const { result } = await fragile.watch(() => send(fragile.house, ready.by, ready))
    if (result.status !== 503 || tries === 3) return result
  }
}

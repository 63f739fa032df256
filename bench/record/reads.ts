import { Agent, request } from 'node:http'
import type pg from 'pg'
import { agentKey } from '../../src/record/xapi/agent-key.ts'
import { median } from '../load.ts'
import type { Figure } from '../main.ts'
import type { Started } from '../started.ts'
import { rowsOf, inserts } from './rows.ts'

const TIMES = 60
const CHUNK = 20_000

/** Newest 100 by actor, by verb and by activity, over HTTP against the bare SQL, one after the other, on a record of some size. */
export async function reads(server: Started, pool: pg.Pool, authorization: string): Promise<Figure[]> {
  const sizes = (process.env.BENCH_SIZES ?? '100000').split(',').map(Number)
  const figures: Figure[] = []
  for (const size of sizes) {
    await fill(server, pool, size)
    for (const kind of ['actor', 'verb', 'activity'] as const) figures.push(await read(server, pool, authorization, kind, size))
  }
  return figures
}

/** Up to `size` statements in the tenant: rows made once and inserted again under new ids and positions. */
async function fill(server: Started, pool: pg.Pool, size: number): Promise<void> {
  const { rows: [head] } = await pool.query<{ pos: string; authority: string }>("select pos, (select authority from statement where tenant = 'piloto' and authority like 'client:%' limit 1) from tenant_head where tenant = 'piloto'")
  let pos = Number(head?.pos ?? 0)
  const client = head?.authority.slice('client:'.length) ?? ''
  const rows = await rowsOf(server.house, 'piloto', client, CHUNK)
  while (pos < size) {
    await pool.query("update tenant_head set pos = $1, stored = now() where tenant = 'piloto'", [pos + CHUNK])
    await pool.query('select record_partitions()')
    await inserts(pool, 'piloto', rows.map((r) => ({ ...r, row: { ...r.row, id: crypto.randomUUID() } })), pos + 1)
    pos += CHUNK
  }
  await pool.query('vacuum analyze statement')
}

async function read(server: Started, pool: pg.Pool, authorization: string, kind: 'actor' | 'verb' | 'activity', size: number): Promise<Figure> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const ours: number[] = [], bare: number[] = []
  for (let i = 0; i < TIMES; i += 1) {
    const n = 1 + (i * 7) % (kind === 'verb' ? 10 : kind === 'activity' ? 200 : 1000)
    const [query, column, value] = what(server, kind, n)
    const time = async (read: () => Promise<number>, enough: number): Promise<number> => {
      const start = performance.now()
      const got = await read()
      if (got < enough) throw new Error(`read nothing of ${kind} ${n}: ${got}`)
      return performance.now() - start
    }
    const overHttp = (): Promise<number> => time(() => get(agent, server.port, `/xapi/piloto/statements?limit=100&${query}`, authorization), 1000)
    const bySql = (): Promise<number> => time(async () => (await pool.query(`select pos, id, stored, happened, actor, verb, object, authority, raw, sealed, person from statement
      where tenant = 'piloto' and ${column} order by pos desc limit 100`, [value])).rowCount ?? 0, 50)
    // Whoever comes first finds the pages cold: in turns.
    const times = i % 2 === 0 ? [await overHttp(), await bySql()] : [await bySql(), await overHttp()].reverse()
    // The first ones warm caches on both sides.
    if (i >= 10) { ours.push(times[0]!); bare.push(times[1]!) }
  }
  agent.destroy()
  const ratio = median(ours) / median(bare)
  return {
    item: `newest 100 by ${kind} of ${size.toLocaleString('en')} statements`,
    figure: `${median(ours).toFixed(2)} ms over HTTP, ${median(bare).toFixed(2)} ms bare SQL: ${ratio.toFixed(2)}`, target: '<= 1.5 of the bare SQL', met: ratio <= 1.5,
  }
}

function what(server: Started, kind: 'actor' | 'verb' | 'activity', n: number): [query: string, column: string, value: string] {
  if (kind === 'verb') return [`verb=${encodeURIComponent(`http://adlnet.gov/expapi/verbs/verb${n}`)}`, 'verb = $1', `http://adlnet.gov/expapi/verbs/verb${n}`]
  if (kind === 'activity') return [`activity=${encodeURIComponent(`https://example.org/course/unit${n}`)}`, 'hashtextextended(object, 0) = hashtextextended($1, 0) and object = $1', `https://example.org/course/unit${n}`]
  const person = { mbox: `mailto:person${n}@example.org` }
  return [`agent=${encodeURIComponent(JSON.stringify(person))}`, 'actor = $1', agentKey(server.house.keys, 'piloto', person) ?? '']
}

function get(agent: Agent, port: number, path: string, authorization: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ agent, port, host: '127.0.0.1', path, headers: { authorization, 'x-experience-api-version': '1.0.3' } }, (response) => {
      let bytes = 0
      response.on('data', (part: Buffer) => { bytes += part.length })
      response.on('end', () => { resolve(response.statusCode === 200 ? bytes : 0) })
    }).on('error', reject).end()
  })
}

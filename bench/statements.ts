import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { NS, agent } from '../src/record/statement.ts'
import { actingLearner } from '../test/acting.ts'
import { load, median } from './load.ts'
import type { Figure } from './main.ts'
import type { Started } from './started.ts'

const CONNECTIONS = 64
const STATEMENTS = 12_000
const BATCH = 500
const ROUNDS = 3

/** Statements acknowledged over HTTP, one a request, against 500-row inserts of the same rows into the same tables, interleaved. */
export async function statements(server: Started): Promise<Figure[]> {
  const learners = await Promise.all(Array.from({ length: CONNECTIONS }, () => actingLearner(server.house)))
  const pool = new pg.Pool({ connectionString: server.databaseUrl, max: 8 })
  const ours: number[] = [], reference: number[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    const a = await load(server.port, CONNECTIONS, STATEMENTS, (n) => {
      const learner = learners[n % CONNECTIONS]!
      return { method: 'POST', path: '/xapi/piloto/statements', headers: { cookie: learner.cookie, 'content-type': 'application/json' }, body: JSON.stringify(statement(learner.agent)) }
    })
    if (a.failed > 0) throw new Error(`${a.failed} statements were refused`)
    const b = await inserts(pool, `reference-${round}`, learners.map((l) => l.agent))
    if (round === 0) continue
    ours.push(a.perSecond); reference.push(b)
  }
  await pool.end()
  const ratio = median(ours) / median(reference)
  return [{
    item: `statements acknowledged over HTTP, ${CONNECTIONS} connections`,
    figure: `${median(ours).toFixed(0)} of ${median(reference).toFixed(0)} rows/s = ${ratio.toFixed(2)}`,
    target: '>= 0.4 of 500-row inserts on 8 connections', met: ratio >= 0.4,
  }]
}

/** About 1.2 KB, as STACK.md measured with. */
function statement(of: string): object {
  return {
    id: randomUUID(), actor: agent(of), verb: { id: 'http://adlnet.gov/expapi/verbs/experienced', display: { es: 'vio', en: 'experienced' } },
    object: { objectType: 'Activity', id: `${NS}piloto/units/base.que-es-la-ia`, definition: { name: { es: 'Qué es y qué no es la IA' }, description: { es: 'x'.repeat(600) } } },
    timestamp: new Date().toISOString(),
  }
}

async function inserts(pool: pg.Pool, tenant: string, agents: readonly string[]): Promise<number> {
  let next = 1
  const start = performance.now()
  await Promise.all(Array.from({ length: 8 }, async () => {
    while (next <= STATEMENTS) {
      const first = next
      next += BATCH
      const ids = Array.from({ length: BATCH }, () => randomUUID())
      const of = (i: number): string => agents[i % agents.length]!
      await pool.query(`with body as (
          select * from unnest($2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::bytea[]) as t(id, pos, actor, raw, digest)),
        key as (insert into statement_key (tenant, id, digest, pos) select $1, id, digest, pos from body)
        insert into statement (tenant, pos, id, stored, happened, actor, verb, object, registration, authority, raw)
        select $1, pos, id, now(), now(), actor, $7, $8, null, 'session', raw from body`,
      [tenant, ids, ids.map((_, i) => first + i), ids.map((_, i) => of(i)), ids.map((_, i) => JSON.stringify(statement(of(i)))), ids.map(() => Buffer.alloc(32)),
        'http://adlnet.gov/expapi/verbs/experienced', `${NS}piloto/units/base.que-es-la-ia`])
    }
  }))
  return STATEMENTS / ((performance.now() - start) / 1000)
}

import { sql } from 'kysely'
import type { House } from '../feature.ts'
import type { Db } from '../lib/database.ts'
import { Problem } from '../lib/problem.ts'
import type { Prepared } from './prepare.ts'
import { sameStatement } from './validation/same.ts'
import { openStatements, type Sealed } from './xapi/sealing.ts'

/**
 * Drops what is stored already, in the record or earlier in the same batch. Another digest under an old id may still be the same
 * statement by the specification's own rules (xAPI 1.0.3 Data 2.3.1); a different one is a Problem 409.
 */
export async function onlyNew(house: Pick<House, 'db' | 'keys'>, db: Db, all: readonly Prepared[], stored: ReadonlyMap<string, Buffer>): Promise<Prepared[]> {
  const fresh: Prepared[] = []
  const inBatch = new Map<string, Prepared>()
  for (const p of all) {
    const key = `${p.tenant} ${p.row.id}`
    const digest = stored.get(key)
    const earlier = inBatch.get(key)
    if (digest) {
      if (!digest.equals(p.digest) && !sameStatement(await storedStatement(house, db, p), p.row.statement)) throw conflict()
    } else if (earlier) {
      if (!earlier.digest.equals(p.digest) && !sameStatement(earlier.row.statement, p.row.statement)) throw conflict()
    } else {
      inBatch.set(key, p)
      fresh.push(p)
    }
  }
  return fresh
}

async function storedStatement(house: Pick<House, 'db' | 'keys'>, db: Db, { tenant, row }: Prepared): Promise<unknown> {
  const { rows } = await sql<Sealed>`select s.tenant, s.id, s.stored, s.happened, s.actor, s.verb, s.object, s.authority, s.raw, s.sealed, s.person, p.data_key
    from statement_key k join statement s on s.tenant = k.tenant and s.pos = k.pos left join statement_person p on p.id = s.person
    where k.tenant = ${tenant} and k.id = ${row.id}`.execute(db)
  return JSON.parse(openStatements(house, rows)[0] ?? 'null')
}

function conflict(): Problem {
  return new Problem(409, 'statement-conflict', {
    es: 'Ya hay otro registro con este identificador. El primero se queda como está.',
    en: 'There is another statement under this id already. The first one stays as it is.',
  })
}

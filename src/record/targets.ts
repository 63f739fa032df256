import { sql } from 'kysely'
import type { Tx } from '../lib/database.ts'
import { Problem } from '../lib/problem.ts'
import { VOIDED, type Prepared } from './prepare.ts'
import type { Stored } from './statement.ts'

/**
 * What statements about other statements bring with them, in the append's own transaction: a statement that targets another is found
 * by whatever finds that one (xAPI 1.0.3 Communication 2.1.3, "Filter Conditions for StatementRefs"), through any number of steps and
 * also when the target arrives later; a voiding statement voids.
 */
export async function followTargets(tx: Tx, fresh: readonly Prepared[], stored: readonly Stored[]): Promise<void> {
  await followAwaited(tx, stored)
  for (const [i, { target, voids }] of fresh.entries()) {
    const statement = stored[i]!
    if (target === null) continue
    const found = await tx.selectFrom('statement_key').select('pos').where('tenant', '=', statement.tenant).where('id', '=', target).executeTakeFirst()
    if (statement.verb === VOIDED) await voidTarget(tx, statement, target, found?.pos ?? null, voids)
    if (found) await inherit(tx, statement.tenant, found.pos, statement.pos)
    else await tx.insertInto('statement_awaited').values({ tenant: statement.tenant, target, pos: statement.pos }).execute()
  }
}

/** Somebody referred to one of these before it was here. */
async function followAwaited(tx: Tx, stored: readonly Stored[]): Promise<void> {
  for (const tenant of new Set(stored.map((s) => s.tenant))) {
    const mine = new Map(stored.filter((s) => s.tenant === tenant).map((s) => [s.id.toLowerCase(), s]))
    const waiting = await tx.deleteFrom('statement_awaited').where('tenant', '=', tenant).where('target', '=', sql<string>`any(${[...mine.keys()]}::uuid[])`)
      .returning(['target', 'pos']).execute()
    for (const { target, pos } of waiting) {
      const fresh = mine.get(target)!
      await voidLate(tx, fresh, pos)
      await inherit(tx, tenant, fresh.pos, pos)
    }
  }
}

/** Gives the statement at `to` all terms of the one at `from`, and whatever targets it too. Ends: in a circle there is soon nothing new. */
async function inherit(tx: Tx, tenant: string, from: number, to: number): Promise<void> {
  const { rows } = await sql`insert into statement_term (tenant, term, pos)
    select ${tenant}::text, term, ${to}::bigint from statement_term where tenant = ${tenant} and pos = ${from}
    union select ${tenant}::text, hashtextextended(v.text, 0), ${to}::bigint from statement s,
      lateral (values ('agent ' || s.actor), ('verb ' || s.verb), ('activity ' || s.object), ('registration ' || s.registration::text), ('vouched ' || s.authority)) as v(text)
      where s.tenant = ${tenant} and s.pos = ${from} and v.text is not null
    on conflict do nothing returning term`.execute(tx)
  if (rows.length === 0) return
  const { rows: further } = await sql<{ pos: number }>`select r.pos from statement s join statement r on r.tenant = s.tenant
      and hashtextextended(r.object, 0) = hashtextextended(s.id::text, 0) and r.object = s.id::text
    where s.tenant = ${tenant} and s.pos = ${to} and r.pos <> ${to}`.execute(tx)
  for (const { pos } of further) await inherit(tx, tenant, to, pos)
}

/**
 * A voiding statement may come before what it voids (1.0.3 Data 2.3.2: it is not refused for that). It then voids only what the same client
 * said: whether it might void more was not kept.
 */
async function voidLate(tx: Tx, fresh: Stored, pos: number): Promise<void> {
  if (fresh.verb === VOIDED || !fresh.authority.startsWith('client:')) return
  const by = await tx.selectFrom('statement').select(['verb', 'authority']).where('tenant', '=', fresh.tenant).where('pos', '=', pos).executeTakeFirstOrThrow()
  if (by.verb !== VOIDED || by.authority !== fresh.authority) return
  await tx.insertInto('statement_voided').values({ tenant: fresh.tenant, id: fresh.id, pos }).onConflict((c) => c.doNothing()).execute()
}

async function voidTarget(tx: Tx, by: Stored, target: string, pos: number | null, voids: Prepared['voids']): Promise<void> {
  if (pos === null) {
    if (voids === null) throw closed()
    return
  }
  const found = await tx.selectFrom('statement').select(['verb', 'authority']).where('tenant', '=', by.tenant).where('pos', '=', pos).executeTakeFirstOrThrow()
  if (found.verb === VOIDED) {
    throw new Problem(400, 'voiding-voided', {
      es: 'Un registro que anula a otro no se puede anular.', en: 'A voiding statement cannot be voided.',
    })
  }
  const allowed = found.authority === by.authority || (voids === 'any' && found.authority.startsWith('client:'))
  if (voids === null || !allowed || !found.authority.startsWith('client:')) {
    throw closed()
  }
  await tx.insertInto('statement_voided').values({ tenant: by.tenant, id: target, pos: by.pos }).onConflict((c) => c.doNothing()).execute()
}

function closed(): Problem {
  return new Problem(403, 'voiding-closed', { es: 'Ese registro no se puede anular desde aquí.', en: 'That statement cannot be voided from here.' })
}

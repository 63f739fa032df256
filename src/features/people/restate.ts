import type { Db, Tx } from '../../lib/database.ts'
import type { Draft } from '../../record/statement.ts'
import { otherClaims } from './conflicts.ts'
import { identityOf, type Check } from './identity.ts'
import { agentsOf } from './persons.ts'
import { conflictResolved, died, identityChecked, type Subject } from './statements.ts'
import './tables.ts'

/** Programmes in which every one of these members of staff is an executor: there, what they saw elsewhere is believed too. */
export async function executorsIn(db: Db, staff: readonly string[]): Promise<string[]> {
  const wanted = new Set(staff)
  const rows = await db.selectFrom('staff_role').select(['tenant', 'staff']).where('role', '=', 'executor').where('staff', 'in', [...wanted]).orderBy('tenant').execute()
  const tenants = [...new Set(rows.map((r) => r.tenant))]
  return tenants.filter((tenant) => rows.filter((r) => r.tenant === tenant).length === wanted.size)
}

/**
 * What a programme that she enters now learns of her from the others: her death, and that her card was seen, when both who saw it
 * are executors here too. Nothing where another person's claim of the document was checked before.
 */
export async function restateIdentity(tx: Tx, of: Subject, person: string, keys: readonly string[]): Promise<Draft[]> {
  const elsewhere = await Promise.all((await agentsOf(tx, person)).filter((a) => a.tenant !== of.tenant).map((a) => identityOf(tx, a.tenant, a.agent)))
  const dates = elsewhere.map((i) => i.died).filter((date) => date !== null).sort()
  const drafts: Draft[] = dates[0] ? [died(of, dates[0])] : []
  for (const check of onePerDocument(elsewhere.flatMap((i) => i.checks)).filter((c) => keys.includes(c.key))) {
    if (check.level === 'checksum' || !(await executorsIn(tx, [check.checker, check.second])).includes(of.tenant)) continue
    const [claim] = await otherClaims(tx, of.tenant, of.agent, [check.key])
    if (!claim || claim.holders.length > 0) continue
    drafts.push(identityChecked(of, check.level, check.key, check.checker, check.second, check.told))
    if (claim.others.length > 0) drafts.push(conflictResolved(of, check.key, check.second))
  }
  return drafts
}

function onePerDocument(checks: readonly Check[]): Check[] {
  return checks.filter((check, i) => checks.findIndex((c) => c.key === check.key) === i)
}

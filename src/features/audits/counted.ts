import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import type { OfficeValues } from '../figures/index.ts'
import { closedLast, type Audit } from './audit.ts'
import { sampleOf, type AuditPerson } from './audit-person.ts'
import { lowerInTenThousand, upperInTenThousand } from './bound.ts'
import { contactOf, failsOf, triesOf } from './contact.ts'

/** What an audit found. Limits in hundredths of a percent, each with 95 % confidence. */
export interface Result {
  readonly sample: number
  readonly fails: number
  readonly lower: number
  readonly upper: number
  readonly attempted: number
  readonly reached: number
  readonly confirmed: number
  readonly notAllowed: number
}

export function resultOf(sample: readonly AuditPerson[]): Result {
  const fails = sample.filter((person) => (failsOf(person)?.length ?? 0) > 0).length
  const contacts = sample.map(({ calls }) => contactOf(calls))
  const confirmed = contacts.filter((one) => one === 'confirmed').length
  return {
    sample: sample.length, fails, lower: lowerInTenThousand(fails, sample.length), upper: upperInTenThousand(fails, sample.length),
    attempted: sample.filter(({ calls }) => triesOf(calls).length > 0).length, reached: confirmed + contacts.filter((one) => one === 'denied').length, confirmed,
    notAllowed: contacts.filter((one) => one === 'not-allowed').length,
  }
}

/** The result that stands: of the audit that was closed last. Null: not audited yet. Nothing is judged or called any more once it is closed. */
export async function lastResult(db: Db, tenant: string, upTo?: number): Promise<{ readonly audit: Audit; readonly result: Result } | null> {
  const audit = await closedLast(db, tenant, upTo)
  return audit ? { audit, result: resultOf(await sampleOf(db, tenant, audit.audit)) } : null
}

/** K11, K12 and what adjusts K1, by the acts up to a position. Before the first audit there is nothing to divide by, and no limit. */
export async function auditValues(house: House, tenant: string, upTo?: number): Promise<OfficeValues> {
  const last = await lastResult(house.db, tenant, upTo)
  if (!last) return {}
  const { sample, fails, lower, upper, attempted, reached, confirmed, notAllowed } = last.result
  return {
    'audit-sample': sample, 'audit-fails': fails, 'audit-lower': lower, 'audit-upper': upper,
    'contacts-attempted': attempted, 'contacts-reached': reached, 'contacts-confirmed': confirmed, 'contacts-not-allowed': notAllowed,
  }
}

/** How many persons of open samples wait for a call. */
export async function callsOpen(db: Db, tenant: string): Promise<number> {
  const { rows } = await sql<{ audit: string }>`select audit from audit where tenant = ${tenant} and state = 'drawn'`.execute(db)
  const samples = await Promise.all(rows.map(({ audit }) => sampleOf(db, tenant, audit)))
  return samples.flat().filter(({ calls }) => contactOf(calls) === 'open').length
}

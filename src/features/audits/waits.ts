import type { Waits } from '../../feature.ts'
import { told } from '../../lib/counted.ts'
import { holds } from '../../web/who.ts'
import { callsOpen } from './counted.ts'
import { CALLS } from './page-words.ts'

/** Persons of open samples that nobody reached yet, for who calls. */
export const waits: Waits = async ({ db }, tenant, who) => {
  if (!holds(who, tenant, ['caller'])) return []
  return [{ text: CALLS.waits, count: told(await callsOpen(db, tenant)), path: 'audit-calls' }]
}

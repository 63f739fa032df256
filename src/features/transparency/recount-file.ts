import type { Keys } from '../../lib/keys.ts'
import { pseudonymAt } from '../programmes/index.ts'

/**
 * The published recount file: one row a person, a pseudonym and her level, no attributes. The pseudonym belongs to this release
 * (programme and position), so that two files cannot be laid side by side; the order is the pseudonyms', which says nothing. That of a demo says
 * in each row that nobody is behind it.
 */
export function recountFile(keys: Keys, tenant: string, pos: number, persons: readonly { agent: string; level: number }[], demo = false): string {
  const rows = persons.map(({ agent, level }) => `${pseudonymAt(keys, tenant, pos, agent)},${level}${demo ? ',DEMOSTRACION' : ''}`)
  return [`pseudonym,level${demo ? ',demo' : ''}`, ...rows.sort()].join('\r\n') + '\r\n'
}

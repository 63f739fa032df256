import { benchIssuing } from './trust/issuing.ts'
import { benchVerifying } from './trust/verifying.ts'
import type { Figure } from './main.ts'
import type { Started } from './started.ts'

/**
 * Issue 7: certificates per second against bare Ed25519 signing and bare Typst in the same run, 20,000 in one go with flat memory, what a check takes.
 * TRUST_PEOPLE sets another number of people.
 */
export async function trust(server: Started): Promise<Figure[]> {
  return [...await benchIssuing(server), ...await benchVerifying(server)]
}

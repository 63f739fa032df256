import { createHmac } from 'node:crypto'
import { derive, type Keys } from '../../lib/keys.ts'

/** The key of the pseudonyms of one published cut: an auditor is given it with the evidence, nobody else. */
export function pseudonymKey(keys: Keys, tenant: string, cut: string): Buffer {
  return derive(keys, 'hmac', `recount ${tenant} ${cut}`)
}

/** Who a person is in the recount file of one cut, by the agent that stands for her: 80 bits, as hex. */
export function pseudonymOf(key: Uint8Array, agent: string): string {
  return createHmac('sha256', key).update(agent).digest('hex').slice(0, 20)
}

import { hmac, type Keys } from '../../lib/keys.ts'

/**
 * By what a published file names a person: it belongs to the programme and one position, so that two files cannot be laid side by side. The recount
 * file and the frame of an audit at one position have the same.
 */
export function pseudonymAt(keys: Keys, tenant: string, pos: number, agent: string): string {
  return hmac(keys, 'hmac', `recount ${tenant} ${pos}`, agent).slice(0, 20)
}

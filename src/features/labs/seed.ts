import { derive, type Keys } from '../../lib/keys.ts'

/**
 * What binds a recipe to a person: 32 hex digits from HKDF of her opaque agent id, the lab and its version. It decides her rows
 * and every draw. She may know it (it stands in her page and in her recipe), nobody can work it out for somebody else.
 */
export function seedOf(keys: Keys, agent: string, lab: { readonly id: string; readonly version: number }): string {
  return derive(keys, 'lab', `recipe\0${agent}\0${lab.id}\0${lab.version}`, 16).toString('hex')
}

export type Wish =
  | { readonly kind: 'list' }
  | { readonly kind: 'rotate'; readonly lost: boolean }
  | { readonly kind: 'distrust'; readonly keyId: string; readonly since: Date }

const USAGE = 'usage: npm run keys [-- rotate issuer [--lost] | distrust <key id> --since <moment, such as 2026-11-23T15:00:00Z>]'

/** What was asked on the command line; an Error with a sentence when that is not clear. */
export function readKeysWish(words: readonly string[]): Wish {
  const [verb, what = '', flag, value = '', ...more] = words
  if (verb === undefined) return { kind: 'list' }
  if (verb === 'rotate') {
    if (what !== 'issuer') throw new Error(`Only the issuer's key is replaced by this command, not "${what}"; docs/keys.md says what the others would mean.\n${USAGE}`)
    if (words.length > 3 || (flag !== undefined && flag !== '--lost')) throw new Error(USAGE)
    return { kind: 'rotate', lost: flag === '--lost' }
  }
  if (verb !== 'distrust' || flag !== '--since' || more.length > 0) throw new Error(USAGE)
  if (!/^[0-9a-f]{8}$/.test(what)) throw new Error(`"${what}" is no key id: eight signs, as npm run keys prints them.`)
  // A day without an hour or a zone could be read as another moment than was meant.
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(value) || Number.isNaN(Date.parse(value))) throw new Error(`--since "${value}" is no moment with a time zone, such as 2026-11-23T15:00:00-05:00.`)
  return { kind: 'distrust', keyId: what, since: new Date(value) }
}

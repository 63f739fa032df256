import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { derive, type Keys } from '../../lib/keys.ts'
import { SCOPES, type Scope } from '../../record/xapi/request.ts'

/** How long an access token works, in seconds. */
export const TOKEN_SECONDS = 3600

export interface Token {
  readonly client: string
  readonly tenant: string
  readonly scopes: readonly Scope[]
  /** When it was made, in ms since 1970. */
  readonly made: number
}

const SAID = z.strictObject({ client: z.uuid(), tenant: z.string(), scopes: z.array(z.enum(SCOPES)), made: z.int() })

/** What it says and its HMAC-SHA-256, both base64url, with a dot between: nothing of it stands in the database. */
export function signToken(keys: Keys, token: Token): string {
  const said = Buffer.from(JSON.stringify(token)).toString('base64url')
  return `${said}.${markOf(keys, said).toString('base64url')}`
}

/** What a token of ours says, unless it is too old; null for anything else. Whether its client still stands is the database's to say. */
export function readToken(keys: Keys, text: string, now: Date): Token | null {
  const [said = '', mark = '', ...more] = text.split('.')
  const right = markOf(keys, said)
  const given = Buffer.from(mark, 'base64url')
  if (more.length > 0 || given.length !== right.length || !timingSafeEqual(given, right)) return null
  // Ours, since only we can sign it.
  const token = SAID.parse(JSON.parse(Buffer.from(said, 'base64url').toString()))
  return token.made + TOKEN_SECONDS * 1000 > now.getTime() ? token : null
}

function markOf(keys: Keys, said: string): Buffer {
  return createHmac('sha256', derive(keys, 'hmac', 'oauth access token')).update(said).digest()
}

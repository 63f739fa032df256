import type { Ctx, House } from '../../feature.ts'
import type { Text } from '../../lib/text.ts'
import { credentialBySerial } from './credentials.ts'
import { stateOf } from './credential-state.ts'
import { keptNow } from './kept-sign.ts'
import { readSerial } from './serial.ts'
import type { Cause } from './statements.ts'
import type { State } from './verify.ts'
import { CAUSE } from './words.ts'

/** The state of one certificate now: what the page that read its QR asks, by the serial alone. */
export interface StateNow {
  readonly state: State | 'unknown'
  /** When that state began; null for an unknown one. */
  readonly since: string | null
  /** The class of cause in words; null while nothing happened to it. */
  readonly cause: Text | null
  /** When the register was asked. */
  readonly at: string
}

const HEADERS = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' }

export async function stateNow(house: House, serial: string | null): Promise<StateNow> {
  const at = house.clock().toISOString()
  const row = serial ? await credentialBySerial(house.db, serial) : undefined
  const found = row && await stateOf(house.db, row.credential)
  if (!found) return { state: 'unknown', since: null, cause: null, at }
  // The record holds only classes that are in the list.
  return { state: found.state, since: found.since.toISOString(), cause: found.cause === null ? null : CAUSE[found.cause as Cause], at }
}

export async function answerState(c: Ctx): Promise<Response> {
  return c.body(JSON.stringify(await stateNow(c.var.house, readSerial(c.req.param('serial') ?? ''))), 200, HEADERS)
}

export async function answerKept(c: Ctx): Promise<Response> {
  return c.body(JSON.stringify(await keptNow(c.var.house)), 200, HEADERS)
}

import type { Ctx } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import type { Text } from '../../lib/text.ts'
import { addressKey } from './address.ts'
import { claimsOf, profileOf, type Claim } from './persons.ts'
import type { Profile } from './profile.ts'
import { hashPin, matchPin, pinTrace } from './pin-hash.ts'
import { pinProblem } from './pins.ts'
import { endAllSessions, forgetCached } from './session.ts'
import { countTry, forgiveTry } from './tries.ts'
import './tables.ts'

/**
 * Changes a PIN for who knows the present one; her other sessions end. The new PIN counts as a try on her document that is not
 * taken back: otherwise a second claimant could learn another's PIN by choosing one after the other and seeing where he gets in.
 */
export async function changePin(c: Ctx, person: string, session: string, present: string, wanted: string): Promise<void> {
  const { house } = c.var
  const { claim, profile, address } = await provePin(c, person, present, 'present_pin')
  const wrong = pinProblem(wanted, { born: profile.born, documentNumber: claim.document.number, phone: profile.phone })
  if (wrong) throw refused('pin', wrong)
  await countTry(house, { subject: `document:${claim.key}`, pin: pinTrace(house.keys, wanted), address })
  const stored = await hashPin(house.keys, claim.key, wanted)
  await house.db.transaction().execute(async (tx) => {
    await tx.updateTable('account').set({ pin: stored, chosen: house.clock() }).where('person', '=', person).execute()
    await endAllSessions(tx, { person }, session)
  })
  forgetCached(house)
}

/** The signed-in person types her PIN again; Problem 422 on the field when it is not hers, 429 when she has to wait. */
export async function provePin(c: Ctx, person: string, pin: string, field: string): Promise<Proved> {
  const { house } = c.var
  const address = addressKey(house, c, 'sign-in')
  const [account, claims, profile] = await Promise.all([
    house.db.selectFrom('account').select('pin').where('person', '=', person).executeTakeFirst(), claimsOf(house, house.db, person), profileOf(house, house.db, person),
  ])
  const claim = claims[0]
  if (!account || !claim || !profile) throw new Error(`person ${person} has no account`)
  const counted = await countTry(house, { subject: `pin-change:${person}`, pin: null, address })
  if ((await matchPin(house.keys, claim.key, pin, [account.pin])).length === 0) {
    throw refused(field, { es: 'Esa no es tu clave de ahora.', en: 'That is not your present PIN.' })
  }
  await forgiveTry(house.db, counted)
  return { claim, profile, address }
}

interface Proved {
  readonly claim: Claim
  readonly profile: Profile
  readonly address: string
}

/** False once she was erased. */
export async function hasAccount(db: Db, person: string): Promise<boolean> {
  return await db.selectFrom('account').select('person').where('person', '=', person).executeTakeFirst() !== undefined
}

function refused(field: string, sentence: Text): Problem {
  return new Problem(422, 'pin-refused', sentence, [{ field, sentence }])
}

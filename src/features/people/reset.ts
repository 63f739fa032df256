import type { Ctx, House } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { addressKey } from './address.ts'
import { codeHash, makeCode } from './codes.ts'
import { forgetDevices } from './devices.ts'
import type { IdentityDocument } from './documents.ts'
import { tell } from './inbox.ts'
import { profileOf } from './persons.ts'
import { hashPin } from './pin-hash.ts'
import { pinProblem } from './pins.ts'
import { documentKey } from './sealing.ts'
import { endAllSessions, forgetCached } from './session.ts'
import { welcome } from './sign-in.ts'
import { logged } from './staff-log.ts'
import { countTry, forgiveTry } from './tries.ts'
import './tables.ts'

/** Printed for somebody who comes in person; she may get home before she uses it. */
export const RESET_HOURS = 48

/** A one-time code to print, made by a member of staff who saw the person's document; earlier codes of hers stop working. */
export async function makeResetCode(house: House, by: string, person: string, tenant: string | null): Promise<{ code: string; expires: Date }> {
  const code = makeCode()
  const now = house.clock()
  const expires = new Date(now.getTime() + RESET_HOURS * 3_600_000)
  await house.db.transaction().execute(async (tx) => {
    // Of two slips printed at once the second one stops the first.
    await tx.selectFrom('person').select('id').where('id', '=', person).forNoKeyUpdate().execute()
    await tx.updateTable('reset_code').set({ used: now }).where('person', '=', person).where('used', 'is', null).execute()
    await tx.insertInto('reset_code').values({ hash: codeHash(code), person, made_by: by, made: now, expires, used: null }).execute()
    await logged(tx, { staff: by, action: 'reset-code-made', person, ...(tenant ? { tenant } : {}) }, now)
    await tell(tx, { person, tenant: tenant ?? '', link: '/me/data', at: now, note: {
      es: 'Alguien del equipo imprimió un código para cambiar tu clave. Si tú no lo pediste, avisa a tu sede.',
      en: 'A member of staff printed a code to change your PIN. If you did not ask for it, tell your centre.',
    } })
  })
  return { code, expires }
}

/** Chooses a new PIN with a printed code, ends all sessions, forgets known browsers, signs in. Problem 401, 422 or 429. */
export async function useResetCode(c: Ctx, document: IdentityDocument, code: string, pin: string): Promise<void> {
  const { house } = c.var
  const key = documentKey(house.keys, document)
  const hash = codeHash(code)
  // A code has 50 bits, so it is the address that is counted: nobody can make a document's owner wait here.
  const counted = await countTry(house, { subject: `reset:${hash.toString('hex')}`, pin: null, address: addressKey(house, c, 'sign-in') })
  const person = await personOfCode(house, hash, key)
  if (!person) throw wrongCode()
  await forgiveTry(house.db, counted)
  const profile = await profileOf(house, house.db, person)
  const wrong = pinProblem(pin, { born: profile?.born ?? '', documentNumber: document.number, phone: profile?.phone ?? null })
  if (wrong) throw new Problem(422, 'pin-refused', wrong, [{ field: 'pin', sentence: wrong }])
  const stored = await hashPin(house.keys, key, pin)
  const now = house.clock()
  await house.db.transaction().execute(async (tx) => {
    const used = await tx.updateTable('reset_code').set({ used: now }).where('hash', '=', hash).where('used', 'is', null).where('expires', '>', now).returning('made_by').execute()
    if (used.length === 0) throw wrongCode()
    // Somebody whom a padrón brought has no PIN yet: this is her first one.
    await tx.insertInto('account').values({ person, pin: stored, chosen: now }).onConflict((oc) => oc.column('person').doUpdateSet({ pin: stored, chosen: now })).execute()
    await forgetDevices(tx, person)
    await endAllSessions(tx, { person })
    await logged(tx, { staff: null, action: 'reset-code-used', person, detail: { madeBy: used[0]?.made_by } }, now)
  })
  forgetCached(house)
  await welcome(c, person)
}

async function personOfCode(house: House, hash: Buffer, key: string): Promise<string | null> {
  const row = await house.db.selectFrom('reset_code').innerJoin('identity_document', 'identity_document.person', 'reset_code.person').select('reset_code.person')
    .where('reset_code.hash', '=', hash).where('reset_code.used', 'is', null).where('reset_code.expires', '>', house.clock())
    .where('identity_document.key', '=', key).where('identity_document.withdrawn', 'is', null).executeTakeFirst()
  return row?.person ?? null
}

function wrongCode(): Problem {
  return new Problem(401, 'wrong-code', {
    es: 'El documento y el código no coinciden, o el código ya se usó o venció. Revisa los dos o pide otro código en tu sede.',
    en: 'The document and the code do not match, or the code was used or is too old. Check both or ask your centre for another code.',
  })
}

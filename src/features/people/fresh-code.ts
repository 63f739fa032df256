import type { Ctx } from '../../feature.ts'
import { FRESH_CODE } from '../../web/fresh-code.tsx'
import { Problem } from '../../lib/problem.ts'
import { addressKey } from './address.ts'
import { secondFactor } from './staff-sign-in.ts'
import { countTry, forgiveTry } from './tries.ts'
import './tables.ts'

/** For how long a typed code stands. */
export const FRESH_MINUTES = 30

/** Whether what counts for a country may be done in this session without typing a code again. */
export async function codeIsFresh(c: Ctx): Promise<boolean> {
  const { house, who } = c.var
  if (who.kind !== 'staff') return true
  const session = await house.db.selectFrom('session').select('confirmed').where('id', '=', who.session).executeTakeFirst()
  const confirmed = session?.confirmed
  return confirmed !== null && confirmed !== undefined && house.clock().getTime() - confirmed.getTime() <= FRESH_MINUTES * 60_000
}

/**
 * What counts for a country (approve, publish, sign, revoke) is done with a code of her app that is not older than half an hour: a
 * browser left open certifies nobody. Null when hers is, or a right one came along; else why not, for the form that comes back with a
 * field for the code. Problem 429 when she has to wait.
 */
export async function staleCode(c: Ctx): Promise<Problem | null> {
  const { house, who } = c.var
  if (who.kind !== 'staff' || await codeIsFresh(c)) return null
  const form = await c.req.formData().catch(() => null)
  const code = form?.get(FRESH_CODE)
  if (typeof code !== 'string' || code.trim() === '') return new Problem(403, 'fresh-code', ASK)
  const staff = await house.db.selectFrom('staff').select('totp').where('id', '=', who.staff).executeTakeFirst()
  const counted = await countTry(house, { subject: `fresh:${who.staff}`, pin: null, address: addressKey(house, c, 'sign-in') })
  if (!staff?.totp || !(await secondFactor(house, who.staff, staff.totp, code))) return new Problem(403, 'fresh-code', WRONG)
  await forgiveTry(house.db, counted)
  await house.db.updateTable('session').set({ confirmed: house.clock() }).where('id', '=', who.session).execute()
  return null
}

const ASK = {
  es: 'Esto necesita un código nuevo de tu app. Escríbelo y envíalo: lo que llenaste sigue aquí.',
  en: 'This needs a new code of your app. Type it and send: what you filled in is still here.',
}
const WRONG = {
  es: 'El código no es el de ahora. Cada código sirve una sola vez: espera el siguiente y escríbelo.',
  en: 'The code is not the one of now. Each code works once: wait for the next one and type it.',
}

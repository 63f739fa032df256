import type { Ctx, House } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { addressKey } from './address.ts'
import { codeHash } from './codes.ts'
import { deviceOf } from './cookies.ts'
import { knownHere, rememberDevice } from './devices.ts'
import { passwordFits } from './pin-hash.ts'
import { startSession } from './session.ts'
import { logged } from './staff-log.ts'
import { openTotp, totpStep } from './totp.ts'
import { countTry, forgiveTry } from './tries.ts'
import './tables.ts'

/** Signs staff in with password and a code (of the app, or a recovery code); Problem 401 or 429. */
export async function signInStaff(c: Ctx, handle: string, password: string, code: string): Promise<void> {
  const { house } = c.var
  const row = await house.db.selectFrom('staff').select(['id', 'password', 'totp', 'active']).where('handle', '=', handle).executeTakeFirst()
  const device = deviceOf(house, c)
  const known = row ? (await knownHere(house.db, device, [row.id])).has(row.id) : false
  const counted = await countTry(house, { subject: known ? `device:${device}:${handle}` : `staff:${handle.slice(0, 60)}`, pin: null, address: addressKey(house, c, 'sign-in') })
  const fits = await passwordFits(house.keys, row?.password ?? null, password)
  if (!row || !fits || !row.active || !row.totp || !(await secondFactor(house, row.id, row.totp, code))) throw notMatching()
  await forgiveTry(house.db, counted)
  await startSession(house, c, { staff: row.id })
  await rememberDevice(house, c, row.id)
}

/** A code of the app works once: the time step is moved forward in the same statement that accepts it. */
export async function secondFactor(house: House, staff: string, sealed: Buffer, code: string): Promise<boolean> {
  const step = totpStep(openTotp(house.keys, sealed), code, house.clock(), 0)
  if (step !== null) {
    const moved = await house.db.updateTable('staff').set({ totp_step: step }).where('id', '=', staff).where('totp_step', '<', step).returning('id').execute()
    return moved.length === 1
  }
  const now = house.clock()
  const used = await house.db.updateTable('recovery_code').set({ used: now }).where('staff', '=', staff).where('hash', '=', codeHash(code))
    .where('used', 'is', null).returning('staff').execute()
  if (used.length === 1) await logged(house.db, { staff, action: 'recovery-code-used', otherStaff: staff }, now)
  return used.length === 1
}

function notMatching(): Problem {
  return new Problem(401, 'wrong-credentials', {
    es: 'El nombre, la contraseña o el código no coinciden. Cada código de la app sirve una sola vez: espera el siguiente y vuelve a intentar.',
    en: 'The name, the password or the code do not match. Each code of the app works once: wait for the next one and try again.',
  })
}

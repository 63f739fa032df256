import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db, Tx } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import { lockKey } from '../../record/append.ts'
import { codeHash, makeCode, makeToken, tokenHash } from './codes.ts'
import { forgetDevices } from './devices.ts'
import { hashPassword } from './pin-hash.ts'
import { EVERYWHERE } from './staff.ts'
import { logged } from './staff-log.ts'
import { makeTotpSecret, openTotp, sealTotp } from './totp.ts'
import './tables.ts'

const HOUR_MS = 3_600_000
/** An invited colleague may be out in the field; the very first link is used at once. */
const INVITED_HOURS = 72
const RECOVERY_CODES = 10

/** A link that works once, for a colleague (`staff`) or for the first administrator (null). */
export async function makeStaffLink(house: House, db: Db, staff: string | null): Promise<string> {
  const token = makeToken()
  const hours = staff === null ? 1 : INVITED_HOURS
  await db.insertInto('staff_link').values({
    hash: tokenHash(token), staff, totp: sealTotp(house.keys, makeTotpSecret()), expires: new Date(house.clock().getTime() + hours * HOUR_MS), used: null,
  }).execute()
  return `${house.config.publicUrl}/staff/welcome/${token}`
}

/** The address of a link for the first member of staff, valid an hour; null when there is staff already. */
export async function firstStaffLink(house: House): Promise<string | null> {
  const someone = await house.db.selectFrom('staff').select('id').where('password', 'is not', null).limit(1).executeTakeFirst()
  return someone ? null : makeStaffLink(house, house.db, null)
}

export interface OpenLink {
  readonly hash: Buffer
  readonly staff: { readonly id: string; readonly name: string; readonly handle: string } | null
  readonly totp: Buffer
}

/** What a link is for; Problem 410 when it was used, is too old, or never was one. */
export async function openLink(house: House, db: Db, token: string): Promise<OpenLink> {
  const hash = tokenHash(token)
  const row = await db.selectFrom('staff_link').leftJoin('staff', 'staff.id', 'staff_link.staff')
    .select(['staff_link.totp', 'staff_link.expires', 'staff_link.used', 'staff.id', 'staff.name', 'staff.handle', 'staff.active'])
    .where('staff_link.hash', '=', hash).executeTakeFirst()
  if (!row || row.used || row.expires <= house.clock() || row.active === false) {
    throw new Problem(410, 'link-used-up', {
      es: 'Este enlace ya se usó o venció. Pide otro a quien administra las cuentas.',
      en: 'This link was used or is too old. Ask whoever administers accounts for another.',
    })
  }
  const staff = row.id !== null && row.name !== null && row.handle !== null ? { id: row.id, name: row.name, handle: row.handle } : null
  return { hash, staff, totp: openTotp(house.keys, row.totp) }
}

export interface Joining {
  readonly token: string
  /** Used only for the first member of staff; the others were named by who invited them. */
  readonly name: string
  readonly handle: string
  readonly password: string
  /** The time step of the code that showed that the app is set up. */
  readonly step: number
}

/** Uses the link up: password and second factor are set, earlier sessions end, recovery codes are returned to be shown once. */
export async function join(house: House, joining: Joining): Promise<{ staff: string; codes: readonly string[] }> {
  const password = await hashPassword(house.keys, joining.password)
  const codes = Array.from({ length: RECOVERY_CODES }, makeCode)
  const now = house.clock()
  const staff = await house.db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${String(lockKey('staff-links'))}::bigint)`.execute(tx)
    const link = await openLink(house, tx, joining.token)
    const id = link.staff?.id ?? await firstMember(tx, joining, now)
    await tx.updateTable('staff_link').set({ used: now }).where('hash', '=', link.hash).execute()
    await tx.updateTable('staff').set({ password, totp: sealTotp(house.keys, link.totp), totp_step: joining.step }).where('id', '=', id).execute()
    await tx.deleteFrom('recovery_code').where('staff', '=', id).execute()
    await tx.insertInto('recovery_code').values(codes.map((code) => ({ staff: id, hash: codeHash(code), used: null }))).execute()
    await tx.deleteFrom('session').where('staff', '=', id).execute()
    await forgetDevices(tx, id)
    await logged(tx, { staff: id, action: 'staff-joined', otherStaff: id }, now)
    return id
  })
  return { staff, codes }
}

async function firstMember(tx: Tx, joining: Joining, now: Date): Promise<string> {
  const someone = await tx.selectFrom('staff').select('id').where('password', 'is not', null).limit(1).executeTakeFirst()
  if (someone) throw new Problem(410, 'link-used-up', { es: 'Ya hay una persona administradora. Pídele una invitación.', en: 'There is an administrator already. Ask her for an invitation.' })
  const id = randomUUID()
  await tx.insertInto('staff').values({ id, name: joining.name, handle: joining.handle, password: null, totp: null, created: now }).execute()
  await tx.insertInto('staff_role').values({ staff: id, tenant: EVERYWHERE, role: 'administrator', granted: now }).execute()
  return id
}

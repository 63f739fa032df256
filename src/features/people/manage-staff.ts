import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { House, StaffRole } from '../../feature.ts'
import type { Db, Tx } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import { fill } from '../../lib/text.ts'
import { lockKey } from '../../record/append.ts'
import { endAllSessions, forgetCached } from './session.ts'
import { allStaff, checkGrant, type StaffMember } from './staff.ts'
import { makeStaffLink } from './staff-links.ts'
import { logged } from './staff-log.ts'
import { STAFF } from './staff-words.ts'
import './tables.ts'

/**
 * How much a member of staff is in charge of: by one role of hers, or (null) at all. Other features know; app.ts adds them here. Nobody
 * leaves, and no role is taken, while somebody counts on her: her work is handed over first.
 */
export const heldWork: ((db: Db, staff: string, of: { readonly tenant: string; readonly role: StaffRole } | null) => Promise<number>)[] = []

async function refuseHeldWork(tx: Tx, staff: string, of: { tenant: string; role: StaffRole } | null): Promise<void> {
  let n = 0
  for (const held of heldWork) n += await held(tx, staff, of)
  if (n > 0) throw new Problem(409, 'holds-work', fill(STAFF.holdsWork, { n }))
}

/** A new colleague without any role yet, and the link with which she sets her password. Problem 409 when the handle is taken. */
export async function inviteStaff(house: House, by: string, name: string, handle: string): Promise<{ staff: string; link: string }> {
  const id = randomUUID()
  const now = house.clock()
  return house.db.transaction().execute(async (tx) => {
    const made = await tx.insertInto('staff').values({ id, name, handle, password: null, totp: null, created: now })
      .onConflict((oc) => oc.column('handle').doNothing()).returning('id').execute()
    if (made.length === 0) throw new Problem(409, 'handle-taken', { es: 'Ese nombre de ingreso ya está en uso. Elige otro.', en: 'That sign-in name is in use. Choose another.' })
    await logged(tx, { staff: by, action: 'staff-invited', otherStaff: id }, now)
    return { staff: id, link: await makeStaffLink(house, tx, id) }
  })
}

/** A new link for a colleague who lost her password or phone; earlier links of hers stop working. */
export async function renewLink(house: House, by: string, staff: string): Promise<string> {
  await memberOf(house, staff)
  const now = house.clock()
  return house.db.transaction().execute(async (tx) => {
    // Of two links made at once the second one stops the first.
    await tx.selectFrom('staff').select('id').where('id', '=', staff).forNoKeyUpdate().execute()
    await tx.updateTable('staff_link').set({ used: now }).where('staff', '=', staff).where('used', 'is', null).execute()
    await logged(tx, { staff: by, action: 'staff-link-made', otherStaff: staff }, now)
    return makeStaffLink(house, tx, staff)
  })
}

export interface AskedRole {
  readonly tenant: string
  readonly role: StaffRole
  /** Slug of an organisation of the programme; null: the whole programme. */
  readonly organisation: string | null
}

/** Gives a role; the one she holds already, for an entity or for the whole programme, becomes what is asked now. */
export async function grantRole(house: House, by: string, staff: string, { tenant, role, organisation }: AskedRole): Promise<void> {
  const now = house.clock()
  await house.db.transaction().execute(async (tx) => {
    // The row lock makes two grants at once see each other, so that they cannot exclude each other unseen.
    await tx.selectFrom('staff').select('id').where('id', '=', staff).forUpdate().execute()
    const to = (await allStaff(tx)).find((s) => s.id === staff)
    if (!to) throw unknownStaff()
    checkGrant({ to, tenant, role, by })
    const given = await tx.insertInto('staff_role').values({ staff, tenant, role, organisation, granted: now })
      .onConflict((oc) => oc.columns(['staff', 'tenant', 'role']).doUpdateSet({ organisation }).where(sql<boolean>`staff_role.organisation is distinct from ${organisation}`))
      .returning('staff').execute()
    if (given.length > 0) await logged(tx, { staff: by, action: 'role-granted', otherStaff: staff, tenant, detail: { role, ...(organisation === null ? {} : { organisation }) } }, now)
  })
  forgetCached(house)
}

export async function takeRole(house: House, by: string, staff: string, tenant: string, role: StaffRole): Promise<void> {
  const now = house.clock()
  await house.db.transaction().execute(async (tx) => {
    await lockStaff(tx)
    keepOneAdministrator(await allStaff(tx), staff, role === 'administrator')
    // Whoever gives her work now waits, and then finds her without the role.
    await tx.selectFrom('staff_role').select('staff').where('staff', '=', staff).where('tenant', '=', tenant).where('role', '=', role).forUpdate().execute()
    await refuseHeldWork(tx, staff, { tenant, role })
    const taken = await tx.deleteFrom('staff_role').where('staff', '=', staff).where('tenant', '=', tenant).where('role', '=', role).returning('staff').execute()
    if (taken.length > 0) await logged(tx, { staff: by, action: 'role-taken', otherStaff: staff, tenant, detail: { role } }, now)
  })
  forgetCached(house)
}

/**
 * Who left signs in no more; her sessions end now, her past acts keep her name. `handOver` gives her work to others in the same
 * transaction. Problem 409 while she is in charge of anything.
 */
export async function setActive(house: House, by: string, staff: string, active: boolean, handOver?: (tx: Tx) => Promise<void>): Promise<void> {
  const member = await memberOf(house, staff)
  if (!active && staff === by) throw new Problem(409, 'not-yourself', { es: 'No puedes desactivar tu propia cuenta. Pídelo a otra persona administradora.', en: 'You cannot deactivate your own account. Ask another administrator.' })
  const now = house.clock()
  await house.db.transaction().execute(async (tx) => {
    await lockStaff(tx)
    await tx.selectFrom('staff').select('id').where('id', '=', staff).forUpdate().execute()
    await handOver?.(tx)
    if (!active) await refuseHeldWork(tx, staff, null)
    if (!active) keepOneAdministrator(await allStaff(tx), staff, member.roles.some((r) => r.role === 'administrator'))
    const changed = await tx.updateTable('staff').set({ active }).where('id', '=', staff).where('active', '=', !active).returning('id').execute()
    if (!active) await tx.updateTable('staff_link').set({ used: now }).where('staff', '=', staff).where('used', 'is', null).execute()
    if (!active) await endAllSessions(tx, { staff })
    if (changed.length > 0) await logged(tx, { staff: by, action: active ? 'staff-activated' : 'staff-deactivated', otherStaff: staff }, now)
  })
  forgetCached(house)
}

/** Two administrators who take each other away at once: one of them comes second and is refused. */
async function lockStaff(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${String(lockKey('staff'))}::bigint)`.execute(tx)
}

async function memberOf(house: House, staff: string): Promise<StaffMember> {
  const member = (await allStaff(house.db)).find((s) => s.id === staff)
  if (!member) throw unknownStaff()
  return member
}

function keepOneAdministrator(all: readonly StaffMember[], leaving: string, wasAdministrator: boolean): void {
  const others = all.some((s) => s.id !== leaving && s.active && s.joined && s.roles.some((r) => r.role === 'administrator'))
  if (wasAdministrator && !others) {
    throw new Problem(409, 'last-administrator', { es: 'Es la única persona que administra cuentas. Nombra antes a otra.', en: 'She is the only one who administers accounts. Name another one first.' })
  }
}

function unknownStaff(): Problem {
  return new Problem(404, 'no-such-staff', { es: 'No encontramos a esa persona del equipo.', en: 'We could not find that member of staff.' })
}

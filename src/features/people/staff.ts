import { sql } from 'kysely'
import type { HeldRole, StaffRole } from '../../feature.ts'
import type { Db, Tx } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import './tables.ts'

export const PROGRAMME_ROLES = ['tutor', 'executor', 'approver', 'auditor', 'caller'] as const
export type ProgrammeRole = (typeof PROGRAMME_ROLES)[number]

/** What may be held for one entity of a programme alone: who coordinates. The others look at all of it, or at sections of their own. */
export const ENTITY_ROLES: readonly StaffRole[] = ['executor']

/** Who holds one of these had a hand in what an audit looks at, and does not call for it. */
export const DID_THE_WORK: readonly StaffRole[] = ['tutor', 'executor', 'approver']

/** Administrators hold their one role in every programme, and no other. */
export const EVERYWHERE = '*'

export interface StaffMember {
  readonly id: string
  readonly name: string
  readonly handle: string
  readonly active: boolean
  /** Whether she accepted her invitation. */
  readonly joined: boolean
  readonly roles: readonly HeldRole[]
}

/** The name of a member of staff, '' when there is none. */
export async function staffName(db: Db, id: string): Promise<string> {
  const row = await db.selectFrom('staff').select('name').where('id', '=', id).executeTakeFirst()
  return row?.name ?? ''
}

export async function staffNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('staff').select(['id', 'name']).where('id', 'in', [...new Set(ids)]).execute()
  return new Map(rows.map((r) => [r.id, r.name]))
}

/** Active staff who hold a role in a programme, by name. */
export async function staffWithRole(db: Db, tenant: string, role: StaffRole): Promise<{ id: string; name: string }[]> {
  return db.selectFrom('staff_role').innerJoin('staff', 'staff.id', 'staff_role.staff').select(['staff.id', 'staff.name'])
    .where('staff_role.tenant', '=', tenant).where('staff_role.role', '=', role).where('staff.active', '=', true).orderBy('staff.name').execute()
}

/** Whether she is active and holds the role here; held so until the transaction ends, that nobody takes it from her meanwhile. */
export async function holdsNow(tx: Tx, staff: string, tenant: string, role: StaffRole): Promise<boolean> {
  const { rows } = await sql`select r.staff from staff_role r join staff s on s.id = r.staff where r.staff = ${staff} and r.tenant = ${tenant} and r.role = ${role} and s.active
    for share`.execute(tx)
  return rows.length > 0
}

/** Everybody, by name. */
export async function allStaff(db: Db): Promise<StaffMember[]> {
  const people = await db.selectFrom('staff').select(['id', 'name', 'handle', 'active', 'password']).orderBy('name').execute()
  const roles = await db.selectFrom('staff_role').select(['staff', 'tenant', 'role', 'organisation']).orderBy('tenant').orderBy('role').execute()
  return people.map(({ password, ...p }) => ({
    ...p, joined: password !== null, roles: roles.filter((r) => r.staff === p.id).map(({ tenant, role, organisation }) => ({ tenant, role, organisation })),
  }))
}

export interface GrantRequest {
  readonly to: Pick<StaffMember, 'id' | 'roles'>
  readonly tenant: string
  readonly role: StaffRole
  readonly by: string
}

/** Throws when a role may not be given: to oneself, or one that excludes another she holds. */
export function checkGrant({ to, tenant, role, by }: GrantRequest): void {
  if (to.id === by) throw new Problem(403, 'not-to-yourself', { es: 'Nadie se da roles a sí mismo. Pídelo a otra persona administradora.', en: 'Nobody gives herself roles. Ask another administrator.' })
  if ((role === 'administrator') !== (tenant === EVERYWHERE)) throw new Problem(422, 'wrong-place', { es: 'Elige un programa para este rol.', en: 'Choose a programme for this role.' })
  const here = to.roles.filter((r) => r.tenant === tenant).map((r) => r.role)
  if ((role === 'caller' && here.some((one) => DID_THE_WORK.includes(one))) || (DID_THE_WORK.includes(role) && here.includes('caller'))) {
    throw new Problem(409, 'roles-exclude', {
      es: 'Quien llama por la auditoría es independiente: en un mismo programa no enseña, no coordina y no aprueba. Quita primero el otro rol.',
      en: 'Who calls for the audit is independent: in one programme she does not teach, coordinate or approve. Take the other role away first.',
    })
  }
  const excluded = role === 'approver' ? 'auditor' : role === 'auditor' ? 'approver' : null
  if (excluded && here.includes(excluded)) {
    throw new Problem(409, 'roles-exclude', {
      es: 'Quien aprueba no audita: en un mismo programa nadie tiene los dos roles. Quita primero el otro.',
      en: 'Who approves does not audit: in one programme nobody holds both roles. Take the other one away first.',
    })
  }
  if (role === 'administrator' ? to.roles.length > 0 : to.roles.some((r) => r.role === 'administrator')) {
    throw new Problem(409, 'roles-exclude', {
      es: 'Quien administra cuentas no tiene otros roles. Crea otra cuenta o quita primero el otro rol.',
      en: 'Who administers accounts holds no other role. Make another account or take the other role away first.',
    })
  }
}

const HANDLE = /^[a-z0-9][a-z0-9._-]{2,39}$/

/** The name staff type to sign in: lower case letters, digits, dots, hyphens. */
export function readHandle(typed: string): string | null {
  const handle = typed.trim().toLowerCase()
  return HANDLE.test(handle) ? handle : null
}

/** Long is what counts; no rules about signs or capitals. Null when it may be used. */
export function passwordProblem(password: string, handle: string): { es: string; en: string } | null {
  if ([...password].length < 12) return { es: 'La contraseña tiene 12 caracteres o más. Una frase de cuatro palabras es fácil de recordar.', en: 'A password has 12 characters or more. A phrase of four words is easy to remember.' }
  if ([...password].length > 200) return { es: 'La contraseña tiene como máximo 200 caracteres.', en: 'A password has at most 200 characters.' }
  if (new Set(password.toLowerCase()).size < 5 || (handle.length > 2 && password.toLowerCase().includes(handle) && password.length < handle.length + 8)) {
    return { es: 'Esa contraseña es muy fácil de adivinar. Elige otra.', en: 'That password is too easy to guess. Choose another.' }
  }
  return null
}

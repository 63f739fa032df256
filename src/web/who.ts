import type { Ctx, StaffRole, Who } from '../feature.ts'
import { Problem } from '../lib/problem.ts'

/** The signed-in learner, or a Problem: 401 for a visitor, 403 for staff. */
export function learner(c: Ctx): { person: string; session: string } {
  const who = c.var.who
  if (who.kind === 'learner') return who
  throw who.kind === 'visitor' ? signInFirst() : notForYou()
}

/** The signed-in staff member who holds one of the roles in this tenant ('*' roles hold everywhere), or a Problem 401/403. */
export function staff(c: Ctx, tenant: string, ...roles: readonly StaffRole[]): Who & { kind: 'staff' } {
  const who = c.var.who
  if (who.kind === 'visitor') throw signInFirst()
  if (who.kind === 'staff' && holds(who, tenant, roles)) return who
  throw notForYou()
}

/** Whether `who` is staff with one of the roles in the tenant. */
export function holds(who: Who, tenant: string, roles: readonly StaffRole[]): boolean {
  return who.kind === 'staff' && who.roles.some((r) => (r.tenant === tenant || r.tenant === '*') && roles.includes(r.role))
}

/**
 * The organisation whose sections, people and files she sees in the programme, by these roles of hers; null: those of everybody. Who
 * holds one of them for the whole programme sees the whole.
 */
export function organisationOf(who: Who, tenant: string, roles: readonly StaffRole[]): string | null {
  if (who.kind !== 'staff') return null
  const held = who.roles.filter((r) => (r.tenant === tenant || r.tenant === '*') && roles.includes(r.role)).map((r) => r.organisation ?? null)
  return held.includes(null) ? null : held[0] ?? null
}

/** As `staff`, for what concerns several entities: who holds the role for one entity only gets a Problem 403 that says whom to ask. */
export function wholeStaff(c: Ctx, tenant: string, ...roles: readonly StaffRole[]): Who & { kind: 'staff' } {
  const who = staff(c, tenant, ...roles)
  if (organisationOf(who, tenant, roles) !== null) throw ofSeveralEntities()
  return who
}

function ofSeveralEntities(): Problem {
  return new Problem(403, 'other-entity', {
    es: 'Esto lo lleva la coordinación del programa. Pídeselo.', en: 'The coordinators of the programme look after this. Ask them.',
  })
}

export function signInFirst(): Problem {
  return new Problem(401, 'sign-in-first', { es: 'Ingresa con tu documento y tu clave para ver esta página.', en: 'Sign in with your document and your PIN to see this page.' })
}

export function notForYou(): Problem {
  return new Problem(403, 'not-for-you', { es: 'Esta página no es para tu cuenta.', en: 'This page is not for your account.' })
}

export function notFound(): Problem {
  return new Problem(404, 'not-found', { es: 'No encontramos esa página.', en: 'We could not find that page.' })
}

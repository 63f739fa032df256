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

export function signInFirst(): Problem {
  return new Problem(401, 'sign-in-first', { es: 'Ingresa con tu documento y tu clave para ver esta página.', en: 'Sign in with your document and your PIN to see this page.' })
}

export function notForYou(): Problem {
  return new Problem(403, 'not-for-you', { es: 'Esta página no es para tu cuenta.', en: 'This page is not for your account.' })
}

export function notFound(): Problem {
  return new Problem(404, 'not-found', { es: 'No encontramos esa página.', en: 'We could not find that page.' })
}

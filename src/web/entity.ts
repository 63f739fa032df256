import type { Ctx, Feature, Role, Route } from '../feature.ts'
import { Problem } from '../lib/problem.ts'
import { organisationOf } from './who.ts'

/** Roles that see a whole programme, unless they are held for one entity. A tutor's sections are asked for by the handlers. */
const WIDE = ['executor', 'approver', 'auditor'] as const

/**
 * An entity's people open what is of their entity and nothing else, also by typing the address (DOMAIN.md 5.5, "own cohorts"). Asked
 * once, before any handler: a new page under a section, an enrolment or a person is closed to other entities from its first day.
 */
export function ownEntityOnly(features: readonly Feature[]): (c: Ctx, route: Route, roles: ReadonlySet<Role>) => Promise<void> {
  const parts = Object.assign({}, ...features.map((f) => f.entity ?? {})) as NonNullable<Feature['entity']>
  return async (c, { method, path }, roles) => {
    const { who, house } = c.var
    const tenant = c.req.param('programme')
    if (who.kind !== 'staff' || tenant === undefined || !path.startsWith('/office/')) return
    const organisation = organisationOf(who, tenant, WIDE.filter((role) => roles.has(role)))
    if (organisation === null) return
    for (const [name, value] of Object.entries(c.req.param())) {
      const ask = parts[name]
      if (ask && !(await ask(house, { tenant, organisation, staff: who.staff, value, route: { method, path } }))) throw ofAnotherEntity()
    }
  }
}

/** The same answer for what is another's and for what is not there: nobody learns from it which of both. */
function ofAnotherEntity(): Problem {
  return new Problem(403, 'other-entity', {
    es: 'Esto no es de tu entidad. Pídelo a la coordinación del programa.', en: 'This is not of your entity. Ask the coordinators of the programme.',
  })
}

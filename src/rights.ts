import { ROLES, type Role } from './feature.ts'

const EVERYONE = ROLES.join(' ')
const SIGNED_IN = 'learner tutor executor approver auditor administrator'
const STAFF = 'tutor executor approver auditor administrator'

/**
 * The rights matrix: every route by every role. app.ts enforces it before a handler runs, and a route without its row does not
 * start. The handler adds the scope (her own page, his own section). `test/rights.test.ts` walks every cell.
 */
export const RIGHTS: Readonly<Record<string, string>> = {
  // record
  'POST /xapi/:programme/statements': 'learner',
  'PUT /xapi/:programme/statements': 'learner',
  'GET /xapi/:programme/statements': 'learner auditor',

  // office
  'GET /office': STAFF,
}

void SIGNED_IN
void EVERYONE

/** The roles of a route; an Error when the matrix has no row for it. */
export function rightsOf(method: string, path: string): ReadonlySet<Role> {
  const row = RIGHTS[`${method} ${path}`]
  if (row === undefined) throw new Error(`src/rights.ts has no row for ${method} ${path}`)
  const roles = row.split(' ')
  for (const role of roles) if (!(ROLES as readonly string[]).includes(role)) throw new Error(`src/rights.ts: ${method} ${path} names an unknown role "${role}"`)
  // Each was just found in ROLES.
  return new Set(roles as Role[])
}

import type { Feature } from '../../feature.ts'
import { routes } from './routes.tsx'
import { WORDS } from './words.ts'

/** What the public may know: the number, how it is counted, who signed the rule. No page here can set a figure. */
export const transparency: Feature = {
  name: 'transparency',
  routes,
  office: [{ label: WORDS.officeRule, path: 'rule', roles: ['tutor', 'executor', 'approver', 'auditor'] }],
}

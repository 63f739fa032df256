import type { Feature } from '../../feature.ts'
import { agreementRoutes } from './agreement-routes.tsx'
import { PAPER, PAPER_OFFICE } from './agreement-page-words.ts'
import { aiRoute } from './ai-page.tsx'
import { organisationsRoutes } from './organisations-routes.tsx'
import { countParallel, PARALLEL_JOB } from './parallel.ts'
import { parallelRoutes } from './parallel-routes.tsx'
import { routes } from './routes.tsx'
import { WORDS } from './words.ts'

/** What the public may know: the number, how it is counted, who signed the rule. No page here can set a figure. */
export const transparency: Feature = {
  name: 'transparency',
  migrations: 'src/features/transparency/migrations',
  routes: [...routes, ...parallelRoutes, aiRoute, ...agreementRoutes, ...organisationsRoutes],
  jobs: [{ name: PARALLEL_JOB, run: countParallel }],
  office: [
    { label: WORDS.officeRule, path: 'rule', room: 'number', roles: ['tutor', 'executor', 'approver', 'auditor'] },
    { label: PAPER.officeTitle, path: 'agreement', room: 'number', roles: ['tutor', 'executor', 'approver', 'auditor'] },
    { label: PAPER_OFFICE.organisations, path: 'organisations', room: 'number', roles: ['executor', 'approver', 'auditor'] },
  ],
}

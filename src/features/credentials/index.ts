import { z } from 'zod'
import type { Feature } from '../../feature.ts'
import { certification } from './certification.ts'
import { credentialState } from './credential-state.ts'
import { ISSUE_JOB } from './deciding.ts'
import { issuedRoutes } from './issued-routes.tsx'
import { issueApproved, issueOwed } from './issuing.ts'
import { credentialCards, meRoutes } from './me-routes.tsx'
import { officeRoutes } from './office-routes.tsx'
import { OFFICE } from './office-words.ts'
import { verifyRoutes } from './verify-routes.tsx'

const IssuePayload = z.object({ tenant: z.string(), approval: z.uuid() })

/** Certificados and constancias: proposed, approved by another person, issued, verified by anybody, revoked. */
export const credentials: Feature = {
  name: 'credentials',
  migrations: 'src/features/credentials/migrations',
  projections: [certification, credentialState],
  routes: [...verifyRoutes, ...meRoutes, ...officeRoutes, ...issuedRoutes],
  office: [{ label: OFFICE.title, path: 'certificates', roles: ['executor', 'approver', 'auditor'] }],
  home: credentialCards,
  jobs: [
    {
      name: ISSUE_JOB,
      run: async (house, payload) => {
        const { tenant, approval } = IssuePayload.parse(payload)
        await issueApproved(house, tenant, approval)
      },
    },
    { name: 'issue-owed', run: async (house) => issueOwed(house), cron: '*/5 * * * *' },
  ],
}

import { z } from 'zod'
import type { Feature } from '../../feature.ts'
import { listProgrammes } from '../programmes/index.ts'
import { shortAchievement } from './achievement.ts'
import { certification } from './certification.ts'
import { fitsQr } from './compact-sign.ts'
import { concepts } from './concepts.ts'
import { credentialState } from './credential-state.ts'
import { ISSUE_JOB } from './deciding.ts'
import { issuedRoutes } from './issued-routes.tsx'
import { issueApproved, issueOwed } from './issuing.ts'
import { credentialCards, meRoutes } from './me-routes.tsx'
import { officeRoutes } from './office-routes.tsx'
import { OFFICE } from './office-words.ts'
import { KINDS } from './statements.ts'
import { verifyRoutes } from './verify-routes.tsx'

const IssuePayload = z.object({ tenant: z.string(), approval: z.uuid() })

/** Certificados and constancias: proposed, approved by another person, issued, verified by anybody, revoked. */
export const credentials: Feature = {
  name: 'credentials',
  concepts,
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
  load: async (house) => {
    const tooLong = listProgrammes(house).filter((p) => !KINDS.every((kind) => fitsQr(house.config.publicUrl, shortAchievement({ kind, trial: p.trial, tenant: p.id }))))
    if (tooLong.length > 0) throw new Error(`PUBLIC_URL is too long for the QR of a certificate of ${tooLong.map((p) => p.id).join(', ')}: shorten it`)
  },
}

import { z } from 'zod'
import type { Feature } from '../../feature.ts'
import { listProgrammes } from '../programmes/index.ts'
import { shortAchievement } from './achievement.ts'
import { batchRoutes } from './batch-routes.tsx'
import { BATCH_JOB, resumeBatches, runBatch } from './batch.ts'
import { certification } from './certification.ts'
import { fitsQr } from './compact-sign.ts'
import { concepts } from './concepts.ts'
import { credentialState } from './credential-state.ts'
import { ISSUE_JOB, ISSUE_MANY_JOB } from './deciding.ts'
import { issuedRoutes } from './issued-routes.tsx'
import { issueApproved, issueMany, issueOwed } from './issuing.ts'
import { manyRoutes } from './many/routes.tsx'
import { credentialCards, meRoutes } from './me-routes.tsx'
import { credentialOfEntity } from './office-lists.ts'
import { SIGN_ANEW_JOB, resumeSigning, signAnew } from './keys/sign-anew.ts'
import { officeRoutes } from './office-routes.tsx'
import { OFFICE } from './office-words.ts'
import { KINDS } from './statements.ts'
import { verifyRoutes } from './verify-routes.tsx'
import { waits } from './waits.ts'

const IssuePayload = z.object({ tenant: z.string(), approval: z.uuid() })
const IssueManyPayload = z.object({ tenant: z.string(), approvals: z.array(z.uuid()) })

export { distrustKey, keysNow, leftToSign } from './keys/distrust.ts'
export { rotateIssuer } from './keys/rotate.ts'
export { checkAny, checkPresentation, type Checked, type Proves } from './check-any.ts'
export { takeCheckTurn } from './check-turns.ts'
export { issueOnApproval } from './issue-on-approval.ts'
export { KINDS, type Kind } from './statements.ts'
export { proposalsBy } from './certification.ts'
export { checksCounted, countCheck } from './checks-counted.ts'
export { credentialById, credentialBySerial, papersOf, type CredentialRow, type Papers } from './credentials.ts'
export { stateOf, type CredentialState } from './credential-state.ts'
export { credentialsOfPerson, ownCredential, type Mine } from './me-routes.tsx'
export { dayText, durationText, timeText } from './hours.ts'
export { presentIssuer, rememberIssuer } from './issuer-keys.ts'
export { toldBy, type Told } from './told.ts'
export { causeText } from './verify-pages.tsx'
export { KIND, STATE } from './words.ts'
export { achievementName, type UnsignedCredential } from './achievement.ts'
export { readSerial } from './serial.ts'
export { papersOfAgents, printedMinutes, type PaperFiles } from './evidence-files.ts'

/** Certificados and constancias: proposed, approved by another person, issued, verified by anybody, revoked. */
export const credentials: Feature = {
  name: 'credentials',
  concepts,
  migrations: 'src/features/credentials/migrations',
  projections: [certification, credentialState],
  routes: [...manyRoutes, ...verifyRoutes, ...meRoutes, ...officeRoutes, ...batchRoutes, ...issuedRoutes],
  office: [{ label: OFFICE.title, path: 'certificates', room: 'number', roles: ['executor', 'approver', 'auditor'] }],
  entity: { credential: credentialOfEntity, batch: (_house, { route }) => Promise.resolve(!route.path.includes('/certificates/')) },
  home: credentialCards,
  waits,
  jobs: [
    {
      name: ISSUE_JOB,
      run: async (house, payload) => {
        const { tenant, approval } = IssuePayload.parse(payload)
        await issueApproved(house, tenant, approval)
      },
    },
    {
      name: ISSUE_MANY_JOB,
      run: async (house, payload) => {
        const { tenant, approvals } = IssueManyPayload.parse(payload)
        await issueMany(house, tenant, approvals)
      },
    },
    { name: BATCH_JOB, run: async (house, payload) => runBatch(house, z.object({ batch: z.uuid() }).parse(payload).batch) },
    { name: 'approve-batches', run: resumeBatches, cron: '*/5 * * * *' },
    { name: 'issue-owed', run: async (house) => issueOwed(house), cron: '*/5 * * * *' },
    { name: SIGN_ANEW_JOB, run: signAnew },
    { name: 'sign-anew-left', run: resumeSigning, cron: '*/5 * * * *' },
  ],
  load: async (house) => {
    const tooLong = listProgrammes(house).filter((p) => !KINDS.every((kind) => fitsQr(house.config.publicUrl, shortAchievement({ kind, trial: p.trial, tenant: p.id }))))
    if (tooLong.length > 0) throw new Error(`PUBLIC_URL is too long for the QR of a certificate of ${tooLong.map((p) => p.id).join(', ')}: shorten it`)
  },
}

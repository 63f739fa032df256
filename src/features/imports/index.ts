import { z } from 'zod'
import type { Feature } from '../../feature.ts'
import { sweepFiles } from './batch.ts'
import { concepts } from './concepts.ts'
import { exportRoutes } from './export-routes.ts'
import { notedMark } from './noted-mark.ts'
import { routes } from './routes.tsx'
import { JOB } from './entering.ts'
import { resumeStale, runBatch } from './run.ts'
import { waits } from './waits.ts'
import { PAGE } from './words.ts'

export { unfinishedBy } from './batch.ts'
export { closingClaims, type Claimed } from './claims.ts'

const Payload = z.object({ batch: z.uuid() })

/** Tables of the offices in and out: padrón, attendance, marks, closing minutes. */
export const imports: Feature = {
  name: 'imports',
  concepts,
  migrations: 'src/features/imports/migrations',
  projections: [notedMark],
  routes: [...routes, ...exportRoutes],
  jobs: [
    { name: JOB, run: async (house, payload) => runBatch(house, Payload.parse(payload).batch) },
    { name: 'imports-resume', cron: '* * * * *', run: async (house) => resumeStale(house) },
    { name: 'imports-sweep', cron: '41 4 * * *', run: async (house) => sweepFiles(house) },
  ],
  waits,
  office: [{ label: PAGE.imports, path: 'imports', room: 'people', roles: ['executor'] }],
}

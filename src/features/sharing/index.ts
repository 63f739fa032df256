import type { Feature } from '../../feature.ts'
import { routes } from './routes.tsx'

export { eraseLinks, ownLinks } from './fact-links.ts'

/** What a learner does with her papers: badges, her whole record, LinkedIn and WhatsApp, single facts by a link. */
export const sharing: Feature = {
  name: 'sharing',
  migrations: 'src/features/sharing/migrations',
  routes,
}

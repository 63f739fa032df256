import type { Feature } from '../../feature.ts'
import { answerOfEntity, officeRoutes } from './routes.tsx'
import { proofCard, signInRoutes } from './sign-in-routes.tsx'
import { status } from './status.ts'
import { waits } from './waits.ts'
import { REGISTRY } from './words.ts'

export { eraseAnswers, ownAnswers } from './answers.ts'
export { personPart } from './routes.tsx'
export { signInWays } from './sign-in-routes.tsx'

/** What the state's registries say about an identity, behind one interface: asked by staff (PIDE) or brought by her own sign-in. Off until it is set up. */
export const registries: Feature = {
  name: 'registries',
  migrations: 'src/features/registries/migrations',
  routes: [...officeRoutes, ...signInRoutes],
  home: proofCard,
  office: [{ label: REGISTRY.link, path: 'registries', room: 'people', roles: ['executor'] }],
  entity: { answer: answerOfEntity },
  waits,
  status,
}

import type { Feature } from '../../feature.ts'
import { oauthRoutes } from './oauth-routes.ts'
import { eraseRoutes } from './erase-routes.tsx'
import { office, pageRoutes } from './routes.tsx'

export { clientAsks, clientFor, takeTurn, type ClientWho } from './ask.ts'
export { createClient, revokeClient, type Credentials, type NewClient } from './manage.ts'
export { USUAL_RATE } from './rate.ts'

/** Other programs that speak to a programme's record: keys, OAuth 2 tokens, scopes, how often they may ask. */
export const clients: Feature = {
  name: 'clients',
  migrations: 'src/features/clients/migrations',
  routes: [...oauthRoutes, ...eraseRoutes, ...pageRoutes],
  office,
}

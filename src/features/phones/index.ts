import type { Feature } from '../../feature.ts'
import { sweepParts } from './parts.ts'
import { routes } from './routes.tsx'

export { phonesOf } from './phones.ts'

/** The phones people study on: their keys, what they deliver, what is held back from lost ones. */
export const phones: Feature = {
  name: 'phones',
  migrations: 'src/features/phones/migrations',
  routes,
  jobs: [{ name: 'phones-sweep', cron: '41 * * * *', run: async (house) => sweepParts(house.db, house.clock()) }],
}

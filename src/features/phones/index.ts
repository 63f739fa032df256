import type { Feature } from '../../feature.ts'
import { say } from '../../lib/text.ts'
import { sweepParts } from './parts.ts'
import { phonesOf } from './phones.ts'
import { routes } from './routes.tsx'
import { HERE } from './words.ts'

export { phonesOf } from './phones.ts'

/** The phones people study on: their keys, what they deliver, what is held back from lost ones. */
export const phones: Feature = {
  name: 'phones',
  migrations: 'src/features/phones/migrations',
  routes,
  // Until she has prepared a phone: most learners lose the signal for days and do not know that they need not wait.
  home: async (house, person, lang) => ((await phonesOf(house.db, { person })).some((p) => p.revoked === null) ? [] : [
    { title: say(HERE.title, lang), text: say(HERE.lead, lang), href: '/phone', action: say(HERE.title, lang), order: 50 },
  ]),
  jobs: [{ name: 'phones-sweep', cron: '41 * * * *', run: async (house) => sweepParts(house.db, house.clock()) }],
}

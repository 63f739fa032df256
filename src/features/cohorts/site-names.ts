import type { House } from '../../feature.ts'
import type { Text } from '../../lib/text.ts'
import { placeNames } from './section-form.ts'
import { published } from './sections.ts'
import { allSites } from './site.ts'

/** Names of every place of a programme where a class may meet, each once. */
export async function siteNames(house: House, tenant: string): Promise<Text[]> {
  return placeNames(published(house, tenant), await allSites(house.db, tenant))
}

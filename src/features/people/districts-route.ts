import type { Route } from '../../feature.ts'
import { suggestDistricts } from './district-reading.ts'

/** Names for `district.client.ts`: at most twelve, always with province and department. */
export const districtsRoute: Route = {
  method: 'GET', path: '/districts',
  handle: (c) => c.json(suggestDistricts((c.req.query('q') ?? '').slice(0, 60)).map((choice) => choice.label), 200, { 'Cache-Control': 'public, max-age=86400' }),
}

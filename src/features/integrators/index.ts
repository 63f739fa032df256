import type { Feature } from '../../feature.ts'
import { routes } from './routes.tsx'

/** What other systems are told: the interface as OpenAPI, a page to try it, and the profile of everything we write. */
export const integrators: Feature = { name: 'integrators', routes }

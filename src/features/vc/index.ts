import type { Feature } from '../../feature.ts'
import { routes } from './routes.ts'

/** The W3C VC-API: other programs have credentials checked, and receive the certificates that were approved. */
export const vc: Feature = { name: 'vc', routes }

import type { Feature } from '../../feature.ts'
import { concepts } from './concepts.ts'
import { learnerRoutes } from './learner-routes.tsx'
import { productGrade } from './product-grade.ts'
import { productDelivered, takenRoutes, takeProducts } from './taken-work.tsx'
import { tutorRoutes } from './tutor-routes.tsx'
import { waits } from './waits.ts'
import { PAGE } from './words.ts'

export { bestMark, gradersOf } from './product-grade.ts'
export { handedInBy, type HandedIn } from './evidence.ts'

/** A learner's own work, handed in version by version and graded by a tutor of her section. */
export const products: Feature = {
  name: 'products',
  concepts,
  migrations: 'src/features/products/migrations',
  projections: [productGrade],
  routes: [...learnerRoutes, ...takenRoutes, ...tutorRoutes],
  waits,
  deliveries: [productDelivered],
  takeAlong: takeProducts,
  office: [{ label: PAGE.queue, path: 'products', room: 'classes', roles: ['tutor'] }],
}

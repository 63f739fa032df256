import type { Facts } from './facts.ts'
import { CLASSES } from './holds/classes.ts'
import { COUNTING } from './holds/counting.ts'
import { PAPERS } from './holds/papers.ts'
import { PEOPLE } from './holds/people.ts'
import { PUBLISHING } from './holds/publishing.ts'

/** `number`: as in DOMAIN.md 5.3. Asked of values, so that values with a fault in them show that it can fail (tampered.ts). */
export interface Invariant { readonly number: number; readonly says: string; readonly holds: (facts: Facts) => void }

/** All of DOMAIN.md 5.3, in order. */
export const INVARIANTS: readonly Invariant[] = [...COUNTING, ...PEOPLE, ...CLASSES, ...PAPERS, ...PUBLISHING].sort((a, b) => a.number - b.number)

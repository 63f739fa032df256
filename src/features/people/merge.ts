import { Problem } from '../../lib/problem.ts'
import type { Draft } from '../../record/statement.ts'
import type { Identity } from './identity.ts'
import { merged, split, type MergeReason, type SplitReason } from './statements.ts'
import { REFUSED } from './identity-words.ts'

/** Both records in one programme. */
export interface Pair {
  readonly tenant: string
  /** Who is merged, and how she stands. */
  readonly one: string
  readonly oneIdentity: Identity
  /** Who stays. */
  readonly root: string
  readonly rootIdentity: Identity
}

/** Both records, and what the rule in force says of each and of the two together. */
export interface MergedPair extends Pair {
  readonly counts: { readonly one: boolean; readonly root: boolean; readonly together: boolean }
}

/** Two records are one person, in every programme in which either is. Never raises a count (DOMAIN.md 5.3 no. 6); undone by `splitAgain`. Problem 409. */
export function merge(pairs: readonly MergedPair[], reason: MergeReason, by: string): Draft[] {
  return pairs.map(({ tenant, one, oneIdentity, root, rootIdentity, counts }) => {
    if (one === root || oneIdentity.agents.includes(root)) throw new Problem(409, 'one-already', REFUSED.oneAlready)
    if (oneIdentity.root !== one || rootIdentity.root !== root) throw new Problem(409, 'merged-already', REFUSED.mergedAlready)
    // The certificate of one and the checked card of the other: somebody looks at her card first, and that is what counts her.
    if (counts.together && !counts.one && !counts.root) throw new Problem(409, 'merge-raises', REFUSED.mergeRaises)
    return merged({ tenant, agent: one }, root, reason, by)
  })
}

/** Undoes the merge in every programme where it stands. */
export function splitAgain(pairs: readonly Pair[], reason: SplitReason, by: string): Draft[] {
  return pairs.filter((p) => p.oneIdentity.agents.includes(p.root)).map(({ tenant, one, root }) => split({ tenant, agent: one }, root, reason, by))
}

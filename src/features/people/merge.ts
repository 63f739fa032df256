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

/** Two records are one person, in every programme in which either is. Never raises a count; undone by `splitAgain`. Problem 409. */
export function merge(pairs: readonly Pair[], reason: MergeReason, by: string): Draft[] {
  return pairs.map(({ tenant, one, oneIdentity, root, rootIdentity }) => {
    if (one === root || oneIdentity.agents.includes(root)) throw new Problem(409, 'one-already', REFUSED.oneAlready)
    if (oneIdentity.root !== one || rootIdentity.root !== root) throw new Problem(409, 'merged-already', REFUSED.mergedAlready)
    return merged({ tenant, agent: one }, root, reason, by)
  })
}

/** Undoes the merge in every programme where it stands. */
export function splitAgain(pairs: readonly Pair[], reason: SplitReason, by: string): Draft[] {
  return pairs.filter((p) => p.oneIdentity.agents.includes(p.root)).map(({ tenant, one, root }) => split({ tenant, agent: one }, root, reason, by))
}

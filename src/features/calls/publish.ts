import { Problem } from '../../lib/problem.ts'
import type { Draft } from '../../record/statement.ts'
import { callPublished, type AboutCall } from './statements.ts'
import { REFUSAL } from './words.ts'

export interface PublishKnown {
  /** SHA-256 of the call file. */
  readonly hash: string
  readonly published: boolean
  /** Two owners signed the counting rule (programmes). */
  readonly ruleInForce: boolean
  readonly closes: Date
}

/** Freezes the terms of a call and opens it to the public. */
export function publishCall(known: PublishKnown, about: AboutCall): Draft[] {
  if (known.published) throw new Problem(409, 'published-already', REFUSAL.publishedAlready)
  if (!known.ruleInForce) throw new Problem(409, 'rule-not-in-force', REFUSAL.ruleNotInForce)
  if (known.closes <= about.at) throw new Problem(409, 'call-over', REFUSAL.callOver)
  return [callPublished(about, known.hash)]
}

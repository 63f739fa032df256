import type { House } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { append } from '../../record/append.ts'
import type { Draft } from '../../record/statement.ts'
import { limaDayOf } from './calendar.ts'
import { readSignatures, signedRules, type Signature } from './in-force.ts'
import type { LoadedRule } from './load.ts'
import { programmeOf } from './programmes.ts'
import { ruleSigned } from './statements.ts'
import { REFUSAL } from './words.ts'

export interface SignRequest {
  readonly tenant: string
  readonly version: string
  /** The hash on the page that the owner read. */
  readonly hash: string
  /** Uuid of the owner who signs. */
  readonly staff: string
}

/** Signs a rule file: two different owners put it in force. 404 unknown version; 409 changed, signed before, in force already, or a later version that would judge what began before. */
export function signRule(known: { rule: LoadedRule | undefined; signatures: readonly Signature[] }, request: SignRequest, now: Date): Draft[] {
  const { rule } = known
  if (!rule) throw new Problem(404, 'rule-unknown', REFUSAL.ruleUnknown)
  if (rule.hash !== request.hash) throw new Problem(409, 'rule-changed', REFUSAL.ruleChanged)
  const same = known.signatures.filter((s) => s.version === rule.version && s.hash === rule.hash)
  if (same.some((s) => s.staff === request.staff)) throw new Problem(409, 'rule-signed-already', REFUSAL.ruleSignedAlready)
  if (same.length >= 2) throw new Problem(409, 'rule-in-force', REFUSAL.ruleInForce)
  if (signedRules(known.signatures).length > 0) {
    // INV 12: a new version never judges what began before it.
    if (rule.rule.from === undefined) throw new Problem(409, 'rule-needs-from', REFUSAL.ruleNeedsFrom)
    if (rule.rule.from <= limaDayOf(now)) throw new Problem(409, 'rule-from-past', REFUSAL.ruleFromPast)
  }
  return [ruleSigned(request.tenant, rule, request.staff, now)]
}

/** The command with its reading and writing, for the route. The route has checked that `staff` is an owner of the agreement. */
export async function recordSignature(house: House, request: SignRequest): Promise<void> {
  await append(house, { scopes: [`rule:${request.tenant}:${request.version}`] }, async (tx) => signRule({
    rule: programmeOf(house, request.tenant)?.rules.find((r) => r.version === request.version),
    signatures: await readSignatures(tx, request.tenant),
  }, request, house.clock()))
}

import { agent, ext, type Draft } from '../../record/statement.ts'
import type { LoadedRule } from './load.ts'
import { activity, VERB } from './vocabulary.ts'

/** An owner signed a version of the counting rule. The file itself goes along, so that the record alone tells what was signed. */
export function ruleSigned(tenant: string, rule: Pick<LoadedRule, 'version' | 'hash' | 'yaml'>, staff: string, now: Date): Draft {
  return {
    tenant,
    statement: {
      actor: agent(staff),
      verb: { id: VERB.ruleSigned },
      object: activity(tenant, 'rules', rule.version),
      context: { extensions: ext({ hash: rule.hash, rule: rule.yaml }) },
      timestamp: now.toISOString(),
    },
  }
}

import { agent, ext, type Draft } from '../../record/statement.ts'
import type { MovedTo } from './agreement.ts'
import { AGREEMENT_VERB } from './agreement-words.ts'
import type { LoadedRule } from './load.ts'
import type { OrganisationValues } from './organisations.ts'
import { activity, VERB, type ActivityKind } from './vocabulary.ts'

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

/** A statement of a member of staff about something that is no person. */
function byStaff(tenant: string, verb: string, object: readonly [ActivityKind, string], staff: string, now: Date, fields: Record<string, unknown>): Draft {
  return {
    tenant,
    statement: {
      actor: agent(staff),
      verb: { id: verb, display: { en: verb.slice(verb.lastIndexOf('/') + 1) } },
      object: activity(tenant, ...object),
      context: { extensions: ext(fields) },
      timestamp: now.toISOString(),
    },
  }
}

/** Somebody wrote down what the signed paper says. `text` is the JSON of the terms: with it goes what two owners then sign. */
export function agreementProposed(tenant: string, id: string, { hash, text }: { hash: string; text: string }, staff: string, now: Date): Draft {
  return byStaff(tenant, AGREEMENT_VERB.proposed, ['agreements', id], staff, now, { hash, terms: text })
}

export function agreementSigned(tenant: string, id: string, hash: string, staff: string, now: Date): Draft {
  return byStaff(tenant, AGREEMENT_VERB.signed, ['agreements', id], staff, now, { hash })
}

/** A proposal with a mistake in it, before two signed it. */
export function agreementDropped(tenant: string, id: string, hash: string, staff: string, now: Date): Draft {
  return byStaff(tenant, AGREEMENT_VERB.dropped, ['agreements', id], staff, now, { hash })
}

export function agreementMoved(tenant: string, id: string, state: MovedTo, staff: string, now: Date): Draft {
  return byStaff(tenant, AGREEMENT_VERB.moved, ['agreements', id], staff, now, { state })
}

export function organisationRecorded(tenant: string, values: OrganisationValues, staff: string, now: Date): Draft {
  return byStaff(tenant, AGREEMENT_VERB.organisation, ['organisations', values.id], staff, now, { organisation: JSON.stringify(values) })
}

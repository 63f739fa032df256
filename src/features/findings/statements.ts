import { agent, ext, type Draft } from '../../record/statement.ts'
import { activity, verbIri } from '../programmes/index.ts'

export const FINDING_VERB = { raised: verbIri('findingRaised'), step: verbIri('findingHandled') } as const

/** What a finding is about; all but `free` name it by its code in the record. */
export const ABOUT = ['release', 'figure', 'certificate', 'section', 'person', 'free'] as const
export type About = (typeof ABOUT)[number]

export const SEVERITIES = ['minor', 'serious', 'grave'] as const
export type Severity = (typeof SEVERITIES)[number]

/** What happens to a finding (DOMAIN.md 5.2): the coordinator replies; who audits asks again, lifts it or confirms it. */
export const STEPS = ['replied', 'asked-again', 'lifted', 'confirmed'] as const
export type Step = (typeof STEPS)[number]
/** Those that are the auditor's. */
export const DECISIONS = ['asked-again', 'lifted', 'confirmed'] as const satisfies readonly Step[]
export type Decision = (typeof DECISIONS)[number]

export interface Raised {
  /** Of the finding; made with the form, so that the same form twice is one finding. */
  readonly id: string
  readonly tenant: string
  readonly about: About
  /** The code of what it is about; null when it is about nothing that has one. */
  readonly code: string | null
  readonly severity: Severity
  /** The last Lima day for a reply. */
  readonly due: string
  readonly by: string
  readonly at: Date
}

export function findingRaised({ id, tenant, about, code, severity, due, by, at }: Raised): Draft {
  return draft({ tenant, finding: id, verb: FINDING_VERB.raised, by, at }, { findingAbout: about, findingCode: code ?? undefined, severity, dueOn: due })
}

export interface Handled {
  /** Of the statement: made with the form. */
  readonly id: string
  readonly tenant: string
  readonly finding: string
  readonly step: Step
  /** The last Lima day for another reply, when it is asked for. */
  readonly due: string | null
  readonly by: string
  readonly at: Date
}

export function findingHandled({ id, step, due, ...about }: Handled): Draft {
  const made = draft({ ...about, verb: FINDING_VERB.step }, { findingStep: step, dueOn: due ?? undefined })
  return { ...made, statement: { ...made.statement, id } }
}

interface Act { readonly tenant: string; readonly finding: string; readonly verb: string; readonly by: string; readonly at: Date }

function draft({ tenant, finding, verb, by, at }: Act, fields: Record<string, unknown>): Draft {
  return {
    tenant,
    statement: {
      actor: agent(by), verb: { id: verb, display: { en: verb.slice(verb.lastIndexOf('/') + 1) } }, object: activity(tenant, 'findings', finding),
      context: { extensions: ext(fields) }, timestamp: at.toISOString(),
    },
  }
}

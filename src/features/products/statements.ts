import { agent, ext, NS, type Draft } from '../../record/statement.ts'
import { activity, VERB, verbIri } from '../programmes/index.ts'

export const SUBMITTED = verbIri('productSubmitted')

export interface About {
  readonly tenant: string
  readonly agent: string
  readonly enrolment: string
  /** `<course>.<product>` */
  readonly product: string
  readonly at: Date
}

/** How much AI helped, as the learner declares it herself: it is allowed, and it is said. */
export const AI_HELP = ['none', 'some', 'most'] as const
export type AiHelp = (typeof AI_HELP)[number]

export interface Submitted {
  readonly submission: string
  readonly attempt: number
  /** Hash of the course version. */
  readonly version: string
  /** SHA-256 over salt, text and picture hashes: shows later that nothing was changed, and nothing else. */
  readonly commitment: string
  /** Bytes of the text, then of each picture. */
  readonly sizes: readonly number[]
  readonly ai: AiHelp
}

export function productSubmitted(about: About, submitted: Submitted): Draft {
  return draft(SUBMITTED, about, { context: { extensions: ext({ ...submitted }) } })
}

export interface Grade {
  readonly submission: string
  readonly mark: number
  /** Version number of the rubric. */
  readonly rubric: number
  /** Criterion id -> points. */
  readonly criteria: Readonly<Record<string, number>>
  readonly ai: AiHelp
  /** The tutor finds that the declaration does not fit the work. */
  readonly aiDoubt: boolean
}

export function productGraded(about: About, grade: Grade, by: string): Draft {
  const { mark, ...rest } = grade
  return draft(VERB.productGraded, about, {
    result: { score: { raw: mark, min: 0, max: 20, scaled: mark / 20 } },
    context: { instructor: agent(by), extensions: ext({ ...rest }) },
  })
}

/** Why a grade does not count any more. */
export const ANNULMENT_REASONS = ['wrong-mark', 'wrong-person', 'rule'] as const
export type AnnulmentReason = (typeof ANNULMENT_REASONS)[number]

export function gradeAnnulled(about: About, statement: string, reason: AnnulmentReason, by: string): Draft {
  const { statement: body, tenant } = draft(VERB.annulled, about, { context: { instructor: agent(by), extensions: ext({ reason }) } })
  return { tenant, statement: { ...body, object: { objectType: 'StatementRef', id: statement } } }
}

function draft(verb: string, about: About, more: Pick<Draft['statement'], 'result' | 'context'>): Draft {
  return {
    tenant: about.tenant,
    statement: {
      actor: agent(about.agent),
      verb: { id: verb, display: { en: verb.slice(`${NS}verbs/`.length) } },
      object: activity(about.tenant, 'products', about.product),
      ...(more.result ? { result: more.result } : {}),
      context: { registration: about.enrolment, ...more.context },
      timestamp: about.at.toISOString(),
    },
  }
}

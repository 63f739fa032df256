import { agent, ext, type Draft } from '../../record/statement.ts'
import { activity, verbIri } from '../programmes/index.ts'

export const CONTACTED = verbIri('contacted')

export const CHANNELS = ['call', 'whatsapp', 'sms', 'visit'] as const
export type Channel = (typeof CHANNELS)[number]

/** What she said, as codes: why it goes slowly, or that all is well. Never free text. */
export const CONTACT_CAUSES = ['time', 'care', 'phone', 'level', 'work', 'health', 'content', 'going-on', 'leaves', 'other'] as const
export type ContactCause = (typeof CONTACT_CAUSES)[number]

export interface Contact {
  /** Id of the statement: made with the form, so that the same form twice is one contact. */
  readonly id: string
  readonly tenant: string
  readonly agent: string
  readonly enrolment: string
  readonly by: string
  readonly at: Date
  readonly channel: Channel
  /** She answered. */
  readonly reached: boolean
  /** Only when she answered. */
  readonly cause: ContactCause | null
  /** The Lima day on which they speak again. */
  readonly next: string | null
}

export function contacted({ id, tenant, agent: her, enrolment, by, at, channel, reached, cause, next }: Contact): Draft {
  return {
    tenant,
    statement: {
      id, actor: agent(her), verb: { id: CONTACTED, display: { en: 'contacted' } }, object: activity(tenant, 'enrolments', enrolment),
      context: { registration: enrolment, instructor: agent(by), extensions: ext({ channel, reached, cause: cause ?? undefined, nextContact: next ?? undefined }) },
      timestamp: at.toISOString(),
    },
  }
}

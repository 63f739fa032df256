import type { House } from '../../feature.ts'
import type { FieldProblem } from '../../lib/problem.ts'
import type { Text } from '../../lib/text.ts'
import { append } from '../../record/append.ts'
import type { Stored } from '../../record/statement.ts'
import { limaDay, type Enrolment } from '../cohorts/index.ts'
import { Day } from '../programmes/index.ts'
import { CHANNELS, CONTACT_CAUSES, contacted, type Channel, type ContactCause } from './statements.ts'
import { WRONG } from './words.ts'

export interface ContactTyped {
  readonly id: string
  readonly channel: string
  readonly reached: string
  readonly cause: string
  readonly next: string
}

export interface ContactRead {
  readonly channel: Channel
  readonly reached: boolean
  readonly cause: ContactCause | null
  readonly next: string | null
}

/** The furthest day of a next call. */
const MOST_DAYS = 60

/** What the form says, or what is wrong with it field by field. */
export function readContact(typed: ContactTyped, now: Date): { contact: ContactRead | null; problems: FieldProblem[] } {
  const problems: FieldProblem[] = []
  const wrong = (field: string, sentence: Text): null => { problems.push({ field, sentence }); return null }
  const channel = CHANNELS.find((one) => one === typed.channel) ?? wrong('channel', WRONG.chooseOne)
  const reached = typed.reached === 'yes' ? true : typed.reached === 'no' ? false : wrong('reached', WRONG.chooseOne)
  const cause = reached ? CONTACT_CAUSES.find((one) => one === typed.cause) ?? wrong('cause', WRONG.causeNeeded) : null
  const [today, last] = [limaDay(now), limaDay(new Date(now.getTime() + MOST_DAYS * 86_400_000))]
  const next = typed.next === '' ? null : Day.safeParse(typed.next).success && typed.next > today && typed.next <= last ? typed.next : wrong('next', WRONG.nextDay)
  if (problems.length > 0 || !channel || reached === null) return { contact: null, problems }
  return { contact: { channel, reached, cause, next }, problems }
}

/** Notes that somebody was looked for. The same form again is the same contact. */
export async function logContact(house: House, row: Enrolment, id: string, by: string, read: ContactRead): Promise<Stored[]> {
  const { tenant, agent, enrolment } = row
  return append(house, { scopes: [`contact:${tenant}:${enrolment}`] }, async (tx) => {
    const before = await tx.selectFrom('contact').select('contact').where('contact', '=', id).executeTakeFirst()
    return before ? [] : [contacted({ id, tenant, agent, enrolment, by, at: house.clock(), ...read })]
  })
}

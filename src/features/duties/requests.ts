import type { House } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { fill } from '../../lib/text.ts'
import { append } from '../../record/append.ts'
import { limaDay, personOf, shownDay, tell } from '../people/index.ts'
import { addWorkingDays, references } from '../references/index.ts'
import { requestById, requestScope, type DataRequest } from './request.ts'
import { dataRequestAnswered, dataRequested, dataRequestExtended, type ExtensionReason, type Outcome, type RefusalReason, type RightAsked, type WayIn } from './statements.ts'
import { keepText } from './texts.ts'
import { WRONG } from './words.ts'

export interface Asked {
  readonly id: string
  readonly tenant: string
  readonly agent: string | null
  readonly right: RightAsked
  readonly via: WayIn
  /** Lima day. */
  readonly received: string
  readonly by: string | null
  readonly text: string
}

/** The last day for an answer: working days after the one on which it came. */
export function dueOf(right: RightAsked, received: string): string {
  return addWorkingDays(received, references().dataRights.requests[right])
}

/** Takes a request into the register. The same form again is the same request; Problem 409 while one like it waits for its answer. */
export async function takeRequest(house: House, { text, ...asked }: Asked): Promise<void> {
  const { id, tenant, agent, right } = asked
  const scopes = [requestScope(tenant, id), ...(agent ? [`data-requests-of:${tenant}:${agent}`] : [])]
  await append(house, { scopes }, async (tx) => {
    if (await requestById(tx, tenant, id)) return []
    if (agent) {
      const waiting = await tx.selectFrom('data_request').select('due').where('tenant', '=', tenant).where('agent', '=', agent).where('asked', '=', right)
        .where('outcome', 'is', null).executeTakeFirst()
      if (waiting) throw new Problem(409, 'asked-already', fill(WRONG.openAlready, { due: shownDay(waiting.due) }))
    }
    const at = house.clock()
    await keepText(house, tx, { id, tenant, about: id, person: agent ? await personOf(tx, tenant, agent) : null, part: 'asked', text, at })
    return [dataRequested({ ...asked, due: dueOf(right, asked.received), at })]
  })
}

/** The last day to which a term may still be moved; null: not any more, or it was moved before. */
export function extendableTo({ asked, due, first_due, outcome }: DataRequest, today: string): string | null {
  return outcome !== null || first_due !== null || today > due ? null : addWorkingDays(due, references().dataRights.extension[asked])
}

export interface Extension {
  /** Of the text: made with the form. */
  readonly id: string
  /** Lima day. */
  readonly due: string
  readonly why: ExtensionReason
  readonly text: string
  readonly by: string
}

/** Makes the term longer, once, while it runs; she is told why. Problem 409 when that is not possible any more. */
export async function extendRequest(house: House, { tenant, request, actor, agent }: DataRequest, { id, due, why, text, by }: Extension): Promise<void> {
  await append(house, { scopes: [requestScope(tenant, request)] }, async (tx) => {
    const [now, at] = [await requestById(tx, tenant, request), house.clock()]
    if (!now) throw new Problem(404, 'no-such-request', WRONG.noSuch)
    const last = extendableTo(now, limaDay(at))
    if (last === null) {
      if (await tx.selectFrom('duty_text').select('id').where('id', '=', id).executeTakeFirst()) return []
      throw new Problem(409, 'not-extendable', now.outcome !== null ? WRONG.answeredAlready : now.first_due !== null ? WRONG.extendedAlready : WRONG.termOver)
    }
    if (due <= now.due || due > last) throw new Problem(422, 'term-wrong', WRONG.newDue, [{ field: 'due', sentence: fill(WRONG.newDue, { from: shownDay(now.due), to: shownDay(last) }) }])
    const person = agent ? await personOf(tx, tenant, agent) : null
    await keepText(house, tx, { id, tenant, about: request, person, part: 'extension', text, at })
    if (person) await tell(tx, { person, tenant, note: { es: 'Necesitamos más tiempo para responder tu solicitud sobre tus datos. Lee por qué.', en: 'We need more time to answer your request about your data. Read why.' }, link: '/me/requests', at })
    return [dataRequestExtended({ tenant, id: request, actor, due, why, by, at })]
  })
}

export interface Answer {
  /** Of the text: made with the form. */
  readonly id: string
  readonly outcome: Outcome
  readonly reason: RefusalReason | null
  readonly text: string
  readonly by: string
}

/** A named member of staff answers, once; she who asked finds it on her page. Problem 409 when somebody did before. */
export async function answerRequest(house: House, { tenant, request, actor, agent }: DataRequest, answer: Answer): Promise<void> {
  await append(house, { scopes: [requestScope(tenant, request)] }, async (tx) => {
    const now = await requestById(tx, tenant, request)
    if (now?.outcome) {
      if (await tx.selectFrom('duty_text').select('id').where('id', '=', answer.id).executeTakeFirst()) return []
      throw new Problem(409, 'answered-already', WRONG.answeredAlready)
    }
    const at = house.clock()
    const person = agent ? await personOf(tx, tenant, agent) : null
    await keepText(house, tx, { id: answer.id, tenant, about: request, person, part: 'answer', text: answer.text, at })
    if (person) await tell(tx, { person, tenant, note: { es: 'Respondimos tu solicitud sobre tus datos.', en: 'We answered your request about your data.' }, link: '/me/requests', at })
    return [dataRequestAnswered({ tenant, id: request, actor, outcome: answer.outcome, reason: answer.reason, by: answer.by, at })]
  })
}

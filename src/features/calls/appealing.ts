import type { House } from '../../feature.ts'
import { append } from '../../record/append.ts'
import { personOf, staffName, tell } from '../people/index.ts'
import { answerAppeal, appeal, type Answer, type AppealReason } from './appeal.ts'
import { applicationScope, callScope, type Application } from './application.ts'
import { knownApplication, knownCall } from './known.ts'
import { keepNote, noteUnder } from './review.ts'
import { NOTE } from './words.ts'

/** What was written with an appeal and with its answer, opened. */
export interface AppealNotes {
  readonly words: string | null
  readonly answer: string | null
  readonly answeredBy: string
}

export async function appealNotes(house: House, row: Application, person: string | null): Promise<AppealNotes> {
  const under = async (statement: string | null) => (person && statement ? noteUnder(house, house.db, statement, person) : null)
  return { words: await under(row.appeal_statement), answer: await under(row.answer_statement), answeredBy: row.appeal_by ? await staffName(house.db, row.appeal_by) : '' }
}

/** She asks for another look. What she writes is sealed under her own key; `statement` is the new statement's id. */
export async function sendAppeal(house: House, tenant: string, expediente: string, asked: { reasons: readonly AppealReason[]; words: string }, person: string, statement: string): Promise<void> {
  const { call: id } = await knownApplication(house.db, tenant, expediente)
  await append(house, { scopes: [callScope(tenant, id), applicationScope(tenant, expediente)] }, async (tx) => {
    const { call, phase } = await knownCall(house, tx, tenant, id)
    const drafts = appeal({ row: await knownApplication(tx, tenant, expediente), phase, days: call.answerDays }, asked, house.clock())
    if (asked.words !== '') await keepNote(house, tx, { statement, tenant, expediente, staff: null, person, words: asked.words })
    return drafts.map((draft) => ({ ...draft, statement: { ...draft.statement, id: statement } }))
  })
}

/** A named person answers it, and she is told. */
export async function sendAnswer(house: House, tenant: string, expediente: string, answer: { kind: Answer; words: string }, by: string, statement: string): Promise<void> {
  const { call: id } = await knownApplication(house.db, tenant, expediente)
  await append(house, { scopes: [callScope(tenant, id), applicationScope(tenant, expediente)] }, async (tx) => {
    const row = await knownApplication(tx, tenant, expediente)
    const drafts = answerAppeal(row, answer.kind, answer.words, by, house.clock())
    const person = await personOf(tx, tenant, row.agent)
    if (person) {
      await keepNote(house, tx, { statement, tenant, expediente, staff: by, person, words: answer.words })
      await tell(tx, { person, tenant, note: NOTE[answer.kind], link: `/me/applications/${tenant}/${expediente}` })
    }
    return drafts.map((draft) => ({ ...draft, statement: { ...draft.statement, id: statement } }))
  })
}

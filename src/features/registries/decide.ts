import type { House, Who } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { agentOf, claimsOf, confirmByRegistry, logged, recordDeath } from '../people/index.ts'
import { answerById, decideAnswer, kindOf, lockedAnswer, stillOpen, type AnswerRow } from './answers.ts'
import { REFUSED } from './words.ts'

/** She signed in with a provider herself; a first member of the staff takes it for hers. Problem 404 or 409. */
export async function takeFirst(house: House, tenant: string, id: string, by: string): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const row = confirmable(await lockedAnswer(tx, tenant, id))
    if (row.first_by !== null) throw new Problem(409, 'first-already', REFUSED.firstAlready)
    await tx.updateTable('registry_answer').set({ first_by: by }).where('id', '=', id).execute()
  })
}

/** The second of two named members of staff: now it is an act. Problem 404 or 409. */
export async function confirmAnswer(house: House, tenant: string, id: string, by: string): Promise<void> {
  const row = stillOpen(await answerById(house.db, tenant, id))
  const agent = await agentOf(house.db, tenant, row.person)
  if (!agent) throw new Problem(404, 'no-such-answer', REFUSED.noSuchAnswer)
  if (!(await claimsOf(house, house.db, row.person)).some((c) => c.id === row.document)) throw new Problem(409, 'document-gone', REFUSED.documentGone)
  await confirmByRegistry(house, { tenant, person: row.person, agent }, row.document, async (tx) => {
    const open = confirmable(await lockedAnswer(tx, tenant, id))
    if (open.first_by === null) throw new Problem(409, 'no-first', REFUSED.noFirst)
    if (open.first_by === by) throw new Problem(409, 'same-person-twice', REFUSED.samePersonTwice)
    await decideAnswer(tx, id, 'confirmed', by, house.clock())
    return { checker: open.first_by, second: by, told: { registry: open.registry, assurance: open.assurance, asked: open.at.toISOString() } }
  })
}

/** The answer is not taken: her identity stays as it was, and nothing else follows. Problem 404 or 409. */
export async function dropAnswer(house: House, tenant: string, id: string, by: string): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const row = await lockedAnswer(tx, tenant, id)
    await decideAnswer(tx, id, 'dropped', by, house.clock())
    await logged(tx, { staff: by, action: 'registry-answer-dropped', tenant, person: row.person, detail: { registry: row.registry } }, house.clock())
  })
}

/**
 * A registry told of her death, and a person of the staff found it true: the day comes from the death certificate, for RENIEC's answer
 * has none. Problem 403, 404, 409 or 422.
 */
export async function recordToldDeath(house: House, who: Who & { kind: 'staff' }, tenant: string, id: string, day: string): Promise<void> {
  const row = stillOpen(await answerById(house.db, tenant, id))
  if (kindOf(row) !== 'death') throw new Problem(409, 'no-death-told', REFUSED.noDeathTold)
  await recordDeath(house, who, row.person, day)
  await decideAnswer(house.db, id, 'died', who.staff, house.clock())
}

function confirmable(row: AnswerRow): AnswerRow {
  if (kindOf(row) !== 'confirm') throw new Problem(409, 'not-confirmable', REFUSED.notConfirmable)
  return row
}

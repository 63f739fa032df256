import type { House } from '../../feature.ts'
import { append } from '../../record/append.ts'
import { GRADE_JOB } from './grading.ts'
import { submitKnown, type OwnLab } from './own-lab.ts'
import { dayBegins, dayFor } from './queue.ts'
import { takenDays } from './submissions.ts'
import { submitRecipe, type SubmitRequest } from './submit.ts'

/**
 * Records a hand-in with its grading job in the same transaction; the same id again is no news. `at` is when she handed it in, by
 * default now; the day on which it is cooked goes by reception, and what is over the day's limit waits for a later day.
 */
export async function recordRecipe(house: House, own: OwnLab, request: SubmitRequest, at?: Date): Promise<void> {
  const { tenant, agent } = own.enrolment
  await append(house, { scopes: [`actor:${tenant}:${agent}`] }, async (tx) => {
    const now = house.clock()
    const drafts = submitRecipe(await submitKnown(tx, own, request.id), request, at ?? now)
    if (drafts.length > 0) {
      const day = dayFor(now, await takenDays(tx, tenant, agent, own.lab.id, now))
      const when = dayBegins(day) > now ? { runAt: dayBegins(day) } : {}
      await house.enqueue(tx, GRADE_JOB, { tenant, submission: request.id }, { key: `${GRADE_JOB}:${request.id}`, ...when })
    }
    return drafts
  })
}

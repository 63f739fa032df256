import type { FactRule } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { agentId } from '../../record/statement.ts'
import { enrolmentById } from '../cohorts/index.ts'
import { activity, activityName } from '../programmes/index.ts'
import { labIn } from './own-lab.ts'
import { LAB_SUBMITTED } from './statements.ts'
import { checkSubmission, readSubmitted } from './submit.ts'
import { REFUSAL } from './words.ts'

/** A learner's own phone may hand in a recipe through /xapi: with the same checks as the page's form. A job grades it within a minute. */
export const labSubmittedFact: FactRule = {
  verb: LAB_SUBMITTED,
  check: async (house, tenant, statement) => {
    const read = readSubmitted(statement)
    const enrolment = await enrolmentById(house.db, read.enrolment)
    if (!enrolment || enrolment.tenant !== tenant || enrolment.agent !== agentId(statement.actor)) throw new Problem(403, 'not-your-enrolment', REFUSAL.notYours)
    const own = labIn(house, enrolment, activityName(read.object))
    if (read.object !== activity(tenant, 'labs', own.lab.id).id) throw new Problem(404, 'unknown-lab', REFUSAL.unknownLab)
    checkSubmission(own, read)
  },
}

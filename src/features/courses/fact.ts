import { z } from 'zod'
import type { FactRule } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { agentId, EXT, readExt } from '../../record/statement.ts'
import { activity, VERB } from '../programmes/index.ts'
import { stepsOf } from './course-step.ts'
import { courseIdOf } from './own-course.ts'
import { standingFrom } from './progress.ts'
import { courseVersion } from './versions.ts'
import { FACT } from './words.ts'

/** Exactly what `completed` carries: a score, a duration or one more extension is somebody else's statement. */
const Shape = z.strictObject({
  id: z.string().optional(),
  actor: z.unknown(),
  verb: z.strictObject({ id: z.string(), display: z.unknown().optional() }),
  object: z.strictObject({ objectType: z.literal('Activity').optional(), id: z.string() }),
  context: z.strictObject({
    registration: z.string(),
    language: z.enum(['es-PE', 'en']).optional(),
    extensions: z.strictObject({ [`${EXT}version`]: z.string(), [`${EXT}minutes`]: z.number() }),
  }),
  timestamp: z.string(),
  version: z.string().optional(),
})

/** A learner's own phone may state that she completed a unit: of her own enrolment, in a version we know, with the minutes it declares. */
export const completedFact: FactRule = {
  verb: VERB.completed,
  check: async (house, tenant, statement) => {
    if (!Shape.safeParse(statement).success) throw new Problem(400, 'fact-shape', FACT.shape)
    const registration = statement.context?.registration ?? ''
    const standing = standingFrom(await stepsOf(house.db, registration), house.clock())
    if (!standing || standing.tenant !== tenant || standing.agent !== agentId(statement.actor)) throw new Problem(403, 'not-your-enrolment', FACT.notYours)
    const course = await courseVersion(house, String(readExt(statement, 'version')))
    if (!course) throw new Problem(400, 'unknown-version', FACT.version)
    const object = 'id' in statement.object ? statement.object.id : ''
    const unit = course.units.find((u) => activity(tenant, 'units', `${course.id}.${u.id}`).id === object)
    if (!unit || course.id !== await courseIdOf(house, standing)) throw new Problem(400, 'unknown-unit', FACT.unit)
    if (readExt(statement, 'minutes') !== unit.minutes) throw new Problem(400, 'minutes-forged', FACT.minutes)
  },
}

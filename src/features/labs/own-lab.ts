import type { Ctx, House } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import { learner } from '../../web/who.ts'
import { enrolmentById, type Enrolment } from '../cohorts/index.ts'
import { agentOf } from '../people/index.ts'
import { labsOf } from './labs.ts'
import type { Lab } from './lab.ts'
import { seedOf } from './seed.ts'
import { submissionById } from './submissions.ts'
import type { SubmitKnown } from './submit.ts'
import { REFUSAL } from './words.ts'

export interface OwnLab {
  readonly lab: Lab
  readonly enrolment: Enrolment
  /** Binds recipes to her. */
  readonly seed: string
}

/** The lab of the page's address in an enrolment that must be the signed-in learner's own: 404 when unknown, 403 when another's. */
export async function ownLab(c: Ctx): Promise<OwnLab> {
  const { person } = learner(c)
  const { house } = c.var
  const enrolment = await enrolmentById(house.db, c.req.param('enrolment') ?? '')
  if (!enrolment) throw new Problem(404, 'unknown-lab', REFUSAL.unknownLab)
  if ((await agentOf(house.db, enrolment.tenant, person)) !== enrolment.agent) throw new Problem(403, 'not-your-enrolment', REFUSAL.notYours)
  return labIn(house, enrolment, c.req.param('lab') ?? '')
}

/** A lab of the enrolment's programme; 404 when that programme has no such lab. */
export function labIn(house: House, enrolment: Enrolment, id: string): OwnLab {
  const lab = labsOf(house, enrolment.tenant).find((l) => l.id === id)
  if (!lab) throw new Problem(404, 'unknown-lab', REFUSAL.unknownLab)
  return { lab, enrolment, seed: seedOf(house.keys, enrolment.agent, lab) }
}

/** What submitRecipe must know, read inside its transaction. */
export async function submitKnown(db: Db, own: OwnLab, submission: string): Promise<SubmitKnown> {
  const recorded = await submissionById(db, own.enrolment.tenant, submission)
  return { lab: own.lab, seed: own.seed, enrolment: own.enrolment, recorded: recorded !== undefined && recorded.agent === own.enrolment.agent }
}

import { randomUUID } from 'node:crypto'
import { append } from '../src/record/append.ts'
import { currentCourse } from '../src/features/courses/index.ts'
import { catchUp } from '../src/record/follow.ts'
import { actingLearner, personValues, type Acting, type Asked } from './acting.ts'
import * as h from './histories/script.ts'

export interface Ready extends Acting {
  readonly agent: string
  readonly enrolment: string
}

export interface ReadyOptions {
  readonly name?: string
  /** Staff who graded her product. */
  readonly tutor?: string
  /** 0–20 */
  readonly product?: number
  readonly lab?: boolean
  /** `piloto` when absent. */
  readonly tenant?: string
  /** Of each of her four units; 13 when absent. */
  readonly minutes?: number
}

/** Somebody who did everything that the programme's rule asks in the ten days before the house's clock, but has no certificate. */
export async function readyLearner(house: Asked, options: ReadyOptions = {}): Promise<Ready> {
  const tenant = options.tenant ?? 'piloto'
  const learner = await actingLearner(house, personValues({ name: options.name ?? 'Rosa Quispe Mamani' }), tenant)
  const enrolment = randomUUID()
  const s = h.script(tenant, new Date(house.clock().getTime() - 10 * 86_400_000).toISOString(), enrolment)
  const { agent } = learner
  h.enrolled(s, agent, enrolment)
  didEverything(house, s, { agent, enrolment }, options)
  await append(house, { scopes: [`actor:${tenant}:${agent}`] }, () => s.lines.map((line) => line.draft))
  await catchUp(house)
  return { ...learner, enrolment }
}

/** After her enrolment, all that a rule asks: identity, units, quiz, lab, product. */
export function didEverything(house: Asked, s: h.Script, { agent, enrolment }: Pick<Ready, 'agent' | 'enrolment'>, options: ReadyOptions = {}): void {
  h.identityChecked(s, agent, { by: randomUUID(), second: randomUUID() })
  const course = currentCourse(house, 'base')
  for (const { id } of course?.units ?? []) h.completed(s, agent, enrolment, id, options.minutes ?? 13, { authority: 'command', version: course?.hash ?? '' })
  h.quizScored(s, agent, enrolment, 17)
  if (options.lab !== false) h.labGraded(s, agent, enrolment, true)
  h.productGraded(s, agent, enrolment, options.product ?? 16, { by: options.tutor ?? randomUUID() })
}

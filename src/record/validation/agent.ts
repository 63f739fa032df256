import type { OutsideActor } from './outside.ts'
import { judge, refusal } from './validator.ts'

/** An Agent or a Group (exactly one identifier, or a Group's members), as parameters carry it; `where` names the parameter. Problem 400. */
export function checkAgent(value: unknown, where: string): OutsideActor {
  const fault = judge('1.0.3', 'actor')(value)
  if (fault) throw refusal('agent-invalid', where, fault)
  return value as OutsideActor
}

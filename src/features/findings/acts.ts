import type { House } from '../../feature.ts'
import { append } from '../../record/append.ts'
import { keepText } from '../duties/index.ts'
import { limaDay } from '../people/index.ts'
import { personMeant } from './about.ts'
import { findingById, findingScope, raisingScope, type Finding } from './finding.ts'
import { checkStep, replyDue } from './handling.ts'
import { findingHandled, findingRaised, type About, type Severity, type Step } from './statements.ts'

export interface NewFinding {
  readonly id: string
  readonly tenant: string
  readonly about: About
  readonly code: string | null
  readonly severity: Severity
  readonly by: string
  readonly text: string
}

/** Raises a finding: the term for a reply runs from the next working day. The same form again is the same finding. */
export async function raiseFinding(house: House, { text, ...told }: NewFinding): Promise<void> {
  const { id, tenant } = told
  await append(house, { scopes: [raisingScope(tenant), findingScope(tenant, id)] }, async (tx) => {
    if (await findingById(tx, tenant, id)) return []
    const at = house.clock()
    await keepText(house, tx, { id, tenant, about: id, person: await personMeant(house, tx, told), part: 'happened', text, at })
    return [findingRaised({ ...told, due: replyDue(limaDay(at)), at })]
  })
}

export interface NewStep {
  /** Of the statement and of its text: made with the form. */
  readonly id: string
  readonly step: Step
  readonly by: string
  readonly text: string
}

/** Adds what was said or decided; nothing is ever taken away. Problem 403 or 409 when it is not hers to do, or somebody was faster. */
export async function handleFinding(house: House, { tenant, finding }: Finding, { text, ...taken }: NewStep): Promise<void> {
  await append(house, { scopes: [findingScope(tenant, finding)] }, async (tx) => {
    const now = await findingById(tx, tenant, finding)
    if (!now || now.steps.some((step) => step.id === taken.id)) return []
    const at = house.clock()
    const today = limaDay(at)
    checkStep(now, taken.step, taken.by, today)
    await keepText(house, tx, { id: taken.id, tenant, about: finding, person: await personMeant(house, tx, now), part: 'step', text, at })
    return [findingHandled({ ...taken, tenant, finding, due: taken.step === 'asked-again' ? replyDue(today) : null, at })]
  })
}

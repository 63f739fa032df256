import type { House } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { append } from '../../record/append.ts'
import { references } from '../references/index.ts'
import { incidentById, incidentScope, type Incident } from './incident.ts'
import { incidentHandled, incidentRecorded, type IncidentKind, type Step } from './statements.ts'
import { keepText } from './texts.ts'
import { WRONG } from './words.ts'

const HOUR_MS = 3_600_000

export interface IncidentTold {
  readonly id: string
  readonly tenant: string
  readonly kind: IncidentKind
  readonly known: Date
  readonly affected: number | null
  readonly by: string
  readonly text: string
}

/** Writes an incident down: its clock runs from when it was known. The same form again is the same incident. */
export async function recordIncident(house: House, { text, ...told }: IncidentTold): Promise<void> {
  const { id, tenant, known } = told
  await append(house, { scopes: [incidentScope(tenant, id)] }, async (tx) => {
    if (await incidentById(tx, tenant, id)) return []
    const at = house.clock()
    await keepText(house, tx, { id, tenant, about: id, person: null, part: 'happened', text, at })
    return [incidentRecorded({ ...told, due: new Date(known.getTime() + references().dataRights.incidentHours * HOUR_MS), at })]
  })
}

export interface StepTaken {
  readonly id: string
  readonly step: Step
  readonly done: Date
  readonly by: string
  readonly text: string
}

/** Adds what was done; nothing is ever taken away. Problem 409 when the incident ended or the step does not fit. */
export async function handleIncident(house: House, { tenant, incident }: Incident, { text, ...taken }: StepTaken): Promise<void> {
  await append(house, { scopes: [incidentScope(tenant, incident)] }, async (tx) => {
    const now = await incidentById(tx, tenant, incident)
    if (!now || now.steps.some((step) => step.id === taken.id)) return []
    if (now.ended) throw new Problem(409, 'ended-already', WRONG.endedAlready)
    if (taken.step === 'closed' && !now.told) throw new Problem(409, 'tell-first', WRONG.tellFirst)
    if (taken.step === 'false-alarm' && now.told) throw new Problem(409, 'told-already', WRONG.toldAlready)
    const at = house.clock()
    await keepText(house, tx, { id: taken.id, tenant, about: incident, person: null, part: 'step', text, at })
    return [incidentHandled({ ...taken, tenant, incident, at })]
  })
}

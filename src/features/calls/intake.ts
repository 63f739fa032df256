import type { House } from '../../feature.ts'
import type { Tx } from '../../lib/database.ts'
import { append } from '../../record/append.ts'
import type { Draft } from '../../record/statement.ts'
import { enrolIn, sectionScope, sectionsOfCall } from '../cohorts/index.ts'
import { actorScope, enterProgramme, entryScopes, registerPerson, tell, type Registration } from '../people/index.ts'
import { acceptOffer } from './accept.ts'
import { applicationScope, applicationsOf, callScope, type Application } from './application.ts'
import { correct, decline, send, startApplication } from './decide.ts'
import { knownApplication, knownCall } from './known.ts'
import { NOTE } from './words.ts'

export interface NewApplication {
  readonly tenant: string
  readonly call: string
  /** Made at the route. */
  readonly expediente: string
}

/** What a person does about her application. Each answers with how it stands afterwards. */
export async function startRegistering(house: House, wanted: NewApplication, registration: Registration): Promise<Application> {
  await append(house, { scopes: registration.scopes }, async (tx) => {
    const { agent, drafts } = await registerPerson(house, tx, registration, wanted.tenant)
    return [...drafts, ...await startIn(house, tx, wanted, agent)]
  })
  return knownApplication(house.db, wanted.tenant, wanted.expediente)
}

/** The same for somebody who is signed in; `newAgent` is used when she has none in this programme. */
export async function startSignedIn(house: House, wanted: NewApplication, person: string, newAgent: string): Promise<Application> {
  const scopes = await entryScopes(house, house.db, wanted.tenant, person, newAgent)
  await append(house, { scopes }, async (tx) => {
    const { agent, drafts } = await enterProgramme(house, tx, wanted.tenant, person, newAgent)
    return [...drafts, ...await startIn(house, tx, wanted, agent)]
  })
  return knownApplication(house.db, wanted.tenant, wanted.expediente)
}

async function startIn(house: House, tx: Tx, { tenant, call, expediente }: NewApplication, agent: string): Promise<Draft[]> {
  const { phase } = await knownCall(house, tx, tenant, call)
  return startApplication({ phase, mine: await applicationsOf(tx, tenant, agent) }, { tenant, agent, expediente, at: house.clock() }, call)
}

export async function sendApplication(house: House, tenant: string, expediente: string): Promise<Application> {
  return onApplication(house, tenant, expediente, [], async (tx, row) => {
    const { phase } = await knownCall(house, tx, tenant, row.call)
    return row.state === 'returned' ? correct(row, house.clock()) : send({ row, phase }, house.clock())
  })
}

export async function declineApplication(house: House, tenant: string, expediente: string): Promise<Application> {
  const { call } = await knownApplication(house.db, tenant, expediente)
  return onApplication(house, tenant, expediente, [callScope(tenant, call)], (_tx, row) => Promise.resolve(decline(row, house.clock())))
}

/** Accepts the offered place and enrols, in one transaction: either both happened or neither. */
export async function acceptPlace(house: House, tenant: string, expediente: string, choice: { section: string; enrolment: string }, person: string): Promise<Application> {
  const { call, agent } = await knownApplication(house.db, tenant, expediente)
  const scopes = [callScope(tenant, call), sectionScope(tenant, choice.section), actorScope(tenant, agent)]
  return onApplication(house, tenant, expediente, scopes, async (tx, row) => {
    const now = house.clock()
    const accepted = acceptOffer({ row, sections: await sectionsOfCall(house, tenant, row.call, tx) }, choice, now)
    const enrolled = await enrolIn(house, tx, { tenant, agent: row.agent, ...choice }, now)
    await tell(tx, { person, tenant, note: NOTE.enrolled, link: '/me' })
    return [...accepted, ...enrolled]
  })
}

async function onApplication(
  house: House, tenant: string, expediente: string, scopes: readonly string[], decide: (tx: Tx, row: Application) => Promise<Draft[]>,
): Promise<Application> {
  await append(house, { scopes: [applicationScope(tenant, expediente), ...scopes] }, async (tx) => decide(tx, await knownApplication(tx, tenant, expediente)))
  return knownApplication(house.db, tenant, expediente)
}

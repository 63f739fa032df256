import type { House } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import type { Call } from '../programmes/index.ts'
import { applicationOf, type Application } from './application.ts'
import { basesOf, callOf, type Bases } from './bases.ts'
import { correctedCall } from './call-erratum.ts'
import { phaseOf, type Phase } from './phase.ts'
import { publicationOf, type Publication } from './publication.ts'
import { readExpediente } from './expediente.ts'
import { REFUSAL } from './words.ts'

export interface KnownCall {
  readonly tenant: string
  readonly call: Call
  readonly bases: Bases
  readonly publication: Publication | undefined
  readonly phase: Phase
}

/** A call with where it stands now; 404 when the programme has none of this id. */
export async function knownCall(house: House, db: Db, tenant: string, id: string): Promise<KnownCall> {
  const published = callOf(house, tenant, id)
  const bases = basesOf(house, tenant, id)
  if (!published || !bases) throw new Problem(404, 'unknown-call', REFUSAL.unknownCall)
  const publication = await publicationOf(db, tenant, id)
  const call = publication ? await correctedCall(db, tenant, published) : published
  return { tenant, call, bases, publication, phase: phaseOf(call, publication, house.clock()) }
}

/** The application under a file number, however it was typed; 404 when this programme has none. */
export async function knownApplication(db: Db, tenant: string, typed: string): Promise<Application> {
  const expediente = readExpediente(typed)
  const row = expediente ? await applicationOf(db, tenant, expediente) : undefined
  if (!row) throw new Problem(404, 'unknown-application', REFUSAL.unknownApplication)
  return row
}

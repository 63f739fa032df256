import type { House } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { CLR_2, CREDENTIALS_V2, OPEN_BADGES_3 } from '../../lib/vc/contexts.ts'
import { addProof } from '../../lib/vc/data-integrity.ts'
import { credentialsOfPerson, dayText, papersOf, presentIssuer, type Papers } from '../credentials/index.ts'
import { agentsOf, namesOf } from '../people/index.ts'
import { personNow, programmeOf, type Programme, type Requirement } from '../programmes/index.ts'
import { REFUSAL } from './words.ts'

/**
 * Her whole record as a Comprehensive Learner Record 2.0 (1EdTech), made when she wishes and kept nowhere. Her papers in force stand in
 * it as they were signed. What she studied and nobody certified stands beside them as achievements whose text says so: no credential
 * is made of it, because a credential exists only upon an approval. Problem 409 while she has no paper in force (the standard asks for one).
 */
export async function learnerRecord(house: House, person: string): Promise<object> {
  const name = (await namesOf(house, [person])).get(person)
  const mine = (await credentialsOfPerson(house, person)).filter(({ state }) => state.state === 'valid')
  const papers = (await Promise.all(mine.map(({ row }) => papersOf(house, house.db, row.credential)))).filter((p): p is Papers => p !== null)
  if (!name || papers.length === 0) throw new Problem(409, 'no-paper-yet', REFUSAL.noPaper)
  const certified = new Set(mine.filter(({ row }) => row.kind === 'certificado').map(({ row }) => row.tenant))
  const studied = await studiedOnly(house, person, certified)
  const issuer = presentIssuer(house)
  const at = house.clock()
  const unsigned = {
    '@context': [CREDENTIALS_V2, CLR_2, OPEN_BADGES_3],
    id: `urn:uuid:${crypto.randomUUID()}`,
    type: ['VerifiableCredential', 'ClrCredential'],
    name: 'Registro de aprendizaje',
    description: `Certificados y constancias vigentes al ${dayText(at)}, y lo que la persona estudió sin que nadie lo haya certificado todavía.`,
    issuer: { id: issuer.did, type: ['Profile'], name: 'Yachay', url: house.config.publicUrl },
    validFrom: at.toISOString(),
    credentialSubject: {
      type: ['ClrSubject'],
      identifier: [{ type: 'IdentityObject', hashed: false, identityHash: name, identityType: 'name' }],
      verifiableCredential: papers.map((p) => p.credential),
      ...(studied.length > 0 ? { achievement: studied } : {}),
    },
  }
  return addProof(unsigned, issuer.signer, at.toISOString())
}

/** Programmes in which the record has work of hers and no certificado is in force. */
async function studiedOnly(house: House, person: string, certified: ReadonlySet<string>): Promise<object[]> {
  const found: object[] = []
  for (const { tenant, agent } of await agentsOf(house.db, person)) {
    const programme = programmeOf(house, tenant)
    if (!programme || certified.has(tenant)) continue
    const { evaluation } = await personNow(house.db, tenant, agent)
    const done = (evaluation?.requirements ?? []).map(doneText).filter(Boolean)
    if (done.length > 0) found.push(studyOf(house, programme, done))
  }
  return found
}

function studyOf(house: House, programme: Programme, done: readonly string[]): object {
  return {
    id: `${house.config.publicUrl}/p/${programme.id}#estudio`, type: ['Achievement'], achievementType: 'Course', inLanguage: 'es-PE',
    name: `Estudio registrado, sin certificar: ${programme.title.es}`,
    description: `No es un certificado ni una constancia. Según el registro al ${dayText(house.clock())}: ${done.join('; ')}.`,
    criteria: { narrative: 'Ninguno: es lo que quedó registrado mientras estudiaba. Nadie lo aprobó todavía.' },
  }
}

/** What one requirement of the rule found that she did; '' for nothing, and for what is no learning. */
function doneText(r: Requirement): string {
  if (r.id === 'minutes' && r.have > 0) return `${Math.round(r.have)} minutos de trabajo`
  if (r.id === 'quiz' && r.have !== null) return `mejor nota de prueba ${r.have} de 20`
  if (r.id === 'product' && r.have !== null) return `producto con nota ${r.have} de 20`
  if (r.id === 'lab' && r.evidenced) return `laboratorio ${r.lab} aprobado`
  return ''
}

import type { Ctx } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { fill } from '../../lib/text.ts'
import { isObject, PROBLEM, several, type Json, type JsonObject } from '../../lib/vc/faults.ts'
import { takeTurn } from '../clients/index.ts'
import { issueOnApproval, type Kind } from '../credentials/index.ts'
import { logged } from '../people/index.ts'
import { BadRequest, bodyOf, missing } from './answer.ts'
import { VC } from './words.ts'

const ENROLMENT = /^urn:uuid:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/**
 * POST /credentials/issue: the certificate of an approved enrolment of the key's programme, as ours (decision 0187). The credential in the
 * request names the enrolment; whatever else it says must be what the certificate says.
 */
export async function issue(c: Ctx): Promise<Response> {
  const { house, who } = c.var
  // The matrix lets nobody else come here.
  if (who.kind !== 'client' || !who.scopes.includes('credentials/issue')) throw new Problem(403, 'scope-missing', VC.scope)
  takeTurn(house, who)
  const { credential: asked } = await bodyOf(c)
  if (!isObject(asked)) throw missing('credential')
  const { enrolment, kind, rest } = readAsked(asked)
  const { credential, person } = await issueOnApproval(house, who.tenant, enrolment, kind)
  // Through JSON: what is compared is what will be sent.
  const different = differs(rest, JSON.parse(JSON.stringify(credential)) as JsonObject, '')
  if (different !== null) throw new BadRequest(PROBLEM.malformed, fill(VC.differs, { field: different.slice(0, 120) }))
  await logged(house.db, { staff: null, action: 'credential-handed-out', tenant: who.tenant, person, detail: { client: who.client, credential: credential.id } }, house.clock())
  return c.json({ verifiableCredential: credential }, 201, { 'Cache-Control': 'no-store' })
}

function readAsked(asked: JsonObject): { enrolment: string; kind: Kind; rest: JsonObject } {
  const { credentialSubject: subject, ...rest } = asked
  const [one, more] = several(subject)
  const enrolment = isObject(one) && more === undefined && typeof one.id === 'string' ? ENROLMENT.exec(one.id)?.[1] : undefined
  if (!isObject(one) || enrolment === undefined) throw new BadRequest(PROBLEM.malformed, VC.subject)
  const { id: _enrolment, ...said } = one
  const achievement = isObject(said.achievement) ? said.achievement.id : undefined
  const kind = typeof achievement === 'string' && achievement.endsWith('#constancia') ? 'constancia' : 'certificado'
  return { enrolment, kind, rest: Object.keys(said).length > 0 ? { ...rest, credentialSubject: said } : rest }
}

/** Path of the first thing that is said and is not so in `real`; null when all of it is. A bare value may stand for a list of one. */
function differs(said: Json, real: Json | undefined, path: string): string | null {
  if (isObject(said)) {
    if (typeof real === 'string' && Object.keys(said).length === 1) return said.id === real ? null : path
    if (!isObject(real)) return path
    for (const [key, value] of Object.entries(said)) {
      const found = value === undefined ? null : differs(value, real[key], path === '' ? key : `${path}.${key}`)
      if (found !== null) return found
    }
    return null
  }
  if (Array.isArray(said)) {
    const list = several(real)
    const at = (said as readonly Json[]).findIndex((value) => !list.some((other) => differs(value, other, path) === null))
    return at < 0 ? null : `${path}[${at}]`
  }
  if (isObject(real) && typeof real.id === 'string') return said === real.id ? null : path
  return several(real).includes(said) ? null : path
}

import { stream } from 'hono/streaming'
import type { Ctx } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { isId } from '../duties/index.ts'
import { logged, personOf } from '../people/index.ts'
import { agentIn } from './acts.ts'
import { auditById, type Audit } from './audit.ts'
import { personOfSample, type AuditPerson } from './audit-person.ts'
import { agentsOf } from './frame.ts'
import { packOf } from './pack.ts'
import { WRONG } from './words.ts'

export const tenantOf = (c: Ctx): string => c.req.param('programme') ?? ''
export const baseOf = (c: Ctx): string => `/office/${encodeURIComponent(tenantOf(c))}/audits`

/** The audit of the address; 404 when there is none. */
export async function knownAudit(c: Ctx): Promise<Audit> {
  const id = c.req.param('audit') ?? ''
  const row = isId(id) ? await auditById(c.var.house.db, tenantOf(c), id) : undefined
  if (!row) throw new Problem(404, 'no-such-audit', WRONG.noAudit)
  return row
}

/** The audit and the person of the address; 404 when she is not in its sample. */
export async function sampledIn(c: Ctx): Promise<{ audit: Audit; hers: AuditPerson; agent: string }> {
  const { db } = c.var.house
  const audit = await knownAudit(c)
  const hers = await personOfSample(db, audit.tenant, audit.audit, c.req.param('pseudonym') ?? '')
  if (!hers) throw new Problem(404, 'not-sampled', WRONG.noPerson)
  return { audit, hers, agent: await agentIn(db, audit.audit, hers.pseudonym) }
}

/** Streams the evidence of some persons; of whom it was taken is written down before the first byte leaves. */
export async function packAnswer(c: Ctx, audit: Audit, persons: readonly AuditPerson[], by: string): Promise<Response> {
  const { house } = c.var
  const agents = await agentsOf(house.db, audit.audit, persons.map((one) => one.pseudonym))
  for (const hers of persons) {
    const agent = agents.get(hers.pseudonym)
    const person = agent === undefined ? null : await personOf(house.db, audit.tenant, agent)
    await logged(house.db, { staff: by, action: 'audit-pack-taken', tenant: audit.tenant, ...(person ? { person } : {}), detail: { audit: audit.audit, place: hers.place } }, house.clock())
  }
  const name = persons.length === 1 ? `auditoria-${audit.number}-persona-${persons[0]?.place ?? 0}` : `auditoria-${audit.number}`
  c.header('Content-Type', 'application/zip')
  c.header('Content-Disposition', `attachment; filename="${name}.zip"`)
  c.header('Cache-Control', 'no-store')
  return stream(c, async (out) => { for await (const piece of packOf(house, audit, persons, by)) await out.write(piece) })
}

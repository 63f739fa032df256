import type { Ctx } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { organisationOf, staff } from '../../web/who.ts'
import { programmeOf } from '../programmes/index.ts'
import { batchOf, type ShownBatch } from './batch.ts'
import { UNKNOWN } from './words.ts'

export const tenantOf = (c: Ctx): string => c.req.param('programme') ?? ''
export const importsAddress = (c: Ctx): string => `/office/${encodeURIComponent(tenantOf(c))}/imports`

/** The executor who asks, and the entity whose files she sees; null: all. */
export function executor(c: Ctx): { staff: string; organisation: string | null } {
  const who = staff(c, tenantOf(c), 'executor')
  if (!programmeOf(c.var.house, tenantOf(c))) throw new Problem(404, 'unknown-programme', UNKNOWN)
  return { staff: who.staff, organisation: organisationOf(who, tenantOf(c), ['executor']) }
}

/** The batch of the address. */
export async function batchFor(c: Ctx): Promise<{ batch: ShownBatch; staff: string }> {
  const { staff: by, organisation } = executor(c)
  return { batch: await batchOf(c.var.house.db, tenantOf(c), c.req.param('batch') ?? '', organisation), staff: by }
}

export function attachment(c: Ctx, bytes: Buffer, type: string, name: string): Response {
  return c.body(new Uint8Array(bytes), 200, { 'Content-Type': type, 'Cache-Control': 'no-store', 'Content-Disposition': `attachment; filename="${name}"` })
}

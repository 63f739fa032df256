import type { Ctx } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { holds, staff } from '../../web/who.ts'
import { manages as coordinates, sectionOf, sectionsOfTutor, type Section } from '../cohorts/index.ts'
import type { ClassSession } from './class-session.ts'
import { knownSession } from './recording.ts'
import { DONE, WRONG } from './words.ts'

export const tenantOf = (c: Ctx): string => c.req.param('programme') ?? ''
export const officeOf = (c: Ctx): string => `/office/${encodeURIComponent(tenantOf(c))}`

/** The section of the address, and who asks: its tutor, or who coordinates it. 403 for anybody else. */
export async function sectionFor(c: Ctx): Promise<{ section: Section; by: string; inCharge: boolean; manages: boolean }> {
  const tenant = tenantOf(c)
  const who = staff(c, tenant, 'tutor', 'executor')
  const section = await sectionOf(c.var.house, tenant, c.req.param('section') ?? '')
  if (!section) throw new Problem(404, 'unknown-section', WRONG.unknownSession)
  const manages = coordinates(who, tenant, section)
  const inCharge = holds(who, tenant, ['tutor']) && (await sectionsOfTutor(c.var.house.db, tenant, who.staff)).includes(section.id)
  if (!manages && !inCharge) throw new Problem(403, 'not-your-section', WRONG.notYourSection)
  return { section, by: who.staff, inCharge, manages }
}

export const sessionsAddress = (c: Ctx, section: Pick<Section, 'id'>): string => `${officeOf(c)}/sections/${encodeURIComponent(section.id)}/sessions`

export function doneOf(c: Ctx): keyof typeof DONE | null {
  const what = c.req.query('done') ?? ''
  // Just found among the keys of DONE.
  return Object.hasOwn(DONE, what) ? (what as keyof typeof DONE) : null
}

/** The session of the address, in the section of the address. */
export async function sessionFor(c: Ctx): Promise<Awaited<ReturnType<typeof sectionFor>> & { session: ClassSession }> {
  const asked = await sectionFor(c)
  const session = await knownSession(c.var.house.db, tenantOf(c), c.req.param('session') ?? '')
  if (session.section !== asked.section.id) throw new Problem(404, 'unknown-session', WRONG.unknownSession)
  return { ...asked, session }
}

/** One field of the posted form, '' when absent. */
export async function fieldsOf(c: Ctx): Promise<(name: string) => string> {
  const body = await c.req.parseBody()
  return (name) => {
    const value = body[name]
    return typeof value === 'string' ? value : ''
  }
}

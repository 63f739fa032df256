import type { Ctx, Route } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { holds, organisationOf, staff } from '../../web/who.ts'
import { knownSection, sectionsOfTutor, type Section } from '../cohorts/index.ts'
import { logged } from '../people/index.ts'
import { attachment, tenantOf } from './asking.ts'
import { EXPORTED, rowsToExport } from './export.ts'
import { fileName, FORMATS, MIME, tableFile } from './template.ts'
import { UNKNOWN } from './words.ts'

export const exportRoutes: readonly Route[] = [
  { method: 'GET', path: '/office/:programme/sections/:section/tables/:table', handle: sendTable },
]

/** A section's padrón, attendance or marks with the columns of the template. Tutors see the last three signs of documents, executors the whole. */
async function sendTable(c: Ctx): Promise<Response> {
  const { house } = c.var
  const tenant = tenantOf(c)
  const who = staff(c, tenant, 'tutor', 'executor')
  const [kind, format] = (c.req.param('table') ?? '').split('.')
  const [wanted, known] = [EXPORTED.find((k) => k === kind), FORMATS.find((f) => f === format)]
  if (!wanted || !known) throw new Problem(404, 'unknown-import', UNKNOWN)
  const section: Section = await knownSection(house, tenant, c.req.param('section') ?? '')
  const organisation = organisationOf(who, tenant, ['executor'])
  const clear = holds(who, tenant, ['executor']) && (organisation === null || section.organisation === organisation)
  if (!clear && !(await sectionsOfTutor(house.db, tenant, who.staff)).includes(section.id)) throw new Problem(403, 'not-your-section', UNKNOWN)
  const rows = await rowsToExport(house, tenant, section, wanted, clear)
  // One line for a whole list: who looked at how many documents, where.
  if (clear) await logged(house.db, { staff: who.staff, action: 'list-downloaded', tenant, detail: { kind: wanted, section: section.id, rows: rows.length } }, house.clock())
  return attachment(c, await tableFile(wanted, known, rows), MIME[known], fileName(wanted, known, `-${section.id}`))
}

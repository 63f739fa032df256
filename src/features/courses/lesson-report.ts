import { sql, type ColumnType, type Selectable } from 'kysely'
import type { Db } from '../../lib/database.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import type { Lang } from '../../lib/text.ts'
import { isUuid } from './course-step.ts'
import { REFUSAL } from './words.ts'

interface LessonReportTable {
  id: string
  tenant: string
  enrolment: string
  course: string
  version: string
  unit: string
  lang: string
  /** s1, s2, … or empty for the whole unit. */
  section: string
  text: string
  reported: Date
  closed: ColumnType<Date | null, never, Date | null>
  closed_by: ColumnType<string | null, never, string | null>
}
export type LessonReport = Selectable<LessonReportTable>

declare module '../../lib/database.ts' {
  interface Tables { lesson_report: LessonReportTable }
}

export interface ReportForm {
  readonly id: string
  readonly text: string
  readonly section: string
}

export interface ReportOf {
  readonly tenant: string
  readonly enrolment: string
  readonly course: string
  readonly version: string
  readonly unit: string
  readonly lang: Lang
}

const MOST_LETTERS = 1000
const MOST_A_DAY = 20
const DAY_MS = 86_400_000

/** What is wrong with the form; `text` is the only thing a person can get wrong. */
export function checkReport(form: ReportForm): FieldProblem[] {
  const text = form.text.trim()
  if (text === '') return [{ field: 'text', sentence: REFUSAL.emptyReport }]
  if ([...text].length > MOST_LETTERS) return [{ field: 'text', sentence: REFUSAL.longReport }]
  return []
}

/** Stores a report; the same one twice is one. 429 after 20 in a day. */
export async function addReport(db: Db, of: ReportOf, form: ReportForm, now: Date): Promise<void> {
  const recent = await db.selectFrom('lesson_report').select(sql<number>`count(*)::int`.as('n'))
    .where('enrolment', '=', of.enrolment).where('reported', '>', new Date(now.getTime() - DAY_MS)).where('id', '<>', form.id).executeTakeFirstOrThrow()
  if (recent.n >= MOST_A_DAY) throw new Problem(429, 'many-reports', REFUSAL.manyReports)
  await db.insertInto('lesson_report').values({ ...of, id: form.id, section: form.section, text: form.text.trim(), reported: now })
    .onConflict((oc) => oc.column('id').doNothing()).execute()
}

const PAGE = 50

/** Open reports, newest first, one page of 50; and how many there are. */
export async function openReports(db: Db, tenant: string, page: number): Promise<{ rows: LessonReport[]; total: number; more: boolean }> {
  const { n } = await db.selectFrom('lesson_report').select(sql<number>`count(*)::int`.as('n'))
    .where('tenant', '=', tenant).where('closed', 'is', null).executeTakeFirstOrThrow()
  const rows = await db.selectFrom('lesson_report')
    .select(['id', 'tenant', 'enrolment', 'course', 'version', 'unit', 'lang', 'section', 'text', 'reported', 'closed', 'closed_by'])
    .where('tenant', '=', tenant).where('closed', 'is', null).orderBy('reported', 'desc').orderBy('id').limit(PAGE).offset(page * PAGE).execute()
  return { rows, total: n, more: n > (page + 1) * PAGE }
}

/** Closes or reopens a report; who closed it first stays named. 404 when this programme has none of that id. */
export async function setReportClosed(db: Db, tenant: string, id: string, by: string, at: Date | null): Promise<void> {
  const known = isUuid(id) && await db.selectFrom('lesson_report').select('id').where('tenant', '=', tenant).where('id', '=', id).executeTakeFirst()
  if (!known) throw new Problem(404, 'unknown-report', REFUSAL.unknownReport)
  let update = db.updateTable('lesson_report').set({ closed: at, closed_by: at ? by : null }).where('id', '=', id)
  if (at) update = update.where('closed', 'is', null)
  await update.execute()
}

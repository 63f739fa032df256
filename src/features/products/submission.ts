import { sql, type ColumnType, type Selectable } from 'kysely'
import type { Db } from '../../lib/database.ts'
import type { AiHelp } from './statements.ts'

/** A picture as it is kept: `file` names the sealed bytes on disk, `content` is the SHA-256 of the WebP inside. */
export interface KeptPicture {
  readonly file: string
  readonly content: string
  readonly bytes: number
  readonly width: number
  readonly height: number
}

interface ProductSubmissionTable {
  id: string
  tenant: string
  agent: string
  enrolment: string
  section: string
  course: string
  course_version: string
  product: string
  attempt: number
  sealed: Buffer
  pictures: ColumnType<KeptPicture[], string, never>
  ai: AiHelp
  salt: Buffer
  submitted: Date
}
export type Submission = Selectable<ProductSubmissionTable>

declare module '../../lib/database.ts' {
  interface Tables {
    product_submission: ProductSubmissionTable
    product_review: { statement: string; submission: string; staff: string; sealed: Buffer; at: Date }
  }
}

const COLUMNS = [
  'id', 'tenant', 'agent', 'enrolment', 'section', 'course', 'course_version', 'product', 'attempt', 'sealed', 'pictures', 'ai', 'salt', 'submitted',
] as const

/** Every version of one enrolment's product, newest first. */
export async function submissionsOf(db: Db, enrolment: string, product: string): Promise<Submission[]> {
  return db.selectFrom('product_submission').select(COLUMNS).where('enrolment', '=', enrolment).where('product', '=', product)
    .orderBy('attempt', 'desc').execute()
}

export async function submissionById(db: Db, id: string): Promise<Submission | undefined> {
  // A malformed id in a URL is simply unknown.
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return undefined
  return db.selectFrom('product_submission').select(COLUMNS).where('id', '=', id).executeTakeFirst()
}

export async function isReplaced(db: Db, submission: Submission): Promise<boolean> {
  const later = await db.selectFrom('product_submission').select('id').where('enrolment', '=', submission.enrolment)
    .where('product', '=', submission.product).where('attempt', '>', submission.attempt).limit(1).executeTakeFirst()
  return later !== undefined
}

export interface QueueLine {
  readonly id: string
  readonly agent: string
  readonly section: string
  readonly attempt: number
  readonly submitted: Date
  readonly mark: number | null
}

/** Of a row `s`: no later version of it was handed in. */
const LATEST = sql<boolean>`not exists (select 1 from product_submission later where later.enrolment = s.enrolment and later.product = s.product and later.attempt > s.attempt)`
/** Of a row `s`: it waits for a grade. */
export const UNGRADED = sql<boolean>`${LATEST} and not exists (select 1 from product_grade g where g.submission = s.id and not g.annulled)`

/** Latest versions in these sections: without a grade, oldest first; or graded, the last 30 of them. */
export async function linesOf(db: Db, tenant: string, sections: readonly string[], graded: boolean): Promise<QueueLine[]> {
  if (sections.length === 0) return []
  const { rows } = await sql<QueueLine>`
    select s.id, s.agent, s.section, s.attempt, s.submitted, g.mark
    from product_submission s
    left join lateral (select mark, at from product_grade g where g.submission = s.id and not g.annulled order by pos desc limit 1) g on true
    where s.tenant = ${tenant} and s.section = any(${sections}::text[]) and (g.mark is not null) = ${graded}
      and ${LATEST}
    order by case when ${graded} then g.at end desc, s.submitted, s.id limit ${graded ? 30 : 500}`.execute(db)
  return rows
}

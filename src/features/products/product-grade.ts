import { sql, type ColumnType, type Selectable } from 'kysely'
import type { Db } from '../../lib/database.ts'
import type { Inline } from '../../record/projection.ts'
import { agentId, readExt } from '../../record/statement.ts'
import { activityName, VERB } from '../programmes/index.ts'

interface ProductGradeTable {
  /** Id of the `product-graded` statement. */
  statement: string
  tenant: string
  agent: string
  enrolment: string | null
  /** `<course>.<product>` */
  product: string
  submission: string | null
  mark: number
  criteria: ColumnType<Record<string, number>, string, never>
  ai_doubt: boolean
  graded_by: string | null
  at: Date
  annulled: boolean
  pos: number
}
export type ProductGrade = Selectable<ProductGradeTable>

declare module '../../lib/database.ts' {
  interface Tables { product_grade: ProductGradeTable }
}

/** One row a grade; an annulled one stays, because who graded may not approve. */
export const productGrade: Inline = {
  kind: 'inline',
  table: 'product_grade',
  version: 1,
  columns: `statement uuid primary key, tenant text not null, agent text not null, enrolment uuid, product text not null, submission uuid,
    mark float8 not null, criteria jsonb not null, ai_doubt boolean not null, graded_by text, at timestamptz not null,
    annulled boolean not null, pos bigint not null`,
  indexes: ['on product_grade (tenant, agent)', 'on product_grade (submission)'],
  verbs: [VERB.productGraded, VERB.annulled],
  authorities: ['command'],
  apply: async (tx, s) => {
    if (s.actor === null) return
    if (s.verb === VERB.annulled) {
      await tx.updateTable('product_grade').set({ annulled: true })
        .where('statement', '=', s.object).where('tenant', '=', s.tenant).where('agent', '=', s.actor).execute()
      return
    }
    const mark = s.statement.result?.score?.raw
    if (typeof mark !== 'number') return
    const submission = readExt(s.statement, 'submission')
    await tx.insertInto('product_grade').values({
      statement: s.id, tenant: s.tenant, agent: s.actor, enrolment: s.registration, product: activityName(s.object),
      submission: typeof submission === 'string' ? submission : null, mark, criteria: JSON.stringify(readExt(s.statement, 'criteria') ?? {}),
      ai_doubt: readExt(s.statement, 'aiDoubt') === true, graded_by: agentId(s.statement.context?.instructor), at: s.happened, annulled: false, pos: s.pos,
    }).onConflict((oc) => oc.column('statement').doNothing()).execute()
  },
}

const COLUMNS = ['statement', 'tenant', 'agent', 'enrolment', 'product', 'submission', 'mark', 'criteria', 'ai_doubt', 'graded_by', 'at', 'annulled', 'pos'] as const

/** The best mark of a product that was not annulled, or null. `product` is `<course>.<product>`. */
export async function bestMark(db: Db, tenant: string, agent: string, product: string): Promise<number | null> {
  const row = await db.selectFrom('product_grade').select(sql<number | null>`max(mark)`.as('mark'))
    .where('tenant', '=', tenant).where('agent', '=', agent).where('product', '=', product).where('annulled', '=', false).executeTakeFirst()
  return row?.mark ?? null
}

/** Every staff member who ever graded this person here, annulled grades too: none of them may approve her certificate. */
export async function gradersOf(db: Db, tenant: string, agent: string): Promise<string[]> {
  const rows = await db.selectFrom('product_grade').select('graded_by').distinct().where('tenant', '=', tenant).where('agent', '=', agent).execute()
  return rows.flatMap((r) => (r.graded_by === null ? [] : [r.graded_by]))
}

/** The grade of one submission that stands, or undefined. */
export async function gradeOf(db: Db, submission: string): Promise<ProductGrade | undefined> {
  return db.selectFrom('product_grade').select(COLUMNS).where('submission', '=', submission).where('annulled', '=', false)
    .orderBy('pos', 'desc').limit(1).executeTakeFirst()
}

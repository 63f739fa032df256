import type { House } from '../../feature.ts'
import type { Db, Tx } from '../../lib/database.ts'
import { seal, unseal } from '../../lib/keys.ts'
import { Problem } from '../../lib/problem.ts'
import { append } from '../../record/append.ts'
import type { Draft } from '../../record/statement.ts'
import { sectionsOfTutor } from '../cohorts/index.ts'
import { courseVersion, type Product } from '../courses/index.ts'
import { personOf, tell } from '../people/index.ts'
import { annulGrade, gradeProduct, type GradeRead } from './grade.ts'
import { keyOf, productScope } from './own-work.ts'
import { gradeOf, type ProductGrade } from './product-grade.ts'
import { isReplaced, submissionById, type Submission } from './submission.ts'
import type { About, AnnulmentReason } from './statements.ts'
import { NOTE, WRONG } from './words.ts'

/** A submission of this programme; 404 otherwise. */
export async function knownSubmission(db: Db, tenant: string, id: string): Promise<Submission> {
  const row = await submissionById(db, id)
  if (!row || row.tenant !== tenant) throw new Problem(404, 'unknown-submission', WRONG.unknown)
  return row
}

/** The task and rubric she had before her. */
export async function productOfSubmission(house: House, submission: Submission): Promise<Product> {
  const course = await courseVersion(house, submission.course_version)
  if (!course) throw new Error(`course version ${submission.course_version} of a submission is not in the database`)
  return course.product
}

/** A tutor gives the mark; comment and row in the same transaction as the act. `statement` is its id. */
export async function gradeSubmission(house: House, tenant: string, id: string, grade: GradeRead, by: string, statement: string): Promise<void> {
  const product = await productOfSubmission(house, await knownSubmission(house.db, tenant, id))
  await onSubmission(house, tenant, id, by, async (tx, known) => {
    const { submission, isTutor } = known
    const drafts = gradeProduct({
      submission, rubric: product.rubric, isTutor, graded: known.grade !== undefined, replaced: await isReplaced(tx, submission),
    }, aboutOf(submission, house.clock()), grade, by)
    const dataKey = await keyOf(house, submission)
    if (dataKey) await tx.insertInto('product_review').values({ statement, submission: id, staff: by, sealed: seal(dataKey, `product comment ${statement}`, grade.comment), at: house.clock() }).execute()
    await tellHer(tx, submission, NOTE.graded)
    return drafts.map((draft) => ({ ...draft, statement: { ...draft.statement, id: statement } }))
  })
}

export async function annulSubmissionGrade(house: House, tenant: string, id: string, reason: AnnulmentReason, by: string): Promise<void> {
  await onSubmission(house, tenant, id, by, async (tx, { submission, isTutor, grade }) => {
    const drafts = annulGrade({ isTutor, grade }, aboutOf(submission, house.clock()), reason, by)
    await tellHer(tx, submission, NOTE.annulled)
    return drafts
  })
}

/** What the tutor wrote with a grade, or null when the person was erased. */
export async function commentOf(house: House, submission: Submission, grade: Pick<ProductGrade, 'statement'>): Promise<string | null> {
  const row = await house.db.selectFrom('product_review').select('sealed').where('statement', '=', grade.statement).executeTakeFirst()
  const dataKey = row ? await keyOf(house, submission) : null
  return row && dataKey ? unseal(dataKey, `product comment ${grade.statement}`, row.sealed).toString('utf8') : null
}

interface Known { readonly submission: Submission; readonly isTutor: boolean; readonly grade: ProductGrade | undefined }

async function onSubmission(house: House, tenant: string, id: string, by: string, decide: (tx: Tx, known: Known) => Promise<Draft[]>): Promise<void> {
  const { enrolment, agent } = await knownSubmission(house.db, tenant, id)
  await append(house, { scopes: [productScope(enrolment), `actor:${tenant}:${agent}`] }, async (tx) => {
    const submission = await knownSubmission(tx, tenant, id)
    const isTutor = (await sectionsOfTutor(tx, tenant, by)).includes(submission.section)
    return decide(tx, { submission, isTutor, grade: await gradeOf(tx, id) })
  })
}

function aboutOf(submission: Submission, at: Date): About {
  return { tenant: submission.tenant, agent: submission.agent, enrolment: submission.enrolment, product: `${submission.course}.${submission.product}`, at }
}

async function tellHer(tx: Tx, submission: Submission, note: { es: string; en: string }): Promise<void> {
  const person = await personOf(tx, submission.tenant, submission.agent)
  if (person) await tell(tx, { person, tenant: submission.tenant, note, link: `/learn/${submission.enrolment}/product` })
}

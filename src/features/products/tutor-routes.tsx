import type { Ctx, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { say } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { staff } from '../../web/who.ts'
import { sectionsNamed, sectionsOfTutor } from '../cohorts/index.ts'
import { namesOf, personsOf } from '../people/index.ts'
import { readGrade, type GradeForm } from './grade.ts'
import { versionOf, webp } from './learner-routes.tsx'
import { pictureOf } from './own-work.ts'
import { annulSubmissionGrade, gradeSubmission, knownSubmission, productOfSubmission } from './review.ts'
import { ANNULMENT_REASONS } from './statements.ts'
import { isReplaced, linesOf, type QueueLine, type Submission } from './submission.ts'
import { GradePage, QueuePage, type Line } from './tutor-page.tsx'
import { PAGE, WRONG } from './words.ts'

export const tutorRoutes: readonly Route[] = [
  { method: 'GET', path: '/office/:programme/products', handle: queue },
  { method: 'GET', path: '/office/:programme/products/:submission', handle: (c) => show(c) },
  { method: 'GET', path: '/office/:programme/products/:submission/pictures/:number', handle: picture },
  { method: 'POST', path: '/office/:programme/products/:submission/grade', handle: grade },
  { method: 'POST', path: '/office/:programme/products/:submission/annul', handle: annul },
]

const tenantOf = (c: Ctx): string => c.req.param('programme') ?? ''
const baseOf = (c: Ctx): string => `/office/${encodeURIComponent(tenantOf(c))}/products`
const NO_GRADE: GradeForm = { points: {}, comment: '', aiDoubt: false }

async function queue(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  const who = staff(c, tenant, 'tutor')
  const sections = await sectionsOfTutor(house.db, tenant, who.staff)
  const lines = async (graded: boolean) => named(c, await linesOf(house.db, tenant, sections, graded))
  const done = c.req.query('done')
  const note = done === 'graded' ? PAGE.graded : done === 'annulled' ? PAGE.annulled : null
  return page(c, { title: say(PAGE.queue, lang), main: <QueuePage lang={lang} base={baseOf(c)} waiting={await lines(false)} graded={await lines(true)} done={note} /> })
}

/** The submission of the address, if its section is this tutor's; 403 otherwise. */
async function own(c: Ctx): Promise<{ submission: Submission; by: string }> {
  const { house } = c.var
  const who = staff(c, tenantOf(c), 'tutor')
  const submission = await knownSubmission(house.db, tenantOf(c), c.req.param('submission') ?? '')
  if (!(await sectionsOfTutor(house.db, tenantOf(c), who.staff)).includes(submission.section)) throw new Problem(403, 'not-your-section', WRONG.notYourSection)
  return { submission, by: who.staff }
}

async function show(c: Ctx, typed: GradeForm = NO_GRADE, problems: readonly FieldProblem[] = []): Promise<Response> {
  const { house, lang } = c.var
  const { submission } = await own(c)
  const [line] = await named(c, [{ ...submission, mark: null }])
  const product = await productOfSubmission(house, submission)
  return page(c, {
    title: line?.name ?? say(PAGE.queue, lang), status: problems.length > 0 ? 422 : 200,
    main: (
      <GradePage lang={lang} base={baseOf(c)} name={line?.name ?? ''} section={line?.section ?? PAGE.section} product={product}
        version={await versionOf(c, submission)} replaced={await isReplaced(house.db, submission)} typed={typed} problems={problems} />
    ),
  })
}

async function grade(c: Ctx): Promise<Response> {
  const { house } = c.var
  const { submission, by } = await own(c)
  const product = await productOfSubmission(house, submission)
  const body = await c.req.parseBody()
  const text = (name: string): string => { const value = body[name]; return typeof value === 'string' ? value : '' }
  const typed: GradeForm = {
    points: Object.fromEntries(product.criteria.map((k) => [k.id, text(`criterion-${k.id}`)])), comment: text('comment'), aiDoubt: text('ai_doubt') === 'yes',
  }
  const read = readGrade(product, typed)
  if (!read.grade) return show(c, typed, read.problems)
  await gradeSubmission(house, tenantOf(c), submission.id, read.grade, by, crypto.randomUUID())
  return c.redirect(`${baseOf(c)}?done=graded`, 303)
}

async function annul(c: Ctx): Promise<Response> {
  const { submission, by } = await own(c)
  const typed = (await c.req.parseBody())['reason']
  const reason = ANNULMENT_REASONS.find((r) => r === typed)
  if (!reason) return show(c, NO_GRADE, [{ field: 'reason', sentence: WRONG.reasonNeeded }])
  await annulSubmissionGrade(c.var.house, tenantOf(c), submission.id, reason, by)
  return c.redirect(`${baseOf(c)}?done=annulled`, 303)
}

async function picture(c: Ctx): Promise<Response> {
  const { submission } = await own(c)
  return webp(c, await pictureOf(c.var.house, submission, Number(c.req.param('number'))))
}

async function named(c: Ctx, lines: readonly QueueLine[]): Promise<Line[]> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  const persons = await personsOf(house.db, tenant, lines.map((l) => l.agent))
  const names = await namesOf(house, [...persons.values()])
  const sections = new Map((await sectionsNamed(house, tenant, lines.map((l) => l.section))).map((section) => [section.id, section.title]))
  return lines.map((line) => ({
    ...line, name: names.get(persons.get(line.agent) ?? '') ?? say(PAGE.unnamed, lang),
    section: sections.get(line.section) ?? PAGE.section,
  }))
}

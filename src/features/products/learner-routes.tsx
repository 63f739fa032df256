import type { Ctx, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { say } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { learner } from '../../web/who.ts'
import { ownCourse, passMarks, productTaskHtml, type Enrolled } from '../courses/index.ts'
import { staffName } from '../people/index.ts'
import { readWork } from './hand-in.ts'
import { ProductPage, type Version } from './learner-page.tsx'
import { handInWork, pictureOf, textOf } from './own-work.ts'
import { MOST_PICTURE_BYTES, MOST_PICTURES, readPicture, type Picture } from './picture.ts'
import { bestMark, gradeOf } from './product-grade.ts'
import { commentOf } from './review.ts'
import { submissionById, submissionsOf, type KeptPicture, type Submission } from './submission.ts'
import { WRONG } from './words.ts'

/** Three pictures of 5 MB, the text, and what multipart adds. One picture too many still gets its sentence. */
const MOST_BODY = (MOST_PICTURES + 1) * MOST_PICTURE_BYTES + 1024 * 1024

export const learnerRoutes: readonly Route[] = [
  { method: 'GET', path: '/learn/:enrolment/product', handle: async (c) => show(c, await ownCourse(c)) },
  { method: 'POST', path: '/learn/:enrolment/product', maxBody: MOST_BODY, handle: submit },
  { method: 'GET', path: '/learn/:enrolment/product/:submission/pictures/:number', handle: picture },
]

interface Refused { readonly typed: { readonly text: string; readonly ai: string }; readonly problems: readonly FieldProblem[]; readonly full?: boolean }

async function show(c: Ctx, own: Enrolled, refused?: Refused): Promise<Response> {
  const { house, lang } = c.var
  const { standing, course } = own
  const rows = await submissionsOf(house.db, standing.enrolment, course.product.id)
  const versions = await Promise.all(rows.map((row) => versionOf(c, row)))
  const last = versions[0]
  return page(c, {
    title: say(course.product.title, lang), status: refused?.full ? 507 : refused ? 422 : 200,
    main: (
      <ProductPage lang={lang} base={`/learn/${standing.enrolment}`} product={course.product} taskHtml={productTaskHtml(course, lang)}
        pass={(await passMarks(house, standing.tenant)).product} best={await bestMark(house.db, standing.tenant, standing.agent, `${course.id}.${course.product.id}`)}
        versions={versions} open={standing.open} sent={c.req.query('sent') !== undefined} typed={refused?.typed ?? { text: last?.text ?? '', ai: last?.ai ?? '' }}
        problems={refused?.problems ?? []} full={refused?.full ? say(WRONG.diskFull, lang) : undefined} />
    ),
  })
}

async function submit(c: Ctx): Promise<Response> {
  const { house } = c.var
  const { person } = learner(c)
  const own = await ownCourse(c)
  const form = await c.req.formData()
  const files = form.getAll('pictures').filter((f): f is File => f instanceof File && f.size > 0)
  const [last] = await submissionsOf(house.db, own.standing.enrolment, own.course.product.id)
  const kept = keptPictures(last, form.getAll('keep'))
  const typed = { text: textField(form, 'text'), ai: textField(form, 'ai') }
  const { work, problems } = readWork(typed, kept.length + files.length)
  const fresh = problems.length > 0 ? { pictures: [], problems: [] } : await readPictures(files)
  const all = [...problems, ...fresh.problems]
  if (!work || all.length > 0) {
    // A browser never sends a chosen file twice by itself.
    const again = files.length > 0 && !all.some((p) => p.field === 'pictures') ? [{ field: 'pictures', sentence: WRONG.picturesAgain }] : []
    return show(c, own, { typed, problems: [...all, ...again] })
  }
  try {
    await handInWork(house, own, person, { submission: crypto.randomUUID(), work, kept, fresh: fresh.pictures })
  } catch (error) {
    // Disk or database full: the page comes back with her text, so that nothing she wrote is lost.
    if (isFull(error)) return show(c, own, { typed, problems: [], full: true })
    throw error
  }
  return c.redirect(`/learn/${own.standing.enrolment}/product?sent`, 303)
}

/** ENOSPC from the file system, 53100 from PostgreSQL. */
function isFull(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return code === 'ENOSPC' || code === '53100'
}

async function readPictures(files: readonly File[]): Promise<{ pictures: Picture[]; problems: readonly FieldProblem[] }> {
  const pictures: Picture[] = []
  try {
    for (const file of files) pictures.push(await readPicture(new Uint8Array(await file.arrayBuffer())))
    return { pictures, problems: [] }
  } catch (error) {
    if (error instanceof Problem) return { pictures: [], problems: error.fields }
    throw error
  }
}

function keptPictures(last: Submission | undefined, ticked: readonly FormDataEntryValue[]): KeptPicture[] {
  return (last?.pictures ?? []).filter((_, i) => ticked.includes(String(i + 1)))
}

function textField(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

async function picture(c: Ctx): Promise<Response> {
  const { house } = c.var
  const own = await ownCourse(c)
  const row = await submissionById(house.db, c.req.param('submission') ?? '')
  if (!row || row.enrolment !== own.standing.enrolment) throw new Problem(404, 'unknown-submission', WRONG.unknown)
  return webp(c, await pictureOf(house, row, Number(c.req.param('number'))))
}

export function webp(c: Ctx, bytes: Buffer): Response {
  return c.body(new Uint8Array(bytes), 200, { 'Content-Type': 'image/webp', 'Cache-Control': 'private, no-store', 'Content-Disposition': 'inline' })
}

/** One version with its text opened and its grade, for learner and tutor. */
export async function versionOf(c: Ctx, row: Submission): Promise<Version> {
  const { house } = c.var
  const grade = await gradeOf(house.db, row.id)
  return {
    id: row.id, attempt: row.attempt, submitted: row.submitted, text: await textOf(house, row), ai: row.ai, pictures: row.pictures,
    grade: grade ? {
      mark: grade.mark, criteria: grade.criteria, at: grade.at, comment: await commentOf(house, row, grade),
      by: (grade.graded_by && (await staffName(house.db, grade.graded_by))) || '',
    } : null,
  }
}

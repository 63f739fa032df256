import type { Ctx, Route } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { say } from '../../lib/text.ts'
import { readStatement } from '../../record/read.ts'
import { readExt } from '../../record/statement.ts'
import { asset } from '../../web/assets.ts'
import { compressed } from '../../web/compress.ts'
import { page } from '../../web/page.tsx'
import { limaDay } from '../cohorts/index.ts'
import { gradesOf, labPassed } from './grades.ts'
import { labOf } from './labs.ts'
import { ownLab, type OwnLab } from './own-lab.ts'
import { LabPage, type TryLine } from './pages.tsx'
import { parseRecipe, recordedRecipe } from './recipe.ts'
import { submissionById, submissionsOf } from './submissions.ts'
import { recordRecipe } from './record-recipe.ts'
import { dataAddress } from './taken-lab.tsx'
import { TryPage, titleOf } from './try-page.tsx'
import { labView } from './view.ts'
import { REFUSAL } from './words.ts'

const LAB = '/learn/:enrolment/labs/:lab'

export const routes: readonly Route[] = [
  { method: 'GET', path: LAB, handle: (c) => showLab(c) },
  { method: 'POST', path: LAB, handle: submit, maxBody: 16 * 1024 },
  { method: 'GET', path: `${LAB}/tries/:submission`, handle: showTry },
  { method: 'GET', path: '/labs/:lab/data/:hash', handle: sendData },
]

const addressOf = ({ enrolment, lab }: OwnLab): string => `/learn/${enrolment.enrolment}/labs/${lab.id}`

async function showLab(c: Ctx, refused?: Problem): Promise<Response> {
  const { house, lang } = c.var
  const own = await ownLab(c)
  const { lab, enrolment: { tenant, agent } } = own
  const view = labView(lab, lang, own.seed, {
    dataUrl: dataAddress(lab), trainUrl: asset('train.js'), postUrl: addressOf(own),
  })
  return page(c, {
    title: say(lab.title, lang), scripts: ['workbench.js'], ...(refused ? { status: refused.status } : {}),
    main: <LabPage lang={lang} lab={lab} view={view} tries={await triesOf(c, own)} passed={await labPassed(house.db, tenant, agent, lab.id)}
      active={own.enrolment.state === 'active'} today={limaDay(house.clock())} problems={refused ? [{ field: 'workbench', sentence: refused.sentence }] : []} />,
  })
}

async function triesOf(c: Ctx, { lab, enrolment: { tenant, agent } }: OwnLab): Promise<TryLine[]> {
  const { db } = c.var.house
  const grades = new Map((await gradesOf(db, tenant, agent, lab.id)).map((g) => [g.submission, g]))
  return (await submissionsOf(db, tenant, agent, lab.id)).map((submission) => ({ submission, grade: grades.get(submission.submission) }))
}

/** The hand-in: recorded first, with its grading job in the same transaction; graded later. A refused recipe shows the lab again. */
async function submit(c: Ctx): Promise<Response> {
  const { house } = c.var
  const own = await ownLab(c)
  const form = await c.req.parseBody()
  const text = (name: string): string => (typeof form[name] === 'string' ? form[name] : '')
  const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text('id')) ? text('id') : crypto.randomUUID()
  try {
    await recordRecipe(house, own, { id, recipe: parseRecipe(text('recipe')), digest: text('digest') })
  } catch (error) {
    if (error instanceof Problem) return showLab(c, error)
    throw error
  }
  return c.redirect(`${addressOf(own)}/tries/${id}`, 303)
}

async function showTry(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const own = await ownLab(c)
  const { tenant, agent } = own.enrolment
  const submission = await submissionById(house.db, tenant, c.req.param('submission') ?? '')
  if (!submission || submission.agent !== agent || submission.lab !== own.lab.id) throw new Problem(404, 'unknown-try', REFUSAL.unknownTry)
  const grade = (await gradesOf(house.db, tenant, agent, own.lab.id)).find((g) => g.submission === submission.submission)
  const stored = await readStatement(house.db, tenant, submission.submission)
  const { steps } = recordedRecipe(stored && readExt(stored.statement, 'recipe'))
  const props = {
    lang, lab: own.lab, submission, grade, steps, today: limaDay(house.clock()), labUrl: addressOf(own), courseUrl: `/learn/${own.enrolment.enrolment}`,
  }
  return page(c, { title: titleOf(props), scripts: grade ? [] : ['lab-wait.js'], main: <TryPage {...props} /> })
}

/** The public rows, for everybody, under an address that holds their hash. Nothing else of a lab's folder is ever served. */
function sendData(c: Ctx): Response | Promise<Response> {
  const lab = labOf(c.var.house, c.req.param('lab') ?? '')
  if (!lab || c.req.param('hash') !== lab.data.public.sha256.slice(0, 16)) throw new Problem(404, 'unknown-lab', REFUSAL.unknownLab)
  return compressed(c, lab.csv, 200, { 'Content-Type': 'text/csv; charset=utf-8', 'Cache-Control': 'public, max-age=31536000, immutable' })
}

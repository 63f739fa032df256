import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { Ctx, Route } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { say } from '../../lib/text.ts'
import { readStatement } from '../../record/read.ts'
import { readExt } from '../../record/statement.ts'
import { asset } from '../../web/assets.ts'
import { compressed } from '../../web/compress.ts'
import { page } from '../../web/page.tsx'
import { learner } from '../../web/who.ts'
import { enrolmentsOf, limaDay } from '../cohorts/index.ts'
import { agentsOf } from '../people/index.ts'
import { gradesOf, labPassed } from './grades.ts'
import type { Lab } from './lab.ts'
import { labOf, labsOf } from './labs.ts'
import { ownLab, type OwnLab } from './own-lab.ts'
import { LabPage, type TryLine } from './pages.tsx'
import { parseRecipe, recordedRecipe } from './recipe.ts'
import { submissionById, submissionsOf } from './submissions.ts'
import { recordRecipe } from './record-recipe.ts'
import { benchScript, trainScript } from './shelf/size.ts'
import { dataAddress } from './taken-lab.tsx'
import { taskOf } from './tasks.ts'
import { TryPage, titleOf } from './try-page.tsx'
import { labView } from './view.ts'
import { REFUSAL } from './words.ts'

const LAB = '/learn/:enrolment/labs/:lab'

export const routes: readonly Route[] = [
  { method: 'GET', path: LAB, handle: (c) => showLab(c) },
  { method: 'POST', path: LAB, handle: submit },
  { method: 'GET', path: `${LAB}/tries/:submission`, handle: showTry },
  { method: 'GET', path: '/labs/:lab', handle: toOwnLab },
  { method: 'GET', path: '/labs/:lab/data/:hash', handle: sendData },
]

const addressOf = ({ enrolment, lab }: OwnLab): string => `/learn/${enrolment.enrolment}/labs/${lab.id}`

async function showLab(c: Ctx, refused?: Problem): Promise<Response> {
  const { house, lang } = c.var
  const own = await ownLab(c)
  const { lab, enrolment: { tenant, agent } } = own
  const closed = Boolean(await taskOf(lab).closed?.())
  const view = labView(lab, lang, own.seed, {
    dataUrl: dataAddress(lab), trainUrl: asset(trainScript(lab)), postUrl: addressOf(own),
  })
  return page(c, {
    title: say(lab.title, lang), scripts: [benchScript(lab)], ...(refused ? { status: refused.status } : {}),
    main: <LabPage lang={lang} lab={lab} view={view} tries={await triesOf(c, own)} passed={await labPassed(house.db, tenant, agent, lab.id)}
      active={own.enrolment.state === 'active'} today={limaDay(house.clock())} closed={closed} problems={refused ? [{ field: 'workbench', sentence: refused.sentence }] : []} />,
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
    const recipe = parseRecipe(own.lab, text('recipe'))
    const steps = typeof recipe === 'object' && recipe !== null && 'steps' in recipe ? recipe.steps : undefined
    if (await taskOf(own.lab).closed?.(steps)) throw new Problem(503, 'lab-closed', REFUSAL.labClosed)
    await recordRecipe(house, own, { id, recipe, digest: text('digest') })
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

/** A link that was shared leads each reader to the lab in her own enrolment; the recipe in its fragment goes along in her browser only. */
async function toOwnLab(c: Ctx): Promise<Response> {
  const { house } = c.var
  const id = c.req.param('lab') ?? ''
  for (const { tenant, agent } of await agentsOf(house.db, learner(c).person)) {
    if (!labsOf(house, tenant).some((lab) => lab.id === id)) continue
    const enrolments = await enrolmentsOf(house.db, tenant, agent)
    const best = enrolments.find((e) => e.state === 'active') ?? enrolments.find((e) => e.state !== 'annulled')
    if (best) return c.redirect(`/learn/${best.enrolment}/labs/${id}`, 303)
  }
  throw new Problem(404, 'unknown-lab', REFUSAL.unknownLab)
}

/** The public rows, for everybody, under an address that holds their hash. Nothing else of a lab's folder is ever served. */
async function sendData(c: Ctx): Promise<Response> {
  const lab = labOf(c.var.house, c.req.param('lab') ?? '')
  if (!lab || c.req.param('hash') !== lab.data.public.sha256.slice(0, 16)) throw new Problem(404, 'unknown-lab', REFUSAL.unknownLab)
  const type = lab.data.public.file.endsWith('.csv') ? 'text/csv; charset=utf-8' : 'application/octet-stream'
  const headers = { 'Content-Type': type, 'Cache-Control': 'public, max-age=31536000, immutable' }
  if (!/\bbr\b/.test(c.req.header('accept-encoding') ?? '')) return compressed(c, lab.bytes, 200, headers)
  for (const [name, value] of Object.entries({ ...headers, Vary: 'Accept-Encoding', 'Content-Encoding': 'br' })) c.header(name, value)
  return c.body(new Uint8Array(await packed(lab)))
}

const packedData = new WeakMap<Lab, Promise<Buffer>>()
/** Packing this much as tightly as can be takes about a second. */
const TIGHTLY = 100 * 1024

/** A lab's public data as tightly as it pays: packed once, fetched by every phone. */
function packed(lab: Lab): Promise<Buffer> {
  const before = packedData.get(lab)
  if (before) return before
  const quality = lab.bytes.length <= TIGHTLY ? constants.BROTLI_MAX_QUALITY : 9
  const made = promisify(brotliCompress)(lab.bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: lab.bytes.length } })
  packedData.set(lab, made)
  return made
}

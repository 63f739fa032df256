import type { JSX } from 'preact'
import { z } from 'zod'
import type { Ctx, Route } from '../../feature.ts'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang } from '../../lib/text.ts'
import { Choices, ErrorSummary } from '../../web/form.tsx'
import { page } from '../../web/page.tsx'
import { notFound, staff } from '../../web/who.ts'
import { enrolmentById } from '../cohorts/index.ts'
import { staffName } from '../people/index.ts'
import { BATCH, whyNot } from './batch-words.ts'
import { batchesOf, progressOf, refusedIn, startBatch, waitingCount, type BatchProgress } from './batch.ts'
import { dayText } from './hours.ts'
import { namesOfAgents } from './office-lists.ts'
import { Framed, type Frame } from './office-pages.tsx'
import { baseOf, frameOf, tenantOf } from './office-routes.tsx'

/** Seconds until the page of a batch that still runs asks again. */
const REFRESH = 4

export const batchRoutes: readonly Route[] = [
  { method: 'GET', path: '/office/:programme/certificates/batches', handle: (c) => offer(c) },
  { method: 'POST', path: '/office/:programme/certificates/batches', handle: start },
  { method: 'GET', path: '/office/:programme/certificates/batches/:batch', handle: show },
]

async function offer(c: Ctx, problems: readonly FieldProblem[] = [], batch: string = crypto.randomUUID()): Promise<Response> {
  const { house, lang } = c.var
  const who = staff(c, tenantOf(c), 'approver')
  const { all, own } = await waitingCount(house.db, tenantOf(c), who.staff)
  const last = await batchesOf(house.db, tenantOf(c))
  return page(c, {
    title: say(BATCH.offer, lang), status: problems.length > 0 ? 422 : 200,
    main: <OfferPage frame={await frameOf(c, 'toApprove')} n={all - own} own={own} batch={batch} problems={problems} last={last} lang={lang} />,
  })
}

function OfferPage({ frame, n, own, batch, problems, last, lang }: {
  frame: Frame; n: number; own: number; batch: string; problems: readonly FieldProblem[]; last: readonly { id: string; at: Date }[]; lang: Lang
}): JSX.Element {
  const here = `${frame.base}/batches`
  return (
    <Framed frame={frame}>
      <ErrorSummary problems={problems} lang={lang} />
      <h2>{say(BATCH.offer, lang)}</h2>
      <p>{n > 0 ? say(BATCH.count, lang, { n }) : say(BATCH.nothing, lang)} {own > 0 && say(BATCH.own, lang, { n: own })}</p>
      {n > 0 && !frame.stop && (
        <form method="post" action={here} class="card">
          <p>{say(BATCH.says, lang)}</p>
          <input type="hidden" name="batch" value={batch} />
          <Choices name="confirm" label={say(BATCH.confirm, lang)} lang={lang} several chosen={[]} problems={problems} options={[{ value: 'yes', label: say(BATCH.confirmOne, lang) }]} />
          <button>{say(BATCH.start, lang, { n })}</button>
        </form>
      )}
      {last.length > 0 && <><h2>{say(BATCH.last, lang)}</h2><ul>{last.map((b) => <li><a href={`${here}/${b.id}`}>{dayText(b.at)}</a></li>)}</ul></>}
      <p><a class="button quiet" href={`${frame.base}/approvals`}>{say(BATCH.back, lang)}</a></p>
    </Framed>
  )
}

const StartForm = z.object({ batch: z.uuid(), confirm: z.string().optional() })

async function start(c: Ctx): Promise<Response> {
  const tenant = tenantOf(c)
  const who = staff(c, tenant, 'approver')
  const form = StartForm.safeParse(await c.req.parseBody())
  if (!form.success) return offer(c, [{ field: 'confirm', sentence: BATCH.tick }])
  if (form.data.confirm !== 'yes') return offer(c, [{ field: 'confirm', sentence: BATCH.tick }], form.data.batch)
  const found = await startBatch(c.var.house, tenant, form.data.batch, who.staff)
  if (found === 0) return offer(c, [{ field: 'confirm', sentence: BATCH.nothing }])
  return c.redirect(`${baseOf(c)}/batches/${form.data.batch}`, 303)
}

async function show(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  staff(c, tenant, 'executor', 'approver', 'auditor')
  const id = z.uuid().safeParse(c.req.param('batch'))
  const progress = id.success ? await progressOf(house.db, tenant, id.data) : null
  if (!progress) throw notFound()
  if (!progress.done) c.header('Refresh', String(REFRESH))
  const refused = await refusedIn(house.db, progress.id)
  const agents = new Map(await Promise.all(refused.map(async (r) => [r.enrolment, (await enrolmentById(house.db, r.enrolment))?.agent ?? ''] as const)))
  const names = await namesOfAgents(house, tenant, [...agents.values()])
  return page(c, {
    title: say(BATCH.title, lang),
    main: (
      <ProgressPage frame={await frameOf(c, 'toApprove')} progress={progress} by={await staffName(house.db, progress.by)} lang={lang}
        refused={refused.map((r) => ({ name: names.get(agents.get(r.enrolment) ?? '') ?? r.enrolment, code: r.outcome }))} />
    ),
  })
}

function ProgressPage({ frame, progress, by, refused, lang }: {
  frame: Frame; progress: BatchProgress; by: string; refused: readonly { name: string; code: string }[]; lang: Lang
}): JSX.Element {
  const { total, left, approved, issued } = progress
  const lines = [[BATCH.approved, approved], [BATCH.issued, issued], [BATCH.refused, total - left - approved], [BATCH.left, left]] as const
  return (
    <Framed frame={frame}>
      <h2>{say(BATCH.title, lang)}</h2>
      <p>{say(BATCH.startedBy, lang, { name: by, date: dayText(progress.at) })}</p>
      <p role="status">{say(BATCH.progress, lang, { done: total - left, total })}. {say(progress.done ? BATCH.finished : BATCH.goesOn, lang)}</p>
      <progress class="bar" max={total} value={total - left} aria-label={say(BATCH.progress, lang, { done: total - left, total })} />
      <table><tbody>{lines.map(([label, n]) => <tr><th scope="row">{say(label, lang)}</th><td class="count">{n}</td></tr>)}</tbody></table>
      {refused.length > 0 && (
        <>
          <h3>{say(BATCH.refused, lang)}</h3>
          {refused.length >= 100 && <p class="quiet-text">{say(BATCH.firstOnes, lang)}</p>}
          <div class="scroll" tabindex={0} role="group" aria-label={say(BATCH.refused, lang)}><table>
            <thead><tr><th scope="col">{say(BATCH.person, lang)}</th><th scope="col">{say(BATCH.why, lang)}</th></tr></thead>
            <tbody>{refused.map((r) => <tr><th scope="row">{r.name}</th><td>{say(whyNot(r.code), lang)}</td></tr>)}</tbody>
          </table></div>
        </>
      )}
      <p><a class="button quiet" href={`${frame.base}/approvals`}>{say(BATCH.back, lang)}</a></p>
    </Framed>
  )
}

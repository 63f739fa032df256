import { z } from 'zod'
import type { Ctx, Route } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { say } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { notFound, staff } from '../../web/who.ts'
import { programmeOf, type Programme } from '../programmes/index.ts'
import { askParallel, parallelCounts } from './parallel.ts'
import { ParallelPage } from './parallel-page.tsx'
import { PARALLEL, PARALLEL_REFUSAL } from './parallel-words.ts'

function asked(c: Ctx): Programme {
  const programme = programmeOf(c.var.house, c.req.param('programme') ?? '')
  if (!programme) throw notFound()
  return programme
}

async function show(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const programme = asked(c)
  const counts = await parallelCounts(house.db, programme.id)
  // A page that waits for a job asks again by itself, without a script.
  if (counts.some((one) => one.done === null)) c.header('Refresh', '5')
  return page(c, { title: say(PARALLEL.title, lang), main: <ParallelPage programme={programme} counts={counts} lang={lang} /> })
}

const Form = z.object({ cut: z.string().max(20), version: z.string().max(20) })

async function ask(c: Ctx): Promise<Response> {
  const programme = asked(c)
  const owner = staff(c, programme.id, 'approver')
  const form = Form.safeParse(await c.req.parseBody())
  if (!form.success) throw new Problem(422, 'no-such-cut', PARALLEL_REFUSAL.noCut)
  await askParallel(c.var.house, programme, { ...form.data, by: owner.staff })
  return c.redirect(`/p/${programme.id}/parallel`, 303)
}

export const parallelRoutes: readonly Route[] = [
  { method: 'GET', path: '/p/:programme/parallel', handle: show },
  { method: 'POST', path: '/office/:programme/parallel', handle: ask },
]

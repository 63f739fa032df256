import type { Ctx, Route } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { staff } from '../../web/who.ts'
import { here, showApplication } from './applications-routes.tsx'
import { knownCall } from './known.ts'
import { giveScore } from './review.ts'
import { settle } from './rounds.ts'
import { criteriaOf, fieldOf } from './score.ts'

export const scoreRoutes: readonly Route[] = [
  { method: 'POST', path: '/office/:programme/calls/:call/applications/:expediente/score', handle: score },
]

async function score(c: Ctx): Promise<Response> {
  const { house } = c.var
  const row = await here(c)
  const who = staff(c, row.tenant, 'executor')
  const { call } = await knownCall(house, house.db, row.tenant, row.call)
  const form = await c.req.formData()
  const typed = new Map(criteriaOf(call).flatMap((criterion) => {
    const value = form.get(fieldOf(criterion))
    return typeof value === 'string' ? [[criterion.id, value] as const] : []
  }))
  try {
    await giveScore(house, row.tenant, row.expediente, new Map([...typed].filter(([, value]) => /^\d+$/.test(value)).map(([id, value]) => [id, Number(value)])), who.staff)
  } catch (error) {
    if (error instanceof Problem && error.status === 422) return showApplication(c, { problems: error.fields, scores: typed })
    throw error
  }
  await settle(house, row.tenant, row.call)
  return c.redirect(`/office/${row.tenant}/calls/${row.call}/applications/${row.expediente}?done=scored`, 303)
}

import type { Ctx, Route } from '../../feature.ts'
import type { FieldProblem } from '../../lib/problem.ts'
import { say } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { holds, staff } from '../../web/who.ts'
import { staffNames } from '../people/index.ts'
import { knownCall } from './known.ts'
import { makeFinal, publish, resultsStand, unlistedByState } from './publishing-results.ts'
import { RESULTS } from './result-words.ts'
import { ResultsOffice } from './results-office.tsx'
import { settle } from './rounds.ts'
import { REFUSAL } from './words.ts'

/** Publishing the results of a call, and making them firm. */
export const resultsOfficeRoutes: readonly Route[] = [
  { method: 'GET', path: '/office/:programme/calls/:call/results', handle: (c) => show(c) },
  { method: 'POST', path: '/office/:programme/calls/:call/results', handle: publishList },
  { method: 'POST', path: '/office/:programme/calls/:call/final', handle: final },
]

const tenantOf = (c: Ctx): string => c.req.param('programme') ?? ''
const callIdOf = (c: Ctx): string => c.req.param('call') ?? ''
const hereOf = (c: Ctx): string => `/office/${tenantOf(c)}/calls/${callIdOf(c)}/results`

async function show(c: Ctx, problems: readonly FieldProblem[] = []): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  const who = staff(c, tenant, 'executor', 'approver', 'auditor')
  const { call, phase, publication } = await knownCall(house, house.db, tenant, callIdOf(c))
  if (publication) await settle(house, tenant, call.id)
  const stand = await resultsStand(house, house.db, tenant, call.id, phase)
  const names = await staffNames(house.db, [...stand.lists.map((l) => l.published_by), ...(publication?.final_by ? [publication.final_by] : [])])
  return page(c, {
    title: say(RESULTS.officeLink, lang), status: problems.length > 0 ? 422 : 200,
    main: (
      <ResultsOffice lang={lang} base={`/office/${tenant}/calls/${call.id}`} publicAddress={`/p/${tenant}/calls/${call.id}`} call={call} stand={stand}
        ready={await unlistedByState(house.db, tenant, call.id)} names={names} now={house.clock()}
        final={publication?.final ? { at: publication.final, by: names.get(publication.final_by ?? '') ?? '' } : null}
        mayPublish={holds(who, tenant, ['executor'])} mayEnd={holds(who, tenant, ['approver'])} done={c.req.query('done') !== undefined} problems={problems} />
    ),
  })
}

async function publishList(c: Ctx): Promise<Response> {
  const who = staff(c, tenantOf(c), 'executor')
  if ((await c.req.parseBody())['confirm'] !== 'yes') return show(c, [{ field: 'confirm', sentence: REFUSAL.confirmNeeded }])
  await publish(c.var.house, tenantOf(c), callIdOf(c), who.staff)
  return c.redirect(`${hereOf(c)}?done`, 303)
}

async function final(c: Ctx): Promise<Response> {
  const who = staff(c, tenantOf(c), 'approver')
  if ((await c.req.parseBody())['final_confirm'] !== 'yes') return show(c, [{ field: 'final_confirm', sentence: REFUSAL.confirmNeeded }])
  await makeFinal(c.var.house, tenantOf(c), callIdOf(c), who.staff)
  return c.redirect(hereOf(c), 303)
}

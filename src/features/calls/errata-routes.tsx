import type { Ctx, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { append } from '../../record/append.ts'
import { staff } from '../../web/who.ts'
import { readDay } from '../people/index.ts'
import { callScope } from './application.ts'
import { errataOf } from './call-erratum.ts'
import type { ErratumTyped } from './errata-parts.tsx'
import { issueErratum, type Erratum } from './erratum.ts'
import { knownCall } from './known.ts'
import { showCallOffice } from './office-routes.tsx'

export const errataRoutes: readonly Route[] = [
  { method: 'POST', path: '/office/:programme/calls/:call/errata', handle: issue },
]

const FIELDS = ['says', 'should_es', 'should_en', 'because_es', 'because_en', 'closes'] as const

async function issue(c: Ctx): Promise<Response> {
  const { house } = c.var
  const [tenant, id] = [c.req.param('programme') ?? '', c.req.param('call') ?? '']
  const who = staff(c, tenant, 'approver')
  const form = await c.req.formData()
  const text = (name: string): string => { const value = form.get(name); return typeof value === 'string' ? value.replaceAll('\r\n', '\n').normalize('NFC').trim() : '' }
  // One entry for each of FIELDS.
  const typed = Object.fromEntries(FIELDS.map((name) => [name, text(name)])) as ErratumTyped
  const refused = (problems: readonly FieldProblem[]) => showCallOffice(c, { problems, erratum: typed })
  const day = typed.closes === '' ? null : readDay(typed.closes)
  if (day && !day.ok) return refused([{ field: 'closes', sentence: day.sentence }])
  const asked: Erratum = {
    says: typed.says, shouldSay: { es: typed.should_es, en: typed.should_en }, because: { es: typed.because_es, en: typed.because_en },
    closes: day ? new Date(`${day.date}T23:59:59-05:00`) : null,
  }
  try {
    await append(house, { scopes: [callScope(tenant, id)] }, async (tx) => {
      const { call, bases, phase } = await knownCall(house, tx, tenant, id)
      const errata = (await errataOf(tx, tenant, id)).map((one) => ({ says: one.says, shouldSay: one.should_say }))
      const { rounds, drawAt } = call.selection
      return issueErratum({ phase, terms: bases.yaml, closes: new Date(call.closes), drawAt: new Date(drawAt), rounds, errata }, asked, { tenant, call: id, at: house.clock(), by: who.staff })
    })
  } catch (error) {
    if (error instanceof Problem && error.status === 422) return refused(error.fields)
    throw error
  }
  return c.redirect(`/office/${tenant}/calls/${id}`, 303)
}


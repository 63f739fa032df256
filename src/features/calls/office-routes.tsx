import type { Ctx, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { say } from '../../lib/text.ts'
import { append } from '../../record/append.ts'
import { page } from '../../web/page.tsx'
import { holds, staff } from '../../web/who.ts'
import { staffNames } from '../people/index.ts'
import { ruleInForce } from '../programmes/index.ts'
import { callScope } from './application.ts'
import { signedErrata } from './call-erratum.ts'
import { CALL_READERS } from './entity.ts'
import type { ErratumTyped } from './errata-parts.tsx'
import { listCalls } from './calls-list.tsx'
import { knownCall } from './known.ts'
import { readyCount, roundHeadsOf } from './lottery-round.ts'
import { CallOffice } from './office-page.tsx'
import { stageOf } from './phase.ts'
import { publishCall } from './publish.ts'
import { draw, freeze, settle } from './rounds.ts'
import { resultsStand } from './publishing-results.ts'
import { REFUSAL } from './words.ts'

export const officeRoutes: readonly Route[] = [
  { method: 'GET', path: '/office/:programme/calls', handle: listCalls },
  { method: 'GET', path: '/office/:programme/calls/:call', handle: (c) => showCallOffice(c) },
  { method: 'POST', path: '/office/:programme/calls/:call/publish', handle: publish },
  { method: 'POST', path: '/office/:programme/calls/:call/freeze', handle: freezeRound },
  { method: 'POST', path: '/office/:programme/calls/:call/draw', handle: drawRound },
]

const tenantOf = (c: Ctx): string => c.req.param('programme') ?? ''
const callIdOf = (c: Ctx): string => c.req.param('call') ?? ''
const baseOf = (c: Ctx): string => `/office/${tenantOf(c)}/calls`

/** One call in the office; `refused`: a form of it came back with what was typed. */
export async function showCallOffice(c: Ctx, refused?: { problems: readonly FieldProblem[]; typed?: { value: string; source: string }; erratum?: ErratumTyped }): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  const who = staff(c, tenant, ...CALL_READERS)
  const { call, phase, bases, publication } = await knownCall(house, house.db, tenant, callIdOf(c))
  if (publication) await settle(house, tenant, call.id)
  const rounds = await roundHeadsOf(house.db, tenant, call.id)
  const names = await staffNames(house.db, [publication?.published_by, ...rounds.flatMap((r) => [r.frozen_by, r.drawn_by])].filter((id): id is string => typeof id === 'string' && id !== ''))
  const name = (id: string | null | undefined): string => names.get(id ?? '') ?? ''
  const ready = await readyCount(house.db, tenant, call.id)
  const stand = await resultsStand(house, house.db, tenant, call.id, phase)
  return page(c, {
    title: say(call.title, lang), status: refused ? 422 : 200,
    main: (
      <CallOffice lang={lang} base={baseOf(c)} publicAddress={`/p/${tenant}/calls/${call.id}`} publicUrl={house.config.publicUrl} call={call} stage={stageOf(phase, { until: stand.until, openAppeals: stand.openAppeals.n }, house.clock())} stand={stand} hash={bases.sha256}
        publication={publication ? { at: publication.published, by: name(publication.published_by) } : null}
        ruleInForce={(await ruleInForce(house.db, house, tenant)) !== null} ready={ready}
        rounds={rounds.map((r) => ({ ...r, frozenName: name(r.frozen_by), drawnName: name(r.drawn_by) }))}
        mayPublish={holds(who, tenant, ['approver'])} mayDraw={holds(who, tenant, ['executor'])}
        errata={await signedErrata(house.db, tenant, call.id)} erratum={refused?.erratum ?? null}
        typed={refused?.typed ?? { value: '', source: '' }} problems={refused?.problems ?? []} />
    ),
  })
}

async function publish(c: Ctx): Promise<Response> {
  const { house } = c.var
  const tenant = tenantOf(c)
  const who = staff(c, tenant, 'approver')
  if (!(await confirmed(c))) return showCallOffice(c, { problems: [{ field: 'confirm', sentence: REFUSAL.confirmNeeded }] })
  await append(house, { scopes: [callScope(tenant, callIdOf(c))] }, async (tx) => {
    const { call, bases, publication } = await knownCall(house, tx, tenant, callIdOf(c))
    const known = { hash: bases.sha256, published: publication !== undefined, ruleInForce: (await ruleInForce(tx, house, tenant)) !== null, closes: new Date(call.closes) }
    return publishCall(known, { tenant, call: call.id, at: house.clock(), by: who.staff })
  })
  return c.redirect(`${baseOf(c)}/${callIdOf(c)}`, 303)
}

async function freezeRound(c: Ctx): Promise<Response> {
  const who = staff(c, tenantOf(c), 'executor')
  if (!(await confirmed(c))) return showCallOffice(c, { problems: [{ field: 'confirm', sentence: REFUSAL.confirmNeeded }] })
  await freeze(c.var.house, tenantOf(c), callIdOf(c), who.staff)
  return c.redirect(`${baseOf(c)}/${callIdOf(c)}`, 303)
}

async function drawRound(c: Ctx): Promise<Response> {
  const who = staff(c, tenantOf(c), 'executor')
  const body = await c.req.parseBody()
  const text = (name: string): string => { const value = body[name]; return typeof value === 'string' ? value : '' }
  const typed = { value: text('value'), source: text('source') }
  if (text('confirm') !== 'yes') return showCallOffice(c, { typed, problems: [{ field: 'confirm', sentence: REFUSAL.confirmNeeded }] })
  try {
    await draw(c.var.house, tenantOf(c), callIdOf(c), typed, who.staff)
  } catch (error) {
    if (error instanceof Problem && error.status === 422) return showCallOffice(c, { typed, problems: error.fields })
    throw error
  }
  return c.redirect(`${baseOf(c)}/${callIdOf(c)}`, 303)
}

async function confirmed(c: Ctx): Promise<boolean> {
  return (await c.req.parseBody())['confirm'] === 'yes'
}

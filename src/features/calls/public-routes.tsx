import type { Ctx, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { say } from '../../lib/text.ts'
import { compressed } from '../../web/compress.ts'
import { page } from '../../web/page.tsx'
import { holds, organisationOf } from '../../web/who.ts'
import { agentOf, NOTHING_TYPED, readFirstForm, registering, ubigeo, type TypedPerson } from '../people/index.ts'
import { programmeOf } from '../programmes/index.ts'
import { applicationsOf } from './application.ts'
import { resultListsOf } from './call-results.ts'
import { signedErrata } from './call-erratum.ts'
import { ApplyPage } from './apply-page.tsx'
import { CallPage } from './call-page.tsx'
import { CALL_READERS, callsSeen } from './entity.ts'
import { expedienteFrom } from './expediente.ts'
import { startRegistering, startSignedIn } from './intake.ts'
import { knownCall, type KnownCall } from './known.ts'
import { lotteryFile } from './lottery.ts'
import { frozenOf, isDrawn, roundHeadsOf, roundsOf } from './lottery-round.ts'
import { PUBLIC } from './page-words.ts'
import { readReserved } from './quotas.ts'
import { REFUSAL } from './words.ts'

export const publicRoutes: readonly Route[] = [
  { method: 'GET', path: '/p/:programme/calls/:call', handle: showCall },
  { method: 'GET', path: '/p/:programme/calls/:call/bases.yaml', handle: bases },
  { method: 'GET', path: '/p/:programme/calls/:call/lottery.json', handle: lottery },
  { method: 'GET', path: '/p/:programme/calls/:call/apply', handle: (c) => showApply(c) },
  { method: 'POST', path: '/p/:programme/calls/:call/apply', handle: apply },
]

const baseOf = (known: KnownCall): string => `/p/${known.tenant}/calls/${known.call.id}`
export const ownAddress = (tenant: string, expediente: string): string => `/me/applications/${tenant}/${expediente}`

/** The call of the address; a draft is only for staff. */
async function callHere(c: Ctx): Promise<KnownCall> {
  const known = await knownCall(c.var.house, c.var.house.db, c.req.param('programme') ?? '', c.req.param('call') ?? '')
  if (known.phase === 'draft' && c.var.who.kind !== 'staff') throw new Problem(404, 'unknown-call', REFUSAL.unknownCall)
  return known
}

/** Where the signed-in learner's application to this call is, if she has one. */
async function ownApplication(c: Ctx, { tenant, call }: KnownCall): Promise<string | null> {
  const { house, who } = c.var
  if (who.kind !== 'learner') return null
  const agent = await agentOf(house.db, tenant, who.person)
  const row = agent ? (await applicationsOf(house.db, tenant, agent)).find((a) => a.call === call.id) : undefined
  return row ? ownAddress(tenant, row.expediente) : null
}

/** The call in the office for who may open it there: by her role in this programme, and of calls that her entity has sections of. */
async function officeOf({ var: { who, house } }: Ctx, { tenant, call }: KnownCall): Promise<string | null> {
  if (!holds(who, tenant, CALL_READERS)) return null
  const seen = await callsSeen(house, tenant, organisationOf(who, tenant, CALL_READERS), [call])
  return seen.length > 0 ? `/office/${tenant}/calls/${call.id}` : null
}

async function showCall(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const known = await callHere(c)
  const programme = programmeOf(house, known.tenant)
  if (!programme) throw new Problem(404, 'unknown-call', REFUSAL.unknownCall)
  const asked = known.call.requirements.departments ?? []
  return page(c, {
    title: say(known.call.title, lang), cacheSeconds: 15, ...(programme.trial ? { notice: say(PUBLIC.trial, lang) } : {}),
    main: (
      <CallPage lang={lang} base={baseOf(known)} publicUrl={house.config.publicUrl} programme={programme} call={known.call} phase={known.phase}
        published={known.publication?.published ?? null} hash={known.bases.sha256} rounds={await roundHeadsOf(house.db, known.tenant, known.call.id)} errata={await signedErrata(house.db, known.tenant, known.call.id)} results={(await resultListsOf(house.db, known.tenant, known.call.id))[0] ?? null}
        departments={asked.map((code) => ubigeo().departments.find((d) => d.code === code)?.name ?? code)} own={await ownApplication(c, known)} {...(c.var.who.kind === 'staff' ? { office: await officeOf(c, known) } : {})} />
    ),
  })
}

async function bases(c: Ctx): Promise<Response> {
  const known = await callHere(c)
  return c.body(known.bases.yaml, 200, { 'Content-Type': 'text/yaml; charset=utf-8', 'Cache-Control': 'public, max-age=60' })
}

/** The last round's file, or the one asked for by ?round=. */
async function lottery(c: Ctx): Promise<Response> {
  const { house } = c.var
  const known = await callHere(c)
  const rounds = await roundsOf(house.db, known.tenant, known.call.id)
  const asked = c.req.query('round')
  const round = asked ? rounds.find((r) => String(r.round) === asked) : rounds.at(-1)
  if (!round) throw new Problem(404, 'nothing-frozen', REFUSAL.noRound)
  const frozen = { ...frozenOf(round), frozenAt: round.frozen, file: known.bases.file }
  const draw = isDrawn(round) ? { value: round.value, source: round.source, places: round.places, reserved: readReserved(round.reserved ?? []), at: round.drawn } : null
  return compressed(c, `${JSON.stringify(lotteryFile(frozen, draw), null, 1)}\n`, 200, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'public, max-age=60' })
}

async function showApply(c: Ctx, typed: TypedPerson = NOTHING_TYPED, problems: readonly FieldProblem[] = []): Promise<Response> {
  const { lang, who } = c.var
  const known = await callHere(c)
  const own = await ownApplication(c, known)
  if (own) return c.redirect(own, 303)
  if (known.phase !== 'open') throw new Problem(409, 'call-not-open', REFUSAL.notOpen)
  return page(c, {
    title: say(PUBLIC.apply, lang), status: problems.length > 0 ? 422 : 200, scripts: ['district.js'],
    main: <ApplyPage lang={lang} base={baseOf(known)} title={known.call.title} typed={typed} problems={problems} signedIn={who.kind === 'learner'} />,
  })
}

async function apply(c: Ctx): Promise<Response> {
  const { house, who } = c.var
  const known = await callHere(c)
  const wanted = { tenant: known.tenant, call: known.call.id, expediente: expedienteFrom(crypto.getRandomValues(new Uint8Array(32))) }
  if (who.kind === 'learner') {
    const own = await ownApplication(c, known)
    if (own) return c.redirect(own, 303)
    await startSignedIn(house, wanted, who.person, crypto.randomUUID())
    return c.redirect(ownAddress(wanted.tenant, wanted.expediente), 303)
  }
  if (known.phase !== 'open') throw new Problem(409, 'call-not-open', REFUSAL.notOpen)
  const reading = readFirstForm(await c.req.formData(), house.clock(), c.var.lang)
  if (!reading.ok) return showApply(c, reading.typed, reading.problems)
  const expediente = await registering(c, known.tenant, reading.values, async (registration) => {
    // She has an account (same document, same PIN) and may have applied already: then she simply goes on.
    const agent = registration.resumes ? await agentOf(house.db, known.tenant, registration.person) : null
    const before = agent ? (await applicationsOf(house.db, known.tenant, agent)).find((a) => a.call === known.call.id) : undefined
    return before?.expediente ?? (await startRegistering(house, wanted, registration)).expediente
  })
  return c.redirect(ownAddress(known.tenant, expediente), 303)
}

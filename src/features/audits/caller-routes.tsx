import type { Ctx, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { say, type Text } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { wholeStaff } from '../../web/who.ts'
import { printedMinutes } from '../credentials/index.ts'
import { idOf } from '../duties/index.ts'
import { logged, personOf, profileOf, shownPhone } from '../people/index.ts'
import { agentsOfPerson, programmeOf } from '../programmes/index.ts'
import { hadAHand, noteCall, phoneOf } from './acts.ts'
import { sampledIn, tenantOf } from './asked.ts'
import { auditsOf } from './audit.ts'
import { sampleOf } from './audit-person.ts'
import { CallPage, CallsPage, type CallProps, type ToCall } from './caller-pages.tsx'
import { contactOf, triesOf } from './contact.ts'
import { CALLS } from './page-words.ts'
import { ANSWERS, ASKED, CHANNELS } from './statements.ts'
import { WRONG } from './words.ts'

const AT = '/office/:programme/audit-calls'
const ONE = `${AT}/:audit/:pseudonym`

export const callerRoutes: readonly Route[] = [
  { method: 'GET', path: AT, handle: list },
  { method: 'GET', path: ONE, handle: (c) => show(c) },
  { method: 'POST', path: ONE, handle: note },
  { method: 'POST', path: `${ONE}/phone`, handle: phone },
]

const baseOf = (c: Ctx): string => `/office/${encodeURIComponent(tenantOf(c))}/audit-calls`

/** Who is still to be called, of every sample that is open: by number, without a name. */
async function list(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  wholeStaff(c, tenant, 'caller')
  const lines: ToCall[] = []
  for (const audit of (await auditsOf(house.db, tenant)).filter((one) => one.state === 'drawn')) {
    for (const hers of await sampleOf(house.db, tenant, audit.audit)) {
      if (contactOf(hers.calls) === 'open') lines.push({ number: audit.number, place: hers.place, tries: triesOf(hers.calls).length, href: `${baseOf(c)}/${audit.audit}/${hers.pseudonym}` })
    }
  }
  return page(c, { title: say(CALLS.title, lang), main: <CallsPage lang={lang} lines={lines} saved={c.req.query('done') !== undefined} /> })
}

type Typed = CallProps['typed']
interface Shown { readonly typed?: Typed; readonly problems?: readonly FieldProblem[]; readonly refusal?: Text; readonly status?: number; readonly phone?: string }

/** Her name is what the caller asks about; her number is shown after a press, and noted. Of who may not be called neither. */
async function show(c: Ctx, shown: Shown = {}): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  const { staff } = wholeStaff(c, tenant, 'caller')
  const { audit, hers, agent } = await sampledIn(c)
  if (await hadAHand(house.db, tenant, agent, staff)) throw new Problem(403, 'not-independent', WRONG.notIndependent)
  const number = await phoneOf(house, house.db, tenant, agent)
  const person = number === null ? null : await personOf(house.db, tenant, agent)
  const open = audit.state === 'drawn' && (contactOf(hers.calls) === 'open' || (contactOf(hers.calls) === 'not-allowed' && number !== null))
  const profile = person && open ? await profileOf(house, house.db, person) : null
  if (person && profile) await logged(house.db, { staff, action: 'audit-person-seen', tenant, person, detail: { audit: audit.audit, place: hers.place } }, house.clock())
  return page(c, {
    title: say(CALLS.person, lang, { n: audit.number, place: hers.place }), status: shown.status ?? 200,
    main: <CallPage lang={lang} list={baseOf(c)} at={`${baseOf(c)}/${audit.audit}/${hers.pseudonym}`} audit={audit} hers={hers} open={open} allowed={number !== null} name={profile?.name ?? null}
      minutes={open ? await printedMinutes(house, tenant, await agentsOfPerson(house.db, tenant, agent)) : null} programme={say(programmeOf(house, tenant)?.title ?? CALLS.title, lang)} phone={shown.phone ?? null}
      typed={shown.typed ?? { id: crypto.randomUUID(), channel: '', answer: '', confirms: [] }} problems={shown.problems ?? []} refusal={shown.refusal} />,
  })
}

async function note(c: Ctx): Promise<Response> {
  const { house } = c.var
  const { staff: by } = wholeStaff(c, tenantOf(c), 'caller')
  const { audit, hers } = await sampledIn(c)
  const form = await c.req.formData()
  const text = (name: string): string => { const value = form.get(name); return typeof value === 'string' ? value : '' }
  const typed: Typed = { id: idOf(text('id')), channel: text('channel'), answer: text('answer'), confirms: form.getAll('confirms').filter((one) => typeof one === 'string') }
  const answer = ANSWERS.find((one) => one === typed.answer)
  const channel = CHANNELS.find((one) => one === typed.channel) ?? null
  const problems: FieldProblem[] = [
    ...(answer ? [] : [{ field: 'answer', sentence: WRONG.choose }]), ...(channel || answer === 'not-allowed' ? [] : [{ field: 'channel', sentence: WRONG.choose }]),
  ]
  if (!answer || problems.length > 0) return show(c, { typed, problems, status: 422 })
  try {
    await noteCall(house, audit, { id: typed.id, pseudonym: hers.pseudonym, answer, channel: answer === 'not-allowed' ? null : channel, confirms: ASKED.filter((one) => typed.confirms.includes(one)), by })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return show(c, { typed, refusal: error.sentence, status: error.status })
  }
  return c.redirect(`${baseOf(c)}?done`, 303)
}

/** Her number, in the answer to a POST only, with a line in the log. */
async function phone(c: Ctx): Promise<Response> {
  const { house } = c.var
  const tenant = tenantOf(c)
  const { staff } = wholeStaff(c, tenant, 'caller')
  const { audit, agent } = await sampledIn(c)
  const number = audit.state === 'drawn' ? await phoneOf(house, house.db, tenant, agent) : null
  const person = number === null ? null : await personOf(house.db, tenant, agent)
  if (!number || !person || await hadAHand(house.db, tenant, agent, staff)) return show(c, { refusal: WRONG.noConsent, status: 403 })
  await logged(house.db, { staff, action: 'phone-seen', tenant, person }, house.clock())
  return show(c, { phone: shownPhone(number) })
}

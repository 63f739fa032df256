import type { Ctx, OfficeLink, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { say, type Text } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { notFound, staff } from '../../web/who.ts'
import { staffName } from '../people/index.ts'
import { programmeOf } from '../programmes/index.ts'
import { scopeOf } from './covers.ts'
import { clientOf, clientsOf, type ShownClient } from './list.ts'
import { createClient, OVERLAP_MS, revokeClient, rotateSecret, setRate, type Act, type Credentials } from './manage.ts'
import { ClientPage, ListPage, SecretPage, type Typed } from './pages.tsx'
import { MOST_RATE, USUAL_RATE } from './rate.ts'
import { PAGE, REFUSAL } from './words.ts'

export const office: readonly OfficeLink[] = [{ label: PAGE.title, path: 'clients', room: 'technical', roles: ['administrator'] }]

export const pageRoutes: readonly Route[] = [
  { method: 'GET', path: '/office/:programme/clients', handle: (c) => showList(c) },
  { method: 'POST', path: '/office/:programme/clients', handle: create },
  { method: 'GET', path: '/office/:programme/clients/:client', handle: (c) => showClient(c) },
  { method: 'POST', path: '/office/:programme/clients/:client/rate', handle: changeRate },
  { method: 'POST', path: '/office/:programme/clients/:client/rotate', handle: rotate },
  { method: 'POST', path: '/office/:programme/clients/:client/revoke', handle: revoke },
]

const EMPTY: Typed = { name: '', scopes: ['statements/write', 'statements/read/mine'], rate: String(USUAL_RATE) }

/** The programme of the address, for its administrator. */
export function placeOf(c: Ctx): { tenant: string; by: string; base: string } {
  const tenant = c.req.param('programme') ?? ''
  const { staff: by } = staff(c, tenant, 'administrator')
  if (!programmeOf(c.var.house, tenant)) throw notFound()
  return { tenant, by, base: `/office/${encodeURIComponent(tenant)}/clients` }
}

/** The client of the address; 404 when this programme has none of that id. */
async function actOf(c: Ctx): Promise<Act & { client: ShownClient; base: string }> {
  const { tenant, by, base } = placeOf(c)
  const client = await clientOf(c.var.house, tenant, c.req.param('client') ?? '')
  if (!client) throw notFound()
  return { tenant, by, base, id: client.id, client }
}

interface Shown {
  readonly status?: number
  readonly problems?: readonly FieldProblem[]
  readonly refusal?: Text
}

async function showList(c: Ctx, typed: Typed = EMPTY, shown: Shown = {}): Promise<Response> {
  const { house, lang } = c.var
  const { tenant, base } = placeOf(c)
  return page(c, {
    title: say(PAGE.title, lang), status: shown.status ?? 200,
    main: <ListPage lang={lang} base={base} all={await clientsOf(house, tenant)} typed={typed} problems={shown.problems ?? []} refusal={shown.refusal} />,
  })
}

async function showClient(c: Ctx, shown: Shown & { rate?: string } = {}): Promise<Response> {
  const { house, lang } = c.var
  const { client, base } = await actOf(c)
  return page(c, {
    title: client.name, status: shown.status ?? 200,
    main: <ClientPage lang={lang} base={base} client={client} by={await staffName(house.db, client.createdBy)} overlap={new Date(house.clock().getTime() + OVERLAP_MS)}
      rate={shown.rate ?? String(client.rate)} problems={shown.problems ?? []} refusal={shown.refusal} saved={c.req.method === 'GET' && c.req.query('saved') !== undefined} />,
  })
}

/** The answer to the one request that made the secret: it stands in no other page, and no cache keeps it (page: no-store). */
function showSecret(c: Ctx, credentials: Credentials, name: string, formerUntil: Date | null): Response | Promise<Response> {
  const { house, lang } = c.var
  const { tenant, base } = placeOf(c)
  const { publicUrl } = house.config
  const fresh = { ...credentials, name, address: `${publicUrl}/xapi/${encodeURIComponent(tenant)}/`, tokenAddress: `${publicUrl}/oauth/token` }
  return page(c, { title: say(PAGE.secretTitle, lang), main: <SecretPage lang={lang} base={base} fresh={fresh} formerUntil={formerUntil} /> })
}

async function create(c: Ctx): Promise<Response> {
  const { tenant, by } = placeOf(c)
  const form = await c.req.formData()
  const typed: Typed = { name: textOf(form, 'name'), scopes: form.getAll('scopes').filter((one) => typeof one === 'string'), rate: textOf(form, 'rate') }
  const name = typed.name.normalize('NFC').replace(/\s+/g, ' ').trim()
  const scopes = [...new Set(typed.scopes)].map(scopeOf).filter((scope) => scope !== undefined)
  const rate = readRate(typed.rate)
  const problems: FieldProblem[] = []
  if (!/^[^\p{C}]{2,80}$/u.test(name)) problems.push({ field: 'name', sentence: REFUSAL.name })
  if (scopes.length === 0) problems.push({ field: 'scopes', sentence: REFUSAL.scopes })
  if (rate === null) problems.push({ field: 'rate', sentence: REFUSAL.rate })
  if (problems.length > 0 || rate === null) return showList(c, typed, { status: 422, problems })
  return refusing(async () => showSecret(c, await createClient(c.var.house, by, { tenant, name, scopes, rate }), name, null),
    (refusal, status) => showList(c, typed, { refusal, status }))
}

async function changeRate(c: Ctx): Promise<Response> {
  const act = await actOf(c)
  const typed = textOf(await c.req.formData(), 'rate')
  const rate = readRate(typed)
  if (rate === null) return showClient(c, { status: 422, rate: typed, problems: [{ field: 'rate', sentence: REFUSAL.rate }] })
  return refusing(async () => {
    await setRate(c.var.house, act, rate)
    return c.redirect(`${act.base}/${act.id}?saved`, 303)
  }, (refusal, status) => showClient(c, { refusal, status }))
}

async function rotate(c: Ctx): Promise<Response> {
  const act = await actOf(c)
  const form = await c.req.formData()
  if (textOf(form, 'sure') !== 'yes') return showClient(c, { status: 422, problems: [{ field: 'rotate', sentence: REFUSAL.confirm }] })
  return refusing(async () => {
    const credentials = await rotateSecret(c.var.house, act, textOf(form, 'instead'), textOf(form, 'leaked') === 'yes')
    const now = await clientOf(c.var.house, act.tenant, act.id)
    return showSecret(c, credentials, act.client.name, now?.formerUntil ?? null)
  }, (refusal, status) => showClient(c, { refusal, status }))
}

async function revoke(c: Ctx): Promise<Response> {
  const act = await actOf(c)
  if (textOf(await c.req.formData(), 'sure') !== 'yes') return showClient(c, { status: 422, problems: [{ field: 'revoke', sentence: REFUSAL.confirm }] })
  await revokeClient(c.var.house, act)
  return c.redirect(act.base, 303)
}

/** A refusal is told on the page it came from. */
async function refusing(work: () => Response | Promise<Response>, otherwise: (refusal: Text, status: number) => Promise<Response>): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Problem && error.status === 409) return otherwise(error.sentence, error.status)
    throw error
  }
}

/** One text field, '' when it is missing or a file. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

function readRate(typed: string): number | null {
  const rate = /^[1-9]\d{0,7}$/.test(typed.trim()) ? Number(typed) : 0
  return rate >= 1 && rate <= MOST_RATE ? rate : null
}

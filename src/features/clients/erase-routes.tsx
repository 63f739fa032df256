import type { Ctx, Route } from '../../feature.ts'
import type { FieldProblem } from '../../lib/problem.ts'
import { say } from '../../lib/text.ts'
import { agentId } from '../../record/statement.ts'
import { toldOf, type Told } from '../../record/xapi/told.ts'
import { page } from '../../web/page.tsx'
import { personOf } from '../people/index.ts'
import { NOBODY, readAgent, type TypedAgent } from './erase-form.ts'
import { AskPage, FoundPage, type AskProps } from './erase-pages.tsx'
import { ERASE } from './erase-words.ts'
import { eraseOutsider, keysOf } from './erase.ts'
import { placeOf, textOf } from './routes.tsx'

/** Listed before the page of one client, whose address has an id in this place. */
export const eraseRoutes: readonly Route[] = [
  { method: 'GET', path: '/office/:programme/clients/erase', handle: (c) => ask(c, { done: c.req.query('done') !== undefined }) },
  { method: 'POST', path: '/office/:programme/clients/erase', handle: lookOrErase },
]

function ask(c: Ctx, shown: Partial<Pick<AskProps, 'typed' | 'problems' | 'missing' | 'own' | 'done'>>, status = 200): Response | Promise<Response> {
  const { lang } = c.var
  const { base } = placeOf(c)
  return page(c, { title: say(ERASE.title, lang), status, main: <AskPage lang={lang} base={base} typed={NOBODY} problems={[]} done={false} {...shown} /> })
}

/** The first form says whose; with the word of the second one it is erased. What identifies her comes in the body both times. */
async function lookOrErase(c: Ctx): Promise<Response> {
  const { house } = c.var
  const { tenant, by, base } = placeOf(c)
  const form = await c.req.formData()
  const typed: TypedAgent = { kind: textOf(form, 'kind'), value: textOf(form, 'value').trim(), home_page: textOf(form, 'kind') === 'account' ? textOf(form, 'home_page').trim() : '' }
  const read = readAgent(typed)
  if (!read.ok) return ask(c, { typed, problems: read.problems }, 422)
  const own = read.agents.map(agentId).find((id) => id !== null)
  if (own !== undefined) return ask(c, { typed, own: await pageOf(c, tenant, own) }, 422)
  const keys = keysOf(house, tenant, read.agents)
  const word = form.has('erase_word') ? textOf(form, 'erase_word').trim().toUpperCase() : null
  if (word === 'BORRAR' && await eraseOutsider(house, { tenant, by }, keys)) return c.redirect(`${base}/erase?done`, 303)
  const told = await toldOf(house.db, tenant, keys)
  if (told.statements + told.documents + told.names === 0) return ask(c, { typed, missing: told })
  const problems: FieldProblem[] = word === null ? [] : [{ field: 'erase_word', sentence: ERASE.typeWord }]
  return found(c, typed, told, problems)
}

function found(c: Ctx, typed: TypedAgent, told: Told, problems: readonly FieldProblem[]): Response | Promise<Response> {
  const { lang } = c.var
  return page(c, {
    title: say(ERASE.foundTitle, lang), status: problems.length > 0 ? 422 : 200,
    main: <FoundPage lang={lang} base={placeOf(c).base} typed={typed} told={told} problems={problems} />,
  })
}

/** Where one of our own accounts is erased. Its opaque id may stand in an address; whatever else was typed may not. */
async function pageOf(c: Ctx, tenant: string, agent: string): Promise<{ address: string; known: boolean }> {
  const people = `/office/${encodeURIComponent(tenant)}/people`
  const known = await personOf(c.var.house.db, tenant, agent) !== null
  return { address: known ? `${people}/${agent}` : people, known }
}

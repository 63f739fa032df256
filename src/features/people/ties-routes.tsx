import type { JSX } from 'preact'
import type { Ctx, OfficeLink, Route } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { say } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { notFound, organisationOf, staff } from '../../web/who.ts'
import { namesOfAgents, personFile, type PersonFile } from './person-file.ts'
import { formOf, textOf } from './reading-forms.ts'
import { staffNames } from './staff.ts'
import { TIES } from './statements.ts'
import { tagPerson } from './tag.ts'
import { tiesIn, tiesOf, type TieLine } from './ties.ts'
import { TiesPage, TiesPart } from './ties-page.tsx'
import { TIE, TIE_REFUSED } from './ties-words.ts'
import { seenByEntity } from './who-sees.ts'

export const tiesRoutes: readonly Route[] = [
  { method: 'GET', path: '/office/:programme/people/ties', handle: list },
  { method: 'POST', path: '/office/:programme/people/:agent/tie', handle: tag },
]

export const tiesOffice: OfficeLink = { label: TIE.list, path: 'people/ties', room: 'people', roles: ['executor'] }

const ON_A_PAGE = 50
const tenantOf = (c: Ctx): string => c.req.param('programme') ?? ''
const baseOf = (c: Ctx): string => `/office/${encodeURIComponent(tenantOf(c))}/people`
const namesOf = (c: Ctx, lines: readonly TieLine[]): Promise<Map<string, string>> => staffNames(c.var.house.db, lines.flatMap((line) => line.by ?? []))

async function list(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const parts = /^(\d{1,15})_([0-9a-f-]{36})$/.exec(c.req.query('after') ?? '')
  const after = parts ? { at: new Date(Number(parts[1])), agent: parts[2] ?? '' } : null
  const found = await tiesIn(house.db, tenantOf(c), after, ON_A_PAGE + 1)
  const last = found.slice(0, ON_A_PAGE).at(-1)
  const organisation = organisationOf(c.var.who, tenantOf(c), ['executor'])
  const all = found.slice(0, ON_A_PAGE)
  const hers = organisation === null ? null : await seenByEntity(house, tenantOf(c), organisation, all.map((line) => line.agent))
  const lines = all.filter((line) => hers === null || hers.has(line.agent))
  const names = await namesOfAgents(house, tenantOf(c), lines.map((line) => line.agent))
  return page(c, {
    title: say(TIE.list, lang),
    main: <TiesPage lang={lang} base={baseOf(c)} lines={lines.map((line) => ({ ...line, name: names.get(line.agent) ?? line.agent.slice(0, 8) }))} staff={await namesOf(c, lines)}
      next={found.length > ON_A_PAGE && last ? `${baseOf(c)}/ties?after=${last.at.getTime()}_${last.agent}` : null} later={after !== null} />,
  })
}

/** Notes a tie, or takes it back, and goes back to her page. */
async function tag(c: Ctx): Promise<Response> {
  const { house } = c.var
  const file = await personFile(house, tenantOf(c), c.req.param('agent') ?? '')
  if (!file) throw notFound()
  const form = await formOf(c)
  const tie = TIES.find((t) => t === textOf(form, 'tie'))
  const member = textOf(form, 'member')
  if (!tie || (member !== 'yes' && member !== 'no')) throw new Problem(422, 'no-tie', TIE_REFUSED.choose)
  await tagPerson(house, file, tie, member === 'yes', staff(c, file.tenant, 'executor').staff)
  return c.redirect(`${baseOf(c)}/${file.agent}?done`, 303)
}

/** On the page of a person, for executors. */
export async function tiesPart(c: Ctx, file: PersonFile): Promise<JSX.Element> {
  const lines = await tiesOf(c.var.house.db, file.tenant, file.identity.agents)
  return <TiesPart lang={c.var.lang} at={`${baseOf(c)}/${file.agent}/tie`} lines={lines} staff={await namesOf(c, lines)} />
}

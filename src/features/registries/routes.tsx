import type { JSX } from 'preact'
import type { Ctx, EntityAsks, House, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { say, type Text } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { notFound, organisationOf, staff } from '../../web/who.ts'
import { agentsOfPersons, namesOf, personFile, personOfEntity, readDay, seenByEntity, staffNames, type PersonFile } from '../people/index.ts'
import { AnswerPage } from './answer-page.tsx'
import { answerById, answersIn, answersOf, KINDS, type AnswerRow, type Wanted } from './answers.ts'
import { askable, askRegistry } from './ask.ts'
import { confirmAnswer, dropAnswer, recordToldDeath, takeFirst } from './decide.ts'
import { AskRefused, ListPage, PersonPart } from './pages.tsx'
import { askedRegistries } from './pide.ts'
import { settingsOf } from './registry.ts'
import { REGISTRY as W } from './words.ts'

const ONE = '/office/:programme/registries/:answer'

export const officeRoutes: readonly Route[] = [
  { method: 'GET', path: '/office/:programme/registries', handle: list },
  { method: 'GET', path: ONE, handle: (c) => showAnswer(c) },
  { method: 'POST', path: `${ONE}/first`, handle: (c) => decide(c, async (id) => takeFirst(c.var.house, tenantOf(c), id, viewer(c).staff)) },
  { method: 'POST', path: `${ONE}/confirm`, handle: (c) => decide(c, async (id) => confirmAnswer(c.var.house, tenantOf(c), id, viewer(c).staff)) },
  { method: 'POST', path: `${ONE}/drop`, handle: (c) => decide(c, async (id) => dropAnswer(c.var.house, tenantOf(c), id, viewer(c).staff)) },
  { method: 'POST', path: `${ONE}/death`, handle: death },
  { method: 'POST', path: '/office/:programme/people/:agent/registry', handle: ask },
]

const tenantOf = (c: Ctx): string => c.req.param('programme') ?? ''
const officeOf = (c: Ctx): string => `/office/${encodeURIComponent(tenantOf(c))}`
const viewer = (c: Ctx): ReturnType<typeof staff> => staff(c, tenantOf(c), 'executor')
const ON_A_PAGE = 20

async function list(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const kind = ([...KINDS, 'decided'] as const).find((k) => k === c.req.query('kind')) ?? 'confirm'
  const after = readAfter(c.req.query('after') ?? '')
  const found = await answersIn(house.db, tenantOf(c), { kind, after, limit: ON_A_PAGE + 1 })
  const last = found.slice(0, ON_A_PAGE).at(-1)
  const shown = await seen(c, found.slice(0, ON_A_PAGE))
  const next = found.length > ON_A_PAGE && last ? `${officeOf(c)}/registries?kind=${kind}&after=${last.at.getTime()}_${last.id}` : null
  const names = await namesOf(house, shown.map((a) => a.person))
  const on = [...askedRegistries(house).map((r) => r.id), ...settingsOf(house).providers.map((p) => p.id)]
  return page(c, {
    title: say(W.title, lang),
    main: <ListPage lang={lang} office={officeOf(c)} kind={kind} answers={shown.map((a) => ({ ...a, name: names.get(a.person) ?? null }))} staff={await staffOf(c, shown)}
      next={next} later={after !== null} on={on} done={c.req.query('done') !== undefined} />,
  })
}

/** Of these answers, those about people of the entity for which she works; all of them when she works for the programme. */
async function seen(c: Ctx, answers: readonly AnswerRow[]): Promise<readonly AnswerRow[]> {
  const organisation = organisationOf(c.var.who, tenantOf(c), ['executor'])
  if (organisation === null) return answers
  const agents = await agentsOfPersons(c.var.house, tenantOf(c), answers.map((a) => a.person))
  const hers = await seenByEntity(c.var.house, tenantOf(c), organisation, [...agents.values()])
  return answers.filter((a) => hers.has(agents.get(a.person) ?? ''))
}

/** Whether the answer in an address is about one of the entity's people. */
export async function answerOfEntity(house: House, asks: EntityAsks): Promise<boolean> {
  const answer = await answerById(house.db, asks.tenant, asks.value)
  const agent = answer ? (await agentsOfPersons(house, asks.tenant, [answer.person])).get(answer.person) : undefined
  return agent !== undefined && await personOfEntity(house, { ...asks, value: agent })
}

function readAfter(text: string): Wanted['after'] {
  const parts = /^(\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text)
  return parts ? { at: new Date(Number(parts[1])), id: parts[2] ?? '' } : null
}

const staffOf = async (c: Ctx, answers: readonly AnswerRow[]): Promise<Map<string, string>> =>
  staffNames(c.var.house.db, answers.flatMap((a) => [a.asked_by, a.first_by, a.decided_by].filter((id) => id !== null)))

interface Shown { readonly status?: number; readonly problems?: readonly FieldProblem[]; readonly refusal?: Text; readonly typedDay?: string }

async function showAnswer(c: Ctx, shown: Shown = {}): Promise<Response> {
  const { house, lang } = c.var
  const answer = await answerById(house.db, tenantOf(c), c.req.param('answer') ?? '')
  if (!answer || answer.state === 'asking') throw notFound()
  const name = (await namesOf(house, [answer.person])).get(answer.person) ?? say(W.erased, lang)
  const agent = (await agentsOfPersons(house, tenantOf(c), [answer.person])).get(answer.person) ?? ''
  return page(c, {
    title: name, status: shown.status ?? 200,
    main: <AnswerPage lang={lang} office={officeOf(c)} answer={answer} staff={await staffOf(c, [answer])} person={{ agent, name }} viewer={viewer(c).staff}
      problems={shown.problems ?? []} typedDay={shown.typedDay ?? ''} refusal={shown.refusal} />,
  })
}

/** Decides and goes back to the list; a refusal is told on the answer's own page. */
async function decide(c: Ctx, work: (id: string) => Promise<void>, typedDay = ''): Promise<Response> {
  const id = c.req.param('answer') ?? ''
  if (!(await answerById(c.var.house.db, tenantOf(c), id))) throw notFound()
  try {
    await work(id)
  } catch (error) {
    if (!(error instanceof Problem) || error.status === 404) throw error
    return showAnswer(c, { status: error.status, typedDay, ...(error.fields.length ? { problems: error.fields } : { refusal: error.sentence }) })
  }
  return c.redirect(`${officeOf(c)}/registries?done`, 303)
}

async function death(c: Ctx): Promise<Response> {
  const form = c.req.header('content-type') ? await c.req.formData() : new FormData()
  const typed = form.get('death_day')
  const day = typeof typed === 'string' ? typed : ''
  return decide(c, async (id) => {
    const read = readDay(day)
    if (!read.ok) throw new Problem(422, 'bad-date', read.sentence, [{ field: 'death_day', sentence: read.sentence }])
    await recordToldDeath(c.var.house, viewer(c), tenantOf(c), id, read.date)
  }, day)
}

/** Asks, in the name of who pressed the button; the answer's page is where it is decided. */
async function ask(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const file = await personFile(house, tenantOf(c), c.req.param('agent') ?? '')
  if (!file) throw notFound()
  const href = `${officeOf(c)}/people/${file.agent}`
  try {
    await askRegistry(house, file, viewer(c).staff)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return page(c, { title: file.profile.name, status: error.status, main: <AskRefused lang={lang} refusal={error.sentence} person={file.profile.name} href={href} /> })
  }
  const [newest] = await answersOf(house.db, file.tenant, file.person)
  return c.redirect(newest ? `${officeOf(c)}/registries/${newest.id}` : href, 303)
}

/** On the page of a person; nothing where no registry is on and none ever answered. */
export async function personPart(c: Ctx, file: PersonFile): Promise<JSX.Element | null> {
  const { house, lang } = c.var
  const found = askable(house, file)
  const answers = await answersOf(house.db, file.tenant, file.person)
  const settled = found !== null && (file.identity.died !== null || file.identity.checks.some((check) => check.key === found.claim.key && check.level === 'registry'))
  if (answers.length === 0 && (!found || settled)) return null
  const may = found && !settled ? { registry: found.registry.id, type: found.claim.document.type } : null
  return <PersonPart lang={lang} office={officeOf(c)} file={file} answers={answers} staff={await staffOf(c, answers)} ask={may} />
}


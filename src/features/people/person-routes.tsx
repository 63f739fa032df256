import type { JSX } from 'preact'
import type { Ctx, OfficeLink, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { fill, say, type Text } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { paperAnswer } from '../../web/paper.ts'
import { holds, organisationOf, staff } from '../../web/who.ts'
import { readBirthDate, readDay, shownLimaDay } from './dates.ts'
import { recordDeath } from './death.ts'
import { readDocument, type IdentityDocument } from './documents.ts'
import { erasePerson } from './erase.ts'
import { annulIdentityCheck, confirmCheck, dropProposal, proposeCheck } from './identity-check.ts'
import { REFUSED } from './identity-words.ts'
import { mergePersons, splitPersons } from './merging.ts'
import { readFullName } from './names.ts'
import { OFFICE } from './office-words.ts'
import { correct } from './own-data.ts'
import { addDocument, withdrawDocument } from './own-documents.ts'
import { identityQueue, MOST_LISTED, personFile, searchPeople, type PersonFile } from './person-file.ts'
import { PeoplePage, PersonPage } from './person-pages.tsx'
import { personOf } from './persons.ts'
import type { NewCard } from './replace-document.ts'
import { formOf, textOf } from './reading-forms.ts'
import { makeResetCode } from './reset.ts'
import { SlipPage } from './slip-page.tsx'
import { slipPdf } from './slip-pdf.ts'
import { logged } from './staff-log.ts'
import { tiesPart } from './ties-routes.tsx'
import { tutorScopes } from './who-sees.ts'
import { CHECK_ANNULMENT_REASONS, MERGE_REASONS, SPLIT_REASONS } from './statements.ts'

/** What features above show on the page of a person, for executors; app.ts adds them here. */
export const fileParts: ((c: Ctx, file: PersonFile) => Promise<JSX.Element | null>)[] = []

const PERSON = '/office/:programme/people/:agent'

export const personRoutes: readonly Route[] = [
  { method: 'GET', path: '/office/:programme/people', handle: (c) => showPeople(c, '') },
  { method: 'POST', path: '/office/:programme/people', handle: async (c) => showPeople(c, textOf(await formOf(c), 'q')) },
  { method: 'GET', path: PERSON, handle: (c) => showPerson(c) },
  { method: 'POST', path: `${PERSON}/check`, handle: (c) => act(c, async (file, form) => proposeCheck(c.var.house, { ...file, staff: viewer(c), card: cardOf(form, '') })) },
  { method: 'POST', path: `${PERSON}/confirm`, handle: (c) => act(c, async (file, form) => confirmCheck(c.var.house, { ...file, staff: viewer(c), card: cardOf(form, '') })) },
  { method: 'POST', path: `${PERSON}/drop`, handle: (c) => act(c, drop(c)) },
  { method: 'POST', path: `${PERSON}/annul`, handle: (c) => act(c, async (file, form) => annulIdentityCheck(c.var.house, file, textOf(form, 'check'), oneOf(form, CHECK_ANNULMENT_REASONS), viewer(c))) },
  { method: 'POST', path: `${PERSON}/number`, handle: showNumber },
  { method: 'POST', path: `${PERSON}/documents`, handle: (c) => act(c, async (file, form) => addDocument(c.var.house, viewer(c), file.person, newCardOf(form), textOf(form, 'added_replaces') || null)) },
  { method: 'POST', path: `${PERSON}/documents/withdraw`, handle: (c) => act(c, async (file, form) => withdrawDocument(c.var.house, viewer(c), file.person, textOf(form, 'claim'))) },
  { method: 'POST', path: `${PERSON}/correct`, handle: (c) => act(c, correctIdentity(c)) },
  { method: 'POST', path: `${PERSON}/merge`, handle: (c) => act(c, async (file, form) => mergePersons(c.var.house, member(c), file.person, await other(c, textOf(form, 'other').trim() || textOf(form, 'root')), oneOf(form, MERGE_REASONS))) },
  { method: 'POST', path: `${PERSON}/split`, handle: (c) => act(c, async (file, form) => splitPersons(c.var.house, member(c), file.person, await other(c, textOf(form, 'root')), oneOf(form, SPLIT_REASONS))) },
  { method: 'POST', path: `${PERSON}/death`, handle: (c) => act(c, async (file, form) => recordDeath(c.var.house, member(c), file.person, deathDate(form))) },
  { method: 'POST', path: `${PERSON}/reset`, handle: printReset },
  { method: 'POST', path: `${PERSON}/erase`, handle: erase },
]

export const peopleOffice: readonly OfficeLink[] = [{ label: OFFICE.people, path: 'people', room: 'people', roles: ['executor'] }]

const tenantOf = (c: Ctx): string => c.req.param('programme') ?? ''
const baseOf = (c: Ctx): string => `/office/${encodeURIComponent(tenantOf(c))}/people`
const member = (c: Ctx): ReturnType<typeof staff> => staff(c, tenantOf(c), 'tutor', 'executor')
/** The entity for which she coordinates; null: the programme, or she is a tutor. */
const entityOf = (c: Ctx): string | null => organisationOf(c.var.who, tenantOf(c), ['executor'])
const viewer = (c: Ctx): string => member(c).staff

async function showPeople(c: Ctx, query: string): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  const found = query.trim() === '' ? null : await searchPeople(house, tenant, query.trim(), entityOf(c))
  return page(c, { title: say(OFFICE.people, lang), main: <PeoplePage lang={lang} base={baseOf(c)} query={query} found={found} most={MOST_LISTED} whole={entityOf(c) === null} {...await identityQueue(house, tenant, entityOf(c))} /> })
}

/** The file of the person in the address; 404 when there is none here, 403 for a tutor whose section she is not in. */
async function fileOf(c: Ctx): Promise<PersonFile> {
  const { house } = c.var
  const tenant = tenantOf(c)
  const who = member(c)
  const agent = c.req.param('agent') ?? ''
  const file = await personFile(house, tenant, agent, entityOf(c))
  if (!file) throw new Problem(404, 'no-such-person', REFUSED.noSuchPerson)
  if (holds(who, tenant, ['executor'])) return file
  const answers = await Promise.all(tutorScopes.map((scope) => scope(house, tenant, who.staff, agent)))
  if (!answers.includes(true)) throw new Problem(403, 'not-your-learner', REFUSED.notYourLearner)
  return file
}

interface Shown { readonly status?: number; readonly problems?: readonly FieldProblem[]; readonly refusal?: Text; readonly shown?: readonly IdentityDocument[] }

async function showPerson(c: Ctx, shown: Shown = {}): Promise<Response> {
  const { lang } = c.var
  const file = await fileOf(c)
  const who = member(c)
  const executor = holds(who, file.tenant, ['executor'])
  return page(c, {
    title: file.profile.name, status: shown.status ?? 200,
    main: <PersonPage lang={lang} base={baseOf(c)} file={file} viewer={who.staff} executor={executor} parts={executor ? await Promise.all([...fileParts, tiesPart].map((part) => part(c, file))) : []} shown={shown.shown ?? null}
      problems={shown.problems ?? []} refusal={shown.refusal} done={c.req.query('done') !== undefined && c.req.method === 'GET'} />,
  })
}

/** Does something about the person, then shows her file again: with "done", or with why not. */
async function act(c: Ctx, work: (file: PersonFile, form: FormData) => Promise<void>): Promise<Response> {
  const file = await fileOf(c)
  const form = c.req.header('content-type') ? await formOf(c) : new FormData()
  try {
    await work(file, form)
  } catch (error) {
    if (!(error instanceof Problem) || error.status === 404) throw error
    return showPerson(c, { status: error.status, ...(error.fields.length ? { problems: error.fields } : { refusal: error.sentence }) })
  }
  return c.redirect(`${baseOf(c)}/${file.agent}?done`, 303)
}

/** The document typed from a card; Problem 422 beside its field. */
function cardOf(form: FormData, prefix: string): IdentityDocument {
  const read = readDocument(textOf(form, `${prefix}document_type`), textOf(form, `${prefix}document_number`), textOf(form, `${prefix}document_country`))
  if (!read.ok) throw new Problem(422, 'bad-document', read.sentence, [{ field: prefix + read.field, sentence: read.sentence }])
  return read.document
}

/** A new document with what else stands on the card; Problem 422 beside its field. */
function newCardOf(form: FormData): NewCard {
  const dayOf = (field: string): string | null => {
    const typed = textOf(form, field).trim()
    if (typed === '') return null
    const read = readDay(typed)
    if (!read.ok) throw new Problem(422, 'bad-date', read.sentence, [{ field, sentence: read.sentence }])
    return read.date
  }
  const [document, issued, expires] = [cardOf(form, 'added_'), dayOf('added_issued'), dayOf('added_expires')]
  if (issued && expires && expires < issued) throw new Problem(422, 'bad-date', REFUSED.expiresBefore, [{ field: 'added_expires', sentence: REFUSED.expiresBefore }])
  return { document, issued, expires }
}

function oneOf<T extends string>(form: FormData, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === textOf(form, 'reason'))
  if (!found) throw new Problem(422, 'no-reason', REFUSED.chooseReason)
  return found
}

async function other(c: Ctx, agent: string): Promise<string> {
  const found = /^[0-9a-f-]{36}$/.test(agent) ? await personOf(c.var.house.db, tenantOf(c), agent) : null
  if (!found) throw new Problem(422, 'no-such-person', REFUSED.noSuchPerson, [{ field: 'other', sentence: REFUSED.noSuchPerson }])
  return found
}

function drop(c: Ctx) {
  return async (file: PersonFile): Promise<void> => {
    if (!holds(member(c), file.tenant, ['executor']) && file.proposal?.proposedBy !== viewer(c)) throw new Problem(403, 'not-your-proposal', REFUSED.notYourProposal)
    await dropProposal(c.var.house, file.tenant, file.person, viewer(c))
  }
}

function correctIdentity(c: Ctx) {
  return async (file: PersonFile, form: FormData): Promise<void> => {
    const { house } = c.var
    const problems: FieldProblem[] = []
    const name = readFullName(textOf(form, 'full_name'), true)
    if (!name.ok) problems.push({ field: 'full_name', sentence: name.sentence })
    const born = readBirthDate(textOf(form, 'birth_date'), house.clock())
    if (!born.ok) problems.push({ field: 'birth_date', sentence: born.sentence })
    if (!name.ok || !born.ok) throw new Problem(422, 'bad-correction', problems[0]?.sentence ?? REFUSED.chooseReason, problems)
    const reason = oneOf(form, ['typing-error', 'card-shows-otherwise'])
    await correct(house, file.person, { name: name.name, born: born.date }, { staff: viewer(c), reason, tenant: file.tenant })
  }
}

function deathDate(form: FormData): string | null {
  const typed = textOf(form, 'death_date').trim()
  if (typed === '') return null
  const read = readDay(typed)
  if (!read.ok) throw new Problem(422, 'bad-date', read.sentence, [{ field: 'death_date', sentence: read.sentence }])
  return read.date
}

/** The number in clear, in the answer to a POST only, and never without a line in the log. */
async function showNumber(c: Ctx): Promise<Response> {
  const file = await fileOf(c)
  await logged(c.var.house.db, { staff: viewer(c), action: 'document-seen', tenant: file.tenant, person: file.person }, c.var.house.clock())
  return showPerson(c, { shown: file.claims.map((claim) => claim.document) })
}

async function printReset(c: Ctx): Promise<Response> {
  const file = await fileOf(c)
  return slip(c, file.person, file.profile.name, file.tenant)
}

/** There is no file to come back to afterwards. */
async function erase(c: Ctx): Promise<Response> {
  const file = await fileOf(c)
  const form = await formOf(c)
  if (textOf(form, 'erase_word').trim().toUpperCase() !== 'BORRAR') return showPerson(c, { status: 422, problems: [{ field: 'erase_word', sentence: REFUSED.typeErase }] })
  try {
    await erasePerson(c.var.house, member(c), file.person)
  } catch (error) {
    if (error instanceof Problem && error.status === 403) return showPerson(c, { status: 403, refusal: error.sentence })
    throw error
  }
  return c.redirect(baseOf(c), 303)
}

/** Makes a code and answers with the slip to print, as a page or on paper. The code is nowhere else: each answer is a new one. */
export async function slip(c: Ctx, person: string, name: string, tenant: string | null): Promise<Response> {
  const { house, lang, who } = c.var
  const { code, expires } = await makeResetCode(house, who.kind === 'staff' ? who.staff : '', person, tenant)
  const time = new Intl.DateTimeFormat('es-PE', { timeZone: 'America/Lima', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(expires)
  const until = fill(OFFICE.slipUntil, { day: shownLimaDay(expires), time })
  const address = `${house.config.publicUrl}/sign-in/reset`
  if (textOf(await formOf(c), 'as') === 'pdf') return paperAnswer(c, await slipPdf(house, lang, { name, code, address, until }), 'codigo')
  return page(c, { title: say(OFFICE.slipTitle, lang), bare: true, main: <SlipPage lang={lang} name={name} code={code} address={address} until={until} /> })
}


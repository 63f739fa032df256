import type { Ctx, Route, StaffRole } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { say, type Text } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { notFound, staff } from '../../web/who.ts'
import { listProgrammes, organisationsOf } from '../programmes/index.ts'
import { readDocument } from './documents.ts'
import { grantRole, inviteStaff, renewLink, setActive, takeRole, type AskedRole } from './manage-staff.ts'
import { readFullName } from './names.ts'
import { profileOf, profilesOf } from './persons.ts'
import { slip } from './person-routes.tsx'
import { showLog } from './log-page.tsx'
import { formOf, textOf } from './reading-forms.ts'
import { documentKey } from './sealing.ts'
import { SIGN_IN } from './sign-in-words.ts'
import { allStaff, ENTITY_ROLES, EVERYWHERE, PROGRAMME_ROLES, readHandle, staffNames } from './staff.ts'
import { ResetByDocumentPage, STAFF_SHOWN, StaffPage, type EntityOption } from './staff-pages.tsx'
import { STAFF } from './staff-words.ts'

export const staffRoutes: readonly Route[] = [
  { method: 'GET', path: '/office/staff', handle: (c) => showStaff(c) },
  { method: 'POST', path: '/office/staff', handle: invite },
  { method: 'GET', path: '/office/staff/log', handle: showLog },
  { method: 'POST', path: '/office/staff/:staff/roles', handle: (c) => change(c, async (form) => grantRole(c.var.house, by(c), target(c), await askedRole(c, form))) },
  { method: 'POST', path: '/office/staff/:staff/roles/end', handle: (c) => change(c, (form) => takeRole(c.var.house, by(c), target(c), textOf(form, 'tenant'), roleOf(c, form))) },
  { method: 'POST', path: '/office/staff/:staff/link', handle: newLink },
  { method: 'POST', path: '/office/staff/:staff/active', handle: (c) => change(c, (form) => setActive(c.var.house, by(c), target(c), textOf(form, 'active') === 'yes')) },
  { method: 'GET', path: '/office/reset', handle: (c) => showReset(c, {}, []) },
  { method: 'POST', path: '/office/reset', handle: findForReset },
  { method: 'POST', path: '/office/reset/:person', handle: printReset },
]

const by = (c: Ctx): string => staff(c, EVERYWHERE, 'administrator').staff
const target = (c: Ctx): string => uuid(c.req.param('staff') ?? '')

function uuid(text: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) throw notFound()
  return text
}

/** A role that exists, in a programme that exists. */
function roleOf(c: Ctx, form: FormData): StaffRole {
  const role = [...PROGRAMME_ROLES, 'administrator' as const].find((r) => r === textOf(form, 'role'))
  const places = [EVERYWHERE, ...listProgrammes(c.var.house).map((p) => p.id)]
  if (!role || !places.includes(textOf(form, 'tenant'))) throw new Problem(422, 'no-such-role', { es: 'Elige un rol y un programa.', en: 'Choose a role and a programme.' })
  return role
}

/** The role with the entity for which it is held, which must be one of the same programme. */
async function askedRole(c: Ctx, form: FormData): Promise<AskedRole> {
  const [role, tenant, asked] = [roleOf(c, form), textOf(form, 'tenant'), textOf(form, 'organisation')]
  if (asked === '') return { tenant, role, organisation: null }
  const known = (await entitiesOf(c)).find((one) => one.value === asked)
  if (!ENTITY_ROLES.includes(role)) throw new Problem(422, 'role-of-the-whole', STAFF.roleOfTheWhole)
  if (known?.tenant !== tenant) throw new Problem(422, 'other-programme', STAFF.entityElsewhere)
  return { tenant, role, organisation: known.organisation }
}

/** Every organisation of every programme, as the form names them. */
async function entitiesOf(c: Ctx): Promise<EntityOption[]> {
  const found = await Promise.all(listProgrammes(c.var.house).map(async ({ id, title }) =>
    (await organisationsOf(c.var.house.db, id)).map((one) => ({ value: `${id}/${one.id}`, tenant: id, organisation: one.id, name: one.name, programme: title }))))
  return found.flat()
}

interface Shown {
  readonly status?: number
  readonly problems?: readonly FieldProblem[]
  readonly refusal?: Text
  readonly typed?: { readonly name: string; readonly handle: string }
  readonly link?: { readonly name: string; readonly url: string }
}

async function showStaff(c: Ctx, shown: Shown = {}): Promise<Response> {
  const { house, lang } = c.var
  const programmes = listProgrammes(house).map(({ id, title }) => ({ id, title }))
  return page(c, {
    title: say(STAFF.title, lang), status: shown.status ?? 200,
    main: <StaffPage lang={lang} all={await allStaff(house.db)} self={by(c)} programmes={programmes} entities={await entitiesOf(c)} typed={shown.typed ?? { name: '', handle: '' }}
      only={STAFF_SHOWN.find((one) => one === c.req.query('only')) ?? null}
      problems={shown.problems ?? []} refusal={shown.refusal} link={shown.link ?? null} saved={c.req.method === 'GET' && c.req.query('saved') !== undefined} />,
  })
}

async function invite(c: Ctx): Promise<Response> {
  const form = await formOf(c)
  const typed = { name: textOf(form, 'name'), handle: textOf(form, 'handle') }
  const problems: FieldProblem[] = []
  const name = readFullName(typed.name)
  if (!name.ok) problems.push({ field: 'name', sentence: name.sentence })
  const handle = readHandle(typed.handle)
  if (!handle) problems.push({ field: 'handle', sentence: SIGN_IN.handleWrong })
  if (!name.ok || !handle) return showStaff(c, { status: 422, typed, problems })
  return refusing(c, async () => showStaff(c, { link: { name: name.name, url: (await inviteStaff(c.var.house, by(c), name.name, handle)).link } }), typed)
}

async function newLink(c: Ctx): Promise<Response> {
  return refusing(c, async () => {
    const url = await renewLink(c.var.house, by(c), target(c))
    const names = await staffNames(c.var.house.db, [target(c)])
    return showStaff(c, { link: { name: names.get(target(c)) ?? '', url } })
  })
}

async function change(c: Ctx, work: (form: FormData) => Promise<void>): Promise<Response> {
  const form = await formOf(c)
  return refusing(c, async () => {
    await work(form)
    return c.redirect('/office/staff?saved', 303)
  })
}

/** A refusal is told on the page of the staff, not on a page of its own. */
async function refusing(c: Ctx, work: () => Promise<Response>, typed?: Shown['typed']): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Problem && error.status !== 404) return showStaff(c, { status: error.status, refusal: error.sentence, ...(typed ? { typed } : {}) })
    throw error
  }
}

async function showReset(c: Ctx, typed: Record<string, string>, problems: readonly FieldProblem[], found: { person: string; name: string; since: Date }[] | null = null): Promise<Response> {
  const { lang } = c.var
  return page(c, { title: say(STAFF.resetTitle, lang), status: problems.length ? 422 : 200, main: <ResetByDocumentPage lang={lang} typed={typed} problems={problems} found={found} /> })
}

async function findForReset(c: Ctx): Promise<Response> {
  const { house } = c.var
  const form = await formOf(c)
  const typed = { document_type: textOf(form, 'document_type'), document_number: textOf(form, 'document_number'), document_country: textOf(form, 'document_country') }
  const read = readDocument(typed.document_type, typed.document_number, typed.document_country)
  if (!read.ok) return showReset(c, typed, [{ field: read.field, sentence: read.sentence }])
  const rows = await house.db.selectFrom('identity_document').select(['person', 'added']).where('key', '=', documentKey(house.keys, read.document)).where('withdrawn', 'is', null).orderBy('added').execute()
  const profiles = await profilesOf(house, house.db, rows.map((r) => r.person))
  return showReset(c, typed, [], rows.map((r) => ({ person: r.person, name: profiles.get(r.person)?.name ?? '', since: r.added })))
}

async function printReset(c: Ctx): Promise<Response> {
  const { house } = c.var
  const person = uuid(c.req.param('person') ?? '')
  const profile = await profileOf(house, house.db, person)
  if (!profile) throw notFound()
  return slip(c, person, profile.name, null)
}

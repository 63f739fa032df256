import type { Ctx, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { say } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { learner } from '../../web/who.ts'
import { changePin } from './change-pin.ts'
import { consentsOf, isPurpose, PURPOSES } from './consents.ts'
import { readDistrict } from './district-reading.ts'
import { readEmail } from './email.ts'
import { exportData } from './export-data.ts'
import { readFullName } from './names.ts'
import { changesOf, chooseConsents, correct, nameIsChecked, sayDisability, type Correction } from './own-data.ts'
import { DataPage, DISABILITY, HomePage, InboxPage } from './own-pages.tsx'
import { OWN } from './own-words.ts'
import { readFirm, type TypedPerson } from './person-form.ts'
import { agentsOf, claimsOf, dataKeyOf, profileOf } from './persons.ts'
import { shownPhone, readPhone } from './phone.ts'
import { DECLARED_GROUPS, isFirmSize, isLearningLanguage, isSex, isWorkStatus, type Profile } from './profile.ts'
import { formOf, textOf } from './reading-forms.ts'
import { markRead, notesOf, unreadOf } from './inbox.ts'
import { sensitiveOf } from './sensitive.ts'
import { staffNames } from './staff.ts'
import { setLangCookie } from './cookies.ts'
import { districtByCode, districtCode, shownDistrict, UBIGEO_VERSION } from './ubigeo.ts'
import { FORM } from './words.ts'

export const ownRoutes: readonly Route[] = [
  { method: 'GET', path: '/me', handle: showHome },
  { method: 'GET', path: '/me/inbox', handle: showInbox },
  { method: 'POST', path: '/me/inbox/read', handle: postRead },
  { method: 'GET', path: '/me/data', handle: (c) => showData(c) },
  { method: 'POST', path: '/me/data/name', handle: postName },
  { method: 'POST', path: '/me/data/contact', handle: postContact },
  { method: 'POST', path: '/me/data/work', handle: postWork },
  { method: 'POST', path: '/me/data/pin', handle: postPin },
  { method: 'POST', path: '/me/data/disability', handle: postDisability },
  { method: 'POST', path: '/me/data/consents', handle: postConsents },
  { method: 'GET', path: '/me/data/export', handle: getExport },
]

async function showHome(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const { person } = learner(c)
  const [profile, unread, agents, cards] = await Promise.all([
    profileOf(house, house.db, person), unreadOf(house.db, person), agentsOf(house.db, person), Promise.all(house.home.map((cards) => cards(house, person, lang))),
  ])
  const sorted = cards.flat().sort((a, b) => a.order - b.order)
  const props = { lang, unread, cards: sorted, name: profile?.name.split(' ')[0] ?? '', cardSeen: agents.length === 0 || await nameIsChecked(house.db, agents) }
  return page(c, { title: say(OWN.homeTitle, lang), main: <HomePage {...props} /> })
}

async function showInbox(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  return page(c, { title: say(OWN.inboxTitle, lang), main: <InboxPage lang={lang} notes={await notesOf(house.db, learner(c).person)} /> })
}

async function postRead(c: Ctx): Promise<Response> {
  await markRead(c.var.house.db, learner(c).person, c.var.house.clock())
  return c.redirect('/me/inbox', 303)
}

async function showData(c: Ctx, refused?: { typed: TypedPerson; problems: readonly FieldProblem[] }): Promise<Response> {
  const { house, lang } = c.var
  const { person } = learner(c)
  const [profile, claims, consents, agents, dataKey] = await Promise.all([
    profileOf(house, house.db, person), claimsOf(house, house.db, person), consentsOf(house.db, person), agentsOf(house.db, person), dataKeyOf(house, house.db, person),
  ])
  if (!profile || !dataKey) throw new Error(`person ${person} has no profile`)
  const changes = await changesOf(house.db, person, dataKey)
  const names = await staffNames(house.db, changes.flatMap((change) => (change.staff ? [change.staff] : [])))
  const own = typedOf(profile)
  // Each part of the page is a form of its own: what the refused one did not send stays as it is kept.
  const typed = refused ? { ...refused.typed, text: { ...own.text, ...refused.typed.text }, groups: 'line' in refused.typed.text ? refused.typed.groups : own.groups } : own
  return page(c, {
    title: say(OWN.dataTitle, lang), status: refused ? 422 : 200, scripts: ['district.js'],
    main: <DataPage lang={lang} profile={profile} claims={claims} consents={consents} sensitive={await sensitiveOf(house, house.db, person)} typed={typed} problems={refused?.problems ?? []}
      changes={changes.map((change) => ({ ...change, staffName: names.get(change.staff ?? '') ?? '' }))}
      nameChecked={await nameIsChecked(house.db, agents)} saved={c.req.query('saved') !== undefined && !refused} />,
  })
}

/** Her data as the form fields would have been typed. */
function typedOf(profile: Profile): TypedPerson {
  const district = districtByCode(profile.district.scheme, profile.district.code)
  return {
    text: {
      full_name: profile.name, phone: profile.phone ? shownPhone(profile.phone) : '', district: district ? shownDistrict(district) : '', language: profile.language,
      ruc: profile.firm?.ruc ?? '', no_ruc: profile.firm && profile.firm.ruc === null ? 'yes' : '', line: profile.firm?.line ?? '', sex: profile.sex ?? 'untold',
      email: profile.email ?? '', work_status: profile.workStatus ?? '', firm_size: profile.firmSize ?? '',
    },
    groups: profile.groups, districts: [],
  }
}

async function postName(c: Ctx): Promise<Response> {
  const form = await formOf(c)
  const read = readFullName(textOf(form, 'full_name'))
  if (!read.ok) return refuse(c, form, [{ field: 'full_name', sentence: read.sentence }])
  return save(c, { name: read.name })
}

async function postContact(c: Ctx): Promise<Response> {
  const form = await formOf(c)
  const problems: FieldProblem[] = []
  const phone = readPhone(textOf(form, 'phone'))
  if (!phone.ok) problems.push({ field: 'phone', sentence: phone.sentence })
  const email = readEmail(textOf(form, 'email'))
  if (!email.ok) problems.push({ field: 'email', sentence: email.sentence })
  const district = readDistrict(textOf(form, 'district'), textOf(form, 'district_choice'))
  if (district.kind !== 'found') problems.push({ field: 'district', sentence: district.sentence })
  const language = textOf(form, 'language')
  if (!isLearningLanguage(language)) problems.push({ field: 'language', sentence: FORM.chooseLanguage })
  if (!phone.ok || !email.ok || district.kind !== 'found' || !isLearningLanguage(language)) {
    return refuse(c, form, problems, district.kind === 'found' ? [] : district.choices)
  }
  setLangCookie(c.var.house, c, language === 'en' ? 'en' : 'es')
  return save(c, { phone: phone.phone, email: email.email, district: { ...districtCode(district.district), version: UBIGEO_VERSION }, language })
}

async function postWork(c: Ctx): Promise<Response> {
  const form = await formOf(c)
  const { house } = c.var
  const problems: FieldProblem[] = []
  const groups = DECLARED_GROUPS.filter((group) => form.getAll('groups').includes(group))
  const dni = (await claimsOf(house, house.db, learner(c).person)).find((claim) => claim.document.type === 'dni')?.document ?? null
  const wrong = (field: string, sentence: FieldProblem['sentence']): null => { problems.push({ field, sentence }); return null }
  const firm = groups.includes('sme-owners') ? readFirm((name) => textOf(form, name), dni, wrong) : null
  if (problems.length > 0) return refuse(c, form, problems)
  const [sex, work, size] = [textOf(form, 'sex'), textOf(form, 'work_status'), textOf(form, 'firm_size')]
  return save(c, { groups, firm, sex: isSex(sex) ? sex : null, workStatus: isWorkStatus(work) ? work : null, firmSize: isFirmSize(size) ? size : null })
}

async function postPin(c: Ctx): Promise<Response> {
  const form = await formOf(c)
  const { person, session } = learner(c)
  try {
    await changePin(c, person, session, textOf(form, 'present_pin').trim(), textOf(form, 'pin').trim())
  } catch (error) {
    if (error instanceof Problem && error.status === 422) return refuse(c, form, error.fields)
    throw error
  }
  return c.redirect('/me/data?saved', 303)
}

/** Yes or no only with her consent, given here; not saying takes back what was said and its consent. */
async function postDisability(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const form = await formOf(c)
  const said = DISABILITY.find((one) => one === textOf(form, 'disability'))
  if (!said) return refuse(c, form, [{ field: 'disability', sentence: OWN.disabilityChoose }])
  if (said !== 'untold' && textOf(form, 'disability_agree') !== 'yes') return refuse(c, form, [{ field: 'disability_agree', sentence: OWN.disabilityAgree }])
  await sayDisability(house, learner(c).person, said === 'untold' ? null : said === 'yes', lang)
  return c.redirect('/me/data?saved', 303)
}

async function postConsents(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const form = await formOf(c)
  const wanted = form.getAll('purposes').filter((p): p is string => typeof p === 'string').filter(isPurpose)
  await chooseConsents(house, learner(c).person, wanted, PURPOSES.filter((p) => p !== 'programme'), lang)
  return c.redirect(textOf(form, 'from') === 'consents' ? '/me/consents?saved' : '/me/data?saved', 303)
}

async function getExport(c: Ctx): Promise<Response> {
  const data = await exportData(c.var.house, learner(c).person)
  return c.body(JSON.stringify(data, null, 2), 200, {
    'Content-Type': 'application/json; charset=utf-8', 'Content-Disposition': 'attachment; filename="yachay-mis-datos.json"', 'Cache-Control': 'no-store',
  })
}

async function save(c: Ctx, correction: Correction): Promise<Response> {
  await correct(c.var.house, learner(c).person, correction, { self: true })
  return c.redirect('/me/data?saved', 303)
}

function refuse(c: Ctx, form: FormData, problems: readonly FieldProblem[], districts: TypedPerson['districts'] = []): Promise<Response> {
  const text = Object.fromEntries([...form.entries()].flatMap(([name, value]) => (typeof value === 'string' && !name.includes('pin') ? [[name, value.slice(0, 300)]] : [])))
  const groups = form.getAll('groups').filter((g): g is string => typeof g === 'string')
  return showData(c, { typed: { text, groups, districts }, problems })
}

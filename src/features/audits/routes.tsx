import type { Ctx, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { fill, say, type Text } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { wholeStaff } from '../../web/who.ts'
import { fieldsOf, idOf, MOST_WORDS, textProblems } from '../duties/index.ts'
import { releaseName, releaseNamed, releasesOf } from '../releases/index.ts'
import { drawAudit, endAudit, freezeFrame } from './acts.ts'
import { baseOf, knownAudit, packAnswer, tenantOf } from './asked.ts'
import { auditsOf, type Audit } from './audit.ts'
import { AuditPage } from './audit-page.tsx'
import { sampleOf } from './audit-person.ts'
import { AuditsPage } from './list-page.tsx'
import { NewAuditPage, OWN_SIZE, SOURCE_LENGTH, type NewProps } from './new-page.tsx'
import { LIST, NEW, ONE } from './page-words.ts'
import { personRoutes } from './person-routes.tsx'
import { MOST_SAMPLED, sizeFor, TOLERABLE } from './sizes.ts'
import { ENDS } from './statements.ts'
import { WRONG } from './words.ts'

const AT = '/office/:programme/audits'
const CUTS_OFFERED = 12
const VALUE_LENGTH = { least: 4, most: 200 } as const

export const auditRoutes: readonly Route[] = [
  { method: 'GET', path: AT, handle: list },
  { method: 'POST', path: AT, handle: freeze },
  { method: 'GET', path: `${AT}/new`, handle: (c) => showNew(c) },
  { method: 'GET', path: `${AT}/:audit`, handle: (c) => show(c) },
  { method: 'POST', path: `${AT}/:audit/draw`, handle: draw },
  { method: 'POST', path: `${AT}/:audit/end`, handle: end },
  { method: 'GET', path: `${AT}/:audit/pack.zip`, handle: pack },
  ...personRoutes,
]

async function list(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  wholeStaff(c, tenant, 'auditor')
  const audits = await auditsOf(house.db, tenant)
  const judged = new Map<string, number>()
  for (const one of audits) if (one.state === 'drawn') judged.set(one.audit, (await sampleOf(house.db, tenant, one.audit)).filter((p) => p.fails !== null).length)
  return page(c, { title: say(LIST.title, lang), main: <AuditsPage lang={lang} base={baseOf(c)} audits={audits} judged={judged} publicPage={`/p/${encodeURIComponent(tenant)}/audits`} /> })
}

async function showNew(c: Ctx, refused?: Pick<NewProps, 'typed' | 'problems' | 'refusal'> & { status: number }): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  wholeStaff(c, tenant, 'auditor')
  const cuts: { name: string; persons: number }[] = []
  for (const release of (await releasesOf(house.db, tenant, 'published')).slice(0, CUTS_OFFERED)) {
    const files = (await releaseNamed(house.db, tenant, releaseName(release)))?.files
    cuts.push({ name: releaseName(release), persons: Number(/^n3,(\d+),/m.exec(files?.['figures.csv'] ?? '')?.[1] ?? 0) })
  }
  const typed = refused?.typed ?? { id: crypto.randomUUID(), cut: c.req.query('cut') ?? cuts[0]?.name ?? '', tolerable: '5', size: '', source: '' }
  return page(c, { title: say(NEW.title, lang), status: refused?.status ?? 200, main: <NewAuditPage lang={lang} base={baseOf(c)} cuts={cuts} typed={typed} problems={refused?.problems ?? []} refusal={refused?.refusal} /> })
}

async function freeze(c: Ctx): Promise<Response> {
  const tenant = tenantOf(c)
  const { staff: by } = wholeStaff(c, tenant, 'auditor')
  const field = await fieldsOf(c)
  const typed = { id: idOf(field('id')), cut: field('cut'), tolerable: field('tolerable'), size: field('size').trim(), source: field('source').trim() }
  const percent = TOLERABLE.find((one) => String(one) === typed.tolerable)
  const own = /^\d{1,4}$/.test(typed.size) ? Number(typed.size) : 0
  const problems: FieldProblem[] = [
    ...(percent !== undefined || typed.tolerable === OWN_SIZE ? [] : [{ field: 'tolerable', sentence: WRONG.choose }]),
    ...(typed.tolerable === OWN_SIZE && (own < 1 || own > MOST_SAMPLED) ? [{ field: 'size', sentence: fill(WRONG.size, { most: MOST_SAMPLED }) }] : []),
    ...(typed.source.length < SOURCE_LENGTH.least || typed.source.length > SOURCE_LENGTH.most ? [{ field: 'source', sentence: WRONG.source }] : []),
  ]
  if (problems.length > 0) return showNew(c, { typed, problems, status: 422 })
  try {
    // One line: it stands in the record and on public pages.
    await freezeFrame(c.var.house, { id: typed.id, tenant, release: typed.cut, source: typed.source.replace(/\s+/g, ' '), by, size: (persons) => (percent === undefined ? own : sizeFor(persons, percent)) })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return showNew(c, { typed, problems: error.code === 'no-cut' ? [{ field: 'cut', sentence: error.sentence }] : [], refusal: error.sentence, status: error.status })
  }
  return c.redirect(`${baseOf(c)}/${typed.id}?done`, 303)
}

interface Shown { readonly typed?: { value: string; text: string }; readonly problems?: readonly FieldProblem[]; readonly refusal?: Text; readonly status?: number }

async function show(c: Ctx, shown: Shown = {}): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  wholeStaff(c, tenant, 'auditor')
  const audit = await knownAudit(c)
  return page(c, {
    title: say(ONE.title, lang, { n: audit.number }), status: shown.status ?? 200,
    main: <AuditPage lang={lang} at={`${baseOf(c)}/${audit.audit}`} list={baseOf(c)} audit={audit} sample={await sampleOf(house.db, tenant, audit.audit)} typed={shown.typed ?? { value: '', text: '' }}
      problems={shown.problems ?? []} refusal={shown.refusal} saved={c.req.method === 'GET' && c.req.query('done') !== undefined} />,
  })
}

async function draw(c: Ctx): Promise<Response> {
  const { staff: by } = wholeStaff(c, tenantOf(c), 'auditor')
  const audit = await knownAudit(c)
  const value = (await fieldsOf(c))('value').trim()
  if (value.length < VALUE_LENGTH.least || value.length > VALUE_LENGTH.most || /[\p{C}\p{Zl}\p{Zp}]/u.test(value)) {
    return show(c, { typed: { value, text: '' }, problems: [{ field: 'value', sentence: WRONG.value }], status: 422 })
  }
  return taken(c, audit, { value, text: '' }, () => drawAudit(c.var.house, audit, value, by))
}

async function end(c: Ctx): Promise<Response> {
  const { staff: by } = wholeStaff(c, tenantOf(c), 'auditor')
  const audit = await knownAudit(c)
  const field = await fieldsOf(c)
  const how = ENDS.find((one) => one === field('how'))
  const text = field('text').trim()
  const typed = { value: '', text }
  if (!how) return show(c, { typed, refusal: WRONG.choose, status: 422 })
  const problems = how === 'abandoned' ? textProblems(text, MOST_WORDS.told) : []
  if (problems.length > 0) return show(c, { typed, problems, status: 422 })
  return taken(c, audit, typed, () => endAudit(c.var.house, audit, how, by, text))
}

/** Does it; a refusal shows the audit as it stands, with what was typed. */
async function taken(c: Ctx, { audit }: Audit, typed: { value: string; text: string }, act: () => Promise<void>): Promise<Response> {
  try {
    await act()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return show(c, { typed, refusal: error.sentence, status: error.status })
  }
  return c.redirect(`${baseOf(c)}/${audit}?done`, 303)
}

async function pack(c: Ctx): Promise<Response> {
  const { staff: by } = wholeStaff(c, tenantOf(c), 'auditor')
  const audit = await knownAudit(c)
  const sample = await sampleOf(c.var.house.db, audit.tenant, audit.audit)
  if (sample.length === 0) throw new Problem(409, 'not-drawn', WRONG.notDrawn)
  return packAnswer(c, audit, sample, by)
}

import type { Ctx, Route } from '../../feature.ts'
import type { FieldProblem } from '../../lib/problem.ts'
import { fill, say } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { holds, notForYou, notFound, organisationOf, staff } from '../../web/who.ts'
import { nameFits, readRuc } from '../people/index.ts'
import { ORGANISATION_KINDS, organisationsOf, programmeOf, recordOrganisation, slugFor, type Organisation, type Programme } from '../programmes/index.ts'
import { PAPER_OFFICE } from './agreement-page-words.ts'
import { NO_ORGANISATION, OrganisationsPage, type TypedOrganisation } from './organisations-page.tsx'

const MAY_WRITE = ['executor', 'approver'] as const

function asked(c: Ctx): Programme {
  const programme = programmeOf(c.var.house, c.req.param('programme') ?? '')
  if (!programme) throw notFound()
  return programme
}

async function show(c: Ctx, typed?: TypedOrganisation, problems: readonly FieldProblem[] = []): Promise<Response> {
  const { house, lang, who } = c.var
  const programme = asked(c)
  const all = await organisationsOf(house.db, programme.id)
  const q = (c.req.query('q') ?? '').slice(0, 80).trim()
  const id = typed?.id ?? c.req.query('change') ?? ''
  const changing = all.find((o) => o.id === id) ?? null
  return page(c, {
    title: say(PAPER_OFFICE.organisations, lang), status: problems.length > 0 ? 422 : 200,
    main: <OrganisationsPage programme={programme} lang={lang} q={q} all={all.length} organisations={all.filter((o) => q === '' || nameFits(o.name, q) || (o.ruc ?? '').startsWith(q))}
      mayWrite={holds(who, programme.id, MAY_WRITE) && organisationOf(who, programme.id, MAY_WRITE) === null} changing={changing} saved={c.req.query('saved') !== undefined} problems={problems}
      typed={typed ?? (changing ? { ...changing, ruc: changing.ruc ?? '' } : NO_ORGANISATION)} />,
  })
}

async function save(c: Ctx): Promise<Response> {
  const { house } = c.var
  const programme = asked(c)
  const who = staff(c, programme.id, ...MAY_WRITE)
  // Who works for one of them does not write about all.
  if (organisationOf(who, programme.id, MAY_WRITE) !== null) throw notForYou()
  const form = await c.req.parseBody({ all: true })
  const text = (name: string): string => { const value = form[name]; return typeof value === 'string' ? value : '' }
  const typed = { id: text('id'), name: text('name').normalize('NFC').replace(/\s+/g, ' ').trim(), ruc: text('ruc'), kinds: [form['kinds'] ?? []].flat().filter((k): k is string => typeof k === 'string') }
  const known = await organisationsOf(house.db, programme.id)
  const { ruc, problems } = check(typed, known)
  if (problems.length > 0) return show(c, typed, problems)
  const id = known.find((o) => o.id === typed.id)?.id ?? slugFor(typed.name, new Set(known.map((o) => o.id)))
  await recordOrganisation(house, programme.id, { id, name: typed.name, ruc, kinds: ORGANISATION_KINDS.filter((k) => typed.kinds.includes(k)) }, who.staff)
  return c.redirect(`/office/${programme.id}/organisations?saved`, 303)
}

function check(typed: TypedOrganisation, known: readonly Organisation[]): { ruc: string | null; problems: FieldProblem[] } {
  const problems: FieldProblem[] = []
  if (typed.name.length < 2 || typed.name.length > 120) problems.push({ field: 'name', sentence: PAPER_OFFICE.needName })
  if (!ORGANISATION_KINDS.some((kind) => typed.kinds.includes(kind))) problems.push({ field: 'kinds', sentence: PAPER_OFFICE.needKind })
  if (typed.ruc.trim() === '') return { ruc: null, problems }
  // What reads a person's RUC speaks of her own business; here an entity may have none in Peru.
  const digits = typed.ruc.replace(/[\s.-]/g, '')
  if (!/^\d{11}$/.test(digits)) return { ruc: null, problems: [...problems, { field: 'ruc', sentence: PAPER_OFFICE.rucDigits }] }
  const read = readRuc(typed.ruc, null)
  if (!read.ok) return { ruc: null, problems: [...problems, { field: 'ruc', sentence: read.sentence }] }
  if (!read.ruc.startsWith('20')) return { ruc: null, problems: [...problems, { field: 'ruc', sentence: PAPER_OFFICE.companyRuc }] }
  const other = known.find((o) => o.ruc === read.ruc && o.id !== typed.id)
  if (other) problems.push({ field: 'ruc', sentence: fill(PAPER_OFFICE.rucTwice, { name: other.name }) })
  return { ruc: read.ruc, problems }
}

export const organisationsRoutes: readonly Route[] = [
  { method: 'GET', path: '/office/:programme/organisations', handle: (c) => show(c) },
  { method: 'POST', path: '/office/:programme/organisations', handle: save },
]

import type { JSX } from 'preact'
import type { Ctx, House, Route, Who } from '../../feature.ts'
import { hmac } from '../../lib/keys.ts'
import { say, type Lang } from '../../lib/text.ts'
import { readStatements } from '../../record/read.ts'
import { whole } from '../../web/charts/figure.tsx'
import { page } from '../../web/page.tsx'
import { RaiseFinding } from '../../web/raise-finding.tsx'
import { holds, notForYou, notFound, organisationOf, staff } from '../../web/who.ts'
import { limaDay, sectionPage, sectionsOf, sectionsOfTutor, type Section } from '../cohorts/index.ts'
import { logged } from '../people/index.ts'
import { agentsOfPerson, programmeOf, targetsToday, VERBS_READ_BY_RULES, type Programme } from '../programmes/index.ts'
import { definitions, ofTutors, personValue } from './definitions.ts'
import { entityRows } from './entities.ts'
import { Entities, entityNames } from './entities-view.tsx'
import { closedNow, liveFigures, personsAtRisk, personsBehind, sumsOf, sumsOfAll, tutoringNow, type Live } from './live.ts'
import { officeValues } from './office-values.ts'
import { EvidencePage, FigurePage, FiguresPage } from './pages.tsx'
import { besides, read, STEPS, type Known } from './read.ts'
import { MORE_VERBS, type Values } from './values.ts'
import { WORDS } from './words.ts'

/** Who sees more than sections of her own. */
const WIDE = ['executor', 'approver', 'auditor'] as const
const SECTIONS_SHOWN = 20
/** Sections to come have nobody yet: past so many pages of them the list stays short. */
const PAGES_LOOKED_AT = 5
const PERSONS_A_PAGE = 30
const MONTH_MS = 30.44 * 86_400_000
/** Most positions of one person in a row of the list; the record has the others. */
const POSITIONS_SHOWN = 40

function asked(c: Ctx): Programme {
  const programme = programmeOf(c.var.house, c.req.param('programme') ?? '')
  if (!programme) throw notFound()
  return programme
}

async function known(c: Ctx, programme: Programme) {
  const { house, who } = c.var
  const live = await liveFigures(house, programme.id)
  const target = (await targetsToday(house, programme.id))[0]?.persons ?? programme.target
  const closed = await closedNow(house, programme.id)
  const all: Known = {
    values: live.values, office: await officeValues(house, programme.id), closed, tutoring: await tutoringNow(house, programme.id, { values: live.values, closed }),
    ofFew: holds(who, programme.id, WIDE), target, inForce: live.rule !== null,
  }
  return { live, all }
}

async function figuresPage(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const programme = asked(c)
  const who = staff(c, programme.id, 'tutor', 'executor', 'approver', 'auditor')
  const { live, all } = await known(c, programme)
  const everything = holds(who, programme.id, WIDE)
  const mine = everything ? null : await sectionsOfTutor(house.db, programme.id, who.staff)
  const organisation = everything ? organisationOf(who, programme.id, WIDE) : null
  const among = mine ?? (organisation === null ? null : (await sectionsOf(house, programme.id)).filter((s) => s.organisation === organisation).map((s) => s.id))
  return page(c, {
    title: say(WORDS.title, lang),
    main: (
      <>
        <FiguresPage base={`/office/${programme.id}/figures`} live={live} lang={lang} target={all.target} due={live.rule?.rule.validity.until ?? null} own={mine !== null}
          lines={definitions(house).map((definition) => ({ definition, figure: read(definition, all) }))}
          sections={rowsOf(...await latest(house, programme.id, among), lang)} findings={live.values['worked-after-death'] ? await deadWhoWorked(c, programme.id) : 0} />
        <RaiseFinding c={c} tenant={programme.id} about="figure" />
      </>
    ),
  })
}

async function deadWhoWorked(c: Ctx, tenant: string): Promise<number> {
  return (await personsBehind(c.var.house.db, tenant, 'worked-after-death', 0, 1000)).length
}

/** The latest sections with somebody in them, and their sums. */
async function latest(house: House, tenant: string, among: readonly string[] | null): Promise<[Section[], Map<string, Values>]> {
  const found: [Section[], Map<string, Values>] = [[], new Map()]
  for (let at = 1; at <= PAGES_LOOKED_AT; at += 1) {
    const { sections, more } = await sectionPage(house, tenant, { search: '', which: 'all', sort: 'newest', page: at, among })
    for (const [section, sum] of await sumsOf(house.db, tenant, sections.map((s) => s.id))) found[1].set(section, sum)
    found[0].push(...sections.filter((s) => (found[1].get(s.id)?.enrolled ?? 0) > 0))
    if (!more || found[0].length >= SECTIONS_SHOWN) break
  }
  return [found[0].slice(0, SECTIONS_SHOWN), found[1]]
}

/** As shares of those enrolled. */
function rowsOf(sections: readonly Section[], sums: ReadonlyMap<string, Values>, lang: Lang) {
  return sections.map((s) => {
    const values = sums.get(s.id) ?? {}
    const enrolled = values.enrolled ?? 1
    return { name: `${say(s.title, lang)} (${whole(enrolled, lang)})`, cells: STEPS.slice(3).map((step) => (values[step] ?? 0) / enrolled) }
  })
}

async function figurePage(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const programme = asked(c)
  const who = staff(c, programme.id, 'tutor', 'executor', 'approver', 'auditor')
  const definition = definitions(house).find((d) => d.id === c.req.param('figure'))
  if (!definition) throw notFound()
  const { live, all } = await known(c, programme)
  return page(c, {
    title: `${definition.id.toUpperCase()} · ${say(definition.title, lang)}`,
    main: (
      <>
        <FigurePage base={`/office/${programme.id}/figures`} definition={definition} figure={read(definition, all)} rule={live.rule} beside={besides(definition, all)} note={noteOf(definition.id, live, all, house.clock(), lang)}
          parts={live.rule && definition.breakdowns.includes('entity') ? await byEntity(c, programme.id, who) : null} mayDrill={mayDrill(c, programme.id)} lang={lang} />
        <RaiseFinding c={c} tenant={programme.id} about="figure" code={definition.id} />
      </>
    ),
  })
}

/** The rows of all entities for who sees the whole programme, her own for who works for one; a tutor sees none. */
async function byEntity(c: Ctx, tenant: string, who: Who): Promise<JSX.Element | null> {
  const { house, lang } = c.var
  if (!holds(who, tenant, WIDE)) return null
  const own = organisationOf(who, tenant, WIDE)
  const rows = (await entityRows(house, tenant, await sumsOfAll(house.db, tenant))).filter((row) => own === null || row.entity === own)
  const name = await entityNames(house.db, tenant, lang)
  return rows.length === 0 ? null : <Entities rows={rows.map((row) => ({ ...row, name: name(row.entity) }))} own={own !== null} lang={lang} />
}

/** What a figure says besides its share: how many who left have a cause, and the pace that the target still asks for. */
function noteOf(id: string, { values, rule }: Live, { target }: Known, now: Date, lang: Lang): string | null {
  const left = values.left ?? 0
  if (id === 'k6' && left > 0) return say(WORDS.cause, lang, { n: whole(values['left-with-cause'] ?? 0, lang), m: whole(left, lang) })
  if (id !== 'k2' || !rule) return null
  const until = rule.rule.validity.until
  if (until === null) return say(WORDS.noEnd, lang)
  const months = Math.max(1, (Date.parse(until) - now.getTime()) / MONTH_MS)
  const missing = Math.max(0, target - (values.counts ?? 0))
  return say(WORDS.paceNeeded, lang, { left: whole(missing, lang), rate: whole(Math.ceil(missing / months), lang), day: until.split('-').toReversed().join('/') })
}

/** Whoever sees the whole programme: the coordinator of all of it, and the auditor. */
function mayDrill(c: Ctx, tenant: string): boolean {
  return holds(c.var.who, tenant, ['executor', 'auditor']) && organisationOf(c.var.who, tenant, ['executor', 'auditor']) === null
}

async function evidencePage(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const programme = asked(c)
  const who = staff(c, programme.id, 'executor', 'auditor')
  if (!mayDrill(c, programme.id)) throw notForYou()
  const name = c.req.param('figure') ?? ''
  const definition = definitions(house).find((d) => d.id === name)
  const value = name === 'findings' ? 'worked-after-death' : personValue(definition)
  if (!value && !ofTutors(definition)) throw notFound()
  const at = Math.min(10_000, Math.max(0, Number.parseInt(c.req.query('page') ?? '0', 10) || 0))
  const size = PERSONS_A_PAGE + 1
  const found = value ? await personsBehind(house.db, programme.id, value, at, size) : await personsAtRisk(house.db, programme.id, limaDay(house.clock()), at, size)
  const lines = await Promise.all(found.slice(0, PERSONS_A_PAGE).map(async ({ agent, adds }) => {
    const statements = await readStatements(house.db, programme.id, { actors: await agentsOfPerson(house.db, programme.id, agent), verbs: [...VERBS_READ_BY_RULES, ...MORE_VERBS] })
    return { pseudonym: hmac(house.keys, 'hmac', `figure ${programme.id} ${name}`, agent).slice(0, 16), adds, positions: statements.slice(0, POSITIONS_SHOWN).map((s) => s.pos) }
  }))
  await logged(house.db, { staff: who.staff, action: 'figure-evidence-seen', tenant: programme.id, detail: { figure: name, page: at, persons: lines.length } }, house.clock())
  return page(c, {
    title: say(WORDS.evidenceTitle, lang, { k: name.toUpperCase() }),
    main: (
      <>
        <EvidencePage base={`/office/${programme.id}/figures`} name={name} title={name === 'findings' ? say(WORDS.findings, lang) : name.toUpperCase()}
          lines={lines} at={at} more={found.length > PERSONS_A_PAGE} lang={lang} />
        {name === 'findings' ? <RaiseFinding c={c} tenant={programme.id} about="free" /> : <RaiseFinding c={c} tenant={programme.id} about="figure" code={name} />}
      </>
    ),
  })
}

export const routes: readonly Route[] = [
  { method: 'GET', path: '/office/:programme/figures', handle: figuresPage },
  { method: 'GET', path: '/office/:programme/figures/:figure', handle: figurePage },
  { method: 'GET', path: '/office/:programme/figures/:figure/evidence', handle: evidencePage },
]

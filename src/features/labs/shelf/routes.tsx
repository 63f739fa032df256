import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Ctx, House, Route } from '../../../feature.ts'
import { Problem } from '../../../lib/problem.ts'
import { ROOT } from '../../../lib/root.ts'
import { say } from '../../../lib/text.ts'
import { markdownHtml } from '../../../web/markdown.ts'
import { page } from '../../../web/page.tsx'
import { learner } from '../../../web/who.ts'
import { ownCourse } from '../../courses/index.ts'
import { profileOf } from '../../people/index.ts'
import { programmeOf, ruleInForce } from '../../programmes/index.ts'
import type { Lab } from '../lab.ts'
import { labOf, labsOf } from '../labs.ts'
import { REFUSAL } from '../words.ts'
import { DocumentPage, PublicShelfPage, ShelfPage } from './page.tsx'
import { labStandings } from './standings.ts'
import { takenShelfRoutes } from './taken-shelf.tsx'
import { TRADES, inOrder, tradeIn, type Trade } from './trades.ts'
import { REFUSED, SHELF } from './words.ts'

export const shelfRoutes: readonly Route[] = [
  { method: 'GET', path: '/learn/:enrolment/labs', handle: showOwn },
  { method: 'GET', path: '/p/:programme/labs', handle: showPublic },
  { method: 'GET', path: '/labs/:lab/document', handle: showDocument },
  ...takenShelfRoutes,
]

const CACHE_SECONDS = 60

/** The trade she asked to see, null for all. */
function chosenTrade(c: Ctx): Trade | null {
  const asked = c.req.query('trade')
  if (asked === undefined) return null
  const trade = TRADES.find((t) => t === asked)
  if (!trade) throw new Problem(404, 'unknown-trade', REFUSED.unknownTrade)
  return trade
}

/** What the rule in force asks for; before one is, what its latest file does. */
async function askedLabs(house: House, tenant: string): Promise<ReadonlySet<string>> {
  const rule = (await ruleInForce(house.db, house, tenant))?.rule ?? programmeOf(house, tenant)?.rules.at(-1)?.rule
  return new Set(rule?.labs ?? [])
}

async function showOwn(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const { standing: { enrolment, tenant, agent }, course } = await ownCourse(c)
  const profile = await profileOf(house, house.db, learner(c).person)
  return page(c, {
    title: say(SHELF.title, lang),
    main: <ShelfPage lang={lang} base={`/learn/${enrolment}`} labs={inOrder(labsOf(house, tenant))} asked={await askedLabs(house, tenant)}
      ofCourse={new Set(course.labs.map((l) => l.id))} trade={profile?.firm ? tradeIn(profile.firm.line) : null} chosen={chosenTrade(c)}
      standings={await labStandings(house.db, tenant, agent)} />,
  })
}

async function showPublic(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const programme = programmeOf(house, c.req.param('programme') ?? '')
  if (!programme) throw new Problem(404, 'unknown-programme', REFUSED.unknownProgramme)
  const labs = inOrder(labsOf(house, programme.id))
  return page(c, {
    title: say(SHELF.title, lang), cacheSeconds: CACHE_SECONDS,
    main: <PublicShelfPage lang={lang} programme={programme.id} title={programme.title} labs={labs} asked={await askedLabs(house, programme.id)} chosen={chosenTrade(c)}
      documented={new Set(labs.filter((lab) => existsSync(documentOf(lab))).map((lab) => lab.id))} />,
  })
}

function documentOf(lab: Lab): string {
  return join(ROOT, 'docs/labs', `${lab.id}.md`)
}

/** How a lab was made and measured, as its makers wrote it down. */
async function showDocument(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const lab = labOf(house, c.req.param('lab') ?? '')
  if (!lab) throw new Problem(404, 'unknown-lab', REFUSAL.unknownLab)
  const path = documentOf(lab)
  if (!existsSync(path)) throw new Problem(404, 'unknown-document', REFUSED.unknownDocument)
  const html = scrolling(markdownHtml(readFileSync(path, 'utf8')))
  return page(c, { title: say(SHELF.documentTitle, lang, { title: say(lab.title, lang) }), cacheSeconds: CACHE_SECONDS, main: <DocumentPage lang={lang} lab={lab} html={html} /> })
}

/** Wide tables and listings move by themselves, also by keyboard, and leave the page where it is. */
function scrolling(html: string): string {
  let n = 0
  return html.replaceAll('<table>', () => `<div class="scroll" role="region" tabindex="0" aria-label="Table ${n += 1}"><table>`).replaceAll('</table>', '</table></div>')
    .replaceAll('<pre>', '<pre tabindex="0">').replaceAll(/<th( [^>]*)?><\/th>/g, '<td></td>')
}

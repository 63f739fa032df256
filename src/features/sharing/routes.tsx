import { z } from 'zod'
import type { Ctx, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { say } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { learner } from '../../web/who.ts'
import { countCheck, ownCredential, papersOf, stateOf, toldBy, type CredentialState, type Papers } from '../credentials/index.ts'
import { programmeOf } from '../programmes/index.ts'
import { badgeOf } from './badge.ts'
import { learnerRecord } from './clr.ts'
import { countVisit, DAYS, endLink, linksOf, livingLink, makeLink, type FactLink } from './fact-links.ts'
import { factsCredential, factsIn, isFact } from './facts.ts'
import { FactsPage } from './facts-page.tsx'
import { SharePage } from './share-page.tsx'
import { REFUSAL, SAYS, SHARE } from './words.ts'

export const routes: readonly Route[] = [
  { method: 'GET', path: '/me/record.json', handle: downloadRecord },
  { method: 'GET', path: '/me/certificates/:credential/share', handle: (c) => showShare(c) },
  { method: 'GET', path: '/me/certificates/:credential/badge.png', handle: (c) => downloadBadge(c, 'png') },
  { method: 'GET', path: '/me/certificates/:credential/badge.svg', handle: (c) => downloadBadge(c, 'svg') },
  { method: 'POST', path: '/me/certificates/:credential/facts', handle: postLink },
  { method: 'POST', path: '/me/certificates/:credential/facts/:link/end', handle: postEnd },
  { method: 'GET', path: '/v/facts/:share', handle: showFacts },
  { method: 'GET', path: '/v/facts/:share/credential.json', handle: downloadFacts },
]

/** Nobody's search engine, cache or wallet of links keeps what somebody shows to one reader. */
const UNLISTED = { 'X-Robots-Tag': 'noindex, nofollow, noarchive', 'Referrer-Policy': 'no-referrer' }

async function showShare(c: Ctx, problems: readonly FieldProblem[] = []): Promise<Response> {
  const { house, lang } = c.var
  const { row, state, papers } = await ownCredential(c)
  const programme = programmeOf(house, row.tenant)
  if (!papers || !programme) throw new Problem(410, 'erased', REFUSAL.erased)
  const done = c.req.query('done')
  return page(c, {
    title: say(SHARE.title, lang), status: problems.length > 0 ? 422 : 200,
    main: (
      <SharePage
        lang={lang} row={row} state={state} told={toldBy(papers.credential)} programme={programme} publicUrl={house.config.publicUrl} now={house.clock()}
        links={await linksOf(house, learner(c).person, row.credential)} problems={problems}
        note={done === 'made' ? say(SHARE.made, lang) : done === 'ended' ? say(SHARE.ended, lang) : null}
      />
    ),
  })
}

async function downloadBadge(c: Ctx, form: 'png' | 'svg'): Promise<Response> {
  const { row, papers } = await ownCredential(c)
  const programme = programmeOf(c.var.house, row.tenant)
  if (!papers || !programme) throw new Problem(410, 'erased', REFUSAL.erased)
  return c.body(Uint8Array.from(await badgeOf(programme, row, papers, form)), 200, {
    'Content-Type': form === 'png' ? 'image/png' : 'image/svg+xml', 'Cache-Control': 'no-store', 'Content-Disposition': `inline; filename="${row.kind}-${row.serial}.${form}"`,
  })
}

async function downloadRecord(c: Ctx): Promise<Response> {
  return signed(c, await learnerRecord(c.var.house, learner(c).person), 'yachay-clr')
}

function signed(c: Ctx, credential: object, name: string): Response {
  return c.body(JSON.stringify(credential, null, 2), 200, { 'Content-Type': 'application/vc', 'Cache-Control': 'no-store', 'Content-Disposition': `attachment; filename="${name}.json"` })
}

async function postLink(c: Ctx): Promise<Response> {
  const { row, papers } = await ownCredential(c)
  if (!papers) throw new Problem(410, 'erased', REFUSAL.erased)
  const form = await c.req.parseBody({ all: true })
  const asked = [form.facts ?? []].flat().filter((v) => typeof v === 'string')
  const days = DAYS.find((n) => String(n) === form.days)
  const possible = factsIn(toldBy(papers.credential))
  const id = z.uuid().safeParse(form.id)
  const facts = asked.filter(isFact).filter((fact) => possible.includes(fact))
  if (!id.success || days === undefined || facts.length !== asked.length) return showShare(c, [{ field: days === undefined ? 'days' : 'facts', sentence: REFUSAL.wrongChoice }])
  await makeLink(c.var.house, { id: id.data, person: learner(c).person, credential: row.credential, facts, days })
  return c.redirect(`/me/certificates/${row.credential}/share?done=made#facts-of`, 303)
}

async function postEnd(c: Ctx): Promise<Response> {
  const { house } = c.var
  const { row } = await ownCredential(c)
  await endLink(house.db, learner(c).person, row.credential, c.req.param('link') ?? '', house.clock())
  return c.redirect(`/me/certificates/${row.credential}/share?done=ended#facts-of`, 303)
}

interface Shown { readonly link: FactLink; readonly state: CredentialState; readonly papers: Papers; readonly token: string }

/** What a living link shows now; 410 for one that is over and one that never was alike. */
async function shownBy(c: Ctx): Promise<Shown> {
  const { house } = c.var
  for (const [name, value] of Object.entries(UNLISTED)) c.header(name, value)
  const token = c.req.param('share') ?? ''
  const link = await livingLink(house.db, token, house.clock())
  const [state, papers] = link ? await Promise.all([stateOf(house.db, link.credential), papersOf(house, house.db, link.credential)]) : []
  if (!link || !state || !papers) throw new Problem(410, 'link-over', REFUSAL.over)
  return { link, state, papers, token }
}

/** Messengers fetch a link to draw a preview of it: nobody has read it then. */
const PREVIEW = /whatsapp|facebookexternalhit|telegrambot|twitterbot|linkedinbot|slackbot|discordbot|bot\b|preview/i

async function showFacts(c: Ctx): Promise<Response> {
  const { house, lang, who } = c.var
  const { link, state, papers, token } = await shownBy(c)
  const herself = who.kind === 'learner' && who.person === link.person
  if (!herself && !PREVIEW.test(c.req.header('user-agent') ?? '')) {
    await countVisit(house.db, link.id, house.clock())
    await countCheck(house, state.tenant, state.state === 'valid')
  }
  return page(c, { title: say(SAYS.title, lang), main: <FactsPage lang={lang} link={link} state={state} told={toldBy(papers.credential)} token={token} now={house.clock()} /> })
}

async function downloadFacts(c: Ctx): Promise<Response> {
  const { link, state, papers } = await shownBy(c)
  // What is not in force is not signed anew.
  if (state.state !== 'valid') throw new Problem(410, 'not-in-force', REFUSAL.over)
  return signed(c, await factsCredential(c.var.house, papers, link), 'yachay-datos')
}

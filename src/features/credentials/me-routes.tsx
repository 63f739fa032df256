import type { Ctx, House, HomeCard, Route } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { say, type Lang } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { paperAnswer } from '../../web/paper.ts'
import { learner } from '../../web/who.ts'
import { agentsOf } from '../people/index.ts'
import { agentsOfPerson, programmeOf } from '../programmes/index.ts'
import { certificatePdf } from './certificate-pdf.ts'
import { credentialById, credentialsOf, papersOf, type CredentialRow, type Papers } from './credentials.ts'
import { stateOf, statesOf, type CredentialState } from './credential-state.ts'
import { dayText } from './hours.ts'
import { PAPER } from './page-words.ts'
import { Paper } from './paper.tsx'
import { qrSvg } from './qr.ts'
import { ruleVersionOf, toldBy } from './told.ts'
import { KIND, REFUSAL, STATE } from './words.ts'

export const meRoutes: readonly Route[] = [
  { method: 'GET', path: '/me/certificates', handle: listMine },
  { method: 'GET', path: '/me/certificates/:credential', handle: showMine },
  { method: 'GET', path: '/me/certificates/:credential/credential.json', handle: downloadMine },
  { method: 'GET', path: '/me/certificates/:credential/certificate.pdf', handle: printMine },
]

export interface Mine { readonly row: CredentialRow; readonly state: CredentialState }

/** Every credential of a person in every programme, also of persons that were merged with her; newest first. */
export async function credentialsOfPerson(house: House, person: string): Promise<Mine[]> {
  const found = await Promise.all((await agentsOf(house.db, person)).map(async ({ tenant, agent }) => {
    const states = await statesOf(house.db, tenant, await agentsOfPerson(house.db, tenant, agent))
    const rows = new Map((await credentialsOf(house.db, states.map((s) => s.credential))).map((r) => [r.credential, r]))
    return states.flatMap((state) => {
      const row = rows.get(state.credential)
      return row ? [{ row, state }] : []
    })
  }))
  return found.flat().sort((a, b) => b.row.issued.getTime() - a.row.issued.getTime())
}

/** A card for each that is in force. */
export async function credentialCards(house: House, person: string, lang: Lang): Promise<HomeCard[]> {
  const mine = await credentialsOfPerson(house, person)
  return mine.filter(({ state }) => state.state === 'valid').map(({ row }) => ({
    title: say(KIND[row.kind], lang), text: `${programmeTitle(house, row.tenant, lang)}, ${dayText(row.issued)}`,
    href: `/me/certificates/${row.credential}`, action: say(PAPER.open, lang), order: 10,
  }))
}

const programmeTitle = (house: House, tenant: string, lang: Lang): string => {
  const title = programmeOf(house, tenant)?.title
  return title ? say(title, lang) : tenant
}

async function listMine(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const mine = await credentialsOfPerson(house, learner(c).person)
  return page(c, {
    title: say(PAPER.mine, lang),
    main: (
      <>
        <h1>{say(PAPER.mine, lang)}</h1>
        {mine.length === 0 && <p>{say(PAPER.none, lang)}</p>}
        {mine.map(({ row, state }) => (
          <section class="card">
            <h2><a href={`/me/certificates/${row.credential}`}>{say(KIND[row.kind], lang)}</a></h2>
            <p>{programmeTitle(house, row.tenant, lang)}, {dayText(row.issued)}</p>
            <p><span class={state.state === 'valid' ? 'tag good' : 'tag bad'}>{say(STATE[state.state], lang)}</span></p>
          </section>
        ))}
        {mine.some(({ state }) => state.state === 'valid') && <p><a href="/me/record.json" download="yachay-clr.json">{say(PAPER.record, lang)}</a></p>}
      </>
    ),
  })
}

/** The credential of the address, which must be the signed-in person's own: 404 when unknown, 403 when another's. */
export async function ownCredential(c: Ctx): Promise<Mine & { papers: Papers | null }> {
  const { house } = c.var
  const { person } = learner(c)
  const row = await credentialById(house.db, c.req.param('credential') ?? '')
  const state = row && await stateOf(house.db, row.credential)
  if (!row || !state) throw new Problem(404, 'unknown-credential', REFUSAL.unknownCredential)
  const mine = row.person === person || (await credentialsOfPerson(house, person)).some((m) => m.row.credential === row.credential)
  if (!mine) throw new Problem(403, 'not-your-certificate', REFUSAL.notYours)
  return { row, state, papers: await papersOf(house, house.db, row.credential) }
}

async function showMine(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const { row, state, papers } = await ownCredential(c)
  const programme = programmeOf(house, row.tenant)
  if (!papers || !programme) throw new Problem(410, 'erased', PAPER.erased)
  const share = `${house.config.publicUrl}/v/${row.serial}`
  return page(c, {
    title: say(KIND[row.kind], lang),
    main: (
      <>
        <Paper
          lang={lang} told={toldBy(papers.credential)} document={papers.document} state={state} programme={programme.title} trial={programme.trial}
          qr={await qrSvg(papers.qr)} publicUrl={house.config.publicUrl} rule={ruleVersionOf(papers.credential)}
        />
        <section class="actions column">
          <p><a class="button" href={`/me/certificates/${row.credential}/certificate.pdf`}>{say(PAPER.pdf, lang)}</a> <span class="quiet-text">{say(PAPER.pdfSays, lang)}</span></p>
          <p><a class="button quiet" href={`/me/certificates/${row.credential}/credential.json`} download={`${row.kind}-${row.serial}.json`}>{say(PAPER.download, lang)}</a></p>
          <p><a class="button quiet" href={`/me/certificates/${row.credential}/share`}>{say(PAPER.shareMore, lang)}</a> <span class="quiet-text">{say(PAPER.shareMoreSays, lang)}</span></p>
          <p><strong>{say(PAPER.share, lang)}:</strong> <a href={`/v/${row.serial}`}>{share}</a></p>
          <p class="quiet-text">{say(PAPER.shareNote, lang)}</p>
          <p><a href="/me/certificates">{say(PAPER.back, lang)}</a></p>
        </section>
      </>
    ),
  })
}

async function downloadMine(c: Ctx): Promise<Response> {
  const { row, papers } = await ownCredential(c)
  if (!papers) throw new Problem(410, 'erased', PAPER.erased)
  return c.body(JSON.stringify(papers.credential, null, 2), 200, {
    'Content-Type': 'application/vc', 'Cache-Control': 'no-store', 'Content-Disposition': `attachment; filename="${row.kind}-${row.serial}.json"`,
  })
}

async function printMine(c: Ctx): Promise<Response> {
  const { row, state, papers } = await ownCredential(c)
  return paperAnswer(c, await certificatePdf(c.var.house, c.var.lang, row, state, papers), `${row.kind}-${row.serial}`)
}

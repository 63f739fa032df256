import { OFFICE_ROOMS, type Ctx, type Feature, type House, type OfficeNotice, type Route } from '../feature.ts'
import { say, type Text } from '../lib/text.ts'
import { page } from './page.tsx'
import { waitingFor, WaitingList } from './waiting.tsx'
import { holds, organisationOf } from './who.ts'
import { WORDS } from './words.ts'

export interface OfficeProgramme { readonly id: string; readonly title: Text }

/** /office: for each programme the pages that this member of staff may open. */
export function officeRoute(features: readonly Feature[], programmesOf: (c: Ctx) => readonly OfficeProgramme[]): Route {
  const links = features.flatMap((f) => f.office ?? [])
  return {
    method: 'GET', path: '/office',
    handle: async (c) => {
      const { who, lang, house } = c.var
      const mine = programmesOf(c)
        .map((p) => ({ ...p, links: links.filter((l) => holds(who, p.id, l.roles) && !(l.whole && organisationOf(who, p.id, l.roles) !== null)) }))
        .filter((p) => p.links.length > 0)
      const blocks = await Promise.all(mine.map(async (p) => ({
        ...p, notices: (await noticesOf(features, house, p.id)).filter((n) => holds(who, p.id, n.roles) && organisationOf(who, p.id, n.roles) === null),
        waiting: who.kind === 'staff' ? await waitingFor(features, house, p.id, who) : [],
      })))
      return page(c, {
        title: say(WORDS.office, lang),
        main: (
          <>
            <h1>{say(WORDS.office, lang)}</h1>
            {who.kind === 'staff' && <p>{who.name}</p>}
            {holds(who, '*', ['administrator']) && <p><a class="button" href="/office/staff">{say(WORDS.staff, lang)}</a></p>}
            {blocks.map((p) => (
              <section class="card">
                <h2>{say(p.title, lang)}</h2>
                {p.notices.length > 0 && <div class="errors" role="alert">{p.notices.map((n) => <p><a href={`/office/${p.id}/${n.path}`}>{say(n.text, lang)}</a></p>)}</div>}
                <h3>{say(WORDS.waits, lang)}</h3>
                <WaitingList lang={lang} base={`/office/${p.id}`} waiting={p.waiting} now={house.clock()} />
                <div class="rooms">
                  {OFFICE_ROOMS.map((room) => ({ room, links: p.links.filter((l) => l.room === room) })).filter(({ links: some }) => some.length > 0).map(({ room, links: some }) => (
                    <div>
                      <h3>{say(WORDS[room], lang)}</h3>
                      <ul class="plain">{some.map((l) => <li><a href={`/office/${p.id}/${l.path}`}>{say(l.label, lang)}</a></li>)}</ul>
                    </div>
                  ))}
                </div>
              </section>
            ))}
            <p><a href="/office/status">{say(WORDS.status, lang)}</a></p>
            {blocks.length > 0 && <p><a href="/carry">{say(WORDS.carry, lang)}</a></p>}
            {blocks.length === 0 && <p>{say(WORDS.noWorkYet, lang)}</p>}
          </>
        ),
      })
    },
  }
}

async function noticesOf(features: readonly Feature[], house: House, tenant: string): Promise<OfficeNotice[]> {
  return (await Promise.all(features.map((f) => f.notices?.(house, tenant) ?? []))).flat()
}

/** /office/status: what each feature says of how it stands on this machine, such as in which form learners' code runs. */
export function statusRoute(features: readonly Feature[]): Route {
  return {
    method: 'GET', path: '/office/status',
    handle: async (c) => {
      const { lang, house } = c.var
      const lines = (await Promise.all(features.map((f) => f.status?.(house) ?? []))).flat()
      return page(c, {
        title: say(WORDS.status, lang),
        main: (
          <>
            <h1>{say(WORDS.status, lang)}</h1>
            {lines.length === 0 && <p>{say(WORDS.statusNone, lang)}</p>}
            {lines.map(({ name, text, good }) => (
              <section class="card">
                <h2>{say(name, lang)}</h2>
                <p><strong>{say(good ? WORDS.statusGood : WORDS.statusBad, lang)}.</strong> {say(text, lang)}</p>
              </section>
            ))}
            <p><a href="/office">{say(WORDS.back, lang)}</a></p>
          </>
        ),
      })
    },
  }
}

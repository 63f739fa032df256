import type { Ctx, Feature, Route } from '../feature.ts'
import { say, type Text } from '../lib/text.ts'
import { page } from './page.tsx'
import { holds } from './who.ts'
import { WORDS } from './words.ts'

export interface OfficeProgramme { readonly id: string; readonly title: Text }

/** /office: for each programme the pages that this member of staff may open. */
export function officeRoute(features: readonly Feature[], programmesOf: (c: Ctx) => readonly OfficeProgramme[]): Route {
  const links = features.flatMap((f) => f.office ?? [])
  return {
    method: 'GET', path: '/office',
    handle: (c) => {
      const { who, lang } = c.var
      const blocks = programmesOf(c)
        .map((p) => ({ ...p, links: links.filter((l) => holds(who, p.id, l.roles)) }))
        .filter((p) => p.links.length > 0)
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
                <ul class="plain">{p.links.map((l) => <li><a href={`/office/${p.id}/${l.path}`}>{say(l.label, lang)}</a></li>)}</ul>
              </section>
            ))}
            {blocks.length > 0 && <p><a href="/carry">{say(WORDS.carry, lang)}</a></p>}
            {blocks.length === 0 && <p>{say(WORDS.noWorkYet, lang)}</p>}
          </>
        ),
      })
    },
  }
}

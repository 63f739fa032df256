import type { JSX } from 'preact'
import type { Ctx, OfficeLink, Route } from '../../feature.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { shownLimaDay } from './dates.ts'
import { staffNames } from './staff.ts'
import './tables.ts'

const W = {
  title: { es: 'Quién miró números de documento', en: 'Who looked at document numbers' },
  lead: {
    es: 'Cada vez que alguien del equipo ve un número completo queda aquí, y nadie puede borrarlo. La persona aparece con el inicio de su código, sin nombre.',
    en: 'Each time a member of staff sees a whole number it stands here, and nobody can remove it. The person appears by the beginning of her code, without a name.',
  },
  day: { es: 'Día y hora', en: 'Day and time' },
  who: { es: 'Quién miró', en: 'Who looked' },
  person: { es: 'De quién', en: 'Whose' },
  none: { es: 'Nadie ha mirado un número completo.', en: 'Nobody has looked at a whole number.' },
  earlier: { es: 'Ver anteriores', en: 'See earlier ones' },
  newest: { es: 'Volver a lo más nuevo', en: 'Back to the newest' },
} as const satisfies Record<string, Text>

const ON_A_PAGE = 50
/** A file of an audit has the whole number too. */
const SHOWS_NUMBERS = ['document-seen', 'audit-person-seen', 'audit-pack-taken']

/** The log of looks for who audits the programme (DOMAIN.md 5.5: "yes, logged"). */
export const looksRoute: Route = { method: 'GET', path: '/office/:programme/looks', handle: showLooks }
export const looksOffice: OfficeLink = { label: W.title, path: 'looks', room: 'people', roles: ['auditor'] }

interface Look { readonly at: Date; readonly by: string; readonly agent: string }

async function showLooks(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const tenant = c.req.param('programme') ?? ''
  const asked = c.req.query('before') ?? ''
  const before = /^\d{1,14}$/.test(asked) ? new Date(Number(asked)) : null
  let query = house.db.selectFrom('staff_log').leftJoin('agent', (join) => join.onRef('agent.person', '=', 'staff_log.person').on('agent.tenant', '=', tenant))
    .select(['staff_log.at', 'staff_log.staff', 'agent.agent']).where('staff_log.tenant', '=', tenant).where('staff_log.action', 'in', SHOWS_NUMBERS)
  if (before) query = query.where('staff_log.at', '<', before)
  const rows = await query.orderBy('staff_log.at', 'desc').limit(ON_A_PAGE + 1).execute()
  const names = await staffNames(house.db, rows.flatMap((r) => r.staff ?? []))
  const looks = rows.slice(0, ON_A_PAGE).map((r) => ({ at: r.at, by: names.get(r.staff ?? '') ?? '', agent: r.agent?.slice(0, 8) ?? '–' }))
  const last = rows.length > ON_A_PAGE ? looks.at(-1) : undefined
  return page(c, { title: say(W.title, lang), main: <Looks lang={lang} here={c.req.path} looks={looks} earlier={last ? last.at.getTime() : null} paged={before !== null} /> })
}

function Looks({ lang, here, looks, earlier, paged }: { lang: Lang; here: string; looks: readonly Look[]; earlier: number | null; paged: boolean }): JSX.Element {
  return (
    <>
      <h1>{say(W.title, lang)}</h1>
      <p>{say(W.lead, lang)}</p>
      {looks.length === 0 ? <p>{say(W.none, lang)}</p> : (
        <table>
          <thead><tr><th scope="col">{say(W.day, lang)}</th><th scope="col">{say(W.who, lang)}</th><th scope="col">{say(W.person, lang)}</th></tr></thead>
          <tbody>{looks.map((l) => <tr><td>{shownLimaDay(l.at)} {timeOf(l.at)}</td><td>{l.by}</td><td><code>{l.agent}</code></td></tr>)}</tbody>
        </table>
      )}
      <p>{paged && <a href={here}>{say(W.newest, lang)}</a>} {earlier !== null && <a href={`${here}?before=${earlier}`}>{say(W.earlier, lang)}</a>}</p>
    </>
  )
}

const timeOf = (at: Date): string => new Intl.DateTimeFormat('es-PE', { timeZone: 'America/Lima', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)

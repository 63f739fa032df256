import type { JSX } from 'preact'
import type { Ctx } from '../../feature.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { Select } from '../../web/form.tsx'
import { page } from '../../web/page.tsx'
import { shownLimaDay } from './dates.ts'
import { ACTION_NAME } from './office-words.ts'
import { LOGGED_ACTIONS, type LoggedAction } from './staff-log.ts'
import { allStaff, staffNames } from './staff.ts'
import { STAFF } from './staff-words.ts'
import './tables.ts'

const W = {
  back: { es: 'Volver al equipo', en: 'Back to the staff' },
  by: { es: 'Quién', en: 'Who' },
  what: { es: 'Qué hizo', en: 'What was done' },
  anybody: { es: 'Cualquier persona', en: 'Anybody' },
  anything: { es: 'Cualquier cosa', en: 'Anything' },
  find: { es: 'Mostrar', en: 'Show' },
  none: { es: 'No hay nada anotado aquí.', en: 'Nothing is noted here.' },
  before: { es: 'Más recientes', en: 'Newer' },
  next: { es: 'Anteriores', en: 'Older' },
  page: { es: 'Página {n}', en: 'Page {n}' },
} as const satisfies Record<string, Text>

const ON_A_PAGE = 100

interface Row {
  readonly at: Date
  readonly by: string | null
  readonly action: string
  readonly tenant: string | null
  readonly about: string
  /** A role, or a client's public key. */
  readonly what: string | null
}

interface Wanted { readonly by: string | null; readonly action: LoggedAction | null; readonly page: number }

/** /office/staff/log: what staff did that is no statement, newest first, of one person or kind when asked. */
export async function showLog(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const staff = await allStaff(house.db)
  const wanted: Wanted = {
    by: staff.find((s) => s.id === c.req.query('by'))?.id ?? null, action: LOGGED_ACTIONS.find((a) => a === c.req.query('action')) ?? null,
    page: Math.min(100_000, Math.max(1, Math.trunc(Number(c.req.query('page') ?? '1')) || 1)),
  }
  let query = house.db.selectFrom('staff_log').select(['at', 'staff', 'action', 'tenant', 'person', 'other_staff', 'detail'])
  if (wanted.by) query = query.where('staff', '=', wanted.by)
  if (wanted.action) query = query.where('action', '=', wanted.action)
  const rows = await query.orderBy('at', 'desc').orderBy('id').limit(ON_A_PAGE + 1).offset((wanted.page - 1) * ON_A_PAGE).execute()
  const names = await staffNames(house.db, rows.flatMap((r) => [r.staff, r.other_staff].filter((id) => id !== null)))
  const shown = rows.slice(0, ON_A_PAGE).map((r) => ({
    at: r.at, by: r.staff === null ? null : names.get(r.staff) ?? '', action: r.action, tenant: r.tenant,
    // Administrators see that it was about a learner, not who she is.
    about: r.other_staff && r.other_staff !== r.staff ? names.get(r.other_staff) ?? '' : r.person ? `(${r.person.slice(0, 8)})` : '',
    what: [[r.detail.role, r.detail.organisation].filter((d) => typeof d === 'string').join(', ') || null, r.detail.key].find((d) => typeof d === 'string') ?? null,
  }))
  return page(c, {
    title: say(STAFF.logTitle, lang),
    main: <LogPage lang={lang} here={c.req.path} rows={shown} staff={staff.map(({ id, name }) => ({ value: id, label: name }))} wanted={wanted} more={rows.length > ON_A_PAGE} />,
  })
}

/** In the list of what may be shown, without the person about whom a line says it. */
const nameOf = (action: LoggedAction, lang: Lang): string => say(ACTION_NAME[action], lang).replace(/ (?:a|de|para|to|from|for|of)$/, '$& …')

interface LogProps {
  readonly lang: Lang
  readonly here: string
  readonly rows: readonly Row[]
  readonly staff: readonly { readonly value: string; readonly label: string }[]
  readonly wanted: Wanted
  readonly more: boolean
}

function LogPage({ lang, here, rows, staff, wanted, more }: LogProps): JSX.Element {
  const time = new Intl.DateTimeFormat('es-PE', { timeZone: 'America/Lima', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const to = (n: number): string => `${here}?${new URLSearchParams({ by: wanted.by ?? '', action: wanted.action ?? '', page: String(n) }).toString()}`
  return (
    <>
      <p><a href="/office/staff">{say(W.back, lang)}</a></p>
      <h1>{say(STAFF.logTitle, lang)}</h1>
      <form method="get" action={here} role="search" class="card">
        <Select lang={lang} name="by" label={say(W.by, lang)} value={wanted.by ?? ''} options={[{ value: '', label: say(W.anybody, lang) }, ...staff]} />
        <Select lang={lang} name="action" label={say(W.what, lang)} value={wanted.action ?? ''}
          options={[{ value: '', label: say(W.anything, lang) }, ...LOGGED_ACTIONS.map((value) => ({ value, label: nameOf(value, lang) }))]} />
        <button class="quiet">{say(W.find, lang)}</button>
      </form>
      {rows.length === 0 && <p>{say(W.none, lang)}</p>}
      <ul>
        {rows.map((row) => (
          <li>
            {shownLimaDay(row.at)} {time.format(row.at)}: <strong>{row.by ?? say(STAFF.house, lang)}</strong> {say(ACTION_NAME[row.action as LoggedAction], lang)} {row.about}
            {row.what && <> ({row.what}{row.tenant ? `, ${row.tenant}` : ''})</>}
          </li>
        ))}
      </ul>
      {(wanted.page > 1 || more) && (
        <p class="actions">
          {wanted.page > 1 && <a href={to(wanted.page - 1)} rel="prev">{say(W.before, lang)}</a>}
          <span>{say(W.page, lang, { n: wanted.page })}</span>
          {more && <a href={to(wanted.page + 1)} rel="next">{say(W.next, lang)}</a>}
        </p>
      )}
    </>
  )
}

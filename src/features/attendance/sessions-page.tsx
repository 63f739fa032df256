import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang } from '../../lib/text.ts'
import { Choices, ErrorSummary, Field, PostButton, Select, type Option } from '../../web/form.tsx'
import { day, limaHour, type Section } from '../cohorts/index.ts'
import type { ClassSession } from './class-session.ts'
import type { PlanForm } from './plan-session.ts'
import { SHEET } from './sheet-words.ts'
import { MODES, type Mark } from './statements.ts'
import { DONE, MODE, PAGE } from './words.ts'

type Tally = Record<Mark | 'waiting', number>

export function SectionsPage({ lang, office, sections, share, finder }: {
  lang: Lang; office: string; sections: readonly Section[]; finder: JSX.Element; share: { readonly manual: number; readonly all: number }
}): JSX.Element {
  return (
    <>
      <h1>{say(PAGE.attendance, lang)}</h1>
      <p class="actions">
        <a class="button" href={`/take/attendance/${lang}`}>{say(PAGE.take, lang)}</a>
        <a class="button quiet" href={`${office}/attendance/queue`}>{say(PAGE.queue, lang)}</a>
      </p>
      <h2>{say(PAGE.whose, lang)}</h2>
      {finder}
      {sections.length === 0 && <p>{say(PAGE.noSections, lang)}</p>}
      <ul class="plain">{sections.map((s) => <li><a href={`${office}/sections/${encodeURIComponent(s.id)}/sessions`}>{say(s.title, lang)}</a> <span class="quiet-text">{say(s.shift, lang)}</span></li>)}</ul>
      <Share lang={lang} share={share} />
    </>
  )
}

/** K10: how much of the attendance rests on a second person's word. */
export function Share({ lang, share }: { lang: Lang; share: { readonly manual: number; readonly all: number } }): JSX.Element {
  const percent = share.all === 0 ? 0 : Math.round((share.manual * 1000) / share.all) / 10
  return (
    <p><strong>{say(PAGE.share, lang)}:</strong> {share.all === 0 ? say(PAGE.shareNone, lang)
      : say(PAGE.shareOf, lang, { percent: percent.toLocaleString(lang === 'es' ? 'es-PE' : 'en'), manual: share.manual.toLocaleString(lang === 'es' ? 'es-PE' : 'en'), all: share.all.toLocaleString(lang === 'es' ? 'es-PE' : 'en') })}</p>
  )
}

export interface SessionsPageProps {
  readonly lang: Lang
  readonly office: string
  readonly base: string
  readonly section: Section
  readonly sessions: readonly ClassSession[]
  readonly tallies: ReadonlyMap<string, Tally>
  readonly now: Date
  readonly sites: readonly Option[]
  readonly typed: PlanForm & { readonly id: string }
  readonly canPlan: boolean
  readonly problems: readonly FieldProblem[]
  readonly done: keyof typeof DONE | null
}

export function SessionsPage(props: SessionsPageProps): JSX.Element {
  const { lang, office, base, section, sessions, problems, done } = props
  return (
    <>
      <p><a href={`${office}/sections/${encodeURIComponent(section.id)}`}>{say(PAGE.backToSection, lang)}</a></p>
      <h1>{say(PAGE.sessions, lang)}: {say(section.title, lang)}</h1>
      {done && <p class="good" role="status">{say(DONE[done], lang)}</p>}
      <ErrorSummary lang={lang} problems={problems} />
      {sessions.length === 0 && <p>{say(PAGE.none, lang)}</p>}
      {sessions.map((session) => <Line {...props} session={session} />)}
      {props.canPlan && <PostButton action={`${base}/plan`} label={say(PAGE.plan, lang)} kind="quiet" values={{ weeks: '4' }} />}
      <details open={problems.length > 0 || sessions.length === 0}>
        <summary>{say(PAGE.newSession, lang)}</summary>
        <NewSession {...props} />
      </details>
      <details>
        <summary>{say(SHEET.blank, lang)}</summary>
        <form method="get" action={base.replace(/sessions$/, 'sheet.pdf')}>
          <Field name="date" type="date" label={say(PAGE.day, lang)} hint={say(SHEET.blankSays, lang)} value={props.typed.day} lang={lang} />
          <button class="quiet">{say(SHEET.print, lang)}</button>
        </form>
      </details>
    </>
  )
}

function Line({ lang, base, session, tallies, now }: SessionsPageProps & { session: ClassSession }): JSX.Element {
  const tally = tallies.get(session.session) ?? { P: 0, T: 0, F: 0, J: 0, waiting: 0 }
  const when = `${day(session.starts)}, ${limaHour(session.starts)}–${limaHour(session.ends)}`
  const nobody = tally.P + tally.T + tally.F + tally.J + tally.waiting === 0
  return (
    <section class="card">
      <h2>{session.cancelled ? when : <a href={`${base}/${session.session}`}>{when}</a>}</h2>
      <p>
        {say(MODE[session.mode], lang)} · {session.site} · {session.minutes} min{' '}
        {session.cancelled && <span class="tag bad">{say(PAGE.isCancelled, lang)}</span>}
        {session.skewed && <span class="tag bad">{say(PAGE.unsure, lang)}</span>}
      </p>
      {!session.cancelled && !nobody && <p>{say(PAGE.tally, lang, tally)}{tally.waiting > 0 && <> <span class="tag">{say(PAGE.waits, lang, { n: tally.waiting })}</span></>}</p>}
      {!session.cancelled && nobody && session.ends < now && <p><span class="tag bad">{say(PAGE.noList, lang)}</span> <a href={`${base}/${session.session}`}>{say(PAGE.openList, lang)}</a></p>}
      {!session.cancelled && nobody && <Cancel lang={lang} action={`${base}/${session.session}/cancel`} />}
    </section>
  )
}

/** Opened first: what is cancelled does not come back. */
function Cancel({ lang, action }: { lang: Lang; action: string }): JSX.Element {
  return (
    <details>
      <summary>{say(PAGE.cancel, lang)}</summary>
      <p>{say(PAGE.cancelSays, lang)}</p>
      <PostButton action={action} label={say(PAGE.cancelYes, lang)} kind="danger" />
    </details>
  )
}

function NewSession({ lang, base, typed, sites, problems }: SessionsPageProps): JSX.Element {
  const shared = { lang, problems }
  return (
    <form method="post" action={base}>
      <input type="hidden" name="id" value={typed.id} />
      <Field name="day" type="date" label={say(PAGE.day, lang)} value={typed.day} {...shared} />
      <Field name="from" label={say(PAGE.from, lang)} hint={say(PAGE.hourHint, lang)} value={typed.from} maxLength={5} {...shared} />
      <Field name="to" label={say(PAGE.to, lang)} value={typed.to} maxLength={5} {...shared} />
      <Field name="minutes" label={say(PAGE.minutes, lang)} hint={say(PAGE.minutesHint, lang)} inputMode="numeric" value={typed.minutes} maxLength={3} optional {...shared} />
      <Choices name="mode" label={say(PAGE.mode, lang)} chosen={[typed.mode]} options={MODES.map((value) => ({ value, label: say(MODE[value], lang) }))} {...shared} />
      <Select name="site" label={say(PAGE.site, lang)} value={typed.site} options={sites} {...shared} />
      <button>{say(PAGE.make, lang)}</button>
    </form>
  )
}

import type { JSX } from 'preact'
import type { Ctx, Route } from '../../feature.ts'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang } from '../../lib/text.ts'
import { ErrorSummary } from '../../web/form.tsx'
import { page } from '../../web/page.tsx'
import { organisationOf, staff } from '../../web/who.ts'
import { day, enrolmentById, limaHour, sectionOf, sectionsSeen } from '../cohorts/index.ts'
import { staffNames } from '../people/index.ts'
import { doneOf, officeOf, tenantOf } from './asking.ts'
import { manualShare, waitingEntries, type Entry } from './attendance.ts'
import { sessionById, type ClassSession } from './class-session.ts'
import { decideEntries, type Refused } from './recording.ts'
import { named } from './roster.ts'
import { Share } from './sessions-page.tsx'
import { CAUSE, DONE, MARK, PAGE, WRONG } from './words.ts'

export const queueRoutes: readonly Route[] = [
  { method: 'GET', path: '/office/:programme/attendance/queue', handle: (c) => showQueue(c) },
  { method: 'POST', path: '/office/:programme/attendance/queue', handle: decide },
]

interface Waiting { readonly entry: Entry; readonly name: string; readonly digits: string; readonly by: string }
interface Group { readonly session: ClassSession; readonly title: string; readonly waiting: readonly Waiting[] }

async function showQueue(c: Ctx, problems: readonly FieldProblem[] = [], refused: readonly (Refused & { name: string })[] = []): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  const who = staff(c, tenant, 'tutor', 'executor')
  const props = { lang, office: officeOf(c), groups: await groupsOf(c), me: who.staff, share: await manualShare(house.db, tenant), problems, refused, done: doneOf(c) }
  return page(c, { title: say(PAGE.queue, lang), status: problems.length + refused.length > 0 ? 422 : 200, main: <QueuePage {...props} /> })
}

async function groupsOf(c: Ctx): Promise<Group[]> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  const entries = await waitingEntries(house.db, tenant, await seenHere(c))
  const lines = new Map((await named(house, tenant, entries, lang)).map((line) => [line.enrolment, line]))
  const names = await staffNames(house.db, entries.map((e) => e.marked_by))
  const groups = new Map<string, Waiting[]>()
  for (const entry of entries) {
    const line = lines.get(entry.enrolment)
    groups.set(entry.session, [...(groups.get(entry.session) ?? []), { entry, name: line?.name ?? '', digits: line?.digits ?? '', by: names.get(entry.marked_by) ?? '' }])
  }
  const found: Group[] = []
  for (const [id, waiting] of groups) {
    const session = await sessionById(house.db, tenant, id)
    const title = session && (await sectionOf(house, tenant, session.section))?.title
    if (session) found.push({ session, title: title ? say(title, lang) : session.section, waiting: waiting.toSorted((a, b) => a.name.localeCompare(b.name, 'es')) })
  }
  return found
}

/** The sections of who works for one entity; null: a tutor or coordinator of the programme looks a second time wherever it is needed. */
async function seenHere(c: Ctx): Promise<readonly string[] | null> {
  const who = staff(c, tenantOf(c), 'tutor', 'executor')
  if (organisationOf(who, tenantOf(c), ['tutor', 'executor']) === null) return null
  return sectionsSeen(c.var.house, who, tenantOf(c))
}

async function decide(c: Ctx): Promise<Response> {
  const { house } = c.var
  const tenant = tenantOf(c)
  const who = staff(c, tenant, 'tutor', 'executor')
  const body = await c.req.parseBody({ all: true })
  const shown = new Set((await groupsOf(c)).flatMap((group) => group.waiting.map(({ entry }) => entry.entry)))
  const own = organisationOf(who, tenant, ['tutor', 'executor']) !== null
  const chosen = [body.entry ?? []].flat().filter((value) => typeof value === 'string').filter((id) => !own || shown.has(id)).slice(0, 150)
  if (chosen.length === 0) return showQueue(c, [{ field: 'queue', sentence: WRONG.chooseEntries }])
  const what = body.do === 'refuse' ? 'refuse' : 'confirm'
  const refused = await decideEntries(house, tenant, chosen, who.staff, what)
  if (refused.length > 0) {
    const rows = await Promise.all(refused.map((r) => enrolmentById(house.db, r.enrolment)))
    const lines = await named(house, tenant, rows.filter((r) => r !== undefined), c.var.lang)
    return showQueue(c, [], refused.map((r) => ({ ...r, name: lines.find((l) => l.enrolment === r.enrolment)?.name ?? '' })))
  }
  return c.redirect(`${officeOf(c)}/attendance/queue?done=${what === 'refuse' ? 'refused' : 'confirmed'}`, 303)
}

interface QueueProps {
  readonly lang: Lang
  readonly office: string
  readonly groups: readonly Group[]
  readonly me: string
  readonly share: { readonly manual: number; readonly all: number }
  readonly problems: readonly FieldProblem[]
  readonly refused: readonly (Refused & { readonly name: string })[]
  readonly done: keyof typeof DONE | null
}

function QueuePage(props: QueueProps): JSX.Element {
  const { lang, office, groups, done } = props
  return (
    <>
      <p><a href={`${office}/attendance`}>{say(PAGE.backToAttendance, lang)}</a></p>
      <h1 id="queue">{say(PAGE.queue, lang)}</h1>
      {done && <p class="good" role="status">{say(DONE[done], lang)}</p>}
      <ErrorSummary lang={lang} problems={props.problems} />
      {props.refused.length > 0 && <div class="errors" role="alert"><p>{say(PAGE.didNotEnter, lang)}</p><ul>{props.refused.map((r) => <li>{r.name}: {say(r.sentence, lang)}</li>)}</ul></div>}
      <p>{say(PAGE.queueSays, lang)}</p>
      <Share lang={lang} share={props.share} />
      {groups.length === 0 && <p>{say(PAGE.queueEmpty, lang)}</p>}
      {groups.map((group) => <GroupForm {...props} group={group} />)}
    </>
  )
}

function GroupForm({ lang, office, me, group: { session, title, waiting } }: QueueProps & { group: Group }): JSX.Element {
  const mayAny = waiting.some((w) => w.entry.marked_by !== me)
  return (
    <form method="post" action={`${office}/attendance/queue`} class="card">
      <h2>{title}, {day(session.starts)}, {limaHour(session.starts)}–{limaHour(session.ends)}{session.skewed && <> <span class="tag bad">{say(PAGE.unsure, lang)}</span></>}</h2>
      <ul class="steps">
        {waiting.map(({ entry, name, digits, by }) => (
          <li>
            {entry.marked_by !== me && <input class="pick" type="checkbox" name="entry" value={entry.entry} id={`e-${entry.entry}`} checked />}
            <span>
              <label for={entry.marked_by === me ? undefined : `e-${entry.entry}`}><strong>{name}</strong>{digits && <span class="quiet-text"> {say(PAGE.endingIn, lang, { digits })}</span>}: {say(MARK[entry.mark], lang)}, {entry.minutes} min</label>
              <br /><span class="quiet-text">{entry.cause && say(CAUSE[entry.cause], lang)}. {say(PAGE.markedBy, lang, { name: by })}; {say(PAGE.received, lang, { at: moment(entry.received) })}
                {entry.device && <>; {say(PAGE.deviceSaid, lang, { at: moment(entry.device) })}</>}.</span>
              {entry.marked_by === me && <><br />{say(PAGE.yours, lang)}</>}
            </span>
          </li>
        ))}
      </ul>
      {mayAny && (
        <p class="actions">
          <button name="do" value="confirm">{say(PAGE.confirm, lang)}</button>
          <button name="do" value="refuse" class="quiet">{say(PAGE.refuse, lang)}</button>
        </p>
      )}
    </form>
  )
}

const moment = (at: Date): string => `${day(at)} ${limaHour(at)}`

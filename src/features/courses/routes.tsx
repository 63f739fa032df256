import type { Ctx, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { say } from '../../lib/text.ts'
import { append } from '../../record/append.ts'
import type { Draft } from '../../record/statement.ts'
import { asset } from '../../web/assets.ts'
import { inDemo, page, pageHtml, sendPage } from '../../web/page.tsx'
import { plainHttp } from '../../web/secure.ts'
import { notFound, staff } from '../../web/who.ts'
import { serveAudio } from './audio.ts'
import { programmeOf } from '../programmes/index.ts'
import { completeUnit, startCourse } from './complete-unit.ts'
import { courseHtml } from './course-page.tsx'
import { isUuid } from './course-step.ts'
import type { Unit } from './course-file.ts'
import { lessonHtml } from './lesson-html.ts'
import { LessonPage } from './lesson-page.tsx'
import { addReport, checkReport, openReports, setReportClosed, type ReportForm } from './lesson-report.ts'
import { ReportsPage } from './office-page.tsx'
import { enrolledIn, ownCourse, passMarks, type Enrolled } from './own-course.ts'
import { practiceScripts } from './practice.tsx'
import { courseMistakes, courseVersion, currentCourse, pictureOf, type Course } from './versions.ts'
import { OFFICE, REFUSAL } from './words.ts'

export const routes: readonly Route[] = [
  { method: 'GET', path: '/learn/:enrolment', handle: showCourse },
  { method: 'POST', path: '/learn/:enrolment/start', handle: start },
  { method: 'GET', path: '/learn/:enrolment/units/:unit', handle: (c) => showLesson(c) },
  { method: 'POST', path: '/learn/:enrolment/units/:unit/done', handle: done },
  { method: 'POST', path: '/learn/:enrolment/units/:unit/report', handle: report },
  { method: 'GET', path: '/content/:hash', handle: picture },
  { method: 'GET', path: '/audio/:file', handle: serveAudio },
  { method: 'GET', path: '/office/:programme/reports', handle: showReports },
  { method: 'POST', path: '/office/:programme/reports/:report/close', handle: (c) => setClosed(c, true) },
  { method: 'POST', path: '/office/:programme/reports/:report/reopen', handle: (c) => setClosed(c, false) },
]

async function showCourse(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const own = await ownCourse(c)
  const marks = await passMarks(house, own.standing.tenant)
  const { search } = new URL(c.req.url)
  // The address stands in the page, for its other language: one with anything unusual in it is drawn for itself.
  const usual = c.req.path === `/learn/${own.standing.enrolment}` && (search === '' || own.course.units.some((u) => search === `?done=${u.id}`))
  const frame = usual ? JSON.stringify([c.var.who.kind, plainHttp(c), inDemo(c), search, asset('shell.js'), asset('styles.css')]) : null
  const shelf = (programmeOf(house, own.standing.tenant)?.labs.length ?? 0) > 0
  const props = { ...own, lang, marks, shelf, justDone: c.req.query('done') !== undefined }
  return sendPage(c, courseHtml(props, frame, (main) => pageHtml(c, { title: say(own.course.title, lang), main })))
}

async function start(c: Ctx): Promise<Response> {
  const own = await ownCourse(c)
  await onEnrolment(c, own, (now, known) => startCourse(known, now))
  return c.redirect(`/learn/${own.standing.enrolment}/units/${own.course.units[0]?.id ?? ''}`, 303)
}

async function showLesson(c: Ctx, form: ReportForm = emptyReport(), problems: readonly FieldProblem[] = []): Promise<Response> {
  const { lang } = c.var
  const own = await ownCourse(c)
  const unit = unitOf(c, own.course)
  return page(c, {
    title: unit[lang].title, status: problems.length > 0 ? 422 : 200, scripts: ['lesson.js', ...practiceScripts(unit)],
    main: <LessonPage {...own} unit={unit} lang={lang} dataDir={c.var.house.config.dataDir} report={form} problems={problems} reported={c.req.query('reported') !== undefined} />,
  })
}

async function done(c: Ctx): Promise<Response> {
  const own = await ownCourse(c)
  const { version } = await fields(c, 'version')
  const read = await versionRead(c, own, version)
  const unit = c.req.param('unit') ?? ''
  await onEnrolment(c, own, (now, known) => completeUnit({ standing: known.standing, course: read }, { unit, lang: c.var.lang }, now))
  return c.redirect(`/learn/${own.standing.enrolment}?done=${encodeURIComponent(unit)}`, 303)
}

/** One command on the learner's own enrolment, looked at again under her scope: what was true when the page was drawn may not be now. */
async function onEnrolment(c: Ctx, own: Enrolled, decide: (now: Date, known: Enrolled) => Draft[]): Promise<void> {
  const { house } = c.var
  const { tenant, agent, enrolment } = own.standing
  await append(house, { scopes: [`actor:${tenant}:${agent}`] }, async (tx) => {
    const known = await enrolledIn(house, tx, enrolment)
    if (!known) throw new Problem(404, 'unknown-enrolment', REFUSAL.unknownEnrolment)
    return decide(house.clock(), known)
  })
}

/** The version that the page was drawn from: it may be older than the present one, but must be of this course. */
async function versionRead(c: Ctx, own: Enrolled, hash: string): Promise<Course> {
  const read = hash === own.course.hash ? own.course : await courseVersion(c.var.house, hash)
  if (read?.id !== own.course.id) throw new Problem(409, 'unknown-version', REFUSAL.unknownVersion)
  return read
}

async function report(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const own = await ownCourse(c)
  const unit = unitOf(c, own.course)
  const sent = await fields(c, 'id', 'text', 'section', 'version')
  const read = await versionRead(c, own, sent.version)
  const sections = lessonHtml(own.course, unit, lang).sections.map((s) => s.id)
  const form = { id: isUuid(sent.id) ? sent.id : crypto.randomUUID(), text: sent.text, section: sections.find((s) => s === sent.section) ?? '' }
  const problems = checkReport(form)
  if (problems.length > 0) return showLesson(c, form, problems)
  const { tenant, enrolment } = own.standing
  await addReport(house.db, { tenant, enrolment, course: own.course.id, version: read.hash, unit: unit.id, lang }, form, house.clock())
  return c.redirect(`/learn/${enrolment}/units/${unit.id}?reported=1`, 303)
}

async function picture(c: Ctx): Promise<Response> {
  const found = await pictureOf(c.var.house.db, c.req.param('hash') ?? '')
  if (!found) throw notFound()
  return c.body(new Uint8Array(found.bytes), 200, { 'Content-Type': found.type, 'Cache-Control': 'public, max-age=31536000, immutable' })
}

async function showReports(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const tenant = c.req.param('programme') ?? ''
  staff(c, tenant, 'tutor', 'executor')
  const asked = Math.min(Math.max(Math.trunc(Number(c.req.query('page') ?? '0')) || 0, 0), 10_000)
  const { rows, total, more } = await openReports(house.db, tenant, asked)
  const lines = await Promise.all(rows.map(async (r) => ({
    report: r, course: await courseVersion(house, r.version), old: currentCourse(house, r.course)?.hash !== r.version,
  })))
  const of = c.req.query('of') ?? ''
  const what = c.req.query('done')
  const changed = isUuid(of) && (what === 'closed' || what === 'reopened') ? { what, id: of } as const : null
  return page(c, {
    title: say(OFFICE.title, lang),
    main: <ReportsPage lang={lang} base={`/office/${encodeURIComponent(tenant)}/reports`} lines={lines} total={total} nextPage={more ? asked + 1 : null}
      mistakes={courseMistakes(house)} changed={changed} />,
  })
}

async function setClosed(c: Ctx, closed: boolean): Promise<Response> {
  const { house } = c.var
  const tenant = c.req.param('programme') ?? ''
  const who = staff(c, tenant, 'tutor', 'executor')
  const id = c.req.param('report') ?? ''
  await setReportClosed(house.db, tenant, id, who.staff, closed ? house.clock() : null)
  return c.redirect(`/office/${encodeURIComponent(tenant)}/reports?done=${closed ? 'closed' : 'reopened'}&of=${encodeURIComponent(id)}`, 303)
}

function unitOf(c: Ctx, course: Course): Unit {
  const unit = course.units.find((u) => u.id === c.req.param('unit'))
  if (!unit) throw new Problem(404, 'unknown-unit', REFUSAL.unknownUnit)
  return unit
}

function emptyReport(): ReportForm {
  return { id: crypto.randomUUID(), text: '', section: '' }
}

async function fields<K extends string>(c: Ctx, ...names: readonly K[]): Promise<Record<K, string>> {
  const body = await c.req.parseBody()
  const value = (name: string): string => {
    const found = body[name]
    return typeof found === 'string' ? found : ''
  }
  // One entry for each name, just made.
  return Object.fromEntries(names.map((n) => [n, value(n)])) as Record<K, string>
}

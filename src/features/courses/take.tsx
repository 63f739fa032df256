import type { Ctx, House, Route, TakeAlong, TakenCourse } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { LANGS, say, type Lang } from '../../lib/text.ts'
import { assetBytes } from '../../web/assets.ts'
import { packedBytes } from '../../web/compress.ts'
import { page } from '../../web/page.tsx'
import { learner } from '../../web/who.ts'
import { enrolmentsOf } from '../cohorts/index.ts'
import { agentsOf } from '../people/index.ts'
import { phonesOf } from '../phones/index.ts'
import { listProgrammes } from '../programmes/index.ts'
import { audioOf } from './audio.ts'
import { lessonHtml } from './lesson-html.ts'
import { enrolledIn, ownCourse } from './own-course.ts'
import { practiceScripts } from './practice.tsx'
import { TakenCoursePage, TakenLessonPage } from './take-pages.tsx'
import { courseVersion, type Course } from './versions.ts'
import { REFUSAL } from './words.ts'

export const takeRoutes: readonly Route[] = [
  { method: 'GET', path: '/me/take.json', handle: choices },
  { method: 'GET', path: '/learn/:enrolment/take.json', handle: own },
  { method: 'GET', path: '/take/:version/:lang', handle: showCourse },
  { method: 'GET', path: '/take/:version/:lang/units/:unit', handle: showUnit },
]

/** The version and language of a neutral page's address, or Problem 404. */
export async function takenCourse(c: Ctx): Promise<{ course: Course; lang: Lang }> {
  const lang = LANGS.find((l) => l === c.req.param('lang'))
  const course = await courseVersion(c.var.house, c.req.param('version') ?? '')
  if (!lang || !course) throw new Problem(404, 'unknown-version', REFUSAL.unknownVersion)
  return { course, lang }
}

async function showCourse(c: Ctx): Promise<Response> {
  const taken = await takenCourse(c)
  const shelf = listProgrammes(c.var.house).some((p) => p.courses.includes(taken.course.id) && p.labs.length > 0)
  return page(c, { title: say(taken.course.title, taken.lang), neutral: taken.lang, scripts: ['taken-course.js'], main: <TakenCoursePage {...taken} shelf={shelf} /> })
}

async function showUnit(c: Ctx): Promise<Response> {
  const taken = await takenCourse(c)
  const unit = taken.course.units.find((u) => u.id === c.req.param('unit'))
  if (!unit) throw new Problem(404, 'unknown-unit', REFUSAL.unknownUnit)
  return page(c, { title: unit[taken.lang].title, neutral: taken.lang, scripts: ['taken-lesson.js', ...practiceScripts(unit)], main: <TakenLessonPage {...taken} unit={unit} dataDir={c.var.house.config.dataDir} /> })
}

/** Her courses that she may take along, each with its pages and about what they cost to fetch. */
async function choices(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const { who } = c.var
  if (who.kind === 'staff') return c.json({ kind: 'staff', lang, choices: [], phones: (await phonesOf(house.db, { staff: who.staff })).map((p) => p.id) }, 200, { 'Cache-Control': 'no-store' })
  const { person } = learner(c)
  const found = []
  for (const { tenant, agent } of await agentsOf(house.db, person)) {
    for (const { enrolment, state } of await enrolmentsOf(house.db, tenant, agent)) {
      const own = state === 'active' ? await enrolledIn(house, house.db, enrolment) : null
      if (!own) continue
      const recordings = own.course.units.flatMap((u) => audioOf(house.config.dataDir, u.id, lang, u[lang].audio ?? '') ?? [])
      const pages = await pagesOf(house, { programme: tenant, version: own.course.hash, lang })
      found.push({
        enrolment, programme: tenant, version: own.course.hash, title: say(own.course.title, lang),
        pages: pages.map((p) => p.address), bytes: sumOf(pages), audio: { pages: recordings.map((r) => r.address), bytes: sumOf(recordings) },
      })
    }
  }
  const phones = (await phonesOf(house.db, { person })).filter((p) => p.revoked === null).map((p) => p.id)
  return c.json({ kind: 'learner', lang, choices: found, phones }, 200, { 'Cache-Control': 'no-store' })
}

const sumOf = (parts: readonly { readonly bytes: number }[]): number => parts.reduce((sum, p) => sum + p.bytes, 0)

async function pagesOf(house: House, course: TakenCourse): Promise<{ address: string; bytes: number }[]> {
  const lists = await Promise.all(house.takeAlong.map((t) => t.pages?.(house, course) ?? []))
  return lists.flat()
}

/** What of hers goes along, by feature. */
async function own(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const { standing, course } = await ownCourse(c)
  const parts = await Promise.all(house.takeAlong.filter((t) => t.own).map(async (t) => [t.name, await t.own?.(house, standing.enrolment, lang)] as const))
  return c.json({
    enrolment: standing.enrolment, programme: standing.tenant, version: course.hash, lang, fetched: house.clock().toISOString(), own: Object.fromEntries(parts),
  }, 200, { 'Cache-Control': 'no-store' })
}

export const takeCourses: TakeAlong = {
  name: 'courses',
  own: async (house, enrolment) => {
    const found = await enrolledIn(house, house.db, enrolment)
    if (!found) return null
    const { standing, course } = found
    return {
      title: course.title,
      done: [
        ...course.units.filter((u) => standing.completed.has(`${course.id}.${u.id}`)).map((u) => `unit:${u.id}`),
        ...[...standing.labs].map((lab) => `lab:${lab}`),
      ],
    }
  },
  pages: async (house, { version, lang }) => {
    const course = await courseVersion(house, version)
    if (!course) return []
    const base = `/take/${version}/${lang}`
    const shared = assetBytes('taken-lesson.js') + assetBytes('taken-course.js')
    return [
      { address: base, bytes: packedBytes(say(course.summary, lang)) + shared },
      ...course.units.map((u) => ({ address: `${base}/units/${u.id}`, bytes: packedBytes(lessonHtml(course, u, lang).html) + packedBytes(JSON.stringify(u[lang])) })),
    ]
  },
}

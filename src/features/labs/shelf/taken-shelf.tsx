import type { Ctx, House, Route, TakenPage } from '../../../feature.ts'
import { say, type Lang } from '../../../lib/text.ts'
import { assetBytes } from '../../../web/assets.ts'
import { packedBytes } from '../../../web/compress.ts'
import { page } from '../../../web/page.tsx'
import { takenCourse, type Course } from '../../courses/index.ts'
import { listProgrammes } from '../../programmes/index.ts'
import type { Lab } from '../lab.ts'
import { labOf, labsOf } from '../labs.ts'
import { TakenShelfPage } from './page.tsx'
import { inOrder } from './trades.ts'
import { SHELF } from './words.ts'

export const takenShelfRoutes: readonly Route[] = [{ method: 'GET', path: '/take/:version/:lang/labs', handle: show }]

/** The labs of a course's version, then those open in any programme with this course: a neutral page knows no programme. */
export function openIn(house: Pick<House, 'content'>, course: Course): Lab[] {
  const around = listProgrammes(house).filter((p) => p.courses.includes(course.id)).flatMap((p) => labsOf(house, p.id))
  return [...new Set([...course.labs.flatMap(({ id }) => labOf(house, id) ?? []), ...around])]
}

async function show(c: Ctx): Promise<Response> {
  const { course, lang } = await takenCourse(c)
  return page(c, {
    title: say(SHELF.title, lang), neutral: lang, scripts: ['taken-shelf.js'],
    main: <TakenShelfPage lang={lang} labs={inOrder(openIn(c.var.house, course))} base={`/take/${course.hash}/${lang}`} />,
  })
}

/** The page as it is taken along with its course, about what it costs. */
export function takenShelf(labs: readonly Lab[], version: string, lang: Lang): TakenPage {
  const words = labs.map((lab) => lab.title[lang] + lab.summary[lang]).join('')
  return { address: `/take/${version}/${lang}/labs`, bytes: packedBytes(words) + PICTURES_BYTES + assetBytes('taken-shelf.js') }
}

/** Of all the pictures of trades, packed. */
const PICTURES_BYTES = 2000

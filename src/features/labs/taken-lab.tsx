import { z } from 'zod'
import type { Ctx, DeliveryRule, Route, TakeAlong } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { say } from '../../lib/text.ts'
import { asset } from '../../web/assets.ts'
import { packedBytes } from '../../web/compress.ts'
import { page } from '../../web/page.tsx'
import { enrolmentById } from '../cohorts/index.ts'
import { courseVersion, takenCourse } from '../courses/index.ts'
import { agentOf } from '../people/index.ts'
import { programmeOf } from '../programmes/index.ts'
import { labOf, labsOf } from './labs.ts'
import type { Lab } from './lab.ts'
import { labIn } from './own-lab.ts'
import { TakenLabPage } from './pages.tsx'
import { recordRecipe } from './record-recipe.ts'
import { seedOf } from './seed.ts'
import { benchScript, dataBytes, scriptBytes, trainScript } from './shelf/size.ts'
import { openIn, takenShelf } from './shelf/taken-shelf.tsx'
import { labView } from './view.ts'
import { REFUSAL } from './words.ts'

export const takenRoutes: readonly Route[] = [{ method: 'GET', path: '/take/:version/:lang/labs/:lab', handle: show }]

export const dataAddress = (lab: Lab): string => `/labs/${lab.id}/data/${lab.data.public.sha256.slice(0, 16)}`

/** The lab for anybody: without a seed, which her own store gives the workbench. */
async function show(c: Ctx): Promise<Response> {
  const { course, lang } = await takenCourse(c)
  const lab = labOf(c.var.house, c.req.param('lab') ?? '')
  if (!lab || !openIn(c.var.house, course).includes(lab)) throw new Problem(404, 'unknown-lab', REFUSAL.unknownLab)
  const view = labView(lab, lang, '', { dataUrl: dataAddress(lab), trainUrl: asset(trainScript(lab)), postUrl: '' })
  return page(c, { title: say(lab.title, lang), neutral: lang, scripts: [benchScript(lab)], main: <TakenLabPage lang={lang} lab={lab} view={view} back={`/take/${course.hash}/${lang}`} /> })
}

/** What binds her recipes, for each lab of her programme: known before she goes offline (DESIGN.md "Labs"). */
export interface TakenLabs { readonly [lab: string]: { readonly version: number; readonly seed: string } }

export const takeLabs: TakeAlong = {
  name: 'labs',
  own: async (house, enrolment): Promise<TakenLabs> => {
    const known = await enrolmentById(house.db, enrolment)
    if (!known) return {}
    return Object.fromEntries(labsOf(house, known.tenant).map((lab) => [lab.id, { version: lab.version, seed: seedOf(house.keys, known.agent, lab) }]))
  },
  pages: async (house, { programme, version, lang }) => {
    const course = await courseVersion(house, version)
    const shelf = course && programmeOf(house, programme)?.labs.length ? [takenShelf(openIn(house, course), version, lang)] : []
    const labs = (course?.labs ?? []).flatMap(({ id }) => labOf(house, id) ?? [])
    return [...shelf, ...labs.map((lab, i) => ({
      address: `/take/${version}/${lang}/labs/${lab.id}`, bytes: packedBytes(lab.problem[lang] + lab.idea[lang]) + dataBytes(lab)
        // The first lab of a task brings its scripts.
        + (labs.findIndex((l) => l.task === lab.task) === i ? scriptBytes(lab) : 0),
    }))]
  },
}

const Data = z.strictObject({ enrolment: z.uuid(), lab: z.string().max(60), recipe: z.unknown(), digest: z.string().max(64) })

/** `lab-recipe` from a phone: as handed in on the page, at the time she did it. */
export const recipeDelivered: DeliveryRule = {
  kind: 'lab-recipe',
  from: 'learner',
  accept: async (house, by, item) => {
    const data = Data.safeParse(item.data)
    if (!data.success || by.kind !== 'learner') throw new Problem(400, 'bad-item', REFUSAL.notJson)
    const enrolment = await enrolmentById(house.db, data.data.enrolment)
    if (!enrolment || await agentOf(house.db, enrolment.tenant, by.person) !== enrolment.agent) throw new Problem(403, 'not-your-enrolment', REFUSAL.notYours)
    await recordRecipe(house, labIn(house, enrolment, data.data.lab), { id: item.id, recipe: data.data.recipe, digest: data.data.digest }, item.at)
  },
}

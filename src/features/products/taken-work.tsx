import { z } from 'zod'
import type { JSX } from 'preact'
import type { Ctx, DeliveryRule, Route, TakeAlong } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { say, type Lang } from '../../lib/text.ts'
import { assetBytes } from '../../web/assets.ts'
import { packedBytes } from '../../web/compress.ts'
import { Choices, TextArea } from '../../web/form.tsx'
import { page } from '../../web/page.tsx'
import { courseVersion, enrolledIn, productTaskHtml, takenCourse, type Product } from '../courses/index.ts'
import { agentOf } from '../people/index.ts'
import { MOST_LETTERS, readWork } from './hand-in.ts'
import { PicturesField, RubricList } from './learner-page.tsx'
import { handInWork } from './own-work.ts'
import { readPicture } from './picture.ts'
import { AI_HELP } from './statements.ts'
import { submissionById } from './submission.ts'
import { AI, PAGE, TAKEN, WRONG } from './words.ts'

export const takenRoutes: readonly Route[] = [{ method: 'GET', path: '/take/:version/:lang/product', handle: show }]

async function show(c: Ctx): Promise<Response> {
  const { course, lang } = await takenCourse(c)
  const main = <TakenProductPage lang={lang} base={`/take/${course.hash}/${lang}`} product={course.product} taskHtml={productTaskHtml(course, lang)} />
  return page(c, { title: say(course.product.title, lang), neutral: lang, scripts: ['taken-product.js'], main })
}

/** What the product asks for, and a form that keeps what she writes on the phone until it is sent. */
function TakenProductPage({ lang, base, product, taskHtml }: { lang: Lang; base: string; product: Product; taskHtml: string }): JSX.Element {
  return (
    <>
      <p><a href={base}>{say(PAGE.backToCourse, lang)}</a></p>
      <h1>{say(product.title, lang)}</h1>
      <h2>{say(PAGE.task, lang)}</h2>
      {/* Rendered from the course's own Markdown, raw HTML off. */}
      <div dangerouslySetInnerHTML={{ __html: taskHtml }} />
      <RubricList lang={lang} product={product} />
      <p id="locked" class="card">{say(TAKEN.open, lang)}</p>
      <form id="work" hidden>
        <h2>{say(PAGE.handIn, lang)}</h2>
        <TextArea name="text" label={say(PAGE.text, lang)} hint={say(PAGE.textHint, lang)} lang={lang} rows={12} maxLength={MOST_LETTERS} />
        <PicturesField lang={lang} problems={[]} />
        <div id="chosen"></div>
        <Choices name="ai" label={say(PAGE.ai, lang)} lang={lang} chosen={[]} options={AI_HELP.map((value) => ({ value, label: say(AI[value], lang) }))} />
        <button>{say(PAGE.send, lang)}</button>
      </form>
      <p id="said" role="status"></p>
      <p data-in-enrolment hidden><a href={`${base}/product?now`}>{say(TAKEN.results, lang)}</a></p>
    </>
  )
}

export const takeProducts: TakeAlong = {
  name: 'products',
  pages: async (house, { version, lang }) => {
    const course = await courseVersion(house, version)
    return course ? [{ address: `/take/${version}/${lang}/product`, bytes: packedBytes(productTaskHtml(course, lang)) + assetBytes('taken-product.js') }] : []
  },
}

const Data = z.strictObject({ enrolment: z.uuid(), text: z.string().max(3 * MOST_LETTERS), ai: z.string().max(10) })

/** `product` from a phone: as handed in on the page, at the time she did it; its pictures travel in the envelope. */
export const productDelivered: DeliveryRule = {
  kind: 'product',
  from: 'learner',
  accept: async (house, by, item) => {
    const data = Data.safeParse(item.data)
    if (!data.success || by.kind !== 'learner') throw new Problem(400, 'bad-item', WRONG.unknown)
    const own = await enrolledIn(house, house.db, data.data.enrolment)
    if (!own || await agentOf(house.db, own.standing.tenant, by.person) !== own.standing.agent) throw new Problem(403, 'not-yours', WRONG.notYours)
    if (await submissionById(house.db, item.id)) return
    const { work, problems } = readWork(data.data, item.files.length)
    if (!work) throw new Problem(422, 'not-complete', problems[0]?.sentence ?? WRONG.empty, problems)
    const fresh = []
    for (const file of item.files) fresh.push(await readPicture(file.bytes))
    await handInWork(house, own, by.person, { submission: item.id, work, kept: [], fresh, at: item.at })
  },
}

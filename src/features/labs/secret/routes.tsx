import type { JSX } from 'preact'
import type { Ctx, Route } from '../../../feature.ts'
import { Problem } from '../../../lib/problem.ts'
import { say, type Lang, type Text } from '../../../lib/text.ts'
import { page } from '../../../web/page.tsx'
import { holds, staff } from '../../../web/who.ts'
import { day, limaDay, sectionOf, type Section } from '../../cohorts/index.ts'
import { labOf } from '../labs.ts'
import { gradesFile } from './grades-file.ts'
import { sealsOf, type SealRow } from './seals.ts'
import { K_HANDED_IN } from './small-cell.ts'
import { SECRET } from './words.ts'

const PLACE = '/p/:programme/labs/:section'
const WHOLE = '/office/:programme/sections/:section/grades.jsonl'

export const secretRoutes: readonly Route[] = [
  { method: 'GET', path: PLACE, handle: show },
  { method: 'GET', path: `${PLACE}/grades.jsonl`, handle: (c) => send(c) },
  { method: 'GET', path: WHOLE, handle: sendWhole },
]

async function asked(c: Ctx): Promise<{ tenant: string; section: Section }> {
  const tenant = c.req.param('programme') ?? ''
  const section = await sectionOf(c.var.house, tenant, c.req.param('section') ?? '')
  if (!section) throw new Problem(404, 'unknown-section', SECRET.unknown)
  return { tenant, section }
}

async function show(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const { tenant, section } = await asked(c)
  const seals = (await sealsOf(house.db, tenant, section.id)).map((seal) => ({ seal, title: labOf(house, seal.lab)?.title ?? { es: seal.lab, en: seal.lab } }))
  return page(c, { title: say(SECRET.title, lang, { section: say(section.title, lang) }), main: <SealsPage lang={lang} section={section} seals={seals} programme={tenant} audits={holds(c.var.who, tenant, ['auditor'])} /> })
}

interface Props {
  readonly lang: Lang
  readonly programme: string
  readonly section: Section
  /** Whether who reads it may have the grades that are held back. */
  readonly audits: boolean
  readonly seals: readonly { readonly seal: SealRow; readonly title: Text }[]
}

function SealsPage({ lang, programme, section, seals, audits }: Props): JSX.Element {
  const t = (text: Text, values = {}) => say(text, lang, values)
  const file = `/p/${programme}/labs/${section.id}/grades.jsonl`
  return (
    <>
      <h1>{t(SECRET.title, { section: t(section.title) })}</h1>
      <p>{t(SECRET.idea)}</p>
      {seals.length === 0 && <p>{t(SECRET.none)}</p>}
      {seals.map(({ seal, title }) => (
        <section class="card">
          <h2>{t(title)}</h2>
          <dl class="pairs">
            <dt>{t(SECRET.sealed)}</dt><dd>{day(limaDay(seal.sealed))}</dd>
            <dt>{t(SECRET.seal)}</dt><dd><code class="long">{seal.seal}</code></dd>
            <dt>{t(SECRET.seed)}</dt><dd>{seal.seed ? <code class="long">{seal.seed}</code> : t(SECRET.later)}</dd>
          </dl>
          {seal.seed !== null && !seal.grades_public && <p>{t(SECRET.held, { k: K_HANDED_IN })}</p>}
        </section>
      ))}
      {seals.some(({ seal }) => seal.seed !== null) && (
        <>
          <p><a class="button" href={file}>{t(SECRET.file)}</a></p>
          {audits && <p><a class="button" href={`/office/${programme}/sections/${section.id}/grades.jsonl`}>{t(SECRET.whole)}</a></p>}
          <p>{t(SECRET.how)} <code class="long">npm run labs -- recompute grades.jsonl</code></p>
        </>
      )}
      <p><a href={`/p/${programme}`}>{t(SECRET.back)}</a></p>
    </>
  )
}

/** Nothing held back. */
async function sendWhole(c: Ctx): Promise<Response> {
  staff(c, c.req.param('programme') ?? '', 'auditor')
  return send(c, true)
}

async function send(c: Ctx, whole = false): Promise<Response> {
  const { tenant, section } = await asked(c)
  c.header('Content-Type', 'application/jsonl; charset=utf-8')
  c.header('Content-Disposition', `attachment; filename="${tenant}-${section.id}-grades.jsonl"`)
  c.header('Cache-Control', 'no-store')
  return c.body(await gradesFile(c.var.house, await sealsOf(c.var.house.db, tenant, section.id), { whole }))
}

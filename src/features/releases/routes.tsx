import type { Ctx, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { say } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { RaiseFinding } from '../../web/raise-finding.tsx'
import { holds, notFound, staff } from '../../web/who.ts'
import { definitions, entityNames, monthOf } from '../figures/index.ts'
import { programmeOf, type Programme } from '../programmes/index.ts'
import { endOf } from './cut.ts'
import { atom, catalogue, mediaType } from './feeds.ts'
import { OfficePage } from './office-page.tsx'
import { ReleasePage, ReleasesPage, titleOf } from './pages.tsx'
import { RECOUNT, recountSizes, recountText } from './recount.ts'
import { beginRelease, dropRelease, nameOf, publishRelease, releaseNamed, releasesOf } from './release.ts'
import { WORDS } from './words.ts'

const CACHE_SECONDS = 60
const MONTHS_OFFERED = 12

function asked(c: Ctx): Programme {
  const programme = programmeOf(c.var.house, c.req.param('programme') ?? '')
  if (!programme) throw notFound()
  return programme
}

async function list(c: Ctx): Promise<Response> {
  const programme = asked(c)
  const releases = await releasesOf(c.var.house.db, programme.id, 'published')
  return page(c, { title: say(WORDS.title, c.var.lang), cacheSeconds: CACHE_SECONDS, main: <ReleasesPage programme={programme} releases={releases} lang={c.var.lang} /> })
}

/** The release of the address, published unless `draft`. */
async function named(c: Ctx, programme: Programme, draft = false) {
  const release = await releaseNamed(c.var.house.db, programme.id, c.req.param('release') ?? '')
  if (!release || (release.state !== 'published' && !(draft && release.state === 'draft'))) throw notFound()
  return release
}

async function one(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const programme = asked(c)
  const release = await named(c, programme)
  const later = (await releasesOf(house.db, programme.id, 'published')).find((r) => r.month === release.month && r.revision > release.revision) ?? null
  return page(c, {
    title: titleOf(release, lang), cacheSeconds: CACHE_SECONDS,
    main: (
      <>
        <ReleasePage list={`/p/${programme.id}/releases`} programme={programme} release={release} later={later} definitions={definitions(house)} cut={endOf(release.month)}
          entityName={await entityNames(house.db, programme.id, lang)} lang={lang} />
        <RaiseFinding c={c} tenant={programme.id} about="release" code={nameOf(release)} />
      </>
    ),
  })
}

async function file(c: Ctx): Promise<Response> {
  const { house } = c.var
  const programme = asked(c)
  const release = await named(c, programme)
  const name = c.req.param('file') ?? ''
  const text = name === RECOUNT ? await recountText(house.db, programme.id, release) : Object.hasOwn(release.files, name) ? release.files[name] : undefined
  if (text === undefined) throw notFound()
  c.header('Content-Type', `${mediaType(name)}; charset=utf-8`)
  c.header('Content-Disposition', `attachment; filename="${house.config.demo ? 'DEMOSTRACION-' : ''}${programme.id}-${nameOf(release)}-${name}"`)
  c.header('Cache-Control', 'public, max-age=31536000, immutable')
  return c.body(text)
}

async function catalog(c: Ctx): Promise<Response> {
  const { house } = c.var
  const programme = asked(c)
  const names = (await releasesOf(house.db, programme.id, 'published')).map(nameOf)
  const releases = (await Promise.all(names.map((name) => releaseNamed(house.db, programme.id, name)))).flatMap((r) => (r ? [r] : []))
  c.header('Content-Type', 'application/ld+json')
  c.header('Cache-Control', `public, max-age=${CACHE_SECONDS}`)
  return c.body(JSON.stringify(catalogue(house, programme, releases, await recountSizes(house.db, programme.id)), null, 2))
}

async function feed(c: Ctx): Promise<Response> {
  const programme = asked(c)
  c.header('Content-Type', 'application/atom+xml; charset=utf-8')
  c.header('Cache-Control', `public, max-age=${CACHE_SECONDS}`)
  return c.body(atom(c.var.house, programme, await releasesOf(c.var.house.db, programme.id, 'published'), c.var.lang))
}

async function office(c: Ctx, refused?: { status: number; problems: readonly FieldProblem[] }): Promise<Response> {
  const { house, lang } = c.var
  const programme = asked(c)
  const who = staff(c, programme.id, 'executor', 'approver', 'auditor')
  const releases = await releasesOf(house.db, programme.id)
  // A page that waits for a job asks again by itself, without a script.
  if (releases.some((r) => r.state === 'preparing')) c.header('Refresh', '5')
  return page(c, {
    title: say(WORDS.office, lang), ...(refused ? { status: refused.status } : {}),
    main: (
      <>
        <OfficePage programme={programme} releases={releases} months={monthsOver(house.clock())} lang={lang} {...(refused ? { problems: refused.problems } : {})}
          mayPrepare={holds(who, programme.id, ['executor', 'approver'])} mayPublish={holds(who, programme.id, ['approver'])} />
        <RaiseFinding c={c} tenant={programme.id} about="release" />
      </>
    ),
  })
}

function monthsOver(now: Date): string[] {
  const [year = 0, month = 1] = monthOf(now).split('-').map(Number)
  return Array.from({ length: MONTHS_OFFERED }, (_, i) => new Date(Date.UTC(year, month - 2 - i, 15)).toISOString().slice(0, 7))
}

async function preview(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const programme = asked(c)
  staff(c, programme.id, 'executor', 'approver', 'auditor')
  const release = await named(c, programme, true)
  return page(c, {
    title: titleOf(release, lang), ...(release.published ? {} : { notice: say(WORDS.draft, lang) }),
    main: <ReleasePage list={`/office/${programme.id}/releases`} programme={programme} release={release} later={null} definitions={definitions(house)} cut={endOf(release.month)}
      entityName={await entityNames(house.db, programme.id, lang)} lang={lang} />,
  })
}

async function typed(c: Ctx, name: string): Promise<string> {
  const value = (await c.req.parseBody())[name]
  return typeof value === 'string' ? value : ''
}

async function begin(c: Ctx): Promise<Response> {
  const programme = asked(c)
  const who = staff(c, programme.id, 'executor', 'approver')
  try {
    await beginRelease(c.var.house, programme.id, await typed(c, 'month'), who.staff)
  } catch (error) {
    if (error instanceof Problem && error.status === 422) return office(c, { status: 422, problems: [{ field: 'month', sentence: error.sentence }] })
    throw error
  }
  return c.redirect(`/office/${programme.id}/releases`, 303)
}

async function publish(c: Ctx): Promise<Response> {
  const programme = asked(c)
  const who = staff(c, programme.id, 'approver')
  if (await typed(c, 'sure') !== 'yes') return office(c, { status: 422, problems: [{ field: 'sure', sentence: WORDS.publishNote }] })
  await publishRelease(c.var.house, programme.id, c.req.param('release') ?? '', who.staff)
  return c.redirect(`/p/${programme.id}/releases/${c.req.param('release')}`, 303)
}

async function drop(c: Ctx): Promise<Response> {
  const programme = asked(c)
  staff(c, programme.id, 'executor', 'approver')
  await dropRelease(c.var.house, programme.id, c.req.param('release') ?? '')
  return c.redirect(`/office/${programme.id}/releases`, 303)
}

export const routes: readonly Route[] = [
  { method: 'GET', path: '/p/:programme/releases', handle: list },
  { method: 'GET', path: '/p/:programme/releases.atom', handle: feed },
  { method: 'GET', path: '/p/:programme/catalog.jsonld', handle: catalog },
  { method: 'GET', path: '/p/:programme/releases/:release', handle: one },
  { method: 'GET', path: '/p/:programme/releases/:release/:file', handle: file },
  { method: 'GET', path: '/office/:programme/releases', handle: (c) => office(c) },
  { method: 'POST', path: '/office/:programme/releases', handle: begin },
  { method: 'GET', path: '/office/:programme/releases/:release', handle: preview },
  { method: 'POST', path: '/office/:programme/releases/:release/publish', handle: publish },
  { method: 'POST', path: '/office/:programme/releases/:release/drop', handle: drop },
]

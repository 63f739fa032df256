import type { JSX } from 'preact'
import type { Ctx, Route } from '../../feature.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { asset } from '../../web/assets.ts'
import { page } from '../../web/page.tsx'
import { notForYou, notFound } from '../../web/who.ts'
import { phonesOf } from '../phones/index.ts'
import { takenBy } from './take.ts'
import { LIST, SCAN } from './phone-words.ts'

export const neutralRoutes: readonly Route[] = [
  { method: 'GET', path: '/office/attendance/take.json', handle: take },
  { method: 'GET', path: '/take/attendance/:lang', handle: (c) => neutral(c, LIST.title, ['attendance.js'], (lang) => <ListShell lang={lang} />) },
  { method: 'GET', path: '/take/scan/:lang', handle: (c) => neutral(c, SCAN.title, ['scan.js'], (lang) => <ScanShell lang={lang} />) },
]

/** Her rosters in every programme. `phones`: whose phone may keep them is for the phone to compare. */
async function take(c: Ctx): Promise<Response> {
  const { house, lang, who } = c.var
  if (who.kind !== 'staff') throw notForYou()
  const tenants = [...new Set(who.roles.filter((r) => r.role === 'tutor').map((r) => r.tenant))].sort()
  const taken = await Promise.all(tenants.map((tenant) => takenBy(house, tenant, who.staff, lang)))
  const phones = (await phonesOf(house.db, { staff: who.staff })).filter((p) => p.revoked === null).map((p) => p.id)
  return c.json({ fetched: house.clock().toISOString(), phones, taken }, 200, { 'Cache-Control': 'no-store' })
}

function neutral(c: Ctx, title: Text, scripts: readonly string[], main: (lang: Lang) => JSX.Element): Response | Promise<Response> {
  const asked = c.req.param('lang')
  if (asked !== 'es' && asked !== 'en') throw notFound()
  return page(c, { title: say(title, asked), neutral: asked, scripts, main: main(asked) })
}

/** Nothing personal: whose list it is, the tutor's own store on the phone says. */
function ListShell({ lang }: { lang: Lang }): JSX.Element {
  return (
    <>
      <h1>{say(LIST.title, lang)}</h1>
      <div id="attendance" data-qr={asset('qr.js')}><p>{say(LIST.open, lang)}</p></div>
      <noscript><p>{say(LIST.noScript, lang)}</p></noscript>
    </>
  )
}

function ScanShell({ lang }: { lang: Lang }): JSX.Element {
  return (
    <>
      <h1>{say(SCAN.title, lang)}</h1>
      <div id="scan"><p>{say(SCAN.open, lang)}</p></div>
      <noscript><p>{say(LIST.noScript, lang)}</p></noscript>
    </>
  )
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { createApp } from '../../src/app.ts'
import { DEMO_PROGRAMME } from '../../src/lib/config.ts'
import { connect } from '../../src/lib/database.ts'
import { startEmbedded } from '../../src/lib/embedded.ts'
import { ROOT } from '../../src/lib/root.ts'
import { actingStaff } from '../../test/acting.ts'
import { openBrowser, sidewaysScroll } from '../../test/browser.ts'
import { demoHouse } from '../../test/demo-house.ts'
import { smallPicture } from './small.ts'

const FOLDER = process.env.PICTURES ?? join(ROOT, 'docs/screens')
const PEOPLE = Number(process.env.PEOPLE ?? 300)
const WIDTHS = [360, 1280] as const
const OFFICE = `/office/${DEMO_PROGRAMME}`

type Role = 'executor' | 'tutor' | 'approver' | 'auditor'

/** The main pages of the office. `:section`, `:agent`: of somebody in the demo. */
const PAGES: readonly { readonly name: string; readonly path: string; readonly role: Role | null }[] = [
  { name: 'office', path: '/office', role: 'executor' },
  { name: 'figures', path: `${OFFICE}/figures`, role: 'approver' },
  { name: 'today', path: `${OFFICE}/today`, role: 'tutor' },
  { name: 'imports', path: `${OFFICE}/imports`, role: 'executor' },
  { name: 'sections', path: `${OFFICE}/sections`, role: 'executor' },
  { name: 'section', path: `${OFFICE}/sections/:section`, role: 'executor' },
  { name: 'person', path: `${OFFICE}/people/:agent`, role: 'executor' },
  { name: 'agreement', path: `${OFFICE}/agreement`, role: 'approver' },
  { name: 'approvals', path: `${OFFICE}/certificates/approvals`, role: 'approver' },
  { name: 'releases', path: `/p/${DEMO_PROGRAMME}/releases`, role: null },
  { name: 'calls', path: `${OFFICE}/calls`, role: 'executor' },
  { name: 'results', path: `${OFFICE}/calls/:call/results`, role: 'executor' },
  { name: 'duties', path: `${OFFICE}/requests`, role: 'executor' },
  { name: 'consents', path: `${OFFICE}/consents`, role: 'approver' },
  { name: 'registries', path: `${OFFICE}/registries`, role: 'executor' },
  { name: 'parallel', path: `/p/${DEMO_PROGRAMME}/parallel`, role: 'approver' },
]

/** Pictures of the office's main pages, on a phone and on a laptop, of an invented programme. Returns whether every page answered and fits. */
export async function officePictures(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'yachay-pictures-'))
  const postgres = await startEmbedded(folder)
  const { db, pool } = connect(postgres.url, 10)
  const demo = await demoHouse(PEOPLE, 7, { database: { url: postgres.url, db, pool, close: () => db.destroy() } })
  const app = createApp(demo.house)
  const server = serve({ fetch: app.fetch, port: 0 })
  await new Promise((up) => server.once('listening', up))
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  const browser = await openBrowser()
  mkdirSync(FOLDER, { recursive: true })
  let whole = true
  try {
    const house = { ...demo.house, request: (path: string, init?: RequestInit) => Promise.resolve(app.request(path, init)) }
    const cookies = new Map<Role, string>()
    for (const role of ['executor', 'tutor', 'approver', 'auditor'] as const) cookies.set(role, (await staffOf(house, role)).cookie)
    console.log('picture | status | KB | sideways scroll px')
    for (const { name, path, role } of PAGES) {
      for (const width of WIDTHS) {
        const context = await browser.newContext({ viewport: { width, height: width === 360 ? 740 : 800 }, locale: 'es-PE', baseURL: origin })
        const [cookie = '', value = ''] = (role ? cookies.get(role) ?? '' : '').split('=')
        if (role) await context.addCookies([{ name: cookie, value, url: origin }])
        const page = await context.newPage()
        const answer = await page.goto(demo.addressOf(path))
        const { bytes } = await smallPicture(await page.screenshot({ fullPage: true }))
        const sideways = await sidewaysScroll(page)
        writeFileSync(join(FOLDER, `${name}-${width}.png`), bytes)
        console.log(`${name}-${width} | ${answer?.status()} | ${(bytes.length / 1024).toFixed(0)} | ${sideways}`)
        whole &&= answer?.status() === 200 && sideways === 0
        await context.close()
      }
    }
    return whole
  } finally {
    await browser.close()
    await new Promise((down) => server.close(down))
    await demo.close()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Somebody of that role; the tutor is in charge of the first section with people, so that her pages have something to show. */
async function staffOf(house: Parameters<typeof actingStaff>[0], role: Role): Promise<{ readonly id: string; readonly cookie: string }> {
  const who = await actingStaff(house, { executor: 'Elsa Coordina', tutor: 'Tania Acompaña', approver: 'Aida Aprueba', auditor: 'Abel Audita' }[role], [role], DEMO_PROGRAMME)
  if (role !== 'tutor') return who
  const rows = await house.db.selectFrom('enrolment').select('section').where('tenant', '=', DEMO_PROGRAMME).where('state', '=', 'active').groupBy('section').limit(3).execute()
  for (const { section } of rows) {
    await house.db.insertInto('section_tutor').values({ id: crypto.randomUUID(), tenant: DEMO_PROGRAMME, section, staff: who.id, since: house.clock(), assigned_by: who.id, until: null, ended_by: null }).execute()
  }
  return who
}

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser } from '../browser.ts'
import { inEnglish, joinStaff, said, walker, type Findings, type Walker } from '../walk.ts'
import { accept, apply, handInProduct, openCourse, passLab, passQuiz, studyUnits } from './learner.ts'
import { npmStart, type RunningServer } from './server.ts'
import { approve, assignTutor, chooseByLot, gradeProduct, invite, propose, publishCall, seeCard, signRule } from './staff.ts'

const PROGRAMME = 'piloto'
const CALL = `/p/${PROGRAMME}/calls/abierta-1`
const OFFICE_CALL = `/office/${PROGRAMME}/calls/abierta-1`
const ROSA = { dni: '41526378', name: 'Rosa Quispe Mamani' }
const UNITS = ['que-es-la-ia', 'cuando-falla', 'pedir-bien', 'comprobar']

const findings: Findings = { lines: new Set(), pages: new Set() }
let server: RunningServer
let browser: Browser
const cast = {} as Record<'admin' | 'tutor' | 'executor' | 'second' | 'owner' | 'owner2' | 'rosa' | 'visitor', Walker>

before(async () => {
  server = await npmStart()
  browser = await openBrowser()
  const named = { admin: 'Ana Administradora', tutor: 'Teresa Tutora', executor: 'Elsa Ejecutora', second: 'Saúl Segundo', owner: 'Olga Titular', owner2: 'Óscar Titular', rosa: 'Rosa', visitor: 'Visitante' }
  for (const [key, name] of Object.entries(named)) cast[key as keyof typeof cast] = await walker(browser, server.base, name, findings, key === 'rosa' || key === 'visitor')
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

/** N3 as the public page's own data states it; 0 while no rule is in force. */
async function publicNumber(): Promise<number> {
  const response = await fetch(`${server.base}/p/${PROGRAMME}/number.json`)
  const body = (await response.json()) as { counts: { n3: number } | null }
  return body.counts?.n3 ?? 0
}

test('one person goes from the open call to a verified certificate, and the public number goes up by exactly one', async () => {
  const { admin, tutor, executor, second, owner, owner2, rosa, visitor } = cast
  await joinStaff(admin, server.firstStaffLink(), { name: admin.name, handle: 'ana' })
  await invite(admin, tutor, 'teresa', 'tutor', PROGRAMME)
  await invite(admin, executor, 'elsa', 'executor', PROGRAMME)
  await invite(admin, second, 'saul', 'executor', PROGRAMME)
  await invite(admin, owner, 'olga', 'approver', PROGRAMME)
  await invite(admin, owner2, 'oscar', 'approver', PROGRAMME)

  await signRule(owner, PROGRAMME)
  await signRule(owner2, PROGRAMME)
  await publishCall(owner, OFFICE_CALL)
  await visitor.open('/')
  await visitor.open(`/p/${PROGRAMME}`)
  await visitor.open('/p/peru-huawei-2024')
  const before = await publicNumber()

  const expediente = await apply(rosa, CALL, ROSA)
  await chooseByLot(executor, OFFICE_CALL)
  await accept(rosa, PROGRAMME, expediente)
  await assignTutor(executor, PROGRAMME, 'noche-1', tutor.name)
  await seeCard(executor, PROGRAMME, 'Rosa', ROSA.dni)
  await seeCard(second, PROGRAMME, 'Rosa', ROSA.dni)

  const base = await openCourse(rosa)
  await studyUnits(rosa, base, UNITS)
  await passQuiz(rosa, base)
  await passLab(rosa, base)
  await handInProduct(rosa, base)
  await gradeProduct(tutor, PROGRAMME)
  assert.equal(await publicNumber(), before, 'nothing counts before the certificate')

  await propose(executor, PROGRAMME)
  await approve(owner, PROGRAMME)

  const certificate = await ownCertificate(rosa)
  await visitor.open(new URL(certificate.verify, server.base).pathname)
  assert.match(await visitor.page.innerText('main'), /VÁLIDO/, await said(visitor.page))
  await until(async () => (await publicNumber()) === before + 1)
  await visitor.open(`/p/${PROGRAMME}`)
  assert.equal(await publicNumber(), before + 1)
})

async function ownCertificate(rosa: Walker): Promise<{ verify: string }> {
  const { page } = rosa
  await until(async () => {
    await page.goto('/me/certificates')
    return await page.locator('a[href^="/me/certificates/"]').count() > 0
  })
  await rosa.look()
  await page.locator('a[href^="/me/certificates/"]').first().click()
  await page.waitForLoadState()
  await rosa.look()
  const verify = await page.locator('a[href*="/v/"]').first().getAttribute('href')
  assert.ok(verify, await said(page))
  await rosa.open('/me/inbox')
  return { verify }
}

async function until(done: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000
  while (!(await done())) {
    if (Date.now() > end) throw new Error('it did not happen within 20 s')
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
}

test('the same pages in English say nothing to axe either', async () => {
  const base = await openCourse(cast.rosa)
  await inEnglish(cast.visitor, ['/', `/p/${PROGRAMME}`, '/p/peru-huawei-2024', CALL, `${CALL}/apply`, '/v', '/sign-in', '/staff/sign-in', '/privacy'], findings)
  await inEnglish(cast.rosa, ['/me', '/me/data', '/me/inbox', '/me/certificates', base, `${base}/units/pedir-bien`, `${base}/quiz`, `${base}/labs/uva-vino`, `${base}/product`], findings)
  await inEnglish(cast.executor, ['/office', `/office/${PROGRAMME}/sections`, `/office/${PROGRAMME}/people`, `${OFFICE_CALL}/applications`, `/office/${PROGRAMME}/certificates`], findings)
  await inEnglish(cast.owner, [`/office/${PROGRAMME}/rule`, OFFICE_CALL, `/office/${PROGRAMME}/certificates/approvals`, `/office/${PROGRAMME}/certificates/issued`], findings)
  await inEnglish(cast.tutor, [`/office/${PROGRAMME}/products`], findings)
  await inEnglish(cast.admin, ['/office/staff', '/office/staff/log', '/office/reset'], findings)
})

test('axe found nothing, nothing scrolled sideways at 320 px and no script failed on any page of the journey', () => {
  assert.ok(findings.pages.size >= 30, `${findings.pages.size} kinds of pages were looked at`)
  assert.deepEqual([...findings.lines], [])
})

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { enrolmentById } from '../src/features/cohorts/index.ts'
import { liveNumber } from '../src/features/programmes/index.ts'
import { catchUp } from '../src/record/follow.ts'
import { actingStaff, withCookie } from './acting.ts'
import { openBrowser, sidewaysScroll } from './browser.ts'
import { passesLab } from './histories/acts.ts'
import { openHouse, type TestHouse } from './house.ts'
import { accept, apply, handInProduct, openCourse, passQuiz, studyUnits } from './journey/learner.ts'
import { approve, assignTutor, chooseByLot, gradeProduct, propose, publishCall, seeCard, signRule } from './journey/staff.ts'
import { listening, type Listening } from './listening.ts'
import { said, type Walker } from './walk.ts'

const CALL = '/p/piloto/calls/abierta-1'
const OFFICE_CALL = '/office/piloto/calls/abierta-1'
const ROSA = { dni: '41526378', name: 'Rosa Ñahui Quispe' }
const UNITS = ['que-es-la-ia', 'cuando-falla', 'pedir-bien', 'comprobar']

let house: TestHouse
let server: Listening
let browser: Browser
const cast = {} as Record<'owner' | 'owner2' | 'executor' | 'second' | 'tutor' | 'rosa' | 'visitor', Walker>
/** Pages wider than a phone of 320 px. */
const tooWide = new Set<string>()

before(async () => {
  house = await openHouse()
  server = await listening(house)
  browser = await openBrowser()
  const staff = [['owner', 'Olga Titular', 'approver'], ['owner2', 'Óscar Titular', 'approver'], ['executor', 'Elsa Ejecutora', 'executor'], ['second', 'Saúl Segundo', 'executor'], ['tutor', 'Teresa Tutora', 'tutor']] as const
  for (const [key, name, role] of staff) cast[key] = await withoutScript(name, (await actingStaff(house, name, [role])).cookie)
  cast.rosa = await withoutScript('Rosa')
  cast.visitor = await withoutScript('Visitante')
})
after(async () => {
  await browser?.close()
  await server?.close()
  await house?.close()
})

/** A phone of 320 px on which no script runs, signed in with a session cookie when one is given. */
async function withoutScript(name: string, cookie?: string): Promise<Walker> {
  const context = await browser.newContext({ baseURL: server.origin, locale: 'es-PE', timezoneId: 'America/Lima', viewport: { width: 320, height: 640 }, javaScriptEnabled: false })
  const [key = '', value = ''] = cookie?.split('=') ?? []
  if (cookie) await context.addCookies([{ name: key, value, url: server.origin }])
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const look = async (): Promise<void> => {
    await page.waitForLoadState('load')
    if (await sidewaysScroll(page) > 0) tooWide.add(new URL(page.url()).pathname)
  }
  return { name, page, context, look, open: async (path) => { await page.goto(path); await look() } }
}

const n3 = async (): Promise<number> => {
  await catchUp(house)
  return (await liveNumber(house, 'piloto')).counts?.[3] ?? 0
}

test('two owners sign the rule and one publishes the call', async () => {
  const { owner, owner2, visitor } = cast
  await signRule(owner, 'piloto')
  await signRule(owner2, 'piloto')
  await publishCall(owner, OFFICE_CALL)
  await visitor.open('/')
  await visitor.open('/p/piloto')
  await visitor.open(CALL)
  assert.match(await said(visitor.page), /Postula/)
})

test('a first form with mistakes comes back with what was typed; then she applies in steps, is drawn and accepts', async () => {
  const { rosa, executor } = cast
  await rosa.open(`${CALL}/apply`)
  await rosa.page.fill('#document_number', '77777777')
  await rosa.page.fill('#full_name', ROSA.name)
  await rosa.page.fill('#district', '140101')
  await rosa.page.click('main form[action$="/apply"] button')
  await rosa.look()
  assert.match(await rosa.page.innerText('#document_number-error'), /relleno/)
  assert.equal(await rosa.page.inputValue('#full_name'), ROSA.name)
  // A code that means two districts: she chooses without a script.
  assert.match(await rosa.page.innerText('#district-error'), /INEI \(Chiclayo\) o RENIEC \(Lima\)/)
  assert.equal(await rosa.page.locator('input[name="district_choice"]').count(), 2)

  const expediente = await apply(rosa, CALL, ROSA)
  await chooseByLot(executor, OFFICE_CALL)
  await accept(rosa, 'piloto', expediente)
})

test('the course: units, an error reported, the quiz saved and sent; the workbench alone says that it needs JavaScript', async () => {
  const { rosa, executor, second, tutor } = cast
  await assignTutor(executor, 'piloto', 'noche-1', tutor.name)
  await seeCard(executor, 'piloto', 'Rosa', ROSA.dni)
  await seeCard(second, 'piloto', 'Rosa', ROSA.dni)
  const base = await openCourse(rosa)
  await studyUnits(rosa, base, UNITS)
  await passQuiz(rosa, base)

  await rosa.open(`${base}/labs/uva-vino`)
  const lab = rosa.page.locator('#workbench')
  assert.ok(await lab.isVisible())
  assert.match(await lab.innerText(), /necesita JavaScript y un navegador de 2020 o más nuevo.*Lo demás de tu programa funciona sin él/s)
  assert.match(await rosa.page.innerText('main'), /valle de Ica/, 'the story is there to read')

  // On a device with a workbench she would train; here her recipe comes in as that device sends it.
  const enrolment = base.split('/').at(-1) ?? ''
  const row = await enrolmentById(house.db, enrolment)
  assert.ok(row)
  const cookie = (await rosa.context.cookies()).map((c) => `${c.name}=${c.value}`).join('; ')
  await passesLab({ place: { house }, phone: withCookie(house, '', cookie), agent: row.agent, enrolment })
  await rosa.open(`${base}/labs/uva-vino`)
  await rosa.page.click('a[href*="/tries/"]')
  await rosa.look()
  assert.match(await rosa.page.innerText('main'), /Aprobaste este laboratorio/)
})

test('product, grade, proposal, approval: the certificate is counted once', async () => {
  const { rosa, tutor, executor, owner } = cast
  const base = await openCourse(rosa)
  const before = await n3()
  await handInProduct(rosa, base)
  await gradeProduct(tutor, 'piloto')
  await catchUp(house)
  await propose(executor, 'piloto')
  await approve(owner, 'piloto')
  await house.runJobs()
  assert.equal(await n3(), before + 1)
})

test('her certificate, and anybody who checks it by serial, by the form and by the file', async () => {
  const { rosa, visitor } = cast
  await rosa.open('/me')
  await rosa.open('/me/certificates')
  await rosa.page.click('a[href^="/me/certificates/"]')
  await rosa.look()
  assert.match(await rosa.page.innerText('main'), /Rosa Ñahui Quispe/)
  const file = await (await rosa.page.request.get(await rosa.page.getAttribute('a[href$="credential.json"]', 'href') ?? '')).text()
  const href = await rosa.page.locator('a[href*="/v/"]').first().getAttribute('href') ?? ''
  const serial = href.split('/').at(-1) ?? ''

  await visitor.open(`/v/${serial}`)
  assert.match(await visitor.page.innerText('main'), /^VÁLIDO/m)
  await visitor.open('/v')
  assert.equal(await visitor.page.locator('#scanned').isVisible(), false, 'what only a script can fill is not shown')
  await visitor.page.fill('#serial', serial.toLowerCase().replaceAll('-', ' '))
  await visitor.page.click('main form[method="get"] button')
  await visitor.look()
  assert.equal(new URL(visitor.page.url()).pathname, `/v/${serial}`)
  assert.match(await visitor.page.innerText('main'), /^VÁLIDO/m)
  await visitor.open('/v')
  await visitor.page.fill('#text', file)
  await visitor.page.click('main form[method="post"] button')
  await visitor.look()
  assert.match(await visitor.page.innerText('main'), /^VÁLIDO/m)
  await visitor.open('/v')
  await visitor.page.fill('#text', file.replace('Ñahui', 'Ñahuí'))
  await visitor.page.click('main form[method="post"] button')
  await visitor.look()
  assert.match(await visitor.page.innerText('main'), /^NO VÁLIDO/m)
})

test('inbox, her data corrected, another language, out and in again with her PIN', async () => {
  const { rosa } = cast
  const { page } = rosa
  await rosa.open('/me/inbox')
  assert.match(await page.innerText('main'), /Certificado de prueba/)
  await page.locator('main form[action="/me/inbox/read"] button').first().click()
  await rosa.look()
  await rosa.open('/me/data')
  await page.fill('#phone', '12')
  await page.click('form[action="/me/data/contact"] button')
  await rosa.look()
  assert.ok(await page.locator('#phone-error').isVisible(), await said(page))
  assert.equal(await page.inputValue('#phone'), '12')
  await page.fill('#phone', '987 654 321')
  await page.click('form[action="/me/data/contact"] button')
  await rosa.look()
  assert.equal((await page.inputValue('#phone')).replace(/\D/g, '').slice(-9), '987654321')
  await page.click('nav a[hreflang="en"]')
  await rosa.look()
  assert.equal(await page.getAttribute('html', 'lang'), 'en')
  await page.click('nav a[hreflang="es"]')
  await page.click('form[action="/sign-out"] button')
  await rosa.open('/me')
  assert.equal(new URL(page.url()).pathname, '/sign-in')
  await page.fill('#document_number', ROSA.dni)
  await page.fill('#pin', '582931')
  await page.click('main form button')
  await rosa.look()
  assert.equal(new URL(page.url()).pathname, '/me')
})

test('no page was wider than a phone of 320 px', () => {
  assert.deepEqual([...tooWide], [])
})

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { actingLearner, actingStaff, personValues, ruleInForceFor, type Acting } from './acting.ts'
import { axeFindings, openBrowser, sidewaysScroll } from './browser.ts'
import { openHouse, type TestHouse } from './house.ts'
import { appliesTo, BY_POINTS, withCalls, type Applicant } from './office/with-calls.ts'

const CALL = '/p/piloto/calls/abierta-1'
const OFFICE = '/office/piloto'
let house: TestHouse
let browser: Browser
let executor: Acting
let approver: Acting
let tutor: Acting

before(async () => {
  house = await openHouse({ contentDir: withCalls({ 'puntos-1': { places: 1, sections: { 'puntos-a': 5 }, selection: BY_POINTS, lines: { closes: '2026-03-06T23:59:59-05:00' } } }) })
  browser = await openBrowser()
  executor = await actingStaff(house, 'Elena Coordina', ['executor'])
  approver = await actingStaff(house, 'Ana Aprueba', ['approver'])
  tutor = await actingStaff(house, 'Tito Tutor', ['tutor'])
  await ruleInForceFor(house)
  await executor.post(`${OFFICE}/sections/noche-1/tutors`, { staff: tutor.id })
})
after(async () => { await browser.close(); await house.close() })

/** A phone of 320 px; what it asks goes to the house in process. */
async function phone(who: Acting | null): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 }, locale: 'es-PE' })
  const page = await context.newPage()
  await page.route('**/*', async (route) => {
    const url = new URL(route.request().url())
    const headers = { ...route.request().headers(), ...(who ? { cookie: who.cookie } : {}) }
    delete (headers as Record<string, string>)['accept-encoding']
    const answer = await house.request(url.pathname + url.search, { headers })
    await route.fulfill({ status: answer.status, headers: Object.fromEntries(answer.headers), body: Buffer.from(await answer.arrayBuffer()) })
  })
  return page
}

async function looksRight(who: Acting | null, path: string): Promise<void> {
  const page = await phone(who)
  for (const lang of ['es', 'en']) {
    await page.goto(`http://localhost${path}${path.includes('?') ? '&' : '?'}lang=${lang}`)
    assert.deepEqual(await axeFindings(page), [], `${path} ${lang}`)
    assert.equal(await sidewaysScroll(page), 0, `${path} ${lang}`)
    assert.equal(await page.locator('h1').count(), 1, path)
  }
  await page.context().close()
}

test('calls, sections and products read well on a phone of 320 px, in both languages, for everybody who sees them', async () => {
  await looksRight(approver, `${OFFICE}/calls/abierta-1`)
  await approver.post(`${OFFICE}/calls/abierta-1/publish`, { confirm: 'yes' })
  for (const path of [CALL, `${CALL}/apply`]) await looksRight(null, path)

  const rosa = await actingLearner(house, personValues({ name: 'Rosa Quispe Mamani' }))
  await looksRight(rosa, `${CALL}/apply`)
  const address = (await rosa.post(`${CALL}/apply`)).headers.get('location')!
  await looksRight(rosa, address)
  await rosa.post(`${address}/send`)
  const office = `${OFFICE}/calls/abierta-1`
  const detail = `${office}/applications/${address.split('/').at(-1)}`
  for (const path of [`${OFFICE}/calls`, `${office}/applications`, detail]) await looksRight(executor, path)
  await executor.post(`${detail}/decide`, { decision: 'return', remarks: ['phone'], note: 'El número tiene ocho cifras.' })
  await looksRight(rosa, address)
  await looksRight(executor, detail)
  await rosa.post(`${address}/send`)
  await executor.post(`${detail}/decide`, { decision: 'eligible' })
  await looksRight(executor, office)
  await executor.post(`${office}/freeze`, { confirm: 'yes' })
  await looksRight(executor, office)
  await executor.post(`${office}/draw`, { confirm: 'yes', value: '4 12 19 23 38 45', source: 'La Tinka' })
  await looksRight(rosa, address)
  await looksRight(null, CALL)
  await rosa.post(`${address}/accept`, { section: 'noche-1' })
  await looksRight(rosa, address)

  for (const path of [`${OFFICE}/sections`, `${OFFICE}/sections/noche-1`]) await looksRight(executor, path)
  const members = await (await executor.get(`${OFFICE}/sections/noche-1`)).text()
  const enrolment = /enrolments\/([0-9a-f-]{36})/.exec(members)![1]!
  await looksRight(executor, `${OFFICE}/enrolments/${enrolment}`)
  const product = `/learn/${enrolment}/product`
  await looksRight(rosa, product)
  const body = new FormData()
  body.append('text', 'Mi producto')
  body.append('ai', 'some')
  await house.request(product, { method: 'POST', headers: { cookie: rosa.cookie }, body })
  await looksRight(rosa, product)
  await looksRight(tutor, `${OFFICE}/products`)
  const queue = await (await tutor.get(`${OFFICE}/products`)).text()
  const submission = /products\/([0-9a-f-]{36})"/.exec(queue)![1]!
  await looksRight(tutor, `${OFFICE}/products/${submission}`)
  const points = [...(await (await tutor.get(`${OFFICE}/products/${submission}`)).text()).matchAll(/name="(criterion-[^"]+)" value="(\d+)"/g)]
  await tutor.post(`${OFFICE}/products/${submission}/grade`, { ...Object.fromEntries(points.map((m) => [m[1]!, m[2]!])), comment: 'Muy claro y bien comprobado.' })
  await looksRight(rosa, product)
  await looksRight(tutor, `${OFFICE}/products/${submission}`)
})

test('points, corrections, results and appeals read well on a phone of 320 px, for everybody who sees them', async () => {
  const [call, office] = ['/p/piloto/calls/puntos-1', `${OFFICE}/calls/puntos-1`]
  await approver.post(`${office}/publish`, { confirm: 'yes' })
  await approver.post(`${office}/errata`, { says: 'Es gratis.', should_es: 'Es gratis para todas y todos.', should_en: 'It is free for everybody.', because_es: 'Se preguntó mucho.', because_en: 'People asked.' })
  const [first, second, refused] = await Promise.all(['Ana Veinte Paz', 'Bea Diez Luz', 'Cata Cero Sol'].map((name) => appliesTo(house, 'puntos-1', personValues({ name })))) as [Applicant, Applicant, Applicant]
  await executor.post(`${office}/applications/${refused.expediente}/decide`, { decision: 'not-eligible', reasons: ['not-true', 'note'], note: 'El nombre del DNI es otro.' })
  await executor.post(`${office}/applications`, { action: 'eligible', expediente: [first.expediente, second.expediente] })
  await executor.post(`${office}/applications/${first.expediente}/score`, { 'c-experiencia': '10', 'c-motivo': '10' })
  await looksRight(executor, `${office}/applications/${second.expediente}`)
  await executor.post(`${office}/applications/${second.expediente}/score`, { 'c-experiencia': '10', 'c-motivo': '0' })
  house.time.set('2026-03-07T15:00:00Z')
  await executor.post(`${office}/freeze`, { confirm: 'yes' })
  await executor.post(`${office}/draw`, { confirm: 'yes', value: '4 12 19 23 38 45', source: 'La Tinka del 7 de marzo de 2026' })
  for (const path of [`${office}/results`, `${office}/applications`]) await looksRight(executor, path)
  await executor.post(`${office}/results`, { confirm: 'yes' })
  await looksRight(refused, refused.address)
  await refused.post(`${refused.address}/appeal`, { reasons: ['meets-requirements', 'other'], words: 'Mi nombre cambió por matrimonio.' })
  for (const who of [first, refused]) await looksRight(who, who.address)
  for (const path of [call, `${call}/results`]) await looksRight(null, path)
  for (const path of [office, `${office}/results`, `${office}/appeals`, `${office}/applications/${refused.expediente}`]) await looksRight(executor, path)
  await looksRight(approver, office)
})

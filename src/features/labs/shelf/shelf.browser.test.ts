import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axeFindings, sidewaysScroll } from '../../../../test/browser.ts'
import { newPhone, openOfflinePlace, signIn, student, takesAlong, type OfflinePlace } from '../../../../test/offline/place.ts'
import { readStatements } from '../../../record/read.ts'
import { LAB_SUBMITTED } from '../statements.ts'

let place: OfflinePlace
before(async () => { place = await openOfflinePlace() })
after(async () => { await place.close() })

test('at 360 px the shelf, its filter, the public page and a document read well; the targets are as tall as a thumb', async () => {
  const rosa = await student(place, 'Rosa Quispe Mamani')
  const phone = await newPhone(place)
  await signIn(place, phone, rosa)
  const page = await phone.newPage()
  page.on('pageerror', (error) => assert.fail(error.message))
  await page.goto(`/learn/${rosa.enrolment}`)
  await page.getByRole('link', { name: 'Laboratorios de todos los oficios' }).click()
  await page.getByRole('heading', { name: 'De tu curso' }).waitFor()
  await shown(page, 'shelf')
  await page.getByRole('navigation', { name: 'Elegir un oficio' }).getByRole('link', { name: 'Minería' }).click()
  await page.getByRole('heading', { name: 'Minería' }).waitFor()
  assert.equal(await page.locator('.shelf > li').count(), 1)
  const small = await page.locator('.chips a').evaluateAll((links) => links.filter((a) => a.getBoundingClientRect().height < 44).length)
  assert.equal(small, 0)
  await page.goto('/p/piloto/labs?lang=es')
  await page.locator('summary').first().click()
  await page.getByRole('heading', { name: 'Lo que este modelo no debe decidir' }).first().waitFor()
  await shown(page, 'public')
  await page.getByRole('link', { name: 'Cómo se hizo y se midió' }).first().click()
  await page.getByText('Este documento está en inglés').waitFor()
  await shown(page, 'document')
  await phone.close()
})

test('with her course on the phone she takes a lab of the shelf along, trains it without signal, and the recipe arrives later', async () => {
  const rosa = await student(place, 'Juana Ccori Luna')
  const phone = await newPhone(place)
  await signIn(place, phone, rosa)
  const page = await phone.newPage()
  page.on('pageerror', (error) => assert.fail(error.message))
  await takesAlong(page, rosa)
  await page.goto(`/learn/${rosa.enrolment}/labs`)
  const card = page.locator('#bodega-demanda')
  await card.getByRole('button', { name: /Llevar en el celular/ }).click()
  await card.locator('.tag.good', { hasText: 'En tu celular' }).waitFor({ timeout: 20_000 })
  await shown(page, 'taken')
  await phone.setOffline(true)
  await page.reload()
  await card.locator('.tag.good', { hasText: 'En tu celular' }).waitFor()
  await page.getByRole('button', { name: /Llevar en el celular/ }).first().waitFor()
  await card.getByRole('link').click()
  await page.getByText('Predice', { exact: false }).first().waitFor()
  await page.locator('#workbench fieldset input[type=radio]').first().check()
  await page.getByRole('button', { name: 'Entrenar' }).click()
  await page.getByRole('button', { name: 'Entregar esta receta' }).click()
  await page.getByText(/1 sin enviar/).waitFor()
  await phone.setOffline(false)
  await page.goto('/phone')
  await page.waitForSelector('#outbox .tag.good', { timeout: 20_000 })
  assert.equal((await readStatements(place.house.db, 'piloto', { actors: [rosa.agent], verbs: [LAB_SUBMITTED] })).length, 1)
  await phone.close()
})

async function shown(page: Awaited<ReturnType<Awaited<ReturnType<typeof newPhone>>['newPage']>>, name: string): Promise<void> {
  if (process.env.SHELF_PICTURES) await page.screenshot({ path: `${process.env.SHELF_PICTURES}/${name}.png`, fullPage: true })
  assert.deepEqual(await axeFindings(page), [], name)
  assert.equal(await sidewaysScroll(page), 0, name)
}

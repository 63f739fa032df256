import assert from 'node:assert/strict'
import { said, joinStaff, type Walker } from '../walk.ts'

/** The administrator invites a colleague, who joins by her link and gets a role in the programme. */
export async function invite(admin: Walker, colleague: Walker, handle: string, role: string, programme: string): Promise<void> {
  const { page } = admin
  await admin.open('/office/staff')
  await page.fill('#name', colleague.name)
  await page.fill('#handle', handle)
  await page.click('form[action="/office/staff"] button')
  await page.waitForLoadState()
  const link = (await page.textContent('.card.next code'))?.trim()
  assert.ok(link, await said(page))
  await admin.look()
  await admin.open('/office/staff')
  const card = page.locator('section.card', { hasText: handle }).last()
  await card.locator('summary').first().click()
  await card.locator('select[name="role"]').selectOption(role)
  await card.locator('select[name="tenant"]').selectOption(programme)
  await card.locator('form[action$="/roles"] button').click()
  await page.waitForLoadState()
  await joinStaff(colleague, link)
}

export async function signRule(owner: Walker, programme: string): Promise<void> {
  await owner.open(`/office/${programme}/rule`)
  for (const box of await owner.page.locator('main form input[type="checkbox"]').all()) await box.check()
  await owner.page.click('main form button')
  await owner.page.waitForLoadState()
  await owner.look()
}

export async function publishCall(owner: Walker, office: string): Promise<void> {
  await owner.open(office)
  await owner.page.check('#confirm input')
  await owner.page.click('form[action$="/publish"] button')
  await owner.page.waitForLoadState()
  await owner.look()
}

/** Confirms everybody who waits as eligible, closes the round and draws with the public value. */
export async function chooseByLot(executor: Walker, office: string): Promise<void> {
  const { page } = executor
  await executor.open(`${office}/applications`)
  for (const box of await page.locator('input[name="expediente"]').all()) await box.check()
  await page.click('button[value="eligible"]')
  await page.waitForLoadState()
  await executor.look()
  await executor.open(office)
  await page.check('form[action$="/freeze"] input[name="confirm"]')
  await page.click('form[action$="/freeze"] button')
  await page.waitForLoadState()
  await page.fill('#value', '7 12 19 23 31 44')
  await page.fill('#source', 'La Tinka, sorteo del 22/11/2026')
  await page.check('form[action$="/draw"] input[name="confirm"]')
  await page.click('form[action$="/draw"] button')
  await page.waitForLoadState()
  await executor.look()
}

/** One of the two who must see the card: the first proposes, another one confirms. */
export async function seeCard(staff: Walker, programme: string, name: string, dni: string): Promise<void> {
  const { page } = staff
  await staff.open(`/office/${programme}/people`)
  await page.fill('#q', name)
  await page.click('main form button')
  await page.waitForLoadState()
  await staff.look()
  await page.locator('main a', { hasText: name }).first().click()
  await page.waitForLoadState()
  await staff.look()
  await page.locator('form[action$="/check"], form[action$="/confirm"]').first().locator('#document_number').fill(dni)
  await page.locator('form[action$="/check"] button, form[action$="/confirm"] button').first().click()
  await page.waitForLoadState()
  await staff.look()
}

export async function assignTutor(executor: Walker, programme: string, section: string, tutor: string): Promise<void> {
  await executor.open(`/office/${programme}/sections`)
  await executor.open(`/office/${programme}/sections/${section}`)
  await executor.page.selectOption('#staff', { label: tutor })
  await executor.page.click('form[action$="/tutors"] button')
  await executor.page.waitForLoadState()
  await executor.look()
}

/** Grades the oldest product in the queue with the best level of each criterion. */
export async function gradeProduct(tutor: Walker, programme: string): Promise<void> {
  const { page } = tutor
  await tutor.open(`/office/${programme}/products`)
  await page.locator('ol.steps a').first().click()
  await page.waitForLoadState()
  await tutor.look()
  for (const criterion of await page.locator('fieldset[id^="criterion-"]').all()) {
    const options = await criterion.locator('input').all()
    const points = await Promise.all(options.map((o) => o.getAttribute('value')))
    await options[points.map(Number).indexOf(Math.max(...points.map(Number)))]!.check()
  }
  await page.fill('#comment', 'Muy bien: contrastaste la suma con tu cuaderno.')
  await page.click('form[action$="/grade"] button')
  await page.waitForLoadState()
  await tutor.look()
}

export async function propose(executor: Walker, programme: string): Promise<void> {
  const { page } = executor
  await executor.open(`/office/${programme}/certificates`)
  await page.locator('input[name="enrolment"]').first().check()
  await page.click('form[action$="/proposals"] button')
  await page.waitForLoadState()
  await executor.look()
}

export async function approve(approver: Walker, programme: string): Promise<void> {
  const { page } = approver
  await approver.open(`/office/${programme}/certificates/approvals`)
  await page.locator('main .card a.button').first().click()
  await page.waitForLoadState()
  await approver.look()
  await page.locator('form[action*="/approvals/"] button').click()
  await page.waitForLoadState()
  await approver.look()
}

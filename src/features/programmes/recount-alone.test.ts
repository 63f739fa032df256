import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { elsewhere, openRecord, staff, woman } from '../../../test/recount-record.ts'

// recount.sql against the worked histories of FACTS.md, without the evaluator.

const { CHECKER, SECOND, TUTOR, EXECUTOR, APPROVER, OWNER1, OWNER2 } = staff

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())
const open = (options?: { signed?: boolean; programme?: string }) => openRecord(house, options)

test('H1, H2: one person does everything and counts once, until her certificate is revoked', async () => {
  const r = await open()
  const w = woman()
  const credential = await r.everything(w)
  assert.equal(await r.figures(), '1 1 1 1')
  await r.fate(w, 'revoked', credential)
  assert.equal(await r.figures(), '1 1 1 0')
})

test('H3, H4: one woman as two persons counts once when merged, and twice again when split; earlier positions keep their figures', async () => {
  const r = await open()
  const [ce, dni] = [woman(), woman()]
  await r.everything(ce)
  await r.everything(dni)
  const two = r.head()
  await r.merged(ce, dni)
  const merged = r.head()
  await r.split(ce, dni)
  assert.deepEqual([await r.figures(two), await r.figures(merged), await r.figures()], ['2 2 2 2', '1 1 1 1', '2 2 2 2'])
})

test('H5: of two claims of one document only the one for whom the conflict was resolved goes on', async () => {
  const r = await open()
  const document = randomUUID()
  const [first, second] = [woman(document), woman(document)]
  await r.enrolled(first)
  await r.enrolled(second)
  await r.conflict(first, second)
  await r.checked(second)
  await r.learned(first)
  await r.learned(second)
  assert.equal(await r.figures(), '2 0 0 0')
  await r.checked(first)
  await r.resolved(first)
  await r.certified(first)
  assert.equal(await r.figures(), '2 1 1 1')
})

test('H6: a constancia is no certificate', async () => {
  const r = await open()
  const w = woman()
  await r.enrolled(w)
  await r.checked(w)
  await r.learned(w)
  await r.certified(w, 'constancia')
  assert.equal(await r.figures(), '1 1 1 0')
})

test('H7: units after the day of death do not count, those of the day itself do', async () => {
  const r = await open()
  const w = woman()
  await r.enrolled(w)
  await r.checked(w)
  await r.units(w, 1, 2)
  await r.unit(w, 3, '2026-05-10T15:00:00Z')
  await r.unit(w, 4, '2026-05-10T16:00:00Z')
  assert.equal(await r.figures(), '1 1 1 0')
  await r.died(w, '2026-05-03')
  assert.equal(await r.figures(), '1 1 0 0')
  // 10 May in Lima ends at 05:00 UTC of the 11th.
  await r.died(w, '2026-05-10')
  assert.equal(await r.figures(), '1 1 1 0')
  await r.died(w, '2026-02-28')
  assert.equal(await r.figures(), '1 0 0 0')
  await r.died(w, null)
  assert.equal(await r.figures(), '1 1 1 0')
})

test('H8: work dated before the enrolment does not count', async () => {
  const r = await open()
  const w = woman()
  await r.enrolled(w, '2026-03-04T15:00:00Z')
  await r.checked(w)
  for (const n of [1, 2, 3, 4]) await r.unit(w, n, '2026-03-02T15:00:00Z')
  assert.equal(await r.figures(), '1 1 0 0')
})

test('H9: a certificate superseded by a new one counts once, also when the new one is superseded in turn', async () => {
  const r = await open()
  const w = woman()
  let credential = await r.everything(w)
  for (let again = 0; again < 2; again++) {
    await r.fate(w, 'superseded', credential)
    assert.equal(await r.figures(), '1 1 1 0')
    credential = await r.issued(w)
    assert.equal(await r.figures(), '1 1 1 1')
  }
})

test('H10: what the tutor approved and what a learner posted certifies nobody, even if it stood in the record', async () => {
  const r = await open()
  const w = woman()
  await r.enrolled(w)
  await r.checked(w)
  await r.learned(w)
  await r.proposed(w)
  assert.equal(await r.figures(), '1 1 1 0')
  await r.approved(w, 'certificado', TUTOR)
  await r.issued(w)
  assert.equal(await r.figures(), '1 1 1 0')
  await r.approved(w, 'certificado', EXECUTOR)
  await r.issued(w)
  assert.equal(await r.figures(), '1 1 1 0')
  await r.approved(w)
  await r.issued(w, 'certificado', 'session')
  await r.issued(w, 'certificado', 'client:moodle')
  assert.equal(await r.figures(), '1 1 1 0')
  await r.issued(w)
  assert.equal(await r.figures(), '1 1 1 1')
})

test('H11: what is done while withdrawn does not count; done again after coming back it does', async () => {
  const r = await open()
  const w = woman()
  await r.enrolled(w)
  await r.checked(w)
  await r.units(w, 1, 2)
  await r.withdrew(w)
  await r.units(w, 3, 4)
  assert.equal(await r.figures(), '1 1 0 0')
  await r.reEntered(w)
  assert.equal(await r.figures(), '1 1 0 0')
  await r.units(w, 3, 4)
  await r.quiz(w)
  await r.lab(w)
  await r.product(w)
  await r.certified(w)
  assert.equal(await r.figures(), '1 1 1 1')
})

test('H12: the same two units in two sections are two units', async () => {
  const r = await open()
  const w = woman()
  const other = elsewhere(w)
  await r.enrolled(w)
  await r.enrolled(other)
  await r.checked(w)
  await r.units(w, 1, 2)
  await r.units(other, 1, 2)
  assert.equal(await r.figures(), '1 1 0 0')
  await r.units(other, 3, 4)
  assert.equal(await r.figures(), '1 1 1 0')
})

test('no figure before two different owners signed the same file, nor after a later version', async () => {
  const r = await open({ signed: false })
  await r.everything(woman())
  assert.equal(await r.figures(), '- - - -')
  await r.sign(OWNER1)
  await r.sign(OWNER1)
  await r.sign(OWNER2, 'of another file')
  assert.equal(await r.figures(), '- - - -')
  await r.sign(OWNER2)
  const inForce = r.head()
  assert.equal(await r.figures(), '1 1 1 1')
  await r.sign(OWNER1, 'later', 'v2')
  await r.sign(OWNER2, 'later', 'v2')
  assert.deepEqual([await r.figures(), await r.figures(inForce)], ['- - - -', '1 1 1 1'])
})

test('merges in a chain and in a circle make one person, and a split takes out one link', async () => {
  const r = await open()
  const [a, b, c] = [woman(), woman(), woman()]
  for (const w of [a, b, c]) await r.everything(w)
  await r.merged(a, b)
  await r.merged(b, c)
  assert.equal(await r.figures(), '1 1 1 1')
  await r.merged(c, a)
  await r.split(a, b)
  assert.equal(await r.figures(), '1 1 1 1')
  await r.split(c, a)
  assert.equal(await r.figures(), '2 2 2 2')
  await r.split(b, c)
  assert.equal(await r.figures(), '3 3 3 3')
})

test('a suspended certificate counts again when reinstated, a revoked one does not', async () => {
  const r = await open()
  const w = woman()
  const credential = await r.everything(w)
  const seen: string[] = []
  for (const fate of ['suspended', 'reinstated', 'suspended', 'reinstated', 'revoked', 'reinstated'] as const) {
    await r.fate(w, fate, credential)
    seen.push((await r.figures()).slice(-1))
  }
  assert.deepEqual(seen, ['0', '1', '0', '1', '0', '0'])
})

test('what is annulled does not count, but an annulled mark still shows who taught her', async () => {
  const r = await open()
  const w = woman()
  await r.enrolled(w)
  const check = await r.checked(w)
  await r.learned(w)
  const wrong = await r.say(w.id, 'product-graded', 'products/base.producto', { registration: w.enrolment, by: APPROVER, result: { score: { raw: 20 } } })
  await r.annulled(w, wrong)
  await r.certified(w)
  assert.equal(await r.figures(), '1 1 1 0')
  await r.annulled(woman(), check)
  assert.equal(await r.figures(), '1 1 1 0')
  await r.annulled(w, check)
  assert.equal(await r.figures(), '1 0 0 0')
  await r.checked(w, 'card', CHECKER)
  assert.equal(await r.figures(), '1 0 0 0')
})

test('sessions give minutes where the rule says so; a late or manual one needs a second person', async () => {
  const r = await open({ programme: 'peru-huawei-2024' })
  const w = woman()
  await r.enrolled(w)
  await r.checked(w)
  const session = (name: string, minutes: number, fields: Record<string, unknown> = {}, received?: string, at = '2026-03-03T15:00:00Z') => r.say(w.id, 'attended', `sessions/${name}`, {
    registration: w.enrolment, by: TUTOR, ext: { minutes, ...fields }, ...(received ? { at, received } : {}),
  })
  await session('monday', 600)
  await session('monday', 300)
  await session('late', 360, {}, '2026-03-05T15:00:00.001Z')
  await session('late', 360, { second: TUTOR }, '2026-03-05T15:00:00.001Z')
  await session('manual', 360, { manual: true })
  assert.equal(await r.figures(), '1 1 0 0')
  // Times of reception never run backwards along the record, so the last moment that is not late is one of the next day.
  await session('late', 300, {}, '2026-03-06T15:00:00Z', '2026-03-04T15:00:00Z')
  await session('manual', 59, { manual: true, second: SECOND })
  assert.equal(await r.figures(), '1 1 0 0')
  await r.unit(w, 1)
  assert.equal(await r.figures(), '1 1 1 0')
})

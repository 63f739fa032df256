import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { elsewhere, openRecord, staff, woman, type Woman } from '../../../test/recount-record.ts'

// Sentences of the rule's text that neither the worked histories nor most random ones reach; recount.sql without the evaluator.

const { TUTOR, APPROVER } = staff

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

/** A record with one woman, enrolled and checked. */
async function begun(enrolledAt?: string) {
  const r = await openRecord(house)
  const w = woman()
  await r.enrolled(w, enrolledAt)
  await r.checked(w)
  return { r, w }
}

test('work at the moment of enrolment counts, at the moment of withdrawal it does not, and what arrives late counts by its own time', async () => {
  const { r, w } = await begun('2026-03-04T15:00:00Z')
  await r.unit(w, 1, '2026-03-04T15:00:00Z')
  // An hour a statement: the check at 16:00, unit 1 received at 17:00, the withdrawal at 18:00.
  await r.withdrew(w)
  await r.unit(w, 2, '2026-03-04T18:00:00Z')
  await r.unit(w, 3, '2026-03-04T16:30:00Z')
  await r.reEntered(w)
  await r.units(w, 4)
  assert.equal(await r.figures(), '1 1 0 0')
  await r.unit(w, 2, '2026-03-04T17:59:59.999Z')
  assert.equal(await r.figures(), '1 1 1 0')
})

test('an enrolment that was struck out opens nothing again, and what hangs on it certifies nobody', async () => {
  const { r, w } = await begun()
  await r.withdrew(w)
  const again = await r.enrolled(w)
  await r.units(w, 1, 2, 3, 4)
  assert.equal(await r.figures(), '1 1 1 0')
  await r.annulled(w, again)
  assert.equal(await r.figures(), '1 1 0 0')

  const { r: s, w: v } = await begun()
  const other = elsewhere(v)
  const second = await s.enrolled(other)
  await s.learned(v)
  await s.certified(other)
  assert.equal(await s.figures(), '1 1 1 1')
  await s.annulled(v, second)
  assert.equal(await s.figures(), '1 1 1 0')
})

test('an approval, a certificate and a withdrawal cannot be struck out', async () => {
  const { r, w } = await begun()
  await r.learned(w)
  await r.proposed(w)
  const approved = await r.approved(w)
  await r.issued(w)
  await r.annulled(w, approved)
  assert.equal(await r.figures(), '1 1 1 1')

  const { r: s, w: v } = await begun()
  await s.units(v, 1, 2)
  const withdrew = await s.withdrew(v)
  await s.annulled(v, withdrew)
  await s.units(v, 3, 4)
  assert.equal(await s.figures(), '1 1 0 0')
  await s.reEntered(v)
  await s.units(v, 3, 4)
  assert.equal(await s.figures(), '1 1 1 0')
})

test('the agreement begins at 00:00 of its first day in Lima and ends with its last', async () => {
  const { r, w } = await begun()
  await r.units(w, 1, 2, 3)
  await r.unit(w, 4, '2028-01-01T05:00:00Z')
  assert.equal(await r.figures(), '1 1 0 0')
  await r.unit(w, 4, '2028-01-01T04:59:59.999Z')
  assert.equal(await r.figures(), '1 1 1 0')

  const { r: s, w: v } = await begun('2025-12-30T15:00:00Z')
  await s.units(v, 1, 2, 3)
  await s.unit(v, 4, '2026-01-01T04:59:59.999Z')
  assert.equal(await s.figures(), '1 1 0 0')
  await s.unit(v, 4, '2026-01-01T05:00:00Z')
  assert.equal(await s.figures(), '1 1 1 0')
})

test('each of quiz, lab and product must hold by itself', async () => {
  const finish = async (wrong: (r: Awaited<ReturnType<typeof begun>>['r'], w: Woman) => Promise<unknown>, right: 'quiz' | 'lab' | 'product') => {
    const { r, w } = await begun('2026-03-04T15:00:00Z')
    await r.units(w, 1, 2, 3, 4)
    for (const part of ['quiz', 'lab', 'product'] as const) await (part === right ? wrong(r, w) : r[part](w))
    await r.certified(w)
    const before = await r.figures()
    await r[right](w)
    return [before, await r.figures()]
  }
  const product = (w: Woman, raw: unknown, by: string | undefined) => ({ registration: w.enrolment, by, result: { score: { raw: raw as number } } })
  const cases: Parameters<typeof finish>[] = [
    [(r, w) => r.quiz(w, 20.5), 'quiz'],
    [(r, w) => r.quiz(w, 13.99), 'quiz'],
    [(r, w) => r.lab(w, false), 'lab'],
    [(r, w) => r.say(w.id, 'lab-graded', 'labs/uva-vino-2', { registration: w.enrolment, result: { success: true } }), 'lab'],
    [(r, w) => r.product(w, 13), 'product'],
    [(r, w) => r.say(w.id, 'product-graded', 'products/base.producto', product(w, 16, undefined)), 'product'],
    [(r, w) => r.say(w.id, 'product-graded', 'products/base.producto', product(w, '16', TUTOR)), 'product'],
    [(r, w) => r.say(w.id, 'product-graded', 'products/base.producto', { ...product(w, 16, TUTOR), at: '2026-03-04T14:59:59.999Z' }), 'product'],
    [(r, w) => r.say(w.id, 'product-graded', 'products/curso.producto', product(w, 16, TUTOR)), 'product'],
  ]
  for (const [wrong, right] of cases) assert.deepEqual(await finish(wrong, right), ['1 1 1 0', '1 1 1 1'], `${right}: ${wrong}`)
})

test('a product graded before the first day of the agreement does not count', async () => {
  const { r, w } = await begun('2025-12-01T15:00:00Z')
  await r.units(w, 1, 2, 3, 4)
  await r.quiz(w)
  await r.lab(w)
  await r.say(w.id, 'product-graded', 'products/base.producto', { registration: w.enrolment, by: TUTOR, result: { score: { raw: 16 } }, at: '2025-12-02T15:00:00Z' })
  await r.certified(w)
  assert.equal(await r.figures(), '1 1 1 0')
})

test('a conflict is closed by the same agent on the same key, or by a merge with the other side', async () => {
  const { r, w } = await begun()
  const [twin, other] = [woman(), woman()]
  await r.conflict(w, other)
  await r.say(w.id, 'conflict-resolved', 'identity/conflict', { ext: { documentKey: 'another key', keeps: true } })
  assert.equal(await r.figures(), '1 0 0 0')
  await r.merged(twin, w)
  await r.say(twin.id, 'conflict-resolved', 'identity/conflict', { ext: { documentKey: w.document, keeps: true } })
  assert.equal(await r.figures(), '1 0 0 0')
  await r.merged(other, twin)
  assert.equal(await r.figures(), '1 1 0 0')
  await r.split(other, twin)
  assert.equal(await r.figures(), '1 0 0 0')
  await r.resolved(w)
  assert.equal(await r.figures(), '1 1 0 0')
  await r.conflict(w, other)
  assert.equal(await r.figures(), '1 0 0 0')
})

test('who once recorded her attendance, in whatever enrolment, may not approve; afterwards it does no harm', async () => {
  const { r, w } = await begun()
  const other = elsewhere(w)
  await r.learned(w)
  await r.say(w.id, 'attended', 'sessions/s', { registration: other.enrolment, by: APPROVER, ext: { minutes: 60 } })
  await r.certified(w)
  assert.equal(await r.figures(), '1 1 1 0')

  const { r: s, w: v } = await begun()
  await s.learned(v)
  await s.certified(v)
  await s.say(v.id, 'attended', 'sessions/s', { registration: v.enrolment, by: APPROVER, ext: { minutes: 60 } })
  assert.equal(await s.figures(), '1 1 1 1')
})

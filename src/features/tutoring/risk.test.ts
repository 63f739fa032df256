import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linksTo } from './messages.ts'
import { riskOf, type RiskKnown } from './risk.ts'

const NOW = new Date('2026-03-20T15:00:00Z')
const ago = (days: number): Date => new Date(NOW.getTime() - days * 86_400_000)
const known = (more: Partial<RiskKnown>): RiskKnown => ({ begun: ago(1), firstUnit: null, lastSign: null, absences: 0, lastContact: undefined, ...more })
const kinds = (more: Partial<RiskKnown>): string[] => (riskOf(known(more), NOW, '2026-03-20')?.reasons ?? []).map((reason) => reason.kind)

test('at risk is who did no unit in 7 days, was silent for 14 or missed two classes in a row; not a day or a class before', () => {
  assert.deepEqual(kinds({ begun: ago(6.9) }), [])
  assert.deepEqual(kinds({ begun: ago(7) }), ['no-unit'])
  assert.deepEqual(kinds({ begun: ago(30), firstUnit: ago(29), lastSign: ago(13.9) }), [])
  assert.deepEqual(kinds({ begun: ago(30), firstUnit: ago(29), lastSign: ago(14) }), ['silent'])
  assert.deepEqual(kinds({ absences: 1 }), [])
  assert.deepEqual(kinds({ absences: 2 }), ['absences'])
  assert.deepEqual(kinds({ begun: ago(15), absences: 2 }), ['absences', 'no-unit', 'silent'])
  // Who came back yesterday has her time from then on.
  assert.deepEqual(kinds({ begun: ago(1), firstUnit: ago(60), lastSign: ago(40) }), [])
})

test('who was looked after goes down the list until her day comes, and a promise comes first', () => {
  const silent = { begun: ago(30), firstUnit: ago(29), lastSign: ago(20) }
  const attended = (lastContact: RiskKnown['lastContact']): boolean | undefined => riskOf(known({ ...silent, lastContact }), NOW, '2026-03-20')?.attended
  assert.equal(attended(undefined), false)
  assert.equal(attended({ at: ago(2.9), next: null }), true)
  assert.equal(attended({ at: ago(3), next: null }), false)
  assert.equal(attended({ at: ago(10), next: '2026-03-25' }), true)
  assert.equal(attended({ at: ago(1), next: '2026-03-20' }), false)
  const [promised, longer] = [riskOf(known({ ...silent, lastContact: { at: ago(5), next: '2026-03-19' } }), NOW, '2026-03-20'), riskOf(known({ ...silent, absences: 3 }), NOW, '2026-03-20')]
  assert.ok(promised && longer && promised.urgency > longer.urgency)
})

test('a ready message carries no name, no number and no course, and opens with the phone alone', () => {
  for (const link of linksTo('+51951234567', 'es')) {
    assert.match(link.whatsapp, /^https:\/\/wa\.me\/51951234567\?text=[^&]+$/)
    assert.match(link.sms, /^sms:\+51951234567\?body=[^&]+$/)
    assert.equal(decodeURIComponent(link.whatsapp.split('text=')[1]!), link.text)
    assert.doesNotMatch(link.text, /\d|\{|curso|Yachay/i)
  }
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Waiting } from '../feature.ts'
import { shownCount, single, together } from '../lib/counted.ts'
import { inOrder } from './waiting.tsx'

const NOW = new Date('2026-03-20T15:00:00Z')
const day = (n: number): Date => new Date(NOW.getTime() + n * 86_400_000)
const one = (path: string, more: Partial<Waiting>): Waiting => ({ text: { one: { es: '1', en: '1' }, many: { es: '{n}', en: '{n}' } }, count: { n: 1, more: false }, path, ...more })

test('terms that are over come first, then what is due or has waited a week first, then what nobody knows the age of', () => {
  const mixed = [one('unknown', {}), one('due in nine', { due: day(9) }), one('waits three', { since: day(-3) }), one('over by one', { due: day(-1) }), one('due tomorrow', { due: day(1) }), one('waits thirty', { since: day(-30) }), one('over by five', { due: day(-5), since: day(-8) })]
  assert.deepEqual(inOrder(mixed, NOW).map(({ path }) => path), ['over by five', 'over by one', 'waits thirty', 'due tomorrow', 'waits three', 'due in nine', 'unknown'])
  assert.deepEqual(inOrder([one('a', {}), one('b', {})], NOW).map(({ path }) => path), ['a', 'b'])
})

test('a count says its bound, a sum says when one of its parts was not counted to its end, and one is one', () => {
  assert.deepEqual(shownCount({ n: 10_000, more: false }), { es: '10000', en: '10000' })
  assert.deepEqual(shownCount({ n: 10_000, more: true }), { es: 'más de 10 000', en: 'more than 10,000' })
  assert.deepEqual(shownCount(together([{ n: 10_000, more: true }, { n: 312, more: false }])), { es: 'más de 10 312', en: 'more than 10,312' })
  assert.deepEqual([single({ n: 1, more: false }), single({ n: 1, more: true }), single({ n: 2, more: false })], [true, false, false])
})

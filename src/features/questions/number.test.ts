import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readNumber } from './number.ts'

test('a number may be typed with a point, a comma, S/ or blanks', () => {
  assert.deepEqual(readNumber('17.50'), [17.5])
  assert.deepEqual(readNumber('17,50'), [17.5])
  assert.deepEqual(readNumber(' S/ 17.50 '), [17.5])
  assert.deepEqual(readNumber('S/.20'), [20])
  assert.deepEqual(readNumber('30 %'), [30])
  assert.deepEqual(readNumber('1 234,5'), [1234.5])
  assert.deepEqual(readNumber('1,234.50'), [1234.5])
  assert.deepEqual(readNumber('1.234,50'), [1234.5])
  assert.deepEqual(readNumber('−4'), [-4])
  assert.deepEqual(readNumber(',5'), [0.5])
})

test('1,500 can be read as fifteen hundred and as one and a half, so both are tried', () => {
  assert.deepEqual(readNumber('1,500').sort(), [1.5, 1500])
  assert.deepEqual(readNumber('1.500').sort(), [1.5, 1500])
  assert.deepEqual(readNumber('0,500'), [0.5])
  assert.deepEqual(readNumber('1,234,567'), [1234567])
})

test('what is no number is none', () => {
  for (const text of ['', 'veinte', '12 panes', '1,23,4', '1.2.3', '--4', '1e5', '0x10', 'NaN', '9'.repeat(30), '🍞']) assert.deepEqual(readNumber(text), [], text)
})

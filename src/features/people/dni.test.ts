import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dniCheckCharacters, dniCheckFits, isDummyDni } from './dni.ts'

test('the check characters of a DNI are those of the published vectors', () => {
  const vectors = [
    ['10117410', '2', 'G'], ['12345678', '1', 'E'], ['45678901', '9', 'C'], ['05414828', '9', 'C'], ['00000001', '4', 'I'],
  ] as const
  for (const [digits, digit, letter] of vectors) assert.deepEqual(dniCheckCharacters(digits), { digit, letter }, digits)
})

test('the check character is accepted as digit or as letter, in either case, and only the right one', () => {
  for (const right of ['2', 'G', 'g']) assert.equal(dniCheckFits('10117410', right), true, right)
  for (const wrong of ['3', 'F', '', '22']) assert.equal(dniCheckFits('10117410', wrong), false, wrong)
})

test('a wrong digit anywhere in the DNI is noticed by the check character', () => {
  for (let i = 0; i < 8; i++) {
    for (let d = 0; d <= 9; d++) {
      const other = '10117410'.slice(0, i) + d + '10117410'.slice(i + 1)
      // Weight 7 and digits 0-9: two different sums may meet modulo 11 only when the digit is the same.
      if (other !== '10117410') assert.equal(dniCheckFits(other, 'G'), false, other)
    }
  }
})

test('eight equal digits and the usual invented numbers are dummies', () => {
  for (const dummy of ['00000000', '11111111', '99999999', '12345678']) assert.equal(isDummyDni(dummy), true, dummy)
  for (const real of ['00000001', '10117410', '05414828']) assert.equal(isDummyDni(real), false, real)
})

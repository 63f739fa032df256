import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPhone, shownPhone } from './phone.ts'

test('a mobile is the same however it is typed', () => {
  for (const typed of ['987654321', '987 654 321', '+51 987 654 321', '51987654321', '0051-987654321', '(51) 987.654.321']) {
    assert.deepEqual(readPhone(typed), { ok: true, phone: '+51987654321' }, typed)
  }
  assert.equal(shownPhone('+51987654321'), '987 654 321')
})

test('no phone is an answer; a landline, words and filler numbers are not', () => {
  assert.deepEqual(readPhone('  '), { ok: true, phone: null })
  for (const typed of ['014567890', 'NO TIENE', '98765432', '9876543210', '887654321', '+1 987654321']) {
    const read = readPhone(typed)
    assert.match(read.ok ? '' : read.sentence.es, /9 números que empiezan con 9/, typed)
  }
  const filler = readPhone('999999999')
  assert.match(filler.ok ? '' : filler.sentence.es, /relleno/)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dniInRuc, readRuc } from './ruc.ts'

const VALID = ['20512333797', '20131312955', '20100070970', '10101174102', '10054148289']

test('the published RUC vectors are accepted, with or without spaces', () => {
  for (const ruc of VALID) assert.deepEqual(readRuc(ruc, null), { ok: true, ruc })
  assert.deepEqual(readRuc('20 512333797', null), { ok: true, ruc: '20512333797' })
})

test('a RUC with another last digit is refused and the sentence says which number to look at', () => {
  for (const ruc of VALID) {
    for (let d = 0; d <= 9; d++) {
      if (String(d) === ruc[10]) continue
      const read = readRuc(ruc.slice(0, 10) + d, null)
      assert.equal(read.ok, false)
      if (!read.ok) assert.match(read.sentence.es, /último número/)
    }
  }
})

test('a RUC needs eleven digits and a known beginning', () => {
  const short = readRuc('2051233379', null)
  assert.match(short.ok ? '' : short.sentence.es, /11 números.*sin RUC/)
  const strange = readRuc('30512333797', null)
  assert.match(strange.ok ? '' : strange.sentence.es, /10, 15, 16, 17 o 20/)
})

test('a RUC 10 holds the DNI of its owner, so another person\'s is refused', () => {
  assert.equal(dniInRuc('10101174102'), '10117410')
  assert.equal(dniInRuc('20512333797'), null)
  assert.equal(readRuc('10101174102', '10117410').ok, true)
  const other = readRuc('10101174102', '05414828')
  assert.match(other.ok ? '' : other.sentence.es, /otro DNI/)
  assert.equal(readRuc('20512333797', '05414828').ok, true)
})

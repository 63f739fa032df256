import assert from 'node:assert/strict'
import { test } from 'node:test'
import { documentIdentity, maskedNumber, readDocument } from './documents.ts'

function refusal(type: string, number: string, country = ''): { field: string; es: string } {
  const read = readDocument(type, number, country)
  assert.equal(read.ok, false, `${type} ${number} should be refused`)
  return read.ok ? { field: '', es: '' } : { field: read.field, es: read.sentence.es }
}

function accepted(type: string, number: string, country = ''): string {
  const read = readDocument(type, number, country)
  assert.equal(read.ok, true, `${type} ${number} should be accepted`)
  return read.ok ? documentIdentity(read.document) : ''
}

test('a DNI is the same document however it is typed, with or without its check character', () => {
  for (const typed of ['10117410', '10117410-2', '10117410 G', '101174102', ' 10117410g ', '10.117.410']) {
    assert.equal(accepted('dni', typed), 'dni:PE:10117410', typed)
  }
})

test('the leading zeros of a DNI are kept and never invented', () => {
  assert.equal(accepted('dni', '05414828'), 'dni:PE:05414828')
  assert.match(refusal('dni', '5414828').es, /escribe también el cero/)
})

test('a DNI with a wrong check character is refused with a sentence beside its field', () => {
  for (const typed of ['10117410-3', '10117410F', '456789018']) {
    assert.deepEqual(refusal('dni', typed), { field: 'document_number', es: 'El carácter después del guion no corresponde a estos 8 números. Cópialos de nuevo de tu DNI.' })
  }
})

test('filler numbers are refused: eight equal digits, zeros, 12345678', () => {
  for (const typed of ['00000000', '77777777', '12345678', '12345678-1']) assert.match(refusal('dni', typed).es, /relleno/, typed)
  assert.match(refusal('ce', '000000000').es, /relleno/)
})

test('CE, PTP, CPP and passports are normalised and have the lengths of the configuration', () => {
  assert.equal(accepted('ce', ' 001 234-567 '), 'ce:PE:001234567')
  assert.equal(accepted('ptp', '123456789012345'), 'ptp:PE:123456789012345')
  assert.equal(accepted('cpp', '12345670'), 'cpp:PE:12345670')
  assert.equal(accepted('passport', 'ab 123456', 've'), 'passport:VE:AB123456')
  assert.match(refusal('cpp', '123').es, /de 8 a 9 letras o números/)
  assert.match(refusal('ce', '12345').es, /de 9 a 12/)
})

test('a passport needs the country that issued it, and the same number of two countries is two documents', () => {
  assert.equal(refusal('passport', 'AB123456').field, 'document_country')
  assert.equal(refusal('passport', 'AB123456', 'XX').field, 'document_country')
  assert.notEqual(accepted('passport', 'AB123456', 'CO'), accepted('passport', 'AB123456', 'VE'))
})

test('letters in a DNI, signs, an empty number and an unknown type are each told apart', () => {
  assert.match(refusal('dni', '1011741X').es, /8 números/)
  assert.match(refusal('ce', 'AB_12345#').es, /solo letras y números/)
  assert.match(refusal('dni', '   ').es, /Escribe el número/)
  assert.equal(refusal('ruc', '20512333797').field, 'document_type')
})

test('a masked number shows its last three characters and how long it is', () => {
  assert.equal(maskedNumber('10117410'), '•••••410')
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPersonForm } from './person-form.ts'

const NOW = new Date('2026-03-02T15:00:00Z')

const ROSA: Record<string, string | string[]> = {
  document_type: 'dni', document_number: '10117410-2', full_name: 'Rosa Ñahui Quispe', birth_date: '03/05/1990', phone: '987 654 321',
  district: 'Juliaca, San Román', language: 'quz', groups: [], pin: '274951', consent: 'yes',
}

function read(changes: Record<string, string | string[]> = {}): ReturnType<typeof readPersonForm> {
  const form = new FormData()
  for (const [name, value] of Object.entries({ ...ROSA, ...changes })) for (const one of [value].flat()) form.append(name, one)
  return readPersonForm(form, NOW, 'es')
}

function problems(changes: Record<string, string | string[]>): Record<string, string> {
  const reading = read(changes)
  return reading.ok ? {} : Object.fromEntries(reading.problems.map((p) => [p.field, p.sentence.es]))
}

test('a complete form gives normalised values, with the district by its INEI code and the date of the table', () => {
  const reading = read()
  assert.equal(reading.ok, true)
  if (!reading.ok) return
  assert.deepEqual(reading.values.document, { type: 'dni', number: '10117410', country: 'PE' })
  assert.deepEqual(reading.values.profile, {
    name: 'Rosa Ñahui Quispe', born: '1990-05-03', phone: '+51987654321', sex: null, language: 'quz',
    district: { scheme: 'INEI', code: '211101', version: '2022-01' }, groups: [], firm: null, guardian: null, email: null, workStatus: null, firmSize: null,
  })
})

test('every mistake is told at once, each beside its field, and what was typed stays except the PIN', () => {
  const reading = read({ document_number: '10117410-9', full_name: 'Rosa 😀', birth_date: '3-5-90', phone: 'NO TIENE', district: '140101', language: 'xx', pin: '123456', consent: '' })
  assert.equal(reading.ok, false)
  if (reading.ok) return
  assert.deepEqual(reading.problems.map((p) => p.field), ['document_number', 'full_name', 'birth_date', 'phone', 'district', 'language', 'pin', 'consent'])
  assert.equal(reading.typed.text.full_name, 'Rosa 😀')
  assert.equal(reading.typed.text.pin, undefined)
  assert.deepEqual(reading.typed.districts.map((d) => d.label), ['INEI: Chiclayo, Chiclayo, Lambayeque', 'RENIEC: Lima, Lima, Lima'])
})

test('the district chosen from an answer is taken', () => {
  const reading = read({ district: '140101', district_choice: 'INEI:150101' })
  assert.equal(reading.ok && reading.values.profile.district.code, '150101')
})

test('who owns a firm gives a RUC or says "sin RUC", and a line of business; her RUC 10 holds her DNI', () => {
  const owner = { groups: ['sme-owners'], line: 'Bodega' }
  assert.match(problems({ groups: ['sme-owners'] }).ruc ?? '', /o marca "sin RUC"/)
  assert.match(problems({ groups: ['sme-owners'], no_ruc: 'yes' }).line ?? '', /a qué se dedica/)
  assert.match(problems({ ...owner, ruc: '10054148289' }).ruc ?? '', /otro DNI/)
  const without = read({ ...owner, no_ruc: 'yes' })
  assert.deepEqual(without.ok && without.values.profile.firm, { ruc: null, line: 'Bodega' })
  const own = read({ ...owner, ruc: '10101174102' })
  assert.deepEqual(own.ok && own.values.profile.firm, { ruc: '10101174102', line: 'Bodega' })
})

test('under 18 a guardian is asked for, under 14 nobody registers', () => {
  const minor = { birth_date: '03/05/2010' }
  assert.deepEqual(Object.keys(problems(minor)), ['guardian_name', 'guardian_document_number', 'guardian_consent'])
  const guardian = { guardian_name: 'Julia Quispe', guardian_document_number: '05414828', guardian_consent: 'yes' }
  const reading = read({ ...minor, ...guardian })
  assert.deepEqual(reading.ok && reading.values.profile.guardian, { name: 'Julia Quispe', document: { type: 'dni', number: '05414828', country: 'PE' } })
  assert.match(problems({ ...minor, ...guardian, guardian_document_number: '10117410' }).guardian_document_number ?? '', /propio documento/)
  assert.match(problems({ birth_date: '03/05/2013' }).birth_date ?? '', /14 años o más/)
  assert.equal(read({ guardian_name: '' }).ok, true)
})

test('the PIN may not be the birth date nor part of the document', () => {
  assert.match(problems({ pin: '030590' }).pin ?? '', /fecha de nacimiento/)
  assert.match(problems({ pin: '117410' }).pin ?? '', /documento/)
  assert.match(problems({ pin: '27495' }).pin ?? '', /6 números/)
})

test('a passport with a single name is accepted; a DNI always has a surname', () => {
  assert.equal(read({ document_type: 'passport', document_number: 'AB123456', document_country: 'ID', full_name: 'Suharto' }).ok, true)
  assert.match(problems({ full_name: 'Rosa' }).full_name ?? '', /apellido/)
})

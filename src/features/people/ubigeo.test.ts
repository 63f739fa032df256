import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDistrict, suggestDistricts } from './district-reading.ts'
import { departmentOf, districtByCode, shownDistrict, ubigeo } from './ubigeo.ts'

function found(typed: string, choice = ''): string {
  const read = readDistrict(typed, choice)
  assert.equal(read.kind, 'found', typed)
  return read.kind === 'found' ? shownDistrict(read.district) : ''
}

test('the table has the 1,893 districts, 25 departments and 996 colliding codes of January 2022', () => {
  const { districts, departments, byCode } = ubigeo()
  assert.equal(districts.length, 1893)
  assert.equal(departments.length, 25)
  const shared = [...byCode.INEI].filter(([code, d]) => byCode.RENIEC.has(code) && byCode.RENIEC.get(code) !== d)
  assert.equal(shared.length, 996)
  assert.equal(shared.filter(([code, d]) => byCode.RENIEC.get(code)!.department !== d.department).length, 547)
})

test('a code without its scheme that means two districts is asked about: INEI (Chiclayo) or RENIEC (Lima)?', () => {
  const read = readDistrict('140101', '')
  assert.equal(read.kind, 'asked')
  if (read.kind !== 'asked') return
  assert.equal(read.sentence.es, 'El código 140101 es de dos distritos: ¿INEI (Chiclayo) o RENIEC (Lima)? Elige uno.')
  assert.deepEqual(read.choices, [
    { value: 'INEI:140101', label: 'INEI: Chiclayo, Chiclayo, Lambayeque' },
    { value: 'INEI:150101', label: 'RENIEC: Lima, Lima, Lima' },
  ])
  assert.equal(found('140101', 'INEI:150101'), 'Lima, Lima, Lima')
})

test('a code with its scheme, or one that means a single district, is understood at once', () => {
  assert.equal(found('INEI 140101'), 'Chiclayo, Chiclayo, Lambayeque')
  assert.equal(found('reniec:140101'), 'Lima, Lima, Lima')
  assert.equal(found('010101'), 'Chachapoyas, Chachapoyas, Amazonas')
  assert.equal(readDistrict('INEI 999999', '').kind, 'unknown')
})

test('a district is found by its name with or without accents, and repeated names are asked about with province and department', () => {
  assert.equal(found('Juliaca'), 'Juliaca, San Roman, Puno')
  assert.equal(found('JULIACA, San Román'), 'Juliaca, San Roman, Puno')
  assert.equal(found('Miraflores, Lima'), 'Miraflores, Lima, Lima')
  assert.equal(found('Miraflores, Arequipa, Arequipa'), 'Miraflores, Arequipa, Arequipa')
  assert.equal(found('ferreñafe'), found('Ferrenafe'))
  const read = readDistrict('Miraflores', '')
  assert.equal(read.kind, 'asked')
  if (read.kind === 'asked') assert.ok(read.choices.some((c) => c.label === 'Miraflores, Huamalies, Huanuco') && read.choices.length >= 3)
})

test('a misspelt district gets suggestions instead of a dead end', () => {
  const read = readDistrict('Juliacca', '')
  assert.equal(read.kind, 'unknown')
  if (read.kind === 'unknown') assert.equal(read.choices[0]?.label, 'Juliaca, San Roman, Puno')
  assert.equal(readDistrict('Xyzzyxxyz', '').kind, 'unknown')
  assert.equal(readDistrict('', '').kind, 'unknown')
  assert.equal(readDistrict('14010', '').kind, 'unknown')
  assert.equal(suggestDistricts('juli')[0]?.label, 'Juli, Chucuito, Puno')
})

test('departments are INEI\'s by the table: Callao 07, Lima 15, Tumbes 24', () => {
  assert.equal(departmentOf(districtByCode('RENIEC', '240101')!), '07')
  assert.equal(departmentOf(districtByCode('RENIEC', '140101')!), '15')
  assert.equal(departmentOf(districtByCode('RENIEC', '230101')!), '24')
})

test('a forged choice is not believed', () => {
  assert.equal(readDistrict('', 'INEI:999999').kind, 'unknown')
  assert.equal(readDistrict('Juliaca', 'whatever').kind, 'found')
})

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { addWorkingDays, documentTypeByCode, easterOf, firmSizeOf, holidaysOf, isWorkingDay, readCiiu, references, uitOf, workingDaysBetween } from './index.ts'

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

test('Easter falls where calendars print it, and Maundy Thursday and Good Friday with it', () => {
  const printed = { 2000: '2000-04-23', 2008: '2008-03-23', 2011: '2011-04-24', 2024: '2024-03-31', 2025: '2025-04-20', 2026: '2026-04-05', 2027: '2027-03-28', 2038: '2038-04-25' }
  for (const [year, day] of Object.entries(printed)) assert.equal(easterOf(Number(year)), day)
  assert.ok(holidaysOf(2026).has('2026-04-02') && holidaysOf(2026).has('2026-04-03') && !holidaysOf(2026).has('2026-04-04'))
})

test('a holiday begins in the year of its law', () => {
  assert.deepEqual([holidaysOf(2021).has('2021-08-06'), holidaysOf(2022).has('2022-08-06'), holidaysOf(2022).has('2022-07-23'), holidaysOf(2023).has('2023-07-23')], [false, true, false, true])
  assert.equal(holidaysOf(2026).size, 16)
})

test('a term of working days begins the day after and steps over weekends and holidays', () => {
  // Friday 24 July 2026; 28 and 29 July (Tuesday, Wednesday) are Fiestas Patrias.
  assert.equal(addWorkingDays('2026-07-24', 1), '2026-07-27')
  assert.equal(addWorkingDays('2026-07-24', 2), '2026-07-30')
  assert.equal(addWorkingDays('2026-07-24', 0), '2026-07-24')
  // Told on a Sunday, five days: Monday to Friday.
  assert.equal(addWorkingDays('2026-11-22', 5), '2026-11-27')
  // 8 and 9 December are holidays.
  assert.equal(addWorkingDays('2026-12-04', 2), '2026-12-10')
  assert.equal(isWorkingDay('2026-12-25'), false)
  for (const n of [1, 2, 5, 10, 30, 250]) assert.equal(workingDaysBetween('2026-01-02', addWorkingDays('2026-01-02', n)), n)
  assert.equal(workingDaysBetween('2026-07-30', '2026-07-24'), -2)
})

test('a firm is measured with the UIT of the year of its sales', () => {
  assert.deepEqual([uitOf(2024), uitOf(2026), uitOf(2031)], [5150, 5500, null])
  assert.deepEqual([firmSizeOf(150 * 5150, 2024), firmSizeOf(150 * 5150 + 1, 2024), firmSizeOf(1700 * 5500 + 1, 2026), firmSizeOf(1e8, 2026), firmSizeOf(1, 2031)], ['micro', 'small', 'medium', 'large', null])
})

test('a CIIU code is read with four digits, with Peru\'s fifth, and with its letter; a wrong letter or division is none', () => {
  assert.deepEqual(readCiiu('4711'), {
    section: 'G', sectionName: { es: 'Comercio al por mayor y al por menor y reparación de vehículos', en: 'Wholesale and retail trade and repair of motor vehicles' },
    division: '47', divisionName: { es: 'Comercio al por menor', en: 'Retail trade' }, class: '4711', subclass: null,
  })
  assert.deepEqual([readCiiu('46201')?.subclass, readCiiu('G-4711')?.class, readCiiu('01')?.section], ['1', '4711', 'A'])
  for (const wrong of ['3400', 'C4711', '471', '', '0400', 'bodega']) assert.equal(readCiiu(wrong), null, wrong)
  const { sections, divisions } = references().ciiu
  assert.deepEqual([Object.keys(sections).length, Object.keys(divisions).length], [21, 88])
  for (const division of Object.keys(divisions)) assert.ok(readCiiu(division), division)
})

test('other systems\' document codes lead to our kinds', () => {
  assert.deepEqual([documentTypeByCode('payroll', '1'), documentTypeByCode('payroll', '23'), documentTypeByCode('sunat', 'f'), documentTypeByCode('payroll', '09'), documentTypeByCode('sunat', '99')], ['dni', 'ptp', 'ptp', null, null])
})

test('anybody reads the tables, each with where it is from', async () => {
  for (const lang of ['es', 'en']) {
    const answer = await house.request(`/references?lang=${lang}&year=2026`)
    const html = await answer.text()
    assert.equal(answer.status, 200)
    for (const expected of ['DL 713', '28/07/2026', '5500', '4711', '2022-01', '02/04/2026']) assert.ok(html.includes(expected), expected)
  }
  assert.equal((await house.request('/references?year=abc')).status, 200)
})

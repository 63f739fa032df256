import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ageOn, limaDay, readBirthDate, shownDay } from './dates.ts'

const NOW = new Date('2026-03-02T15:00:00Z')

function sentence(typed: string): string {
  const read = readBirthDate(typed, NOW)
  assert.equal(read.ok, false, typed)
  return read.ok ? '' : read.sentence.es
}

test('a birth date is read as day/month/year or as ISO', () => {
  for (const typed of ['03/05/1990', '3/5/1990', '03-05-1990', '03.05.1990', '1990-05-03', ' 1990-5-3 ']) {
    assert.deepEqual(readBirthDate(typed, NOW), { ok: true, date: '1990-05-03' }, typed)
  }
  assert.equal(shownDay('1990-05-03'), '03/05/1990')
})

test('a year of two digits is asked about, not guessed', () => {
  for (const typed of ['3-5-90', '03/05/90', '03.05.05']) assert.match(sentence(typed), /año con cuatro números/, typed)
})

test('days that do not exist, days to come, and very old years are refused in words', () => {
  for (const typed of ['31/02/1990', '29/02/2023', '12/13/1990', '00/01/1990']) assert.match(sentence(typed), /no existe en el calendario/, typed)
  assert.match(sentence('03/03/2026'), /todavía no llega/)
  assert.match(sentence('01/01/1890'), /Revisa el año/)
  for (const typed of ['32995', '3 de mayo', '05/1990']) assert.match(sentence(typed), /día\/mes\/año/, typed)
  assert.match(sentence(''), /Escribe tu fecha/)
})

test('an age turns on the birthday, in Lima', () => {
  assert.equal(ageOn('2008-03-02', '2026-03-02'), 18)
  assert.equal(ageOn('2008-03-03', '2026-03-02'), 17)
  assert.equal(ageOn('2008-02-29', '2026-02-28'), 17)
  // Nine in the evening of the 1st in Lima is already the 2nd in London.
  assert.equal(limaDay(new Date('2026-03-02T02:00:00Z')), '2026-03-01')
})

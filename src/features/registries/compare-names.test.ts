import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareGivenNames, compareNames } from './compare-names.ts'

test('a registry\'s name and ours are compared without order, accents and "de", but Ñ is no N', () => {
  const cases = [
    ['QUISPE MAMANI ROSA MARIA', 'Rosa María Quispe Mamani', 'same'],
    ['QUISPE MAMANI ROSA', 'Rosa Quispe de Mamani', 'same'],
    ['QUISPE MAMANI ROSA MARIA', 'Rosa Quispe Mamani', 'alike'],
    ['QUISPE ROSA', 'Rosa María Quispe Mamani', 'alike'],
    ['NUÑEZ PEÑA ANA', 'Ana Nunez Pena', 'different'],
    ['QUISPE QUISPE ROSA', 'Rosa Quispe Mamani', 'different'],
    ['ROSA', 'Rosa Quispe Mamani', 'different'],
    ['HUAMAN TORRES JUANA', 'Rosa Quispe Mamani', 'different'],
    ['', 'Rosa Quispe', 'different'],
    ['DE LA', 'Rosa Quispe de la Cruz', 'different'],
  ] as const
  for (const [theirs, ours, match] of cases) assert.equal(compareNames(theirs, ours), match, `${theirs} / ${ours}`)
})

test('where a provider tells given names only, all of them must be hers', () => {
  assert.equal(compareGivenNames('ROSA MARÍA', 'Rosa María Quispe Mamani'), 'given-names')
  assert.equal(compareGivenNames('ROSA LUZ', 'Rosa María Quispe Mamani'), 'different')
  assert.equal(compareGivenNames(' ', 'Rosa Quispe'), 'different')
})

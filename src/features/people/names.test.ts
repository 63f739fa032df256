import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matchKey, nameFits, nameLikeness, readFullName } from './names.ts'

function sentence(typed: string): string {
  const read = readFullName(typed)
  assert.equal(read.ok, false, typed)
  return read.ok ? '' : read.sentence.es
}

test('names are kept as typed: Ñ, accents, apostrophes, hyphens, "de" and one surname', () => {
  for (const name of ['Rosa Ñahui', 'María del Pilar Quispe de Mamani', "Ana O'Higgins", 'José Pérez-Gil', 'Ma. Elena Yupanqui', 'WAYRA QUISPE']) {
    assert.deepEqual(readFullName(name), { ok: true, name })
  }
})

test('an Ñ typed in two pieces is stored in one, and spaces are single', () => {
  assert.deepEqual(readFullName('  Rosa   N\u0303ahui '), { ok: true, name: 'Rosa Ñahui' })
})

test('an emoji, a digit, another sign, an empty and a single name are refused each with its own sentence', () => {
  assert.match(sentence('Rosa Quispe 😀'), /quita los dibujos/)
  assert.match(sentence('Rosa 🇵🇪 Quispe'), /quita los dibujos/)
  assert.match(sentence('Rosa Quispe 2'), /quita los números/)
  assert.match(sentence('Rosa <Quispe>'), /Quita los otros signos/)
  assert.match(sentence('   '), /nombres y apellidos/)
  assert.match(sentence('Rosa'), /al menos|por lo menos un apellido/)
  assert.match(sentence('Rosa ' + 'a'.repeat(130)), /más de 120/)
})

test('a single name is accepted where the passport has only one', () => {
  assert.equal(readFullName('Suharto', true).ok, true)
})

test('the match key forgets accents and case but Ñ is not N', () => {
  assert.equal(matchKey('josé  pérez-gil'), 'JOSE PEREZ GIL')
  assert.equal(matchKey('Güell'), 'GUELL')
  assert.notEqual(matchKey('Peña'), matchKey('Pena'))
  assert.equal(matchKey('Pen\u0303a'), matchKey('PEÑA'))
  assert.equal(nameLikeness('Quispe Rosa'), nameLikeness('Rosa QUISPE'))
})

test('a search finds a name by the beginnings of its words, without accents', () => {
  assert.equal(nameFits('Rosa María Ñahui Quispe', 'nahui ros'), true)
  assert.equal(nameFits('Rosa María Ñahui Quispe', 'maria'), true)
  assert.equal(nameFits('Rosa María Ñahui Quispe', 'uispe'), false)
})

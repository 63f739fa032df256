import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ROOT } from '../src/lib/root.ts'
import { blocksOf } from './readability/blocks.ts'
import { checkAudio, checkBlock, checkBody, UNIT_WORDS } from './readability/check-text.ts'
import { checkCourse } from './readability/check-course.ts'
import { checkYaml } from './readability/check-yaml.ts'
import { countWords, sentencesOf } from './readability/sentences.ts'
import { formalFault, wordFaults } from './readability/wording.ts'

const split = (text: string) => sentencesOf(text).map((s) => s.text)
const twentyOne = 'Uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno.'

test('no text of a course has a sentence over 20 words, a word of DOMAIN.md 4.1 to avoid, or an option without its explanation', () => {
  const folders = readdirSync(join(ROOT, 'courses'))
  assert.ok(folders.includes('base'))
  for (const id of folders) {
    const { parts } = checkCourse(join(ROOT, 'courses', id), join('courses', id))
    assert.ok(parts.length >= 7, id)
    assert.deepEqual(parts.flatMap((part) => part.faults), [])
  }
})

test('a decimal point, an amount, an hour, an abbreviation and an address do not end a sentence', () => {
  for (const whole of [
    'Cuesta S/ 1.50 por cada polo.', 'Abre a las 9 a. m. y cierra a las 6 p. m. los lunes.', 'Usa una fuente, p. ej. El Peruano, y anota la fecha.',
    'Mira https://www.gob.pe/busquedas?q=a.b. y vuelve.', 'El Sr. Quispe vive en la Av. Grau con la Dra. Ñahui.', 'Lee el art. 5 y la pág. 12.',
    'Le preguntas «¿Estás segura?» y cambia el dato.', 'Juan B. Torres firma.', 'Vende panes… y queso.', 'Compra papa, yuca, etc. en la feria.', 'Suma 12.80 y 7.5.',
  ]) assert.deepEqual(split(whole), [whole])
})

test('a full stop, a question, a quotation that closes, and an empty line do', () => {
  assert.deepEqual(split('No. Sigue una regla.'), ['No.', 'Sigue una regla.'])
  assert.deepEqual(split('¿Falla? ¡Sí! «Puede ser.» Mira bien… Luego decide.'), ['¿Falla?', '¡Sí!', '«Puede ser.»', 'Mira bien…', 'Luego decide.'])
  assert.deepEqual(split('Abre a las 9 a. m. Luego atiende. Elige la B. Después sigue.'), ['Abre a las 9 a. m.', 'Luego atiende.', 'Elige la B.', 'Después sigue.'])
  assert.deepEqual(split('Compra papa, yuca, etc. Luego cocina.'), ['Compra papa, yuca, etc.', 'Luego cocina.'])
  assert.deepEqual(split('Carmen escribe\n\nel pedido'), ['Carmen escribe', 'el pedido'])
  assert.deepEqual(split('Carmen escribe\nel pedido'), ['Carmen escribe\nel pedido'])
  assert.deepEqual(split('Hay 12. 30 son pocos.'), ['Hay 12.', '30 son pocos.'])
})

test('words are counted as they are read', () => {
  assert.equal(countWords('Cuesta S/ 1.50'), 2)
  assert.equal(countWords('a las 9 a. m.'), 4)
  assert.equal(countWords('12 500 soles — o más'), 4)
  assert.equal(countWords('50 % de 14.00 × 0.25 = 3.50'), 5)
  assert.equal(countWords('p. ej. «El Peruano»'), 3)
})

test('twenty words pass and twenty-one do not; the line is the sentence’s own', () => {
  assert.deepEqual(checkBlock({ text: twentyOne.replace(' veintiuno', ''), line: 5, quoted: false }, 'es'), [])
  const found = checkBlock({ text: `Primero\nesto. ${twentyOne}`, line: 5, quoted: false }, 'es')
  assert.deepEqual(found.map((f) => [f.line, f.message.slice(0, 21)]), [[6, '21 words in a sentenc']])
})

test('every heading, list item, table cell and paragraph is a text of its own, found on its line', () => {
  const blocks = blocksOf('## Título\n\nUn párrafo\nde dos líneas.\n\n- uno **fuerte**\n- dos\n  - tres\n\n| a | b |\n|---|---|\n| c | d `x.y` |\n\n> dicho\n', 10)
  assert.deepEqual(blocks.map((b) => [b.line, b.text, b.quoted]), [
    [11, 'Título', false], [13, 'Un párrafo\nde dos líneas.', false], [16, 'uno fuerte', false], [17, 'dos', false], [18, 'tres', false],
    [20, 'a', false], [20, 'b', false], [22, 'c', false], [22, 'd ‹code›', false], [24, 'dicho', true],
  ])
})

test('words to avoid are named with what to say; a word between backticks or inside another is left alone', () => {
  assert.deepEqual(wordFaults('El usuario hace LOGIN. Quedan dos cupos.', 'es').map((m) => m.split(':')[0]), ['"usuario"', '"LOGIN"', '"cupos"'])
  assert.deepEqual(wordFaults('Ocupo la mesa y uso la aplicación https://app.pe/login', 'es'), [])
  assert.deepEqual(blocksOf('En inglés: `prompt`.').flatMap((b) => wordFaults(b.text, 'es')), [])
  assert.deepEqual(wordFaults('Use the dashboard', 'en').length, 1)
})

test('usted is found where it speaks to the reader, not where a letter quotes it', () => {
  assert.ok(formalFault('Cuando usted quiera.'))
  assert.ok(formalFault('Elija una opción.'))
  assert.equal(formalFault('Elige una opción, y que ella elija otra. Ustedes deciden.'), null)
  assert.equal(formalFault('La carta dice: «Usted puede recoger su pan».'), null)
  assert.deepEqual(checkBlock({ text: 'Revise su pedido.', line: 1, quoted: true }, 'es'), [])
})

test('a unit has its length and a task for one’s own work', () => {
  const body = (n: number, title: string) => `${'Vende pan hoy. '.repeat(Math.ceil(n / 3))}\n\n## ${title}\n\nPide.\n`
  assert.deepEqual(checkBody(body(UNIT_WORDS.least, 'Tu tarea (5 minutos)'), 0, 'es'), [])
  assert.deepEqual(checkBody(body(600, 'Tu tarea'), 9, 'es').map((f) => [f.line, f.message]), [[10, 'has 604 words; 700 to 1300 fit'.replace('604', '603')]])
  assert.deepEqual(checkBody(body(800, 'Otra cosa'), 0, 'es').map((f) => f.message), ['has no section "## Tu tarea"'])
})

test('a voice gets words, not figures and signs', () => {
  const fine = 'Rosa vende pan. '.repeat(100)
  assert.deepEqual(checkAudio(fine, 'es'), [])
  assert.deepEqual(checkAudio(`Son 40 panes.\n${fine}\nEl diez %.`, 'es').map((f) => f.line), [1, 3])
})

test('each option, pair and wrong value says why in both languages, and a YAML file is read line by line', () => {
  const yaml = `practice:
  - id: a-p1
    kind: single
    ask: { es: "¿Cuál es?", en: "Which one?" }
    options:
      - text: { es: "Una", en: "One" }
        right: true
        why: { es: "Sí. Es esa misma.", en: "Yes. It is that one." }
      - text: { es: "Otra del usuario", en: "Another" }
        why: { es: "No.", en: "No, it is not." }
  - id: a-p2
    kind: order
    ask: { es: "Ordena.", en: "Sort." }
    items: [ { es: "${twentyOne}", en: "One" } ]
    why: { es: "Primero va uno.", en: "One comes first." }
  - id: a-p3
    kind: match
    ask: { es: "Une.", en: "Match." }
    pairs:
      - { left: { es: "a", en: "a" }, right: { es: "b", en: "b" } }
`
  assert.deepEqual(checkYaml(yaml, null).map((f) => `${f.line} ${f.message.slice(0, 40)}`).sort(), [
    '14 21 words in a sentence, 20 at most: Uno ', '20 an option of question "a-p3" has no expl', '20 an option of question "a-p3" has no expl',
    '9 "usuario": say persona, participante, cl', '9 an option of question "a-p1" has no expl',
  ].sort())
  assert.deepEqual(checkYaml(`task:\n  es: |\n    Haz esto.\n\n    1. ${twentyOne}\n  en: Do it.\n`, null).map((f) => f.line), [5])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvCell, decimalComma, decoded, looseName, numberIn, plainDecimal, readCsv } from './csv.ts'
import { csvTrouble } from './csv-words.ts'

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => new Uint8Array(Buffer.from(text, encoding))
const trouble = (text: string, most = 10): string => {
  try {
    readCsv(text, most)
  } catch (error) {
    return csvTrouble(error, 'es')
  }
  return 'none'
}

test('a table is read with comma, semicolon or tab, with quotes, doubled quotes and line ends inside cells', () => {
  const csv = readCsv('lugar,"precio, S/",nota\r\n"Jaén","12","dijo ""sí""\ny se fue"\r\n\r\nBagua,13,\r\n', 10)
  assert.deepEqual(csv.header, ['lugar', 'precio, S/', 'nota'])
  assert.deepEqual(csv.rows, [['Jaén', '12', 'dijo "sí"\ny se fue'], ['Bagua', '13', '']])
  assert.deepEqual(csv.lines, [2, 5])
  assert.deepEqual(readCsv('a;b\n1,5;2\n', 10).rows, [['1,5', '2']])
  assert.deepEqual(readCsv('a\tb\n1\t2', 10).rows, [['1', '2']])
  assert.deepEqual(readCsv('a,b\n"x" y,2', 10).rows, [['xy', '2']])
  assert.deepEqual(readCsv('sola\r1\r2\r', 10).rows, [['1'], ['2']])
})

test('UTF-8 with or without its mark, Latin-1 and the "Unicode text" of spreadsheets are read alike; a picture is refused', () => {
  const want = 'año;señal\n1;2'
  for (const one of [bytes(want), bytes(`\ufeff${want}`), bytes(want, 'latin1'), bytes(`\ufeff${want}`, 'utf16le')]) assert.equal(decoded(one), want)
  assert.throws(() => decoded(new Uint8Array([0x89, 0x50, 0, 1, 2])), /binary/)
})

test('what is wrong is said with its line', () => {
  assert.equal(trouble(''), 'El archivo está vacío.')
  assert.equal(trouble('a,b\n'), 'El archivo tiene nombres de columnas, pero ninguna fila.')
  assert.equal(trouble('a,b\n1,2\n"x\ny",2\n1,2,3'), 'Línea 5: tiene 3 celdas, y los nombres son 2.')
  assert.equal(trouble('a,b\n1,"2'), 'Línea 2: hay una comilla que no se cierra.')
  assert.equal(trouble('a,\n1,2'), 'La columna 2 no tiene nombre en la primera línea.')
  assert.equal(trouble('a,a\n1,2'), 'Dos columnas se llaman «a».')
  assert.equal(trouble(`a\n${'1\n'.repeat(11)}`), 'El archivo tiene más de 10 filas. Deja 10 o menos.')
})

test('numbers are read as people of Peru and of elsewhere write them', () => {
  const read = (cells: string[], separator: string) => cells.map((c) => numberIn(c, decimalComma(cells, separator)))
  assert.deepEqual(read(['1.234,5', '2', '−3,25'], ';'), [1234.5, 2, -3.25])
  assert.deepEqual(read(['1,234.5', '2', '.5'], ','), [1234.5, 2, 0.5])
  assert.deepEqual(read(['1,234', '12.5'], ';'), [1234, 12.5])
  assert.deepEqual(read(['S/ 12.50', '40 %', 'Sí', 'no', 'quizá', '', '1e999', '1,2,3'], ','), [12.5, 40, 1, 0, null, null, null, null])
  assert.equal(plainDecimal(1e-7), '0.0000001')
  assert.equal(plainDecimal(-12.5), '-12.5')
  assert.equal(csvCell('a "b", c'), '"a ""b"", c"')
  assert.equal(looseName('Cereza madura (%)'), looseName('cereza_madura'))
})

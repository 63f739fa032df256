import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvCell, readRecords } from './csv.ts'

const cells = (csv: string) => readRecords(csv).map((record) => record.cells)

test('a file of texts is read as RFC 4180 writes it: quotes, commas, line feeds and both ends of line', () => {
  assert.deepEqual(cells('a,b\nx,y\n'), [['a', 'b'], ['x', 'y']])
  assert.deepEqual(cells('a,b\r\nx,y'), [['a', 'b'], ['x', 'y']])
  assert.deepEqual(cells('a,b\n"no, hay ""agua""\nhoy",\n'), [['a', 'b'], ['no, hay "agua"\nhoy', '']])
  assert.deepEqual(cells('"a"\r\n""\r\n'), [['a'], ['']])
  assert.deepEqual(cells('a,b\n,\n'), [['a', 'b'], ['', '']])
  assert.deepEqual(cells('ayllu "de" arriba,b'), [['ayllu "de" arriba', 'b']])
  assert.deepEqual(cells(''), [])
})

test('every record tells its line, also after a text of two lines', () => {
  assert.deepEqual(readRecords('a\n"x\ny"\nz\n').map((record) => record.line), [1, 2, 4])
})

test('a broken file is refused with its line', () => {
  assert.throws(() => readRecords('a,b\nx\n'), /line 2 has 1 cells, not 2/)
  assert.throws(() => readRecords('a\n"x\n'), /line 2: a quote is not closed/)
  assert.throws(() => readRecords('a\n"x"y\n'), /line 2: y after a quoted cell/)
})

test('whatever a text holds comes back the same', () => {
  for (const text of ['', 'hola', 'a,b', '"', '""', 'a\nb', 'a\r\nb', 'q"q', ' con espacio ', '"a"', 'ñ–💧']) {
    assert.deepEqual(cells(`x,y\n${csvCell(text)},1\n`), [['x', 'y'], [text, '1']])
  }
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readNumbers } from '../../../engine/numbers.ts'
import { readTable } from '../../../engine/table.ts'
import { fits } from '../bounds.ts'
import { chosenByName, ownRows, readOwn, template } from './own-table.ts'

const SHAPE = { columns: [{ id: 'altitude_m', name: 'Altura (m)' }, { id: 'moisture', name: 'Humedad (%)' }], target: { name: 'Puntos en taza' } }
const KINDS = { ...SHAPE, target: { name: 'Es', classes: ['Mango', 'Palta'] } }
const bytes = (text: string, encoding: BufferEncoding = 'utf8') => new Uint8Array(Buffer.from(text, encoding))

test('columns are found by the lab’s names or ids, whatever their case, accents or units, in any order; the truth may be missing', () => {
  const csv = readOwn(bytes('HUMEDAD;lugar;Altitude_M\n12,5;Jaén;1.450\n11,0;Bagua;900', 'latin1'))
  const choice = chosenByName(csv, SHAPE)
  assert.deepEqual(choice, [2, 0, -1])
  const rows = ownRows(csv, choice, SHAPE)
  assert.ok('file' in rows)
  assert.equal(rows.file, 'altitude_m,moisture,answer\n1450,12.5,0\n900,11,0\n')
  assert.equal(rows.truth, null)
  assert.equal(readNumbers(rows.file).targets.length, 2)
})

test('a cell that is no number, or no kind the lab knows, is told with its line; kinds may be named or numbered', () => {
  const csv = readOwn(bytes('altura,humedad,es\n1,2,mango\n3,4,1\n5,6,lúcuma'))
  const choice = chosenByName(csv, KINDS)
  assert.deepEqual(ownRows(csv, choice, KINDS), { line: 4, name: 'Es', cell: 'lúcuma' })
  assert.deepEqual(ownRows(readOwn(bytes('altura,humedad\n1,2\n"a\nb",3\n')), [0, 1, -1], SHAPE), { line: 3, name: 'Altura (m)', cell: 'a\nb' })
  const good = ownRows(readOwn(bytes('altura,humedad,es\n1,2,mango\n3,4,1')), choice, KINDS)
  assert.ok('file' in good)
  assert.deepEqual(good.truth, [0, 1])
  assert.deepEqual([...readTable(good.file, 2).labels], [0, 1])
})

test('the template of either language comes back as it went out', () => {
  for (const lang of ['es', 'en'] as const) {
    const csv = readOwn(bytes(template(SHAPE, [[1450, 12.5, 84.25], [900, 11, 80]], lang)))
    const rows = ownRows(csv, chosenByName(csv, SHAPE), SHAPE)
    assert.ok('file' in rows, lang)
    assert.deepEqual(rows.truth, [84.25, 80])
    assert.match(rows.file, /\n1450,12\.5,84\.25\n/)
  }
})

test('a known mistake may ask what a recipe looks at', () => {
  const ridge = { block: 'ridge', penalty: 1 } as const
  const some = [{ block: 'columns', names: ['moisture'] }, ridge] as const
  assert.equal(fits({ looks_at: 'moisture' }, some), true)
  assert.equal(fits({ without_column: 'moisture' }, some), false)
  assert.equal(fits({ without_column: 'altitude_m' }, some), true)
  assert.equal(fits({ looks_at: 'altitude_m' }, [ridge]), true, 'all columns where none are chosen')
  assert.equal(fits({ looks_at: 'moisture' }, [{ block: 'mean' }]), false)
  assert.equal(fits({ without_column: 'moisture' }, [{ block: 'same', column: 'moisture' }]), false)
})

import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { parse, parseDocument } from 'yaml'
import { ROOT } from '../../../lib/root.ts'
import { readLabs } from '../load.ts'
import { TASKS } from '../task-name.ts'
import { readDraft } from './draft.ts'
import { newLab, sealLab } from './new-lab.ts'
import { labSchema, labSchemaText } from './schema.ts'

const into = mkdtempSync(join(tmpdir(), 'yachay-author-'))
after(() => rmSync(into, { recursive: true, force: true }))
const ours = [...readLabs(ROOT).values()]
const bytes = (text: string, encoding: BufferEncoding = 'utf8') => new Uint8Array(Buffer.from(text, encoding))
const folder = (id: string) => join(into, 'labs', id)
const CACAO = 'Días;Humedad (%);Mazorca;Puntos\n' + Array.from({ length: 50 }, (_, i) => `${i % 9};${(5 + (i % 30) / 10).toFixed(1).replace('.', ',')};roja;${(80 - (i % 9) + (i % 3) / 10).toFixed(2).replace('.', ',')}`).join('\n')

test('docs/labs/lab.schema.json is the format that validates; mend it by: npm run labs -- schema', () => {
  assert.equal(readFileSync(join(ROOT, 'docs/labs/lab.schema.json'), 'utf8'), labSchemaText())
})

test('every lab we have satisfies the schema, and a file with a word too many does not', () => {
  const ajv = new Ajv2020({ strict: false })
  formats.default(ajv)
  const validate = ajv.compile(labSchema())
  const ids = readdirSync(join(ROOT, 'labs'), { withFileTypes: true }).filter((e) => e.isDirectory()).map((e) => e.name)
  assert.ok(ids.length >= 5)
  for (const id of ids) {
    const file: unknown = parse(readFileSync(join(ROOT, 'labs', id, 'lab.yaml'), 'utf8'))
    assert.ok(validate(file), `${id}: ${JSON.stringify(validate.errors?.slice(0, 3))}`)
    assert.equal(validate({ ...(file as object), extra: 1 }), false)
  }
})

test('a new lab of every task is refused by the names of what is not written yet, and by nothing else of its own', () => {
  for (const task of TASKS.filter((task) => ours.some((lab) => lab.task === task))) {
    newLab(ROOT, into, { id: `nuevo-${task}`, task })
    const { mistakes, lab } = readDraft(folder(`nuevo-${task}`))
    const said = mistakes.map((m) => m.es)
    for (const want of ['Falta escribir el título (title).', 'Falta escribir la pista 3 (hints.2).', 'Falta escribir la licencia de los datos (data.licence).', 'Falta escribir lo que el modelo no debe decidir 1 (limits.0).']) {
      assert.ok(said.includes(want), `${task}: ${want} of ${said.join(' | ')}`)
    }
    assert.deepEqual(said.filter((s) => !/^Falta escribir|no data|is missing/.test(s)), [], task)
    assert.equal(lab, null, 'no data, no page')
    assert.throws(() => readLabs(into), /lab\.yaml: title\.es/)
    assert.doesNotMatch(readFileSync(join(folder(`nuevo-${task}`), 'lab.yaml'), 'utf8'), /cafe|vino|anchov/i)
    rmSync(folder(`nuevo-${task}`), { recursive: true })
  }
})

test('an own table with semicolons, decimal commas and Latin-1 becomes public and hidden rows, and the page can be shown before its texts', () => {
  const told = newLab(ROOT, into, { id: 'cacao', task: 'numbers', csv: { bytes: bytes(CACAO, 'latin1'), target: null } })
  assert.deepEqual(told, ['the column "Mazorca" holds no numbers and was left out'])
  const { lab, mistakes } = readDraft(folder('cacao'))
  assert.ok(lab)
  assert.equal(lab.title.es, '✎ el título (title)')
  assert.deepEqual([lab.data.public.rows, lab.data.hidden.rows], [30, 20])
  assert.deepEqual('columns' in lab.data && lab.data.columns['humedad']?.es, 'Humedad (%)')
  assert.match(readFileSync(join(folder('cacao'), 'public.csv'), 'utf8'), /^dias,humedad,puntos\n\d,[\d.]+,[\d.]+\n/)
  assert.ok(mistakes.some((m) => m.en === 'Not written yet: the target, its unit (data.target.unit).'))
  const twice = join(into, 'again')
  newLab(ROOT, twice, { id: 'cacao', task: 'numbers', csv: { bytes: bytes(CACAO), target: 'Puntos' } })
  assert.equal(readFileSync(join(twice, 'labs/cacao/hidden/rows.csv'), 'utf8'), readFileSync(join(folder('cacao'), 'hidden/rows.csv'), 'utf8'), 'the same table and id, the same files')
})

test('changed data is sealed again without losing a comment; what is not YAML is said', () => {
  const path = join(folder('cacao'), 'lab.yaml')
  const data = join(folder('cacao'), 'public.csv')
  writeFileSync(data, `${readFileSync(data, 'utf8')}1,6.5,80\n`)
  assert.deepEqual(sealLab(folder('cacao')).map((s) => s.replace(/, \w+…/, '')), ['public.csv: 31 rows', 'hidden/rows.csv: 20 rows'])
  const text = readFileSync(path, 'utf8')
  assert.match(text, /# One question of the trade/)
  assert.equal(parseDocument(text).getIn(['data', 'public', 'rows']), 31)
  writeFileSync(path, `${text}\n  - [`)
  assert.match(readDraft(folder('cacao')).mistakes[0]!.es, /^lab\.yaml no se puede leer:/)
  writeFileSync(path, text.replace('minutes: 30', 'minutes: many\nextra: 1'))
  const said = readDraft(folder('cacao')).mistakes.map((m) => m.es)
  assert.ok(said.some((s) => s.startsWith('«minutes» (minutes): ')))
  assert.ok(said.includes('En el archivo hay algo que no se conoce: extra.'))
})

test('classes of an own table get their names and the line a first guess; a table that cannot be is refused in a sentence', () => {
  const table = 'largo,ancho,tipo\n' + Array.from({ length: 40 }, (_, i) => `${i % 7},${i % 5},${i % 2 ? 'mango' : 'palta'}`).join('\n') + '\n3,,mango'
  assert.deepEqual(newLab(ROOT, into, { id: 'fruta', task: 'classes', csv: { bytes: bytes(table), target: 'tipo' } }), ['1 rows with an empty or unreadable cell were left out'])
  const { lab } = readDraft(folder('fruta'))
  assert.ok(lab?.task === 'classes')
  assert.deepEqual(lab.data.classes.map((c) => c.es), ['mango', 'palta'])
  assert.deepEqual(lab.pass, { right: 13 })
  const refused = (text: string, target: string | null, task: 'numbers' | 'classes' = 'numbers') => () => newLab(ROOT, into, { id: 'otro', task, csv: { bytes: bytes(text), target } })
  assert.throws(refused('a,b\n1,2\n3', null), /Line 3 has 1 cells, and there are 2 names/)
  assert.throws(refused('a,b\n1,2', 'c'), /there is no column "c"; the columns are a, b/)
  assert.throws(refused('a,b\n1,x\n2,y', null), /holds no numbers; a lab of classes may suit it/)
  assert.throws(refused('a,b\nz,1\ny,2', null), /no column but the one asked for holds numbers/)
  assert.throws(() => newLab(ROOT, into, { id: 'fruta', task: 'classes' }), /labs\/fruta is there already/)
  assert.throws(() => newLab(ROOT, into, { id: '../x', task: 'classes' }), /an id has lower case letters/)
  assert.throws(() => newLab(ROOT, into, { id: 'x', task: 'series', csv: { bytes: bytes('a\n1'), target: null } }), /--csv works for/)
  assert.equal(existsSync(folder('otro')), false, 'nothing half made')
})

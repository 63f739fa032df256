import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { parse } from 'yaml'
import { ROOT } from '../../lib/root.ts'
import { checkLab } from './check-lab.ts'
import { classLab, labOfTask } from './labs.ts'
import { readLabs } from './load.ts'
import type { SeriesLab } from './tasks/series/task.ts'

const folder = mkdtempSync(join(tmpdir(), 'yachay-labs-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** A copy of one lab, changed. */
function changed(name: string, change: (text: string) => string, file = 'lab.yaml', lab = 'uva-vino'): string {
  const root = join(folder, name)
  cpSync(join(ROOT, 'labs', lab), join(root, 'labs', lab), { recursive: true })
  const path = join(root, 'labs', lab, file)
  writeFileSync(path, change(readFileSync(path, 'utf8')))
  return root
}

test('every mistake of a lab file is listed at once', () => {
  const root = changed('mistakes', (t) => t.replace('minutes: 25', 'minutes: many').replace('id: uva-vino', 'id: Uva Vino').replace('answer: 2', 'answer: 2\n  extra: 1'))
  assert.throws(() => readLabs(root), (error) => {
    assert.ok(error instanceof Error)
    for (const said of [/3 mistake\(s\)/, /labs\/uva-vino\/lab\.yaml: id:/, /minutes:/, /predict: Unrecognized key/]) assert.match(error.message, said)
    return true
  })
})

test('data that changed without a new hash, a recipe beyond the bounds, a hidden file in the open are mistakes', () => {
  assert.throws(() => readLabs(changed('data', (t) => t.replace('14.23', '14.24'), 'public.csv')), /public\.csv: has SHA-256 .* changed data is a new version/)
  assert.throws(() => readLabs(changed('bounds', (t) => t.replace('starter: [{block: neighbours, k: 5}]', 'starter: [{block: neighbours, k: 51}]'))), /starter: neighbours\.k is not allowed/)
  assert.throws(() => readLabs(changed('open', (t) => t.replace('file: hidden/rows.csv', 'file: public.csv'))), /data\.hidden\.file: must lie in a folder of its own/)
  assert.throws(() => readLabs(changed('yaml', (t) => t + '\n  - broken: [')), /labs\/uva-vino\/lab\.yaml:/)
})

test('a lab that cannot tell right from wrong is refused by the check', async () => {
  const lab = classLab(readLabs(ROOT).get('uva-vino'))
  const failed: string[] = []
  for await (const f of checkLab({ ...lab, pass: { right: 30 }, reference: lab.baseline }, 5)) if (!f.met) failed.push(f.item)
  assert.ok(failed.some((item) => item.startsWith('reference against baseline')), String(failed))
  assert.ok(failed.includes('5 learners, wrong: starter'), String(failed))
})

test('a lab on a series whose gain is smaller than its noise is refused: three months ahead, or a reference that hardly learns', async () => {
  const lab = labOfTask('series', readLabs(ROOT).get('pesca-mar'))
  const refused = async (worse: SeriesLab): Promise<string[]> => {
    const failed: string[] = []
    for await (const f of checkLab(worse, 5)) if (!f.met) failed.push(f.item)
    return failed
  }
  const brake = { ...lab, reference: [{ block: 'anomalies' } as const, { block: 'lags' as const, months: [0] }, { block: 'ridge' as const, penalty: 100_000 }] }
  assert.ok((await refused(brake)).some((item) => item.startsWith('reference against baseline')))
  assert.ok((await refused({ ...lab, open: { ...lab.open, plan: { ...lab.open.plan, horizon: 3 } } })).some((item) => item.startsWith('reference against baseline')))
  assert.ok((await refused({ ...lab, pass: { skill: 0.02 } })).includes('5 learners, wrong: far too much brake'))
})

test('a series that does not fit its plan is a mistake with its place', () => {
  const series = (name: string, change: (text: string) => string) => changed(name, change, 'lab.yaml', 'pesca-mar')
  assert.throws(() => readLabs(series('early', (t) => t.replace('start: 1951-07', 'start: 1951-01'))), /data\.start: the first target has no value for the largest/)
  assert.throws(() => readLabs(series('years', (t) => t.replace('years: 38', 'years: 39'))), /data\.years: the public series ends before/)
  assert.throws(() => readLabs(series('practice', (t) => t.replace('practice: 4', 'practice: 40'))), /data\.practice: no year is left/)
  assert.throws(() => readLabs(series('lags', (t) => t.replace('lags: [0, 1, 2, 3, 4, 5, 6, 9, 12]', 'lags: [0, 1]'))), /reference: lags is not allowed/)
  assert.throws(() => readLabs(series('mixed', (t) => t.replace('baseline: [{block: anomalies}, {block: persistence}]', 'baseline: [{block: majority}]'))), /baseline: majority is not allowed/)
})

test('a table of numbers that does not fit its file is a mistake with its place', () => {
  const numbers = (name: string, change: (text: string) => string) => changed(name, change, 'lab.yaml', 'cafe-taza')
  assert.throws(() => readLabs(numbers('axis', (t) => t.replace('plot: {x: moisture_percent}', 'plot: {x: price}'))), /data\.plot\.x: there is no column "price"/)
  assert.throws(() => readLabs(numbers('same', (t) => t.replace('  mean: true', '  mean: true\n  same: [last_week]'))), /blocks\.same: there is no column "last_week"/)
  assert.throws(() => readLabs(changed('looked', (t) => t.replace('columns: [[yesterday], ', 'columns: [[tomorrow], '), 'lab.yaml', 'bodega-demanda')), /simulated\.columns: there is no column "tomorrow"/)
  assert.throws(() => readLabs(numbers('target', (t) => t.replace('column: points', 'column: score'))), /its columns are .*,points, but lab\.yaml names .*,score/)
  assert.throws(() => readLabs(numbers('order', (t) => t.replace('starter: [{block: ridge', 'starter: [{block: lags, months: [0]}, {block: ridge'))), /starter: lags is not allowed/)
  assert.throws(() => readLabs(numbers('bounds', (t) => t.replace('{block: boosting, trees: 150', '{block: boosting, trees: 201'))), /reference: boosting\.trees is not allowed/)
  assert.throws(() => readLabs(changed('bare', (t) => t.replace('starter: [{block: lags, months: [0]}, {block: ridge', 'starter: [{block: ridge'), 'lab.yaml', 'pesca-mar')), /starter: is no recipe for the task series/)
})

test('no Spanish sentence of a lab has more than 25 words', () => {
  const texts: string[] = []
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'es' && typeof inner === 'string') texts.push(inner)
      else walk(inner)
    }
  }
  for (const id of readLabs(ROOT).keys()) walk(parse(readFileSync(join(ROOT, 'labs', id, 'lab.yaml'), 'utf8')))
  const long = texts.flatMap((t) => t.split(/(?<=[.!?:;])\s+|\n/)).filter((s) => s.split(/\s+/).length > 25)
  assert.ok(texts.length > 75)
  assert.deepEqual(long, [])
})

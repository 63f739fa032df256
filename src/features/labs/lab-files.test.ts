import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { parse } from 'yaml'
import { ROOT } from '../../lib/root.ts'
import { checkLab } from './check-lab.ts'
import { classLab } from './labs.ts'
import { readLabs } from './load.ts'

const folder = mkdtempSync(join(tmpdir(), 'yachay-labs-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** A copy of the content with one lab changed. */
function changed(name: string, change: (text: string) => string, file = 'lab.yaml'): string {
  const root = join(folder, name)
  cpSync(join(ROOT, 'labs'), join(root, 'labs'), { recursive: true })
  const path = join(root, 'labs/uva-vino', file)
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

test('the lab passes its own check, here with 40 simulated learners (npm run labs takes 500)', async () => {
  const failed: string[] = []
  for await (const f of checkLab(readLabs(ROOT).get('uva-vino')!, 40)) if (!f.met) failed.push(`${f.item}: ${f.figure}, target ${f.target}`)
  assert.deepEqual(failed, [])
})

test('a lab that cannot tell right from wrong is refused by the check', async () => {
  const lab = classLab(readLabs(ROOT).get('uva-vino'))
  const failed: string[] = []
  for await (const f of checkLab({ ...lab, pass: { right: 30 }, reference: lab.baseline }, 5)) if (!f.met) failed.push(f.item)
  assert.ok(failed.some((item) => item.startsWith('reference against baseline')), String(failed))
  assert.ok(failed.includes('5 learners, wrong: starter'), String(failed))
})

test('no Spanish sentence of the lab has more than 25 words', () => {
  const texts: string[] = []
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'es' && typeof inner === 'string') texts.push(inner)
      else walk(inner)
    }
  }
  walk(parse(readFileSync(join(ROOT, 'labs/uva-vino/lab.yaml'), 'utf8')))
  const long = texts.flatMap((t) => t.split(/(?<=[.!?:;])\s+|\n/)).filter((s) => s.split(/\s+/).length > 25)
  assert.ok(texts.length > 40)
  assert.deepEqual(long, [])
})

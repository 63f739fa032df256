import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSeries } from '../../src/engine/series.ts'
import { ROOT } from '../../src/lib/root.ts'

// Made labs/pesca-mar/public.csv and labs/pesca-mar/hidden/rows.csv, once:
//   node --import tsx scripts/labs/pesca-mar-data.ts ../shared/data/elnino.csv
// The split is by time and needs no draw: what is hidden comes after everything that may be seen (docs/decisions/0013).
const FIRST_HIDDEN = '1990-04'

const source = process.argv[2]
if (!source) throw new Error('usage: pesca-mar-data.ts <elnino.csv>')
// statsmodels' file: a line of names, then a line a year with twelve months.
const months = readFileSync(source, 'utf8').trim().split('\n').slice(1).flatMap((line) => {
  const [year, ...values] = line.trim().split(',')
  return values.map((v, m) => ({ month: `${year}-${String(m + 1).padStart(2, '0')}`, value: Number(v) }))
})
for (const [name, part] of [
  ['public.csv', months.filter((m) => m.month < FIRST_HIDDEN)], ['hidden/rows.csv', months.filter((m) => m.month >= FIRST_HIDDEN)],
] as const) {
  const text = ['month,celsius', ...part.map((m) => `${m.month},${m.value}`)].join('\n') + '\n'
  readSeries(text)
  writeFileSync(join(ROOT, 'labs/pesca-mar', name), text)
  console.log(`${name} | ${part.length} months | sha256 ${createHash('sha256').update(text).digest('hex')}`)
}

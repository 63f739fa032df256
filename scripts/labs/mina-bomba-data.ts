import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { averagePrecision } from '../../src/engine/ranking.ts'
import { publicMinaBomba, pumps } from '../../src/engine/sim-pumps.ts'
import { ROOT } from '../../src/lib/root.ts'

// Made labs/mina-bomba/public.csv: node --import tsx scripts/labs/mina-bomba-data.ts [folder]. The hidden rows are drawn for each section
// (src/engine/simulators.ts). Prints what lab.yaml names, the ceiling among it: the mean over twenty draws.
const folder = process.argv[2] ?? join(ROOT, 'labs/mina-bomba')
const text = publicMinaBomba()
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'public.csv'), text)
console.log(`public.csv | ${text.trim().split('\n').length - 1} rows | sha256 ${createHash('sha256').update(text).digest('hex')}`)
const reached = Array.from({ length: 20 }, (_, i) => {
  const { labels, chance } = pumps(`mina-bomba ceiling ${i}`, { pumps: 80, rows: 188 })
  return averagePrecision(labels, chance)!
})
console.log(`average precision of the true chance ${(reached.reduce((a, b) => a + b, 0) / reached.length).toFixed(3)}`)

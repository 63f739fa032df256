import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { errors } from '../../src/engine/errors.ts'
import { coffeeCsv, coffeeLots } from '../../src/engine/sim-coffee.ts'
import { ROOT } from '../../src/lib/root.ts'

// Made labs/cafe-taza/public.csv: node --import tsx scripts/labs/cafe-taza-data.ts [folder]. The hidden rows are drawn for each section (src/engine/simulators.ts).
// The seeds are phrases, so that nobody chose a convenient draw. Prints what lab.yaml names, the ceiling of the hidden rows among it.
const folder = process.argv[2] ?? join(ROOT, 'labs/cafe-taza')
for (const [name, phrase, rows] of [['public.csv', 'cafe-taza 1 public', 1200]] as const) {
  const lots = coffeeLots(phrase, rows)
  const text = coffeeCsv(lots)
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  const ceiling = errors(lots.scores, lots.exact).rmse.toFixed(3)
  console.log(`${name} | ${rows} rows | sha256 ${createHash('sha256').update(text).digest('hex')} | error of the answer without noise ${ceiling}`)
}

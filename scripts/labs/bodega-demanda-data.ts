import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { errors } from '../../src/engine/errors.ts'
import { csvOf } from '../../src/engine/sim-rows.ts'
import { PUBLIC_SHOPS, simulateShops } from '../../src/engine/sim-shop.ts'
import { ROOT } from '../../src/lib/root.ts'

// Made labs/bodega-demanda/public.csv: node --import tsx scripts/labs/bodega-demanda-data.ts [folder]. The hidden rows are drawn for each section (src/engine/simulators.ts).
// The seeds are phrases, so that nobody chose a convenient draw. Prints what lab.yaml names, the ceiling of the hidden rows among it.
const folder = process.argv[2] ?? join(ROOT, 'labs/bodega-demanda')
for (const [name, phrase, sizes] of [['public.csv', 'bodega-demanda 1 public', PUBLIC_SHOPS]] as const) {
  const rows = simulateShops(phrase, sizes)
  const text = csvOf(rows, 'units')
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  const ceiling = errors(rows.targets, rows.best).mae.toFixed(3)
  console.log(`${name} | ${rows.targets.length} rows | sha256 ${createHash('sha256').update(text).digest('hex')} | error of the answer without noise ${ceiling}`)
}

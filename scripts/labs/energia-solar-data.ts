import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { errors } from '../../src/engine/errors.ts'
import { SOLAR_LAB_COLUMNS } from '../../src/engine/simulators.ts'
import { csvOf, onlyColumns } from '../../src/engine/sim-rows.ts'
import { PUBLIC_SOLAR, simulateSolar } from '../../src/engine/sim-solar.ts'
import { ROOT } from '../../src/lib/root.ts'

// Made labs/energia-solar/public.csv: node --import tsx scripts/labs/energia-solar-data.ts [folder]. The hidden rows are drawn for each section (src/engine/simulators.ts).
// The seeds are phrases, so that nobody chose a convenient draw. Prints what lab.yaml names, the ceiling of the hidden rows among it.
// Left out of the simulator's columns: the number of the day, with values in the hidden autumn that nobody learnt from, and the sines of the
// hour, which tell people nothing that the hour does not. Learners cannot choose columns yet, so a trap could not be stepped out of.
const folder = process.argv[2] ?? join(ROOT, 'labs/energia-solar')
for (const [name, phrase, days] of [['public.csv', 'energia-solar 1 public', PUBLIC_SOLAR]] as const) {
  const rows = simulateSolar(phrase, days)
  const text = csvOf({ ...rows, columns: SOLAR_LAB_COLUMNS, values: onlyColumns(rows, SOLAR_LAB_COLUMNS) }, 'power')
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  const ceiling = errors(rows.targets, rows.best).mae.toFixed(3)
  console.log(`${name} | ${rows.targets.length} rows | sha256 ${createHash('sha256').update(text).digest('hex')} | error of the power at the forecast cover ${ceiling}`)
}

import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { random } from '../../src/engine/random.ts'
import { stratified } from '../../src/engine/split.ts'
import { readTable } from '../../src/engine/table.ts'
import { ROOT } from '../../src/lib/root.ts'

// Made labs/uva-vino/public.csv and labs/uva-vino/hidden/rows.csv, once:
//   node --import tsx scripts/labs/uva-vino-data.ts ../shared/data/wine_data.csv
// The seed is the first 16 bytes of SHA-256 of a phrase, so that nobody chose a convenient split (docs/decisions/0011).
const PHRASE = 'uva-vino 1'
const HIDDEN_ROWS = 60
const COLUMNS = [
  'alcohol', 'malic_acid', 'ash', 'alcalinity_of_ash', 'magnesium', 'total_phenols', 'flavanoids',
  'nonflavanoid_phenols', 'proanthocyanins', 'color_intensity', 'hue', 'od280_od315', 'proline', 'class',
]

const source = process.argv[2]
if (!source) throw new Error('usage: uva-vino-data.ts <wine_data.csv>')
// scikit-learn's file: a first line of counts, then 178 rows with the class last.
const lines = readFileSync(source, 'utf8').trim().split('\n').slice(1)
const all = readTable([COLUMNS.join(','), ...lines].join('\n'), 3)
const seed = createHash('sha256').update(PHRASE).digest('hex').slice(0, 32)
const { taken, left } = stratified(all.labels, 3, HIDDEN_ROWS / lines.length, random(seed, 'hidden'))
for (const [name, places] of [['public.csv', left], ['hidden/rows.csv', taken]] as const) {
  const text = [COLUMNS.join(','), ...Array.from(places, (p) => lines[p]!.trim())].join('\n') + '\n'
  writeFileSync(join(ROOT, 'labs/uva-vino', name), text)
  console.log(`${name} | ${places.length} rows | sha256 ${createHash('sha256').update(text).digest('hex')}`)
}

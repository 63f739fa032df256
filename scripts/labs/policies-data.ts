import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { publicPort, publicRail } from '../../src/engine/policies.ts'
import { ROOT } from '../../src/lib/root.ts'

// Made the public data of puerto-atraque and tren-intervalos: node --import tsx scripts/labs/policies-data.ts [folder of labs]
// The seeds are phrases, so that nobody chose a convenient draw; the hidden ones are drawn for each section (src/engine/simulators.ts). A file
// holds seeds, not weeks or days: the worlds are in the engine and make them on every machine alike. Prints what lab.yaml names.
const folder = process.argv[2] ?? join(ROOT, 'labs')
for (const [name, text] of [['puerto-atraque/public.csv', publicPort()], ['tren-intervalos/public.csv', publicRail()]] as const) {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  console.log(`${name} | ${text.split('\n').length - 2} rows | sha256 ${createHash('sha256').update(text).digest('hex')}`)
}

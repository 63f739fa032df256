import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { publicMessages } from '../../src/engine/sim-message-files.ts'
import { ROOT } from '../../src/lib/root.ts'

// Made labs/estado-mensajes/public.csv: node --import tsx scripts/labs/estado-mensajes-data.ts [folder]. The hidden rows are drawn for each section (src/engine/simulators.ts).
// The seeds are phrases, so that nobody chose a convenient draw. Prints what lab.yaml names.
const folder = process.argv[2] ?? join(ROOT, 'labs/estado-mensajes')
for (const [name, text] of [['public.csv', publicMessages('estado-mensajes 1 public')]] as const) {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  console.log(`${name} | ${text.trimEnd().split('\n').length - 1} rows | sha256 ${createHash('sha256').update(text).digest('hex')}`)
}

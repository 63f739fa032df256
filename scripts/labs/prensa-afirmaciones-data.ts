import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { publicClaims } from '../../src/engine/sim-claims.ts'
import { ROOT } from '../../src/lib/root.ts'

// Made labs/prensa-afirmaciones/public.csv: node --import tsx scripts/labs/prensa-afirmaciones-data.ts [folder]. The hidden claims are drawn for each section (src/engine/simulators.ts).
// The seed is a phrase, so that nobody chose a convenient draw. Prints what lab.yaml names.
const folder = process.argv[2] ?? join(ROOT, 'labs/prensa-afirmaciones')
for (const [name, text] of [['public.csv', publicClaims('prensa-afirmaciones 1 public')]] as const) {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  const rows = text.split('[claims]\n')[1]!.trimEnd().split('\n').length
  console.log(`${name} | ${rows} claims | sha256 ${createHash('sha256').update(text).digest('hex')}`)
}

import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { adjustedRand } from '../../src/engine/adjusted-rand.ts'
import { clients, CLIENT_GROUPS, publicClientesSegmentos } from '../../src/engine/sim-clients.ts'
import { ROOT } from '../../src/lib/root.ts'

// Made labs/clientes-segmentos/public.csv: node --import tsx scripts/labs/clientes-segmentos-data.ts [folder]. The hidden rows are drawn for
// each section (src/engine/simulators.ts). Prints what lab.yaml names, the ceiling among it: the mean over twenty draws.
const folder = process.argv[2] ?? join(ROOT, 'labs/clientes-segmentos')
const text = publicClientesSegmentos()
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'public.csv'), text)
console.log(`public.csv | ${text.trim().split('\n').length - 1} rows | sha256 ${createHash('sha256').update(text).digest('hex')}`)
const reached = Array.from({ length: 20 }, (_, i) => {
  const { groups, likeliest } = clients(`clientes-segmentos ceiling ${i}`, 500)
  return adjustedRand(groups, likeliest, CLIENT_GROUPS.length, CLIENT_GROUPS.length)
})
console.log(`adjusted Rand index of the likeliest groups ${(reached.reduce((a, b) => a + b, 0) / reached.length).toFixed(3)}`)

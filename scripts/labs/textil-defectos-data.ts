import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { publicCloths } from '../../src/engine/cloth-files.ts'
import { ROOT } from '../../src/lib/root.ts'

// Made labs/textil-defectos/public.bin: node --import tsx scripts/labs/textil-defectos-data.ts [folder]
// Hidden photos are drawn from a secret seed of each section (src/engine/simulators.ts).
const folder = process.argv[2] ?? join(ROOT, 'labs/textil-defectos')
for (const [name, bytes] of [['public.bin', publicCloths()]] as const) {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, bytes)
  console.log(`${name} | ${bytes.length} bytes, ${brotliCompressSync(bytes).length} with brotli | sha256 ${createHash('sha256').update(bytes).digest('hex')}`)
}

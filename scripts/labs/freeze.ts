import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { ENGINE } from '../../src/engine/version.ts'
import { ROOT } from '../../src/lib/root.ts'

/**
 * Writes the grading process of the present engine as one file, `<engine>.mjs`: what it graded stays recomputable when the engine changes. `as`: another
 * name for it, for tests.
 */
export async function freeze(folder: string, as = ENGINE): Promise<string> {
  mkdirSync(folder, { recursive: true })
  const outfile = join(folder, `${as}.mjs`)
  const renamed: Plugin = {
    name: 'engine',
    setup: (builder) => builder.onLoad({ filter: /engine\/version\.ts$/ }, () => ({ contents: `export const ENGINE = ${JSON.stringify(as)}`, loader: 'ts' })),
  }
  await build({
    entryPoints: [join(ROOT, 'src/features/labs/grade.child.ts')], bundle: true, platform: 'node', format: 'esm', target: 'node20', minify: true, outfile,
    plugins: as === ENGINE ? [] : [renamed], logLevel: 'error',
  })
  return outfile
}

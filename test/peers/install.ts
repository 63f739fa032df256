import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ROOT } from '../../src/lib/root.ts'

/** Imports a package of the peers by its name; what it exports has the shape that the test declares for it. */
export type Load = <Shape>(name: string) => Promise<Shape>

/**
 * Other implementations that tests check ours against: exactly the versions of test/peers/<folder>/package-lock.json, installed without
 * scripts once into a folder of the machine, outside the checkout.
 */
export async function peers(folder: string): Promise<Load> {
  const from = join(ROOT, 'test/peers', folder)
  const lock = createHash('sha256').update(readFileSync(join(from, 'package-lock.json'))).digest('hex').slice(0, 16)
  const to = join(tmpdir(), `yachay-peers-${process.getuid?.() ?? 0}`, `${folder}-${lock}`)
  if (!existsSync(to)) install(from, to)
  // From a file inside the folder, so that names are looked up there.
  const { load } = await import(pathToFileURL(join(to, 'load.mjs')).href) as { load: Load }
  return load
}

function install(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 })
  const made = mkdtempSync(join(dirname(to), 'making-'))
  for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(from, file), join(made, file))
  const { status, stderr } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: made, encoding: 'utf8' })
  if (status !== 0) throw new Error(`npm ci of ${from} failed:\n${stderr}`)
  writeFileSync(join(made, 'load.mjs'), 'export const load = (name) => import(name)\n')
  try {
    renameSync(made, to)
  } catch (error) {
    // Another test file was faster.
    if (!existsSync(to)) throw error
  }
}

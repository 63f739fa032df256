import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { ROOT } from '../../src/lib/root.ts'
import { ensureInstalled } from '../../scripts/install.mjs'

/** Outside what `npm start` installs: 107 MB that only this benchmark wants. */
export const PEERS = join(ROOT, 'node_modules/.labs-peers')
const HERE = join(ROOT, 'bench/labs')

/** Installs what peers/package-lock.json names, unless it is there; answers the versions, for the head of a table. */
export function ensurePeers(): Readonly<Record<string, string>> {
  mkdirSync(PEERS, { recursive: true })
  for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(HERE, 'peers', file), join(PEERS, file))
  ensureInstalled(PEERS)
  return (JSON.parse(readFileSync(join(PEERS, 'package.json'), 'utf8')) as { dependencies: Record<string, string> }).dependencies
}

/** The program that trains in Node, beside the packages that it requires. Returns its path. */
export async function bundleForNode(): Promise<string> {
  const outfile = join(PEERS, 'in-node.cjs')
  await build({ entryPoints: [join(HERE, 'in-node.entry.mjs')], bundle: true, platform: 'node', format: 'cjs', target: 'node20', external: ['@tensorflow/*', 'ml-*'], outfile, logLevel: 'error' })
  return outfile
}

/** A script that may use the libraries, for a page, in one piece. `entry`: from the root of the project. */
export async function bundleForPage(entry: string): Promise<string> {
  const built = await build({
    entryPoints: [join(ROOT, entry)], bundle: true, platform: 'browser', format: 'iife', target: 'chrome80', minify: true, write: false,
    nodePaths: [join(PEERS, 'node_modules')], logLevel: 'error',
  })
  return built.outputFiles[0]!.text
}

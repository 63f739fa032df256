// Runs a TypeScript script of ours: node scripts/run.mjs scripts/labs.ts check labs/uva-vino
import { pathToFileURL } from 'node:url'
import { resolve } from 'node:path'
import { register } from 'tsx/esm/api'

const [, , script, ...rest] = process.argv
if (!script) {
  console.error('usage: node scripts/run.mjs <script.ts> [arguments]')
  process.exit(2)
}
process.argv = [process.argv[0], resolve(script), ...rest]
register()
await import(pathToFileURL(resolve(script)).href)

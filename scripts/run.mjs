// Runs a TypeScript script of ours: node scripts/run.mjs scripts/labs.ts check labs/uva-vino
import { pathToFileURL } from 'node:url'
import { resolve } from 'node:path'
import { checkNode, ensureInstalled } from './install.mjs'

const [, , script, ...rest] = process.argv
if (!script) {
  console.error('usage: node scripts/run.mjs <script.ts> [arguments]')
  process.exit(2)
}
process.argv = [process.argv[0], resolve(script), ...rest]
checkNode()
// In a fresh clone too: what npm start and npm test would install is installed first.
ensureInstalled()
const { register } = await import('tsx/esm/api')
register()
await import(pathToFileURL(resolve(script)).href)

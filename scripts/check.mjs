// npm run check: types, lint, the house's own rules, the rights matrix. Says every breach at once.
import { execFile } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { breaches } from './rules.mjs'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const FOLDERS = ['src', 'scripts', 'test', 'bench']

/** Sentences, one a breach; none when all is well. */
export async function check() {
  const found = await Promise.all([types(), lint(), rules(), rights()])
  return found.flat()
}

async function types() {
  const { output } = await run('tsc', ['--noEmit', '-p', ROOT, '--pretty', 'false'])
  return output.split('\n').filter(Boolean)
}

async function lint() {
  const { code, output } = await run('oxlint', ['--format=unix', ...FOLDERS])
  if (code === 0) return []
  const lines = output.split('\n').filter((line) => /^\S+:\d+:\d+:/.test(line))
  return lines.length > 0 ? lines : [`oxlint failed: ${output}`]
}

function rules() {
  return breaches(FOLDERS.flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true }).map((path) => join(folder, path)))
    .filter((path) => /\.(tsx?|mjs|css)$/.test(path) && !path.endsWith('.d.ts') && !path.endsWith('.d.mts'))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') })))
}

/** Every route has its row in src/rights.ts, every row its route. */
async function rights() {
  const { code, output } = await run(process.execPath, ['--import', 'tsx', join(ROOT, 'scripts/rights.ts')], '')
  return code === 0 ? [] : output.split('\n').filter(Boolean)
}

function run(program, args, folder = join(ROOT, 'node_modules/.bin/')) {
  return new Promise((done) => {
    execFile(folder + program, args, { cwd: ROOT, maxBuffer: 32_000_000 }, (error, stdout, stderr) => {
      done({ code: error ? error.code ?? 1 : 0, output: `${stdout}${error ? stderr : ''}` })
    })
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const problems = await check()
  for (const problem of problems) console.log(problem)
  console.log(problems.length === 0 ? 'check: all is well' : `check: ${problems.length} to mend`)
  process.exitCode = problems.length === 0 ? 0 : 1
}

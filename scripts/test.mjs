// npm test: check, then every test on one real PostgreSQL, the browser's last. Ends with "N passed, N failed".
//   node scripts/test.mjs                          all but *.long.test.ts
//   node scripts/test.mjs --long                   only *.long.test.ts
//   node scripts/test.mjs src/features/people      only these files or folders, without the check
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkNode, ensureChromium, ensureInstalled, ensurePoppler, ensureSandbox } from './install.mjs'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const FOLDERS = ['src', 'test', 'scripts', 'bench']
/** Longest time of one test, in ms: a test that hangs must not hang the run. */
const LIMIT = { short: 300_000, long: 3_600_000 }

const total = { passed: 0, failed: 0 }

try {
  await main(process.argv.slice(2))
} catch (error) {
  total.failed++
  console.error(`\n✗ ${error instanceof Error ? error.message : error}\n`)
}
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0

async function main(args) {
  process.chdir(ROOT)
  checkNode()
  ensureInstalled()
  const long = args.includes('--long')
  const asked = args.filter((arg) => !arg.startsWith('--'))
  const files = asked.length > 0 ? filesUnder(asked, long) : allTests().filter((file) => isLong(file) === long)
  if (files.length === 0) throw new Error(`no test files${asked.length > 0 ? ` under ${asked.join(', ')}` : ''}`)

  if (files.some((file) => file.includes('features/labs/') || file.includes('scripts/'))) ensureSandbox()
  if (files.some((file) => readFileSync(file, 'utf8').includes('/poppler.ts'))) ensurePoppler()
  const { build } = await import('./build.mjs')
  await build()
  if (asked.length === 0 && !long) await runCheck()
  const browser = files.filter((file) => /\.browser\.(long\.)?test\.tsx?$/.test(file))
  const others = files.filter((file) => !browser.includes(file))
  await onServer(async (url) => {
    if (others.length > 0) await runFiles(others, { url, atOnce: long ? 1 : availableParallelism() })
    if (browser.length > 0) await runBrowser(browser, { url, atOnce: 1, env: { CHROMIUM: ensureChromium() } })
  })
}

/** The browser's files; up to three of them that fail run once more, and it is said: a real browser on a machine with other work loses a tap now and then. */
async function runBrowser(files, how) {
  const first = await runFiles(files, how)
  const again = Object.keys(first.files)
  if (again.length === 0 || again.length > 3 || again.some((file) => !files.includes(file))) return
  console.log(`\nonce more: ${again.join(', ')}`)
  for (const { passed, failed } of Object.values(first.files)) {
    total.passed -= passed
    total.failed -= failed
  }
  const second = await runFiles(again, how)
  for (const file of again) if (!second.files[file]) console.log(`  passed only the second time: ${file}`)
}

async function runCheck() {
  const { check } = await import('./check.mjs')
  const problems = await check()
  for (const problem of problems) console.log(`✗ ${problem}`)
  console.log(problems.length === 0 ? '✓ check\n' : '')
  total[problems.length === 0 ? 'passed' : 'failed']++
}

/** One PostgreSQL for the run; nothing on it outlives the run. TEST_DATABASE_URL names another server (a role that may create databases). */
async function onServer(work) {
  if (process.env.TEST_DATABASE_URL) return work(process.env.TEST_DATABASE_URL)
  const { register } = await import('tsx/esm/api')
  const unregister = register()
  const { startEmbedded } = await import('../src/lib/embedded.ts')
  const { TEST_SETTINGS } = await import('../test/settings.ts')
  await unregister()
  const folder = mkdtempSync(join(tmpdir(), 'yachay-pg-'))
  const server = await startEmbedded(folder, { settings: TEST_SETTINGS })
  try {
    await work(server.url)
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs files in processes of their own, `atOnce` at a time; gives the files with failures. A run that ends without counts is a failure. */
async function runFiles(files, { url, atOnce, env = {} }) {
  const counts = join(mkdtempSync(join(tmpdir(), 'yachay-counts-')), 'counts.json')
  const child = spawn(process.execPath, [
    '--import', 'tsx', '--test', `--test-concurrency=${atOnce}`, `--test-timeout=${files.some(isLong) ? LIMIT.long : LIMIT.short}`,
    '--test-reporter=./scripts/reporter.mjs', ...files,
  ], { stdio: 'inherit', env: { ...process.env, NODE_ENV: 'test', ...env, TEST_DATABASE_URL: url, TEST_COUNTS: counts } })
  const interrupt = () => child.kill('SIGTERM')
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, interrupt)
  const code = await new Promise((done) => child.once('exit', done))
  const { passed, failed, files: bad } = existsSync(counts) ? JSON.parse(readFileSync(counts, 'utf8')) : { passed: 0, failed: 1, files: {} }
  rmSync(dirname(counts), { recursive: true, force: true })
  total.passed += passed
  total.failed += failed === 0 && code !== 0 ? 1 : failed
  return { files: bad }
}

function allTests() {
  return FOLDERS.filter((folder) => existsSync(folder)).flatMap((folder) => readdirSync(folder, { recursive: true }).map((path) => join(folder, path)))
    .filter((path) => /\.test\.tsx?$/.test(path)).sort()
}

/** A file is run whatever it is; of a folder the long ones only with --long. */
function filesUnder(asked, long) {
  const all = allTests()
  return asked.flatMap((path) => {
    const mine = relative(ROOT, resolve(path))
    const found = all.filter((file) => file === mine || (file.startsWith(`${mine}/`) && isLong(file) === long))
    if (found.length === 0) throw new Error(`no test files at ${path}`)
    return found
  })
}

function isLong(file) {
  return /\.long\.test\.tsx?$/.test(file)
}

// npm start: installs what is missing, builds, starts the server in this process, stops it on Ctrl-C.
// npm start -- --demo [--people 1000] [--seed 7]: an installation of its own with invented people; --codes: their staff's codes of now.
// npm run dev: the same, again after every change under src, programmes, courses or labs.
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkNode, ensureInstalled, ensureSandbox } from './install.mjs'

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))))

let stopping = false
let started = null
const stopped = new AbortController()

try {
  checkNode()
  ensureInstalled()
  ensureSandbox()
  process.env.NODE_ENV ??= process.argv.includes('--dev') ? 'development' : 'production'
  if (process.argv.includes('--dev')) await (await import('./dev.mjs')).dev()
  else await start()
} catch (error) {
  complain(error)
  process.exit(1)
}

async function start() {
  const { build } = await import('./build.mjs')
  await build()
  process.setSourceMapsEnabled(true)
  const { main, demoCodes } = await import('../dist/main.js')
  const demo = process.argv.includes('--demo')
  if (demo) process.env.DATA_DIR ??= 'data-demo'
  if (demo && process.argv.includes('--codes')) return tellCodes(demoCodes(process.env))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void shutDown())
  stopWithNpm()
  // What we write from here on is for this user only, whatever the shell says.
  process.umask(0o077)
  started = main(process.env, demo ? { people: flag('--people', 1000, 60, 20_000), seed: flag('--seed', 7, 0, 2 ** 31), signal: stopped.signal, out: process.stdout } : null)
  const { config, firstStaff, demo: about } = await started
  console.log(`Yachay is at ${config.publicUrl}${config.publicUrl.includes(`:${config.port}`) ? '' : ` (listening on port ${config.port})`}`)
  if (about.length > 0) tellDemo(about, config.dataDir)
  if (firstStaff) tellFirstStaff(firstStaff, config.dataDir)
  console.log('Ctrl-C stops it.')
}

/** To a terminal; a log that others may read gets only the path of a file that they may not. */
function tellFirstStaff(link, dataDir) {
  if (process.stdout.isTTY) return console.log(`For the first member of staff, once, within an hour: ${link}`)
  const path = join(dataDir, 'first-staff-link.txt')
  writeFileSync(path, link + '\n', { mode: 0o600 })
  console.log(`The link for the first member of staff, good once within an hour, is in ${path}`)
}

/** A whole number after a flag. */
function flag(name, otherwise, least, most) {
  const place = process.argv.indexOf(name)
  if (place < 0) return otherwise
  const n = Number(process.argv[place + 1])
  if (!Number.isInteger(n) || n < least || n > most) throw new Error(`${name} takes a whole number from ${least} to ${most}`)
  return n
}

/** Passwords only to a terminal, as the link for the first staff. */
function tellDemo(lines, dataDir) {
  if (process.stdout.isTTY) return console.log(lines.join('\n'))
  console.log(`${lines[0]}\nWho can sign in is in ${join(dataDir, 'demo-accounts.json')}; codes of this moment: npm start -- --demo --codes`)
}

function tellCodes(lines) {
  if (!lines) throw new Error('There is no demo in DATA_DIR yet: npm start -- --demo makes one.')
  console.log(lines.join('\n'))
}

/** npm that is told to end (SIGTERM) ends its shell and leaves us behind: our parent is another one then. */
function stopWithNpm() {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  setInterval(() => { if (process.ppid !== parent) void shutDown() }, 500).unref()
}

/** Once, however many signals come: npm passes the terminal's Ctrl-C on a second time. */
async function shutDown() {
  if (stopping) return
  stopping = true
  stopped.abort(new Error('The demo was stopped while its people were being made. npm start -- --demo begins anew.'))
  try {
    const server = await started
    await server?.stop()
    process.exit(0)
  } catch (error) {
    complain(error)
    process.exit(1)
  }
}

/** Sentences for people are plain Errors; anything else is a bug and shows where. */
function complain(error) {
  const forPeople = error instanceof Error && error.constructor === Error
  console.error(forPeople ? `\nYachay did not start. ${error.message}\n` : error)
}

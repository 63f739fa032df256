// npm start: installs what is missing, builds, starts the server in this process, stops it on Ctrl-C.
// npm run dev: the same, again after every change under src, programmes, courses or labs.
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkNode, ensureInstalled } from './install.mjs'

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))))

let stopping = false
let started = null

try {
  checkNode()
  ensureInstalled()
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
  const { main } = await import('../dist/main.js')
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void shutDown())
  stopWithNpm()
  // What we write from here on is for this user only, whatever the shell says.
  process.umask(0o077)
  started = main(process.env)
  const { config, firstStaff } = await started
  console.log(`Yachay is at ${config.publicUrl}${config.publicUrl.includes(`:${config.port}`) ? '' : ` (listening on port ${config.port})`}`)
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

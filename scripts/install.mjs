// What a fresh machine lacks: the packages of package-lock.json, and Chromium and poppler for the tests. Uses nothing but Node.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const OLDEST_NODE = [20, 19]

/** An Error with a sentence for people when this Node is too old. */
export function checkNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number)
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return
  throw new Error(`Node ${OLDEST_NODE.join('.')} or newer is needed, this is ${version}. See https://nodejs.org.`)
}

/** Runs `npm ci` unless node_modules holds exactly what package-lock.json says. */
export function ensureInstalled(root = ROOT) {
  if (isInstalled(root)) return
  console.log('Installing packages (npm ci) …')
  const npm = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: 'inherit' })
  if (npm.status !== 0) throw new Error(`npm ci failed${npm.error ? `: ${npm.error.message}` : ''}. Is there a network, and may this user write to ${root}?`)
  if (!isInstalled(root)) throw new Error('npm ci ended well, yet node_modules is not what package-lock.json says.')
}

/** npm writes node_modules/.package-lock.json last: what it lists is there. Optional packages are for other machines. */
export function isInstalled(root) {
  const wanted = packagesOf(join(root, 'package-lock.json'))
  const present = packagesOf(join(root, 'node_modules/.package-lock.json'))
  if (!wanted || !present) return false
  return Object.entries(wanted).every(([path, entry]) =>
    path === '' || (present[path] ? present[path].version === entry.version : entry.optional === true))
}

function packagesOf(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : null
}

const CHROMIUMS = ['chromium', 'chromium-browser', 'google-chrome']

/** The path of a Chromium; installs Debian's when we are root, else an Error that says the command. CHROMIUM names another one. */
export function ensureChromium() {
  return process.env.CHROMIUM ?? ensureProgram(CHROMIUMS, 'chromium', 'The browser tests need Chromium.')
}

/** What the engine computes is compared with another browser's arithmetic than Chromium's. */
export function ensureFirefox() {
  return ensureProgram(['firefox-esr', 'firefox'], 'firefox-esr', 'The tests of the engine in another browser need Firefox.')
}

/** The tests of what we print read PDF files with another program than the one that wrote them. */
export function ensurePoppler() {
  return ensureProgram(['pdftotext'], 'poppler-utils', 'The tests of PDF files need poppler-utils.')
}

/** The load of the record's benchmark comes from a program in C, so that the machine's cores are left to the server. */
export function ensureWrk() {
  return ensureProgram(['wrk'], 'wrk', 'The benchmark of the record needs wrk.')
}

const SANDBOX_USER = 'yachay-sandbox'

/**
 * What labs of code need on Debian, made when we are root: bubblewrap, and the system user under which learners' code runs. Never
 * in the way of a start: where it is missing the labs of code stay closed and say why (src/features/labs/sandbox/form.ts).
 */
export function ensureSandbox() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return
  try {
    ensureProgram(['bwrap'], 'bubblewrap', 'Labs of code need bubblewrap.')
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
  }
  const known = readFileSync('/etc/passwd', 'utf8').split('\n').some((line) => line.startsWith(`${SANDBOX_USER}:`))
  if (known) return
  console.log(`Making the system user ${SANDBOX_USER} …`)
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin', SANDBOX_USER], { stdio: 'inherit' })
}

function ensureProgram(names, debian, why) {
  const found = findProgram(names)
  if (found) return found
  const install = ['apt-get', 'install', '--yes', '--no-install-recommends', debian]
  const command = `sudo ${install.join(' ')}`
  if (process.getuid?.() !== 0) throw new Error(`${why} Install it with: ${command}`)
  console.log(`Installing ${debian} (apt-get) …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-q'], { stdio: ['ignore', 'ignore', 'inherit'], env })
  spawnSync(install[0], install.slice(1), { stdio: ['ignore', 'ignore', 'inherit'], env })
  const now = findProgram(names)
  if (!now) throw new Error(`${debian} could not be installed. Try: ${command}`)
  return now
}

function findProgram(names) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram)
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  checkNode()
  ensureInstalled()
}

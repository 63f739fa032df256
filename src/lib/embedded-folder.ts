import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync, writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { launcherAsOwnUser, type Binaries, type Launcher } from './embedded-binaries.ts'
import { ROLE } from './embedded-claim.ts'
import { environment } from './embedded-process.ts'

const MAJOR = '18'

/** Makes a new database folder beside and renames it: it is there whole or not at all, whoever else does the same. */
export async function initialise(folder: string, binaries: Binaries, run: Launcher): Promise<void> {
  if (existsSync(join(folder, 'PG_VERSION'))) return checkVersion(folder)
  const real = belongsToOwnUser(folder) ? readlinkSync(folder) : folder
  const draft = `${real}.${randomBytes(4).toString('hex')}`
  mkdirSync(draft, { mode: 0o700 })
  const password = randomBytes(24).toString('base64url')
  const passwordFile = `${draft}.password`
  writeFileSync(passwordFile, password + '\n', { mode: 0o600 })
  if (run.user) for (const path of [draft, passwordFile]) chownSync(path, run.user.uid, run.user.gid)
  try {
    program('initdb', ['-D', draft, '--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256',
      '--encoding=UTF8', '--locale=C', '--wal-segsize=4', '--no-instructions'], binaries, run)
    // The owner of the database is no superuser.
    program('postgres', ['--single', '-D', draft, 'postgres'], binaries, run,
      `create role ${ROLE} login createdb password '${password}';\n`)
    renameSync(passwordFile, join(draft, 'password'))
    renameSync(draft, real)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    // Another process made it in the same moment: then its database is the one.
    if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

function program(name: string, args: string[], binaries: Binaries, run: Launcher, input = ''): void {
  const command = [...run.prefix, join(binaries.native, 'bin', name), ...args]
  const done = spawnSync(command[0] as string, command.slice(1), { cwd: '/', env: environment(binaries), input, encoding: 'utf8', ...run.user })
  if (done.status !== 0) throw new Error(`${name} failed: ${done.error?.message ?? done.stderr.trim()}`)
}

function checkVersion(folder: string): void {
  const version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()
  if (version === MAJOR) return
  throw new Error(`${folder} was made by PostgreSQL ${version}, this is PostgreSQL ${MAJOR}. ` +
    'Make a backup with the Yachay that made it, then restore it into a new DATA_DIR.')
}

/** Where binaries and data live when the database runs as a system user of its own. */
const OWN_PLACE = '/var/lib/yachay-db'

/** True when an earlier start moved the database to its own user: then it stays there. */
export function belongsToOwnUser(folder: string): boolean {
  return lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() === true
}

/** Copies binaries and data to a place that the database's own user can reach; leaves a link where the data was. */
export function moveToOwnUser(folder: string, binaries: Binaries): { binaries: Binaries; run: Launcher } {
  const run = launcherAsOwnUser()
  mkdirSync(OWN_PLACE, { recursive: true })
  chmodSync(OWN_PLACE, 0o755)
  const native = join(OWN_PLACE, `postgresql-${MAJOR}-${process.arch}`)
  if (!existsSync(native)) {
    const draft = mkdtempSync(`${native}.`)
    cpSync(binaries.native, draft, { recursive: true, verbatimSymlinks: true })
    if (binaries.libraryPath) cpSync(binaries.libraryPath, join(draft, 'lib'), { recursive: true, dereference: true })
    chmodSync(draft, 0o755)
    renameSync(draft, native)
  }
  if (!belongsToOwnUser(folder)) {
    const place = mkdtempSync(join(OWN_PLACE, 'data-'))
    const data = join(place, 'postgres')
    if (existsSync(folder)) {
      cpSync(folder, data, { recursive: true })
      renameSync(folder, `${folder}.moved`)
    }
    const owned = spawnSync('chown', ['-R', `${run.user.uid}:${run.user.gid}`, place], { encoding: 'utf8' })
    if (owned.status !== 0) throw new Error(`${place} could not be given to the database's user: ${owned.stderr}`)
    symlinkSync(data, folder)
    rmSync(`${folder}.moved`, { recursive: true, force: true })
  }
  return { binaries: { native, libraryPath: null }, run }
}

/** Longest path of a unix socket, without its zero byte. */
const LONGEST_SOCKET = 107 - '/.s.PGSQL.5432'.length

/** DATA_DIR/run where that is short enough, else a new folder of ours under /tmp; 0700, and the database's own. */
export function socketFolder(dataDir: string, run: Launcher): { path: string; remove: () => void } {
  const beside = join(dataDir, 'run')
  if (!run.user && Buffer.byteLength(beside) <= LONGEST_SOCKET) {
    mkdirSync(beside, { recursive: true, mode: 0o700 })
    chmodSync(beside, 0o700)
    return { path: beside, remove: () => undefined }
  }
  const path = mkdtempSync('/tmp/yachay-')
  if (run.user) chownSync(path, run.user.uid, run.user.gid)
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

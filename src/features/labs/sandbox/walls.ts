import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../../lib/root.ts'
import type { Runtime } from './python-run.ts'

/** The system user under which learners' code runs when we are root; scripts/install.mjs makes it. */
export const SANDBOX_USER = 'yachay-sandbox'

export interface Limits {
  /** The whole tree of processes is killed after so long, whatever it does. */
  readonly wallMs: number
  /** CPU seconds of each process. */
  readonly cpuSeconds: number
  /** Characters of output; one more and it is killed. */
  readonly output: number
}

/** Three nearest neighbours in plain Python over all hidden rows take 10 to 25 seconds of an idle core; the rest is room for a slow, busy machine. */
export const LIMITS: Limits = { wallMs: 240_000, cpuSeconds: 60, output: 65_536 }

/** Bytes of data a process may have: what MicroPython's memory of 24 MB and Node take, measured, and as much again. */
const DATA = 768 * 1_048_576
/** WebAssembly pages of 64 KiB: 256 MB. */
const WASM_PAGES = 4096
/** The largest file that bubblewrap itself may write, of what goes in: Pyodide's WebAssembly has 9.6 MB. What runs inside may write 1 MB. */
const CARGO_BYTES = 16 * 1_048_576
/** Threads and processes: Node starts about ten threads, so a second one hardly starts. */
const THREADS = 24

export interface Programs {
  readonly bwrap: string
  readonly prlimit: string
}

/** Files that go in as copies, so that it does not matter who may read the folder they lie in: path inside, path outside. The first is run. */
export type Cargo = readonly (readonly [inside: string, outside: string])[]

export function cargoOf(runtime: Runtime): Cargo {
  return runtime === 'pyodide' ? fullPythonCargo() : pythonCargo()
}

export function pythonCargo(): Cargo {
  const packaged = join(ROOT, 'node_modules/@micropython/micropython-webassembly-pyscript')
  return [
    ['/app/python.child.mjs', join(ROOT, 'dist/python.child.js')],
    ['/app/micropython.mjs', join(packaged, 'micropython.mjs')],
    ['/app/micropython.wasm', join(packaged, 'micropython.wasm')],
  ]
}

/** Of the full Python only what runs: no package, so nothing that could fetch one. */
function fullPythonCargo(): Cargo {
  const packaged = join(ROOT, 'node_modules/pyodide')
  return [
    ['/app/full-python.child.mjs', join(ROOT, 'dist/full-python.child.js')],
    ...['pyodide.mjs', 'pyodide.asm.mjs', 'pyodide.asm.wasm', 'python_stdlib.zip'].map((name) => [`/app/${name}`, join(packaged, name)] as const),
  ]
}

/** What runs a learner's policy: the simulator and QuickJS in one file, and the interpreter's WebAssembly. */
export function policyCargo(): Cargo {
  return [
    ['/app/policy.child.mjs', join(ROOT, 'dist/policy.child.js')],
    ['/app/quickjs.wasm', join(ROOT, 'node_modules/@jitl/quickjs-wasmfile-release-sync/dist/emscripten-module.wasm')],
  ]
}

/** Where bubblewrap and prlimit are; what is missing is null. */
export function findPrograms(): { readonly bwrap: string | null; readonly prlimit: string | null } {
  const find = (name: string): string | null => ['/usr/bin', '/bin', '/usr/local/bin'].map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null
  return { bwrap: find('bwrap'), prlimit: find('prlimit') }
}

/** The system user's number and group, from /etc/passwd; null when there is none. */
export function sandboxUser(passwd = '/etc/passwd'): { readonly uid: number; readonly gid: number } | null {
  const line = existsSync(passwd) ? readFileSync(passwd, 'utf8').split('\n').find((text) => text.startsWith(`${SANDBOX_USER}:`)) : undefined
  const [, , uid, gid] = line?.split(':').map(Number) ?? []
  return uid && gid ? { uid, gid } : null
}

let libraries: readonly string[] | null = null

/** The shared libraries that Node and prlimit need, by ldd: nothing else of the host is in the sandbox, no shell, no /proc. */
function librariesOf(programs: readonly string[]): readonly string[] {
  libraries ??= [...new Set([...spawnSync('ldd', programs, { encoding: 'utf8' }).stdout.matchAll(/(?:=> |^\s)(\/\S+) \(0x/gm)].map(([, path]) => path!))]
  return libraries
}

/**
 * The command: limits, then walls, then Node. New user, pid, mount, network, ipc, uts and cgroup namespaces, no capability, no
 * further user namespace, no environment, a root folder that cannot be written and holds Node, prlimit, their libraries and the cargo,
 * which come as open files from number 3 on.
 */
export function command({ bwrap, prlimit }: Programs, limits: Limits, cargo: Cargo): readonly string[] {
  const files = cargo.flatMap(([inside], i) => ['--ro-bind-data', String(3 + i), inside])
  const libs = librariesOf([process.execPath, prlimit]).flatMap((path) => ['--ro-bind', path, path])
  return [
    prlimit, `--cpu=${limits.cpuSeconds}:${limits.cpuSeconds + 2}`, '--core=0', `--fsize=${CARGO_BYTES}`, '--nofile=64', `--data=${DATA}`, '--memlock=0', '--msgqueue=0', '--',
    bwrap, '--unshare-all', '--unshare-user', '--disable-userns', '--die-with-parent', '--new-session', '--clearenv', '--cap-drop', 'ALL',
    '--uid', '65534', '--gid', '65534', '--hostname', 'lab',
    '--ro-bind', process.execPath, '/app/node', '--ro-bind', prlimit, '/app/prlimit', ...libs, ...files, '--remount-ro', '/', '--chdir', '/app', '--',
    // Inside, where only this sandbox's processes count; outside, all of an ordinary user's would.
    '/app/prlimit', `--nproc=${THREADS}`, '--fsize=1048576', '--', '/app/node', '--max-old-space-size=128', '--max-semi-space-size=2', `--wasm-max-mem-pages=${WASM_PAGES}`, '--v8-pool-size=1',
    '--disallow-code-generation-from-strings', '--no-warnings', cargo[0]![0],
  ]
}

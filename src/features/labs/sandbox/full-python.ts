import { random } from '../../../engine/random.ts'
import type { MicroPython } from './python-run.ts'

/** What `loadPyodide` gives, as far as we use it. */
interface Pyodide {
  readonly runPython: (code: string, options: { readonly filename: string }) => unknown
  readonly globals: MicroPython['globals']
}

export type LoadPyodide = (options: object) => Promise<Pyodide>

/** Its own list of packages, which names what could be fetched: nothing. */
const NO_PACKAGES = { info: { abi_version: '2026_0', arch: 'wasm32', platform: 'emscripten_5_0_3', python: '3.14.2', version: '314.0.7' }, packages: {} }

/**
 * Loads Pyodide so that python-run.ts runs it as it runs MicroPython. `where`: indexURL, and what else the machine needs; `say`: a line
 * that was printed. Strings have the same hashes everywhere; time and draws are the machine's until `makeStill`.
 */
export async function openFullPython(load: LoadPyodide, where: object, say: (line: string) => void): Promise<MicroPython> {
  const python = await load({
    ...where, lockFileContents: NO_PACKAGES, env: { HOME: '/home', LANG: 'C.UTF-8', PYTHONHASHSEED: '0' }, stdin: () => null, stdout: say, stderr: () => undefined,
  })
  return { globals: python.globals, runPython: (code) => python.runPython(code, { filename: '<stdin>' }) }
}

/** 2026-01-01, for every program. */
const BEGINNING = Date.UTC(2026, 0, 1)

/**
 * From here on every machine has the same time and draws the same. Time goes on by 1 ms whenever it is looked at, so that what waits comes to an end;
 * places have UTC. Gives what fills bytes "by chance", for who draws elsewhere.
 */
export function makeStill(seed: number): <T extends ArrayBufferView>(view: T) => T {
  const source = random(String(seed), 'entropy')
  let looks = 0
  const look = (): number => (looks += 1)
  const fill = <T extends ArrayBufferView>(view: T): T => {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
    for (let i = 0; i < bytes.length; i += 1) bytes[i] = source.below(256)
    return view
  }
  put(Date, 'now', () => BEGINNING + look())
  put(performance, 'now', look)
  put(Math, 'random', source.unit)
  put(crypto, 'getRandomValues', fill)
  put(Date.prototype, 'getTimezoneOffset', () => 0)
  for (const part of ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds']) {
    put(Date.prototype, `get${part}`, Reflect.get(Date.prototype, `getUTC${part}`))
  }
  return fill
}

function put(holder: object, name: string, value: unknown): void {
  Object.defineProperty(holder, name, { value, configurable: true, writable: true })
}

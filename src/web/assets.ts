import { existsSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Context } from 'hono'
import { ROOT } from '../lib/root.ts'

const FOLDER = join(ROOT, 'dist', 'assets')
const MANIFEST = join(ROOT, 'dist', 'assets.json')
const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.png': 'image/png',
  '.map': 'application/json', '.wasm': 'application/wasm', '.zip': 'application/zip', '.webmanifest': 'application/manifest+json',
}

type Lists = Readonly<Record<string, readonly string[]>>
interface Manifest { readonly imports: Lists; readonly later: Lists; readonly [name: string]: unknown }

let manifest: Manifest | null = null
let readAt = 0

/** Logical name -> file name with its content hash, as scripts/build.mjs wrote it; read again when a build replaced it. */
function files(): Manifest {
  const changed = existsSync(MANIFEST) ? statSync(MANIFEST).mtimeMs : 0
  if (!manifest || changed !== readAt) {
    if (!changed) throw new Error('dist/assets.json is missing: run `npm run build`')
    manifest = JSON.parse(readFileSync(MANIFEST, 'utf8')) as Manifest
    readAt = changed
  }
  return manifest
}

let known = new Map<string, string>()
let knownFor: Manifest | null = null

/** The address of a built file: asset('styles.css') -> /assets/styles-3f2a….css. Unknown names are an Error: a page without its script is a bug. */
export function asset(name: string): string {
  if (knownFor === null || process.env.NODE_ENV !== 'production') {
    knownFor = files()
    known = new Map(Object.entries(knownFor).flatMap(([key, file]) => (typeof file === 'string' ? [[key, file]] : [])))
  }
  const file = known.get(name)
  if (!file) throw new Error(`no built asset is called ${name}`)
  return `/assets/${file}`
}

const texts = new Map<string, string>()

/** The text of a built file, for what must stand under an address of its own, such as the service worker. */
export function assetText(name: string): string {
  const path = asset(name).slice('/assets/'.length)
  const text = texts.get(path) ?? readFileSync(join(FOLDER, path), 'utf8')
  texts.set(path, text)
  return text
}

/** Addresses of the shared files that scripts need before they can run, each once: to be fetched together with them. */
export function sharedAssets(names: readonly string[]): string[] {
  const { imports } = files()
  return [...new Set(names.flatMap((name) => imports[name] ?? []))].map((file) => `/assets/${file}`)
}

/** Addresses of files that scripts fetch only when somebody comes to need them: a page without signal must have them too. */
export function laterAssets(names: readonly string[]): string[] {
  const { later } = files()
  return [...new Set(names.flatMap((name) => later[name] ?? []))].map((file) => `/assets/${file}`)
}

/** What a built file costs on the wire with what it imports, in bytes. */
export function assetBytes(name: string): number {
  return [asset(name), ...sharedAssets([name]), ...laterAssets([name])].reduce((sum, address) => sum + statSync(join(FOLDER, `${address.slice('/assets/'.length)}.br`)).size, 0)
}

/** What one built file costs: bytes on the wire and unpacked. */
export function fileBytes(name: string): { readonly wire: number; readonly unpacked: number } {
  const path = join(FOLDER, asset(name).slice('/assets/'.length))
  return { wire: statSync(`${path}.br`).size, unpacked: statSync(path).size }
}

/**
 * Workers that compile WebAssembly: a learner's own program, and the engine's kernel, which stands in its own script. They reach nothing: no
 * address, ours neither. The pages keep their policy, which knows no 'wasm-unsafe-eval'.
 */
const COMPILES = /^train-(code|images|program)-/
const WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'"

/** Serves /assets/:file with the precompressed copy the browser takes; the name holds the hash, so it may be kept for ever. */
export function serveAsset(c: Context): Response | Promise<Response> {
  const name = c.req.param('file') ?? ''
  if (!/^[\w.-]+$/.test(name) || !existsSync(join(FOLDER, name))) return c.notFound()
  const accepts = c.req.header('accept-encoding') ?? ''
  const [ending, encoding] = accepts.includes('br') ? ['.br', 'br'] : accepts.includes('gzip') ? ['.gz', 'gzip'] : ['', '']
  const packed = ending && existsSync(join(FOLDER, name + ending))
  // By c.body: a Response made by hand would come without the guard's headers.
  return c.body(new Uint8Array(readFileSync(join(FOLDER, packed ? name + ending : name))), 200, {
    'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream',
    'Cache-Control': 'public, max-age=31536000, immutable',
    Vary: 'Accept-Encoding',
    ...(COMPILES.test(name) ? { 'Content-Security-Policy': WORKER_POLICY } : {}),
    ...(packed ? { 'Content-Encoding': encoding } : {}),
  })
}

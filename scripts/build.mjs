// Bundles the browser's files into dist/assets (hashed names, precompressed) and the server into dist/main.js.
import { createHash } from 'node:crypto'
import { mkdir, readFile, readdir, rename, stat, unlink, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const ASSETS = join(ROOT, 'dist/assets')
const MANIFEST = join(ROOT, 'dist/assets.json')
const CHROME = ['chrome80']
/** A running server may still serve the files of the build before. */
const KEEP_OLD_FILES_MS = 3_600_000

/** Packages of hundreds of small ES modules: as one file they load in a fifth of the time. All others stay outside. */
const BUNDLED = new Set(['kysely', 'zod', 'hono', '@hono/node-server', '@noble/curves', '@noble/hashes', 'preact', 'preact-render-to-string',
  // Into the sandbox goes one file.
  'quickjs-emscripten-core', '@jitl/quickjs-wasmfile-release-sync', '@jitl/quickjs-ffi-types'])

/**
 * Builds everything unless nothing changed since the last build; returns the manifest: logical name -> hashed file name in
 * dist/assets.
 */
export async function build() {
  await mkdir(ASSETS, { recursive: true })
  const files = (await readdir(join(ROOT, 'src'), { recursive: true })).map((path) => join('src', path)).sort()
  const state = await stateOf([...files, 'scripts/build.mjs', 'package-lock.json', 'tsconfig.json'])
  const stamp = join(ROOT, 'dist/build-state')
  const same = await readFile(stamp, 'utf8').catch(() => null) === state
  if (same && await exists(join(ROOT, 'dist/main.js'))) return JSON.parse(await readFile(MANIFEST, 'utf8'))
  const [manifest] = await Promise.all([buildAssets(files), buildServer(files)])
  await replace(MANIFEST, JSON.stringify(manifest, null, 1) + '\n')
  await removeOldFiles(new Set([...Object.values(manifest), ...Object.values(manifest.imports), ...Object.values(manifest.later)].flat()))
  await replace(stamp, state)
  return manifest
}

/** Changes when a file is added, removed or written. */
async function stateOf(paths) {
  const seen = await Promise.all(paths.map(async (path) => {
    const info = await stat(join(ROOT, path))
    return info.isFile() ? `${path} ${info.size} ${info.mtimeMs}` : ''
  }))
  return createHash('sha256').update(seen.join('\n')).digest('hex')
}

/** Whole by themselves: what runs outside any page (service worker, training), and what a page fetches only when it needs it. */
const ALONE = new Set(['sw', 'qr', 'p256'])
const standsAlone = (name) => ALONE.has(name) || name.startsWith('train-')

/** The interpreters of learners' programs; their scripts are in train-code and train-program. */
const INTERPRETERS = {
  'micropython.wasm': 'node_modules/@micropython/micropython-webassembly-pyscript/micropython.wasm',
  'quickjs.wasm': 'node_modules/@jitl/quickjs-wasmfile-release-sync/dist/emscripten-module.wasm',
}

/** The full Python, for those who choose it. Its library is packed anew without compression of its own: brotli then makes it a third smaller. */
const FULL_PYTHON = 'node_modules/pyodide/pyodide.asm.wasm'
const LIBRARY = 'node_modules/pyodide/python_stdlib.zip'

async function libraryBytes() {
  const { unzipSync, zipSync } = await import('fflate')
  return zipSync(unzipSync(await readFile(join(ROOT, LIBRARY))), { level: 0, mtime: '2026-01-01' })
}

/** The manifest: logical name -> file; under `imports`, for each script, the shared files it needs before it can run, under `later` those it may still ask for. */
async function buildAssets(files) {
  const scripts = files.filter((path) => /\.client\.tsx?$/.test(path))
  const named = (path) => basename(path).replace(/\.client\.tsx?$/, '')
  const styles = 'src/web/styles.css'
  const images = files.filter((path) => /^src\/web\/[^/]+\.(svg|png|webmanifest)$/.test(path))
  const wasm = { ...INTERPRETERS, 'pyodide.asm.wasm': FULL_PYTHON }
  const names = [...scripts.map((path) => `${named(path)}.js`), basename(styles), ...images.map((path) => basename(path)), ...Object.keys(wasm), basename(LIBRARY)]
  const twice = names.filter((name, i) => names.indexOf(name) !== i)
  if (twice.length > 0) throw new Error(`two assets are called ${twice.join(', ')}`)
  const alone = scripts.filter((path) => standsAlone(named(path)))
  const [pages, ...rest] = await Promise.all([
    buildPages(Object.fromEntries(scripts.filter((path) => !standsAlone(named(path))).map((path) => [named(path), path]))),
    ...alone.map(async (path) => [`${named(path)}.js`, await bundleOne(path, { format: 'esm', platform: 'browser' })]),
    bundleOne(styles, {}).then((bytes) => [basename(styles), bytes]),
    libraryBytes().then((bytes) => [basename(LIBRARY), bytes]),
    ...[...images.map((path) => [basename(path), path]), ...Object.entries(wasm)].map(async ([name, path]) => [name, await readFile(join(ROOT, path))]),
  ])
  const others = await Promise.all(rest.map(async ([name, bytes]) => [name, await writeAsset(name, bytes)]))
  return { ...pages.manifest, ...Object.fromEntries(others), imports: pages.imports, later: pages.later }
}

/** The pages' scripts in one go: what two of them need becomes a file of its own, fetched once. */
async function buildPages(entryPoints) {
  const { outputFiles, metafile } = await bundle({
    absWorkingDir: ROOT, entryPoints, bundle: true, splitting: true, write: false, metafile: true, minify: true, format: 'esm', platform: 'browser', target: CHROME,
    // The files that ownToTheirTask names are nobody's in tsconfig.json.
    jsx: 'automatic', jsxImportSource: 'preact',
    outdir: 'dist/assets', entryNames: '[name]-[hash]', chunkNames: 'shared-[hash]', legalComments: 'none', charset: 'utf8', logLevel: 'error',
    plugins: [{ name: 'light', setup: drawLight }, await ownToTheirTask(), await besideShell()],
  })
  await Promise.all(outputFiles.map((file) => writeNamed(basename(file.path), file.contents)))
  const name = (o) => `${basename(o.entryPoint).replace(/\.client\.tsx?$/, '')}.js`
  const entries = Object.entries(metafile.outputs).filter(([, o]) => /\.client\.tsx?$/.test(o.entryPoint ?? ''))
    .map(([path, o]) => [bodyOf(metafile.outputs, path), o])
  return {
    manifest: Object.fromEntries(entries.map(([path, o]) => [name(o), basename(path)])),
    imports: Object.fromEntries(entries.map(([path, o]) => [name(o), [...neededBy(metafile.outputs, path, ['import-statement'])].map((p) => basename(p))])),
    later: Object.fromEntries(entries.map(([path, o]) => {
      const first = neededBy(metafile.outputs, path, ['import-statement'])
      return [name(o), [...neededBy(metafile.outputs, path, ['import-statement', 'dynamic-import'])].filter((p) => !first.has(p)).map((p) => basename(p))]
    })),
  }
}

/**
 * Every page loads the shell. Where each file of ours says so, the bundler sees that what the shell needs is needed everywhere,
 * and makes one file of it; else it cuts it into seven by who needs what, and each costs a phone most of a kilobyte in headers.
 */
async function besideShell() {
  const shell = join(ROOT, 'src/web/shell.client.ts')
  const parts = await filesIn(shell)
  return {
    name: 'shell',
    setup: (builder) => builder.onLoad({ filter: /\/src\/.*\.tsx?$/ }, async ({ path, pluginData }) => (parts.has(path) ? null : {
      pluginData, contents: `import ${JSON.stringify(shell)}\n${await readFile(path, 'utf8')}`, loader: path.endsWith('x') ? 'tsx' : 'ts',
    })),
  }
}

/**
 * A phone opens the workbench of few kinds of lab. What the workbench itself needs is one file for all of them; what else a kind needs is its
 * own, though another kind has it too: cut by who needs what, every kind more would cut the files of all others into smaller ones.
 */
async function ownToTheirTask() {
  const common = await filesIn(join(ROOT, 'src/features/labs/workbench/open.tsx'))
  return {
    name: 'own to their task',
    setup: (builder) => builder.onResolve({ filter: /^\.\.?\/.*\.tsx?$/ }, ({ path, importer, resolveDir, pluginData }) => {
      const task = pluginData?.task ?? /\/features\/labs\/tasks\/[\w-]+\/(bench-[\w-]+)\.client\.tsx?$/.exec(importer)?.[1]
      const file = join(resolveDir, path)
      return task === undefined || common.has(file) ? null : { path: file, suffix: `?${task}`, pluginData: { task } }
    }),
  }
}

/** A script of ours and every file that it needs. */
async function filesIn(script) {
  const { metafile } = await bundle({ absWorkingDir: ROOT, entryPoints: [script], bundle: true, write: false, metafile: true, outdir: 'dist', logLevel: 'error' })
  return new Set(Object.keys(metafile.inputs).map((path) => join(ROOT, path)))
}

/** A script of which nothing is left but the import of one shared file is that file. */
function bodyOf(outputs, path) {
  const { imports, inputs } = outputs[path]
  const own = Object.values(inputs).reduce((sum, { bytesInOutput }) => sum + bytesInOutput, 0)
  return own === 0 && imports.length === 1 ? imports[0].path : path
}

/** Only the workbench lives on Preact; the JSX of all other islands is drawn by src/web/light.ts, a tenth of its size. */
function drawLight(builder) {
  builder.onResolve({ filter: /^preact\/jsx-runtime$/ }, ({ importer }) => (importer.includes('/src/features/labs/') ? null : { path: join(ROOT, 'src/web/light.ts') }))
}

/** Every file that a script imports, and what those import. */
function neededBy(outputs, path, kinds, found = new Set()) {
  for (const { path: other, kind } of outputs[path].imports) {
    if (!kinds.includes(kind) || found.has(other)) continue
    found.add(other)
    neededBy(outputs, other, kinds, found)
  }
  return found
}

/** esbuild takes a tenth of a second to load, which a start without changes saves. */
async function bundle(options) {
  return (await import('esbuild')).build(options)
}

/** A worker's script is no module and stands under no Node. */
const PLAIN_SCRIPT = { 'import.meta.url': '"/assets/"', 'globalThis.process': 'undefined' }

/** Nothing of Node's is there: Pyodide asks for it only where it finds Node. */
const OUTSIDE = ['module', 'node:*', 'ws', 'url']

/** What MicroPython does when Node starts it by itself, with an `await` that no plain script may have, lies between these two. */
const BY_ITSELF = ['if(globalThis.loadMicroPython=', 'class PyProxy{']

function leaveOutNode(builder) {
  builder.onLoad({ filter: /micropython\.mjs$/ }, async ({ path }) => {
    const text = await readFile(path, 'utf8')
    const [from, to] = BY_ITSELF.map((mark) => text.indexOf(mark))
    if (from < 0 || to < from) throw new Error('micropython.mjs is written otherwise than scripts/build.mjs knows')
    return { contents: text.slice(0, from) + text.slice(to), loader: 'js' }
  })
}

async function bundleOne(path, options) {
  const { outputFiles } = await bundle({
    absWorkingDir: ROOT, entryPoints: [path], bundle: true, write: false, minify: true, target: CHROME, define: PLAIN_SCRIPT, external: OUTSIDE, plugins: [{ name: 'no-node', setup: leaveOutNode }], legalComments: 'none', charset: 'utf8',
    logLevel: 'error', ...options,
  })
  return outputFiles[0].contents
}

async function writeAsset(name, bytes) {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  const ending = extname(name)
  const file = `${basename(name, ending)}-${hash}${ending}`
  await writeNamed(file, bytes)
  return file
}

const LARGE = 2_000_000

async function writeNamed(file, bytes) {
  const path = join(ASSETS, file)
  // The name holds the hash and the brotli copy is written last: where it stands, all three do.
  if (await exists(`${path}.br`)) return
  const [br, gz] = await Promise.all([
    // The best takes half a minute for 10 MB and saves a twelfth.
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: bytes.length > LARGE ? 9 : 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
    promisify(gzip)(bytes, { level: 9 }),
  ])
  await replace(path, bytes)
  await replace(`${path}.gz`, gz)
  await replace(`${path}.br`, br)
}

/** main.ts and every *.child.ts (a process that main starts). */
async function buildServer(files) {
  const children = files.filter((path) => path.endsWith('.child.ts'))
  const entryPoints = Object.fromEntries(['src/main.ts', ...children].map((path) => [basename(path, '.ts'), path]))
  const { outputFiles } = await bundle({
    absWorkingDir: ROOT, entryPoints, bundle: true, write: false, outdir: 'dist', platform: 'node', format: 'esm', target: 'node20',
    plugins: [{ name: 'packages', setup: leavePackagesOutside }], sourcemap: true, sourcesContent: false, logLevel: 'error',
  })
  await Promise.all(outputFiles.map((file) => replace(file.path, file.contents)))
}

function leavePackagesOutside(builder) {
  builder.onResolve({ filter: /^[^./]/ }, ({ path, resolveDir }) => {
    const name = path.split('/').slice(0, path.startsWith('@') ? 2 : 1).join('/')
    return BUNDLED.has(name) || !resolveDir ? null : { path, external: true }
  })
}

async function removeOldFiles(current) {
  for (const file of await readdir(ASSETS)) {
    if (current.has(file.replace(/\.(br|gz)$/, ''))) continue
    const path = join(ASSETS, file)
    const info = await stat(path).catch(() => null)
    if (info && Date.now() - info.mtimeMs > KEEP_OLD_FILES_MS) await unlink(path)
  }
}

/** Whole or not at all, also while another process builds or reads. */
async function replace(path, bytes) {
  const draft = `${path}.${process.pid}.new`
  await writeFile(draft, bytes)
  await rename(draft, path)
}

async function exists(path) {
  return Boolean(await stat(path).catch(() => null))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const began = performance.now()
  const manifest = await build()
  console.log(`built ${Object.keys(manifest).length} assets and the server in ${Math.round(performance.now() - began)} ms`)
}

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
const BUNDLED = new Set(['kysely', 'zod', 'hono', '@hono/node-server', '@noble/curves', '@noble/hashes', 'preact', 'preact-render-to-string'])

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
const ALONE = new Set(['sw', 'train', 'qr', 'p256'])

/** The manifest: logical name -> file; under `imports`, for each script, the shared files it needs before it can run, under `later` those it may still ask for. */
async function buildAssets(files) {
  const scripts = files.filter((path) => /\.client\.tsx?$/.test(path))
  const named = (path) => basename(path).replace(/\.client\.tsx?$/, '')
  const styles = 'src/web/styles.css'
  const images = files.filter((path) => /^src\/web\/[^/]+\.(svg|png|webmanifest)$/.test(path))
  const names = [...scripts.map((path) => `${named(path)}.js`), basename(styles), ...images.map((path) => basename(path))]
  const twice = names.filter((name, i) => names.indexOf(name) !== i)
  if (twice.length > 0) throw new Error(`two assets are called ${twice.join(', ')}`)
  const alone = scripts.filter((path) => ALONE.has(named(path)))
  const [pages, ...rest] = await Promise.all([
    buildPages(Object.fromEntries(scripts.filter((path) => !ALONE.has(named(path))).map((path) => [named(path), path]))),
    ...alone.map(async (path) => [`${named(path)}.js`, await bundleOne(path, { format: 'esm', platform: 'browser' })]),
    bundleOne(styles, {}).then((bytes) => [basename(styles), bytes]),
    ...images.map(async (path) => [basename(path), await readFile(join(ROOT, path))]),
  ])
  const others = await Promise.all(rest.map(async ([name, bytes]) => [name, await writeAsset(name, bytes)]))
  return { ...pages.manifest, ...Object.fromEntries(others), imports: pages.imports, later: pages.later }
}

/** The pages' scripts in one go: what two of them need becomes a file of its own, fetched once. */
async function buildPages(entryPoints) {
  const { outputFiles, metafile } = await bundle({
    absWorkingDir: ROOT, entryPoints, bundle: true, splitting: true, write: false, metafile: true, minify: true, format: 'esm', platform: 'browser', target: CHROME,
    outdir: 'dist/assets', entryNames: '[name]-[hash]', chunkNames: 'shared-[hash]', legalComments: 'none', charset: 'utf8', logLevel: 'error',
    plugins: [{ name: 'light', setup: drawLight }, await besideShell()],
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
  const { metafile } = await bundle({ absWorkingDir: ROOT, entryPoints: [shell], bundle: true, write: false, metafile: true, outdir: 'dist' })
  const parts = new Set(Object.keys(metafile.inputs).map((path) => join(ROOT, path)))
  return {
    name: 'shell',
    setup: (builder) => builder.onLoad({ filter: /\/src\/.*\.tsx?$/ }, async ({ path }) => (parts.has(path) ? null : {
      contents: `import ${JSON.stringify(shell)}\n${await readFile(path, 'utf8')}`, loader: path.endsWith('x') ? 'tsx' : 'ts',
    })),
  }
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

async function bundleOne(path, options) {
  const { outputFiles } = await bundle({
    absWorkingDir: ROOT, entryPoints: [path], bundle: true, write: false, minify: true, target: CHROME, legalComments: 'none', charset: 'utf8',
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

async function writeNamed(file, bytes) {
  const path = join(ASSETS, file)
  // The name holds the hash and the brotli copy is written last: where it stands, all three do.
  if (await exists(`${path}.br`)) return
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
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

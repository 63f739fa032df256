// The rules of CONVENTIONS.md that a machine can see. Each takes files ({ path, text }) and returns sentences.
import { dirname, join } from 'node:path/posix'

const FEATURES = ['references', 'programmes', 'people', 'log', 'registries', 'clients', 'phones', 'cohorts', 'attendance', 'calls', 'questions', 'courses', 'quizzes', 'labs', 'products', 'tutoring', 'credentials', 'vc', 'sharing', 'imports', 'duties', 'figures', 'releases', 'findings', 'audits', 'transparency', 'integrators']
const LONGEST = 300

/** What each room may import besides itself. `feature.ts` and `rights.ts` are the plugs between features and app. */
const MAY_IMPORT = {
  lib: [],
  engine: [],
  record: ['lib', 'feature.ts'],
  'feature.ts': ['lib', 'record'],
  'rights.ts': ['feature.ts', 'rights-programme.ts'],
  'rights-programme.ts': ['feature.ts'],
  web: ['lib', 'record', 'engine', 'feature.ts'],
  features: ['lib', 'record', 'engine', 'web', 'feature.ts'],
  'house.ts': ['lib', 'record', 'feature.ts'],
  'app.ts': ['lib', 'record', 'engine', 'web', 'features', 'feature.ts', 'rights.ts', 'house.ts'],
  demo: ['lib', 'record', 'engine', 'web', 'features', 'feature.ts', 'house.ts', 'app.ts'],
  'main.ts': ['demo', 'lib', 'record', 'engine', 'web', 'features', 'feature.ts', 'rights.ts', 'house.ts', 'app.ts'],
}

/** Every rule over every file. */
export function breaches(files) {
  return [...imports(files), ...circles(files), ...files.flatMap((file) => [
    ...sizes(file), ...words(file), ...names(file), ...time(file), ...engine(file),
  ])]
}

export function imports(files) {
  return files.filter((file) => file.path.startsWith('src/')).flatMap((file) => importsOf(file).flatMap(({ target }) => {
    const why = refusal(file.path, target)
    return why ? [`${file.path} imports ${target}: ${why}`] : []
  }))
}

function refusal(from, target) {
  const room = roomOf(from)
  const test = isTest(from)
  if (!target.startsWith('.') && !target.startsWith('src/')) {
    const outside = !target.startsWith('test/') && !target.startsWith('scripts/')
    if (room === 'engine' && !test && outside) return 'the engine imports nothing from outside its folder'
    return outside || test ? null : 'only tests import from there'
  }
  const other = roomOf(target)
  if (room === 'features' && other === 'features') return betweenFeatures(from, target, test)
  if (other === 'features' && !/^src\/features\/[^/]+\/index\.tsx?$/.test(target)) return "a feature's inner file; use its index.ts"
  if (test || room === other || MAY_IMPORT[room]?.includes(other)) return null
  if (MAY_IMPORT[room] === undefined) return `${from} belongs to no room`
  return `${room} may import ${[...MAY_IMPORT[room], 'itself'].join(', ')} only`
}

function betweenFeatures(from, target, test) {
  const [mine, theirs] = [featureOf(from), featureOf(target)]
  if (mine === theirs) return null
  if (!/\/index\.tsx?$/.test(target)) return `a feature uses another through its index.ts only`
  if (test) return null
  const [high, low] = [FEATURES.indexOf(mine), FEATURES.indexOf(theirs)]
  if (high < 0) return `"${mine}" is not in the order of features (scripts/rules.mjs, CONVENTIONS.md)`
  return low < high ? null : `${theirs} is not below ${mine} (${FEATURES.join(', ')})`
}

function roomOf(path) {
  return path.split('/')[1]
}

function featureOf(path) {
  return path.split('/')[2]
}

function isTest(path) {
  return /\.test\.tsx?$/.test(path)
}

/** Imports of a file: the target's path from the project root, or a package's name. */
export function importsOf({ path, text }) {
  const code = withoutComments(text)
  const pattern = /(?:^|[\n;])\s*(?:import|export)\s+(?:([^'"`;]*?)\s*\bfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g
  return [...code.matchAll(pattern)].map(([, what, fixed, dynamic]) => {
    const name = fixed ?? dynamic
    return { target: name.startsWith('.') ? join(dirname(path), name) : name, typeOnly: isTypeOnly(what), later: dynamic !== undefined }
  })
}

function isTypeOnly(what) {
  if (what === undefined) return false
  if (/^type\s/.test(what)) return true
  const names = /^\{(.*)\}$/s.exec(what.trim())?.[1]?.split(',').map((name) => name.trim()).filter(Boolean)
  return names !== undefined && names.length > 0 && names.every((name) => name.startsWith('type '))
}

/** Files that need each other when they load. Types and import() do not count. */
export function circles(files) {
  const known = new Map(files.map((file) => [file.path, importsOf(file).filter((i) => !i.typeOnly && !i.later).map((i) => i.target)]))
  const done = new Set()
  const found = []
  const visit = (path, way) => {
    if (way.includes(path)) {
      found.push(`circle of imports: ${[...way.slice(way.indexOf(path)), path].join(' -> ')}`)
      return
    }
    if (done.has(path)) return
    for (const next of known.get(path) ?? []) if (known.has(next)) visit(next, [...way, path])
    done.add(path)
  }
  for (const path of known.keys()) visit(path, [])
  return found
}

export function sizes({ path, text }) {
  const lines = text.split('\n').length - 1
  return lines > LONGEST && !text.startsWith('// generated') ? [`${path} has ${lines} lines; ${LONGEST} is the most`] : []
}

export function words({ path, text }) {
  return matches(text, /\b(?:TO[D]O|FIXM[E])\b/).map((line) => `${path}:${line}: what is left to do goes into an issue, not into the code`)
}

export function names({ path }) {
  const bad = /(?:^|[/.-])(utils?|helpers?|common|manager|services?|misc)(?:[/.-]|$)/.exec(path)?.[1]
  return bad ? [`${path}: "${bad}" says nothing; name what it holds`] : []
}

/** Code that only browsers run: islands, what they are made of, the phone's own store and outbox. */
const ON_THE_PHONE = /\.client\.tsx?$|^src\/web\/phone\/|^src\/features\/[^/]+\/here\//

/** Time comes from house.clock(); the browser and lib have no house. */
export function time({ path, text }) {
  if (!path.startsWith('src/') || path.startsWith('src/lib/') || isTest(path) || ON_THE_PHONE.test(path)) return []
  return matches(withoutComments(text), /\bDate\.now\(|\bnew Date\(\s*\)/).map((line) => `${path}:${line}: time comes from house.clock()`)
}

/** Operations that ECMAScript fixes to the last bit; everything else in Math may differ between engines (LABS.md A). */
const EXACT = 'abs ceil clz32 floor fround imul max min round sign sqrt trunc PI LN2 LN10 LOG2E LOG10E SQRT2 SQRT1_2 E'.split(' ')
const INEXACT = [
  [/\*\*/, '** may differ between engines; multiply'],
  [/\bDate\b|\bperformance\b/, 'no clock in the engine'],
  [/\bcrypto\b/, 'no randomness but our own generator'],
  [/\.(?:sort|toSorted)\(/, 'sort by (value, index) with our own sort'],
  [/\blocaleCompare\b|\btoLocale\w+|\bIntl\b/, 'no locale in the engine'],
]

export function engine({ path, text }) {
  if (!path.startsWith('src/engine/') || isTest(path)) return []
  const code = withoutComments(text)
  const math = [...code.matchAll(/\bMath\.(\w+)/g)].filter(([, name]) => !EXACT.includes(name))
    .map((match) => `${path}:${lineAt(code, match.index)}: Math.${match[1]} is not exact in every engine; use ours`)
  return [...math, ...INEXACT.flatMap(([pattern, why]) => matches(code, pattern).map((line) => `${path}:${line}: ${why}`))]
}

function matches(text, pattern) {
  return [...text.matchAll(new RegExp(pattern.source, 'g'))].map((match) => lineAt(text, match.index))
}

function lineAt(text, index) {
  return text.slice(0, index).split('\n').length
}

/** Comments blanked, line numbers kept; what stands in strings stays. */
export function withoutComments(text) {
  return text.replace(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
    (part) => (part.startsWith('//') || part.startsWith('/*') ? part.replace(/[^\n]/g, ' ') : part))
}

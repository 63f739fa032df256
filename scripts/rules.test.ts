import assert from 'node:assert/strict'
import { test } from 'node:test'
import { breaches, circles, engine, imports, names, sizes, time, withoutComments, words } from './rules.mjs'

const file = (path: string, text: string) => ({ path, text })
/** Sentences about one file, without its path. */
const says = (path: string, text: string) => imports([file(path, text)]).map((line) => line.replace(/^\S+ imports /, ''))

test('imports go down only: lib knows nothing of the record, web nothing of features', () => {
  assert.deepEqual(says('src/lib/a.ts', "import { x } from '../record/append.ts'"), ['src/record/append.ts: lib may import itself only'])
  assert.match(says('src/record/a.ts', "import '../web/page.tsx'")[0] ?? '', /record may import lib, feature.ts, itself only/)
  assert.match(says('src/web/a.tsx', "import { people } from '../features/people/index.ts'")[0] ?? '', /web may import/)
  assert.match(says('src/features/people/a.ts', "import { createApp } from '../../app.ts'")[0] ?? '', /features may import/)
  assert.deepEqual(says('src/features/people/a.ts', "import { append } from '../../record/append.ts'\nimport { x } from './b.ts'\nimport pg from 'pg'"), [])
})

test('a feature reaches another only through its index.ts, and only downwards', () => {
  assert.match(says('src/features/calls/a.ts', "import { x } from '../people/persons.ts'")[0] ?? '', /through its index.ts only/)
  assert.match(says('src/features/people/a.ts', "import type { Call } from '../calls/index.ts'")[0] ?? '', /calls is not below people/)
  assert.deepEqual(says('src/features/calls/a.ts', "import { x } from '../people/index.ts'"), [])
  assert.match(says('src/features/surprise/a.ts', "import { x } from '../people/index.ts'")[0] ?? '', /not in the order of features/)
  assert.match(says('src/app.ts', "import { x } from './features/people/persons.ts'")[0] ?? '', /use its index.ts/)
})

test('a test may open a house, the program may not import from tests or scripts', () => {
  assert.deepEqual(says('src/features/people/a.test.ts', "import { openHouse } from '../../../test/house.ts'"), [])
  assert.match(says('src/features/people/a.ts', "import { openHouse } from '../../../test/house.ts'")[0] ?? '', /only tests/)
  assert.match(says('src/lib/a.ts', "const { build } = await import('../../scripts/build.mjs')")[0] ?? '', /only tests/)
})

test('the engine imports nothing from outside, not even Node', () => {
  assert.match(says('src/engine/a.ts', "import { createHash } from 'node:crypto'")[0] ?? '', /nothing from outside/)
  assert.match(says('src/engine/a.ts', "import { x } from '../lib/text.ts'")[0] ?? '', /engine may import itself only/)
  assert.deepEqual(says('src/engine/a.test.ts', "import test from 'node:test'"), [])
})

test('files that need each other in a circle are named; types alone make no circle', () => {
  const a = file('src/lib/a.ts', "import { b } from './b.ts'")
  assert.deepEqual(circles([a, file('src/lib/b.ts', "import { a } from './a.ts'")]), ['circle of imports: src/lib/a.ts -> src/lib/b.ts -> src/lib/a.ts'])
  assert.deepEqual(circles([a, file('src/lib/b.ts', "import type { A } from './a.ts'")]), [])
  assert.deepEqual(circles([a, file('src/lib/b.ts', "import { type A, type B } from './a.ts'")]), [])
  assert.deepEqual(circles([a, file('src/lib/b.ts', "// import { a } from './a.ts'")]), [])
})

test('the engine uses only operations that give the same bits everywhere', () => {
  const banned = ['Math.exp(x)', 'Math.log(x)', 'Math.pow(x, 2)', 'Math.sin(x)', 'Math.tanh(x)', 'Math.random()', 'x ** 2', 'new Date(0)', 'list.sort((a, b) => a - b)',
    'a.localeCompare(b)', 'performance.now()', 'crypto.getRandomValues(x)']
  for (const code of banned) assert.equal(engine(file('src/engine/a.ts', `const y = ${code}`)).length, 1, code)
  assert.deepEqual(engine(file('src/engine/a.ts', '/** Math.exp is ** banned ** */\nconst y = Math.sqrt(x) * Math.fround(2) // no Date')), [])
  assert.deepEqual(engine(file('src/engine/a.test.ts', 'const y = Math.exp(x)')), [])
  assert.deepEqual(engine(file('src/features/labs/a.ts', 'const y = Math.exp(x)')), [])
  assert.match(engine(file('src/engine/a.ts', '\n\nconst y = Math.exp(x)'))[0] ?? '', /^src\/engine\/a.ts:3: Math.exp/)
})

test('time comes from the house, except in lib, in tests and in the browser', () => {
  for (const code of ['Date.now()', 'new Date()', 'new Date( )']) assert.equal(time(file('src/features/people/a.ts', code)).length, 1, code)
  assert.deepEqual(time(file('src/features/people/a.ts', 'new Date(row.stored) // new Date()')), [])
  for (const path of ['src/lib/clock.ts', 'src/features/people/a.test.ts', 'src/features/labs/bench.client.ts']) assert.deepEqual(time(file(path, 'new Date()')), [])
})

test('long files, empty names and notes to self are refused', () => {
  assert.equal(sizes(file('src/lib/a.ts', 'x\n'.repeat(301))).length, 1)
  assert.equal(sizes(file('src/lib/a.ts', 'x\n'.repeat(300))).length, 0)
  assert.equal(sizes(file('src/lib/a.ts', `// generated by scripts/ubigeo.mjs\n${'x\n'.repeat(301)}`)).length, 0)
  for (const path of ['src/lib/utils.ts', 'src/common/a.ts', 'src/features/people/misc.ts', 'src/lib/mail-service.ts']) assert.equal(names(file(path, '')).length, 1, path)
  assert.equal(names(file('src/web/serviceworker.ts', '')).length, 0)
  assert.deepEqual(words(file('src/lib/a.ts', `x\n// ${'TO' + 'DO'}: later`)), ['src/lib/a.ts:2: what is left to do goes into an issue, not into the code'])
})

test('comments are blanked, strings are kept, lines stay where they were', () => {
  assert.equal(withoutComments("a // b\n'// c' /* d\n e */ f"), "a     \n'// c'     \n      f")
})

test('all rules together name each breach of a file', () => {
  const bad = file('src/engine/utils.ts', "import 'node:fs'\nconst y = Math.exp(Date.now())")
  assert.equal(breaches([bad]).length, 5)
})

import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ROOT } from '../lib/root.ts'

// What gives the same bits in every engine, and nothing else (LABS.md A). The rest ECMAScript leaves to the implementation.
const MATH = new Set(['sqrt', 'floor', 'abs', 'max', 'min', 'imul', 'fround'])
const BANNED: readonly [RegExp, string][] = [
  [/\*\*/, 'the power operator'], [/\bDate\b/, 'the clock'], [/\.sort\(/, 'a sort (ties and comparators)'], [/\btoLocale|\bIntl\b|localeCompare/, 'the locale'],
  [/\bperformance\b|\bprocess\b|\brequire\b|\bawait\b|\bPromise\b/, 'anything outside'], [/\bparseFloat\b|\.toFixed\(/, 'number formatting'], [/\beval\b|\bFunction\(/, 'eval'],
]
const folder = join(ROOT, 'src/engine')
const files = readdirSync(folder).filter((f) => f.endsWith('.ts') && !f.endsWith('.test.ts'))
const code = (file: string) => readFileSync(join(folder, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '')

test('the engine uses only operations that give the same bits everywhere', () => {
  const found: string[] = []
  for (const file of files) {
    const text = code(file)
    for (const [, name] of text.matchAll(/\bMath\.(\w+)/g)) if (!MATH.has(name!)) found.push(`${file}: Math.${name}`)
    for (const [pattern, what] of BANNED) if (pattern.test(text)) found.push(`${file}: ${what}`)
  }
  assert.deepEqual(found, [])
})

test('the engine imports nothing from outside its folder', () => {
  const outside = files.flatMap((file) => [...code(file).matchAll(/\bfrom '([^']+)'|\bimport\('([^']+)'\)/g)]
    .map((m) => m[1] ?? m[2]!).filter((from) => !/^\.\/[\w-]+\.ts$/.test(from)).map((from) => `${file}: ${from}`))
  assert.deepEqual(outside, [])
})

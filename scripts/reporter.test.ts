import assert from 'node:assert/strict'
import { test } from 'node:test'
import report, { verdict } from './reporter.mjs'

const FILE = `${process.cwd()}/src/x.test.ts`
const pass = (name: string, more: object = {}) => ({ type: 'test:pass', data: { name, file: FILE, nesting: 0, details: { duration_ms: 5 }, ...more } })
const fail = (name: string, cause: unknown, more: object = {}) =>
  ({ type: 'test:fail', data: { name, file: FILE, nesting: 0, details: { duration_ms: 5, error: Object.assign(new Error('failed'), { cause }), ...more } } })

async function textOf(events: { type: string; data: object }[]): Promise<string> {
  async function* source() { yield* events }
  const parts: string[] = []
  for await (const part of report(source())) parts.push(part)
  return parts.join('')
}

test('a skipped test, one left for later and a file without tests count as failed', () => {
  assert.equal(verdict(pass('a')), null)
  assert.match(verdict(pass('a', { skip: true })) ?? '', /skipped/)
  assert.match(verdict(pass('a', { skip: 'because' })) ?? '', /skipped/)
  assert.match(verdict(pass('a', { todo: true })) ?? '', /later/)
  assert.match(verdict(pass(FILE)) ?? '', /no tests/)
})

test('a failure is told with its place and its cause, and what the file wrote comes with it', async () => {
  const text = await textOf([
    { type: 'test:stdout', data: { file: FILE, message: 'said something\n' } },
    pass('works'), fail('breaks', new TypeError('x is not y')), fail('throws text', 'plain'),
  ])
  assert.match(text, /✗ breaks\n {2}src\/x\.test\.ts\n {2}TypeError: x is not y/)
  assert.match(text, /✗ throws text\n.*\n {2}plain/)
  assert.match(text, /✗ src\/x\.test\.ts {2}3 tests, 0\.0 s\n {2}said something/)
})

test('what a passing file wrote stays unsaid; suites and parents of failed parts count nothing', async () => {
  const quiet = await textOf([{ type: 'test:stdout', data: { file: FILE, message: 'noise\n' } }, pass('works'), pass('a suite', { details: { duration_ms: 1, type: 'suite' } })])
  assert.equal(quiet, '✓ src/x.test.ts  1 test, 0.0 s\n')
  const parent = { type: 'test:fail', data: { name: 'parent', file: FILE, nesting: 0, details: { duration_ms: 5, error: { failureType: 'subtestsFailed' } } } }
  assert.match(await textOf([fail('part', new Error('no')), parent]), /✗ src\/x\.test\.ts {2}1 test,/)
})

test('figures that a test tells are printed', async () => {
  const text = await textOf([{ type: 'test:diagnostic', data: { file: FILE, nesting: 0, message: 'second start: 1400 ms' } }, pass('works')])
  assert.match(text, /second start: 1400 ms/)
})

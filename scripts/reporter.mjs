// Reporter for node --test: one line a file, each failure in full, and the counts as JSON for scripts/test.mjs.
import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { inspect } from 'node:util'

/** A skipped or unfinished test counts as failed, and so does a file without tests. */
export function verdict(event) {
  const { data } = event
  if (event.type === 'test:fail') return describe(data.details.error)
  if (data.skip !== undefined) return 'skipped: tests are not skipped here'
  if (data.todo !== undefined) return 'marked todo: tests are not left for later here'
  if (data.file !== undefined && data.name === data.file) return 'the file has no tests'
  return null
}

export default async function* report(source) {
  /** `files`: those with a failure, and how many of theirs passed and failed. */
  const counts = { passed: 0, failed: 0, files: {} }
  /** What each file wrote, shown only when it failed. */
  const written = new Map()
  let file = null
  const close = () => {
    if (!file) return ''
    if (file.failures) counts.files[file.name] = { passed: file.tests - file.failures, failed: file.failures }
    const line = `${file.failures ? '✗' : '✓'} ${file.name}  ${file.tests} test${file.tests === 1 ? '' : 's'}, ${(file.ms / 1000).toFixed(1)} s\n`
    const output = written.get(file.name)
    return file.failures && output ? `${line}${indent(output)}\n` : line
  }
  for await (const event of source) {
    const { data } = event
    const name = relative(process.cwd(), data.file ?? data.name ?? '')
    if (event.type === 'test:stdout' || event.type === 'test:stderr') written.set(name, (written.get(name) ?? '') + data.message)
    if (event.type === 'test:diagnostic' && data.file) {
      // An error that came after its test had ended, or a figure the test tells.
      if (data.message.startsWith('Error:')) written.set(name, `${written.get(name) ?? ''}${data.message}\n`)
      else yield `  ${data.message}\n`
    }
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue
    if (file?.name !== name) {
      yield close()
      file = { name, tests: 0, failures: 0, ms: 0 }
    }
    // A suite, or a test whose subtests failed, says nothing of its own.
    if (data.details.type === 'suite' || data.details.error?.failureType === 'subtestsFailed') continue
    const problem = verdict(event)
    file.tests++
    if (data.nesting === 0) file.ms += data.details.duration_ms
    if (problem === null) counts.passed++
    else {
      counts.failed++
      file.failures++
      yield `\n✗ ${data.name}\n  ${name}${data.line ? `:${data.line}` : ''}\n${indent(problem)}\n\n`
    }
  }
  yield close()
  if (process.env.TEST_COUNTS) writeFileSync(process.env.TEST_COUNTS, JSON.stringify(counts))
}

/** The cause of a failed test, without the frames of Node itself. */
function describe(error) {
  const cause = error?.cause ?? error
  const text = cause instanceof Error || (cause && typeof cause === 'object') ? cause.stack ?? inspect(cause) : String(cause)
  const lines = String(text).split('\n').filter((line) => !/^\s+at .*\(?node:/.test(line))
  const differ = cause && typeof cause === 'object' && 'expected' in cause && cause.code === 'ERR_ASSERTION' && !String(text).includes('expected')
    ? [`expected ${inspect(cause.expected, { depth: 6 })}`, `actual   ${inspect(cause.actual, { depth: 6 })}`] : []
  return [...lines, ...differ].join('\n')
}

function indent(text) {
  return text.trimEnd().split('\n').map((line) => `  ${line}`).join('\n')
}

import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { Problem } from '../../../src/lib/problem.ts'
import { checkAgent } from '../../../src/record/validation/agent.ts'
import * as formats from '../../../src/record/validation/formats.ts'
import { repeatedName } from '../../../src/record/validation/repeated.ts'
import { statementSchema } from '../../../src/record/validation/schema.ts'
import { checkStatement } from '../../../src/record/validation/statement.ts'
import { dataRequirements } from '../requirements/data.ts'
import { BOTH, real, wrongIn } from './case.ts'
import { cases } from './cases.ts'
import { diceOf, validStatement } from './generate.ts'
import { brokenStatement } from './generate-broken.ts'
import { agent, anonymous, bases, group, member } from './samples.ts'

for (const one of cases) {
  test(one.name, () => {
    assert.deepEqual(wrongIn(one, real, true), [])
  })
}

function refusal(act: () => unknown): Problem {
  try {
    act()
  } catch (error) {
    assert.ok(error instanceof Problem, String(error))
    return error
  }
  throw new Error('nothing was refused')
}

test('A valid statement is never refused, whatever it holds and in which order', () => {
  for (const version of BOTH) {
    for (let seed = 1; seed <= 2000; seed += 1) {
      const statement = validStatement(diceOf(seed), version)
      try {
        checkStatement(statement, version)
      } catch (error) {
        assert.fail(`seed ${seed}, ${version}: ${error instanceof Problem ? error.sentence.en : String(error)}\n${JSON.stringify(statement)}`)
      }
    }
  }
})

test('A statement with one thing wrong is never taken, and refused in words', () => {
  const labels = new Set<string>()
  for (const version of BOTH) {
    for (let seed = 1; seed <= 2000; seed += 1) {
      const { label, value } = brokenStatement(diceOf(seed), version)
      const problem = refusal(() => { checkStatement(value, version); assert.fail(`seed ${seed}, ${version}: ${label}\n${JSON.stringify(value)}`) })
      assert.equal(problem.status, 400, `seed ${seed}, ${version}: ${label}`)
      assert.equal(problem.code, 'statement-invalid')
      assert.doesNotMatch(`${problem.sentence.es} ${problem.sentence.en}`, /undefined|asks for/, `seed ${seed}: ${label} is said clearly`)
      labels.add(label)
    }
  }
  assert.ok(labels.size > 500, `many different things were wrong: ${labels.size}`)
})

test('A refusal names the place and what is wrong there, in both languages', () => {
  const { sentence } = refusal(() => checkStatement({ ...(bases('1.0.3').least as object), result: { score: { scaled: 2 } } }, '1.0.3'))
  assert.deepEqual(sentence, { es: 'No es xAPI válido. /result/score/scaled: debe ser 1 o menos.', en: 'Not valid xAPI. /result/score/scaled: must be 1 or less.' })
})

test('An agent in a parameter is checked like one in a statement', () => {
  for (const good of [agent, member, group, anonymous]) assert.equal(checkAgent(good, 'agent'), good)
  for (const bad of [null, 'x', {}, { ...agent, ...member }, { objectType: 'Group' }, { ...agent, mbox: 'rosa@example.pe' }]) assert.equal(refusal(() => checkAgent(bad, 'agent')).status, 400)
  assert.match(refusal(() => checkAgent({}, 'agent')).sentence.en, /agent: must have exactly one of mbox/)
})

test('A timestamp is read to the millisecond, whatever its form and offset', () => {
  const at = Date.UTC(2026, 2, 1, 15, 0, 0, 123)
  for (const text of ['2026-03-01T15:00:00.123Z', '2026-03-01T10:00:00.123-05:00', '2026-03-01 20:30:00,123+0530', '20260301T100000.123-05', '2026-03-01T15:00:00.123']) assert.deepEqual(formats.instantOf(text), { ms: at, finer: '' }, text)
  assert.deepEqual(formats.instantOf('2026-03-01T15:00:00.123456000Z'), { ms: at, finer: '456' })
  assert.equal(formats.instantOf('2016-12-31T23:59:60Z')?.ms, Date.UTC(2017, 0, 1))
  assert.equal(formats.instantOf('0099-01-01T00:00:00Z')?.ms, Date.parse('0099-01-01T00:00:00Z'))
})

test('A name that stands twice in an object is found at any depth, however it is written', () => {
  const twice = (text: string) => repeatedName(text, { start: 0, end: text.length }, JSON.parse(text))
  assert.equal(twice('{"id":1,"id":1}'), 'id')
  assert.equal(twice('{"id":1,"\\u0069d":1}'), 'id')
  assert.equal(twice('{"a":[{"b":{"c" : 1,\n"c"\t:2}}]}'), 'c')
  for (const fine of ['{}', '[{"a":1},{"a":2}]', '{"a":{"a":{"a":"a"}}}', '{"a":"\\"a\\":1","b":"a:","":"{\\"b\\":","c":"\\\\"}']) assert.equal(twice(fine), null, fine)
  const second = '[{"a":1,"a":2},{"b":1}]'
  assert.equal(repeatedName(second, { start: 15, end: 22 }, { b: 1 }), null)
})

test('No form makes us count long: texts made to cost time are read once', () => {
  const long = 60_000
  const hostile = ['a'.repeat(long), '1'.repeat(long), `P${'1'.repeat(long)}`, `P${'1.'.repeat(long)}`, `PT${'1'.repeat(long)}.`, `en${'-abcde'.repeat(long)}-`, `en${'-a-bb'.repeat(long)}!`, `x${'-a'.repeat(long)}-`, `mailto:${'a.'.repeat(long)}`,
    `mailto:a@${'a.'.repeat(long)}`, `a:${'%41'.repeat(long)}%`, `a/b${';a=b'.repeat(long)};;`, `a/b;${' '.repeat(long)}x`, `a/b;a="${'\\"'.repeat(long)}`, `2026-01-01T00:00:00.${'1'.repeat(long)}`]
  for (const judge of [formats.isIri, formats.isMailto, formats.isUuid, formats.isLanguageTag, formats.isTimestamp, formats.isDuration, formats.isMediaType, formats.isSha1, formats.isSha2]) {
    for (const text of hostile) {
      const before = process.cpuUsage().user
      judge(text)
      // Two seconds of processor are a thousand times what one reading takes; a quadratic one would take a minute.
      assert.ok(process.cpuUsage().user - before < 2_000_000, `${judge.name} ${text.slice(0, 20)}`)
    }
  }
})

test('The schemas are JSON Schema 2020-12', () => {
  const ajv = new Ajv2020()
  for (const version of BOTH) assert.ok(ajv.validateSchema(statementSchema(version)), ajv.errorsText())
})

test('Every requirement on statements has its row, every row its test or a reason, every case its requirement', () => {
  const numbered = new Set(dataRequirements.map(({ id }) => id))
  for (let n = 1; n <= 124; n += 1) assert.ok(numbered.has(`XAPI-${String(n).padStart(5, '0')}`), String(n))
  const named = new Map(cases.map(({ name, requirements }) => [name, requirements]))
  for (const { id, test: name, why } of dataRequirements) {
    if (name === null) assert.ok(why && why.length > 10, `${id} says why`)
    else assert.ok(named.has(name) ? named.get(name)!.includes(id) || id.startsWith('2.0') : titles().has(name), `${id}: ${name}`)
  }
  for (const { name, requirements } of cases) {
    assert.ok(requirements.length > 0 && requirements.every((id) => numbered.has(id)), `${name}: ${requirements.join(', ')}`)
  }
  assert.equal(named.size, cases.length, 'no two cases have the same name')
})

let known: Set<string> | null = null

/** The names of all tests that may show a requirement. */
function titles(): Set<string> {
  if (known) return known
  const files = ['src/record', 'test/lrs'].flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))).filter((name) => name.endsWith('.test.ts'))
  known = new Set(files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/^\s*(?:test|both)\('((?:[^'\\]|\\.)*)'/gm)].map(([, title]) => title!.replace(/\\'/g, "'"))))
  return known
}

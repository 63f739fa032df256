// npm run mutate: takes every constraint out of the schema of statements, and every check beside it, one at a time, and demands that
// a case of test/lrs/validation/cases.ts notices. What no case notices would not be missed by a test either: it fails.
import { checks } from '../src/record/validation/checks.ts'
import { statementSchema, type Definitions } from '../src/record/validation/schema.ts'
import { judgeOf, type Judge } from '../src/record/validation/validator.ts'
import type { XapiVersion } from '../src/record/xapi/request.ts'
import { BOTH, real, wrongIn, type Case, type Validator } from '../test/lrs/validation/case.ts'
import { cases } from '../test/lrs/validation/cases.ts'

type Path = readonly (string | number)[]
/** `version`: the only one whose statements can tell it from the real thing. */
interface Mutant { readonly name: string; readonly validator: Validator; readonly version?: XapiVersion }

/** Keywords that hold a schema, several by name, or names that must be there; every other keyword is a constraint of its own. */
const ONE = new Set(['additionalProperties', 'propertyNames', 'items', 'if', 'then', 'else'])
const CONDITION = new Set(['if', 'then', 'else'])

/** Every place of a schema that can be taken out without leaving a schema that means nothing. */
function placesIn(schema: unknown, at: Path): Path[] {
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([keyword, value]: [string, unknown]): Path[] => {
    const here = [...at, keyword]
    if (keyword === 'properties') return Object.entries(value as object).flatMap(([name, each]) => [[...here, name], ...placesIn(each, [...here, name])])
    if (keyword === 'required' || keyword === 'enum') return (value as string[]).map((_, i) => [...here, i])
    if (keyword === 'dependentRequired') return Object.keys(value as object).map((name) => [...here, name])
    // A condition without its `if` means nothing; its parts are taken out one by one.
    if (CONDITION.has(keyword)) return [...(keyword === 'if' ? [] : [here]), ...placesIn(value, here)]
    return [here, ...(ONE.has(keyword) ? placesIn(value, here) : [])]
  })
}

function without(whole: unknown, [step, ...rest]: Path): unknown {
  if (step === undefined) return whole
  const copy: unknown = Array.isArray(whole) ? [...whole] : { ...(whole as object) }
  const key = String(step)
  const holder = copy as Record<string, unknown>
  if (rest.length > 0) holder[key] = without(holder[key], rest)
  // A branch that demands nothing.
  else if (CONDITION.has(key)) holder[key] = {}
  else if (Array.isArray(copy)) copy.splice(Number(step), 1)
  else delete holder[key]
  return copy
}

function mutants(): Mutant[] {
  const ofSchema = BOTH.flatMap((version) => {
    const schema = statementSchema(version)
    // What both versions share is one and the same object: once is enough.
    const own = Object.entries(schema.$defs).filter(([part, definition]) => version === '1.0.3' || statementSchema('1.0.3').$defs[part] !== definition)
    return own.flatMap(([part, definition]) => placesIn(definition, [part]).map((path): Mutant => ({
      name: `${version} ${path.join('/')}`, version,
      validator: { checks, schema: mutated({ ...schema, $defs: without(schema.$defs, path) as Definitions }) },
    })))
  })
  const ofChecks = checks.map((check): Mutant => ({ name: `check: ${check.name}`, validator: { ...real, checks: checks.filter((other) => other !== check) } }))
  return [...ofSchema, ...ofChecks]
}

function mutated(schema: ReturnType<typeof statementSchema>): Validator['schema'] {
  const parts = new Map<string, Judge>()
  return (_version, part) => {
    const found = parts.get(part) ?? judgeOf(schema, part, false)
    parts.set(part, found)
    return found
  }
}

/** A check that breaks on a shape the schema should have refused has noticed it too. */
function notices(one: Case, { validator, version }: Mutant): boolean {
  try {
    return wrongIn(one, validator, false, version).length > 0
  } catch (error) {
    if (error instanceof TypeError) return true
    throw error
  }
}

const broken = cases.filter((one) => wrongIn(one, real, true).length > 0)
for (const one of broken) console.error(`already wrong without any change: ${one.name}`)

const killers = new Map<string, number>()
let [killed, survived] = [0, 0]
for (const mutant of mutants()) {
  const { name } = mutant
  const by = cases.find((one) => notices(one, mutant))
  if (by) {
    killed += 1
    killers.set(by.name, (killers.get(by.name) ?? 0) + 1)
    if (process.argv.includes('--all')) console.log(`${name} | ${by.name}`)
  } else {
    survived += 1
    console.error(`NOT NOTICED: ${name}`)
  }
}
for (const [name, count] of [...killers].toSorted(([, a], [, b]) => b - a)) console.log(`${String(count).padStart(4)} noticed by: ${name}`)
console.log(`${killed} passed, ${survived + broken.length} failed`)
process.exitCode = survived + broken.length > 0 ? 1 : 0

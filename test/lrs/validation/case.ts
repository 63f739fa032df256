import { inspect } from 'node:util'
import { judge, type Judge } from '../../../src/record/validation/validator.ts'
import { checks as allChecks, type Check } from '../../../src/record/validation/checks.ts'
import { faultIn } from '../../../src/record/validation/statement.ts'
import type { Fault } from '../../../src/record/validation/sentences.ts'
import type { XapiVersion } from '../../../src/record/xapi/request.ts'
import { bases, inside, put, type Base } from './samples.ts'

export const BOTH: readonly XapiVersion[] = ['1.0.3', '2.0.0']

/** A place in a statement, what it takes and what it refuses. Every case runs in a sub-statement too, when its place is one of an event. */
export interface Case {
  readonly name: string
  readonly requirements: readonly string[]
  readonly base?: Base
  /** JSON pointer into the base; '' is the whole. GONE as a value takes the place out. */
  readonly at: string
  readonly takes?: readonly unknown[]
  readonly refuses?: readonly unknown[]
  /** Where the refusal points: there or below. The place itself unless said otherwise. */
  readonly place?: string
  readonly versions?: readonly XapiVersion[]
  /** A part of the schema that is judged alone, with the base's value at `at` as its value. */
  readonly part?: string
}

/** How a statement, or one part of the schema, is judged: the real thing, or one with a piece taken out. */
export interface Validator {
  readonly schema: (version: XapiVersion, part: string) => Judge
  readonly checks: readonly Check[]
}

export const real: Validator = { schema: judge, checks: allChecks }

interface Trial { readonly label: string; readonly version: XapiVersion; readonly value: unknown; readonly part: string; readonly place: string; readonly takes: boolean }

function trials(one: Case): Trial[] {
  const found: Trial[] = []
  for (const version of one.versions ?? BOTH) {
    const base = bases(version)[one.base ?? 'full']
    const add = (value: unknown, takes: boolean) => {
      const whole = put(base, one.at, value)
      const place = one.place ?? one.at
      const label = `${version} ${one.at} ${inspect(value, { depth: 3, breakLength: Infinity })}`.slice(0, 200)
      found.push({ label, version, value: whole, part: one.part ?? 'statement', place, takes })
      const sub = one.part === undefined ? inside(whole, one.at) : null
      if (sub) found.push({ label: `${label}, in a sub-statement`, version, value: sub, part: 'statement', place: `/object${place}`, takes })
    }
    for (const value of one.takes ?? []) add(value, true)
    for (const value of one.refuses ?? []) add(value, false)
  }
  return found
}

const prepared = new WeakMap<Case, Trial[]>()

/** What goes otherwise than the case says, one sentence each; empty when all is well. `where` also asks for the place of each refusal. */
export function wrongIn(one: Case, validator: Validator, where: boolean, only?: XapiVersion): string[] {
  const all = prepared.get(one) ?? trials(one)
  prepared.set(one, all)
  return all.flatMap((trial) => {
    if (only !== undefined && trial.version !== only) return []
    const fault = verdict(trial, validator)
    if (trial.takes) return fault ? [`${trial.label} is refused: ${fault.place} ${fault.en}`] : []
    if (!fault) return [`${trial.label} is taken`]
    const right = fault.place === trial.place || fault.place.startsWith(`${trial.place}/`)
    return where && !right ? [`${trial.label} is refused at ${fault.place}, not at ${trial.place}: ${fault.en}`] : []
  })
}

function verdict({ version, value, part }: Trial, { schema, checks }: Validator): Fault | null {
  return part === 'statement' ? faultIn(value, schema(version, part), checks) : schema(version, part)(value)
}

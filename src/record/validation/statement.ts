import type { XapiVersion } from '../xapi/request.ts'
import { checks as allChecks, type Check } from './checks.ts'
import type { OutsideStatement } from './outside.ts'
import type { Fault } from './sentences.ts'
import { repeatedName } from './repeated.ts'
import { judge, refusal, type Judge } from './validator.ts'

export type { OutsideStatement } from './outside.ts'

/** The first thing wrong with a statement, or null. Schema and checks are parameters so that a test can take one out. */
export function faultIn(value: unknown, schema: Judge, checks: readonly Check[]): Fault | null {
  const fault = schema(value)
  if (fault) return fault
  const statement = value as OutsideStatement
  const inner = statement.object.objectType === 'SubStatement' ? statement.object : null
  for (const { run } of checks) {
    const wrong = run(statement)
    if (wrong) return wrong
    const within = inner && run(inner)
    if (within) return { ...within, place: `/object${within.place}` }
  }
  return null
}

/** A statement from outside, checked against every rule of its version; a Problem 400 names the place and what is wrong there. */
export function checkStatement(value: unknown, version: XapiVersion): OutsideStatement {
  const fault = faultIn(value, judge(version, 'statement'), allChecks)
  if (fault) throw refusal('statement-invalid', '', fault)
  return value as OutsideStatement
}

/** Refuses a statement whose text has one name twice in an object, which its parsed value cannot show: Problem 400. */
export function checkNames(text: string, span: { readonly start: number; readonly end: number }, statement: OutsideStatement): void {
  const name = repeatedName(text, span, statement)
  if (name === null) return
  throw refusal('statement-invalid', '', { place: name.slice(0, 200), es: 'esta propiedad está dos veces en el mismo objeto', en: 'this property stands twice in one object' })
}

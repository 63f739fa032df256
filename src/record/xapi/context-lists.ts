import type { OutsideStatement, SubStatement } from '../validation/outside.ts'
import { membersOf, type Span } from './json-text.ts'

/**
 * A context activity that came alone, as before version 1.0, is told in a list (XAPI-00096): brackets are put around it once, when it is
 * written, so that reading is nothing but reading. Every other byte stays. `statement` is what the span was parsed to.
 */
export function inLists(text: string, span: Span, statement: OutsideStatement): { text: string; span: Span } {
  const alone = [
    ...aloneIn(text, span, statement),
    ...(statement.object.objectType === 'SubStatement' ? memberOf(text, span, 'object').flatMap((sub) => aloneIn(text, sub, statement.object as SubStatement)) : []),
  ].toSorted((a, b) => a.start - b.start)
  if (alone.length === 0) return { text, span }
  let [made, at] = ['', span.start]
  for (const { start, end } of alone) {
    made += `${text.slice(at, start)}[${text.slice(start, end)}]`
    at = end
  }
  made += text.slice(at, span.end)
  return { text: made, span: { start: 0, end: made.length } }
}

function aloneIn(text: string, span: Span, { context }: OutsideStatement | SubStatement): Span[] {
  const given = Object.entries(context?.contextActivities ?? {}).filter(([, value]) => !Array.isArray(value)).map(([role]) => role)
  if (given.length === 0) return []
  return memberOf(text, span, 'context').flatMap((inside) => memberOf(text, inside, 'contextActivities'))
    .flatMap((roles) => membersOf(text, roles).filter(({ name }) => given.includes(name)))
}

const memberOf = (text: string, span: Span, name: string): Span[] => membersOf(text, span).filter((member) => member.name === name)

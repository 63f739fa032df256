import type { XapiVersion } from '../xapi/request.ts'
import { instantOf } from './formats.ts'

// When two statements are one and the same: xAPI 1.0.3 Data 2.3.1 (immutability, comparison), 4.5 and 4.6; 2.0 (IEEE 9274.1.1) 4.2 and 4.2.7.
// Each rule compares what stands under one name in both, undefined where one has it not; what has no rule is compared as JSON.

type Same = (a: unknown, b: unknown) => boolean
type Rules = Readonly<Record<string, Same>>

/** Deeper than anything that passes validation: what is unchecked must not exhaust the stack. */
const DEEPEST = 500

/**
 * Whether two statements say the same: what the record sets itself, display texts, activity definitions, attachments, order of group
 * members, offsets of times and the case of what has none do not count. Version 2.0 leaves out id and timestamp altogether.
 */
export function sameStatement(a: unknown, b: unknown, version: XapiVersion = '1.0.3'): boolean {
  return parts(version === '2.0.0' ? { ...statement, id: any, timestamp: any } : statement)(a, b)
}

const any: Same = () => true

/** Both are objects, and agree in every name that one of them has. */
function parts(rules: Rules): Same {
  return (a, b) => {
    if (!isObject(a) || !isObject(b)) return alike(a, b)
    for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const rule = Object.hasOwn(rules, name) ? rules[name]! : alike
      if (!rule(a[name], b[name])) return false
    }
    return true
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Equal as JSON: members in any order, lists in theirs, numbers by value. */
function alike(a: unknown, b: unknown, depth = 0): boolean {
  if (a === b) return true
  if (depth > DEEPEST) return false
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((each, i) => alike(each, b[i], depth + 1))
  if (!isObject(a) || !isObject(b)) return false
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && alike(a[name], b[name], depth + 1))
}

/** Strings are compared in one form; anything else as JSON. */
const by = (form: (text: string) => string): Same => (a, b) =>
  typeof a === 'string' && typeof b === 'string' ? form(a) === form(b) : alike(a, b)

const uncased = by((text) => text.toLowerCase())

/** What is left out stands for its default. */
const orElse = (value: string): Same => (a, b) => alike(a ?? value, b ?? value)

/** The record fills in what is missing: only two different values differ. */
const unlessMissing = (same: Same): Same => (a, b) => a === undefined || b === undefined || same(a, b)

const listOf = (same: Same): Same => (a, b) =>
  Array.isArray(a) && Array.isArray(b) ? a.length === b.length && a.every((each, i) => same(each, b[i])) : alike(a, b)

/** The domain of an address has no case; what stands before the @ belongs to its mail server. */
const address = (text: string): string => {
  const at = text.lastIndexOf('@')
  return text.slice(0, at + 1) + text.slice(at + 1).toLowerCase()
}

const identifiers: Rules = { mbox: by(address), mbox_sha1sum: uncased }
const agent: Same = parts({ objectType: orElse('Agent'), ...identifiers })

/** In any order, each as often as in the other: sorted by a text that is one for agents that are the same. */
const members: Same = (a, b) => {
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
  const sorted = (list: readonly unknown[]) => list.map((each) => [sortingKey(each), each] as const).toSorted(([x], [y]) => x < y ? -1 : x > y ? 1 : 0)
  const theirs = sorted(b)
  return sorted(a).every(([key, each], i) => key === theirs[i]![0] && agent(each, theirs[i]![1]))
}

function sortingKey(value: unknown): string {
  if (!isObject(value)) return typeof value
  const { name, mbox, mbox_sha1sum, openid, account } = value
  const home = isObject(account) ? [account['homePage'], account['name']] : []
  return [typeof mbox === 'string' ? address(mbox) : '', typeof mbox_sha1sum === 'string' ? mbox_sha1sum.toLowerCase() : '', openid, ...home, name]
    .map((each) => typeof each === 'string' ? each : '').join('\n')
}

const group: Same = parts({ ...identifiers, member: members })
const actor: Same = (a, b) => (isGroup(a) || isGroup(b) ? group : agent)(a, b)
const isGroup = (value: unknown): boolean => isObject(value) && value['objectType'] === 'Group'

const reference: Same = parts({ id: uncased })
const activity: Same = parts({ objectType: orElse('Activity'), definition: any })
/** One activity alone stands for a list of one. */
const activities: Same = (a, b) => listOf(activity)(asList(a), asList(b))
const asList = (value: unknown): unknown => isObject(value) ? [value] : value

/** A duration is a text, but nothing finer than a hundredth of a second counts (4.6). */
const duration = by((text) => text.replace(/[.,](\d{0,2})\d*S$/, (found, kept: string) => {
  const digits = kept.replace(/0+$/, '')
  return digits === '' ? 'S' : `${found[0]!}${digits}S`
}))

/** The same moment, whatever the offset; what is finer than milliseconds may have been cut off or rounded (4.5). */
const moment: Same = (a, b) => {
  const [x, y] = [a, b].map((each) => typeof each === 'string' ? instantOf(each) : null)
  if (!x || !y) return alike(a, b)
  return x.ms === y.ms || (y.finer === '' && rounded(x) === y.ms) || (x.finer === '' && rounded(y) === x.ms)
}
const rounded = ({ ms, finer }: { readonly ms: number; readonly finer: string }): number => finer >= '5' ? ms + 1 : ms

const event: Rules = {
  actor, verb: parts({ display: any }), attachments: any, timestamp: moment,
  result: parts({ duration }),
  context: parts({
    registration: uncased, language: uncased, instructor: actor, team: group, statement: reference,
    contextActivities: parts({ parent: activities, grouping: activities, category: activities, other: activities }),
    contextAgents: listOf(parts({ agent })), contextGroups: listOf(parts({ group })),
  }),
}

/** Only an activity need not say what it is. */
const typeOf = (value: unknown): unknown => (isObject(value) ? value['objectType'] : null) ?? 'Activity'

const target = (sub: Same): Same => (a, b) => {
  if (typeOf(a) !== typeOf(b)) return false
  switch (typeOf(a)) {
    case 'Agent': case 'Group': return actor(a, b)
    case 'StatementRef': return reference(a, b)
    case 'SubStatement': return sub(a, b)
    default: return activity(a, b)
  }
}

const statement: Rules = {
  ...event, object: target(parts({ ...event, object: target(alike) })),
  id: unlessMissing(uncased), timestamp: unlessMissing(moment), stored: any, authority: any, version: any,
}

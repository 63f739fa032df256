import { agentId, readExt, type Stored } from '../../record/statement.ts'
import { VERB } from './vocabulary.ts'

/**
 * One person's statements as a rule reads them (rule text, 1 to 3): only those of her agents with an authority that is believed,
 * in order of position, and which of them are struck out.
 */
export interface Reading {
  /** Opaque agent ids that are this person at the position asked. */
  readonly agents: ReadonlySet<string>
  /** Believed statements of one verb, struck out or not. */
  readonly all: (verb: string) => readonly Stored[]
  /** Those that are not struck out. */
  readonly standing: (verb: string) => readonly Stored[]
}

const FACTS: ReadonlySet<string> = new Set([VERB.completed, VERB.resided, VERB.grouped])
const STRIKABLE: ReadonlySet<string> = new Set([
  VERB.enrolled, VERB.identityChecked, VERB.completed, VERB.attended, VERB.quizScored, VERB.labGraded, VERB.productGraded,
])

/** Acts only from a command; facts from a command or the person's own session; outside tools never. */
function believed(s: Stored): boolean {
  return s.authority === 'command' || (s.authority === 'session' && FACTS.has(s.verb))
}

/** `statements` in order of position, already cut at the position asked. */
export function readPerson(agents: ReadonlySet<string>, statements: readonly Stored[]): Reading {
  const byVerb = new Map<string, Stored[]>()
  for (const s of statements) {
    if (s.actor === null || !agents.has(s.actor) || !believed(s)) continue
    const list = byVerb.get(s.verb)
    if (list) list.push(s)
    else byVerb.set(s.verb, [s])
  }
  const all = (verb: string): readonly Stored[] => byVerb.get(verb) ?? []
  const struck = new Set(all(VERB.annulled).map((s) => `${s.actor} ${s.object}`))
  const standing = (verb: string): readonly Stored[] =>
    STRIKABLE.has(verb) ? all(verb).filter((s) => !struck.has(`${s.actor} ${s.id}`)) : all(verb)
  return { agents, all, standing }
}

/** The earlier of timestamp and reception, in milliseconds. */
export function believedTime(s: Stored): number {
  return Math.min(s.happened.getTime(), s.stored.getTime())
}

/** The staff member who did it, or null. */
export function instructorOf(s: Stored): string | null {
  return agentId(s.statement.context?.instructor) || null
}

/** One of our extensions when it is a text that is not empty, else null. */
export function extText(s: Stored, name: string): string | null {
  const value = readExt(s.statement, name)
  return typeof value === 'string' && value !== '' ? value : null
}

/** ext.minutes when it is a whole number from 1 to 600, else null. */
export function minutesOf(s: Stored): number | null {
  const value = readExt(s.statement, 'minutes')
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 600 ? value : null
}

/** result.score.raw when it is a number from 0 to 20, else null. */
export function markOf(s: Stored): number | null {
  const value: unknown = s.statement.result?.score?.raw
  return typeof value === 'number' && value >= 0 && value <= 20 ? value : null
}

/** Whether checker and second person are both named and are two. */
export function twoPeople(s: Stored): boolean {
  const first = instructorOf(s)
  const second = extText(s, 'second')
  return first !== null && second !== null && first !== second
}

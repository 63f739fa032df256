import assert from 'node:assert/strict'
import { catchUp } from '../../src/record/follow.ts'
import { head } from '../../src/record/read.ts'
import { readExt, type Stored } from '../../src/record/statement.ts'
import type { Definition } from '../../src/features/figures/index.ts'
import type { Breakdown, Profile } from '../../src/features/people/index.ts'
import { liveNumber, numberAt, recountBySql, VERB, type Counts, type Rule } from '../../src/features/programmes/index.ts'
import { personsFrom, type Persons } from '../../src/features/programmes/persons.ts'
import type { Values } from '../../src/features/figures/index.ts'
import { TENANT } from '../commands/place.ts'
import type { Seen, World } from './world.ts'

/** The record as a test reads it: statements in order, nothing of our projections. */
export interface Record {
  readonly all: readonly Stored[]
  /** Acts of one verb, in order. */
  readonly of: (verb: string) => Stored[]
  readonly byId: ReadonlyMap<string, Stored>
  /** Statements that somebody annulled. */
  readonly annulled: ReadonlySet<string>
  readonly persons: Persons
}

export function recordOf(all: readonly Stored[]): Record {
  const acts = all.filter((s) => s.authority === 'command')
  return {
    all, of: (verb) => acts.filter((s) => s.verb === verb), byId: new Map(all.map((s) => [s.id, s])),
    annulled: new Set(acts.filter((s) => s.verb === VERB.annulled).map((s) => s.object)), persons: personsFrom(all),
  }
}

/** N0 to N3 at one position, counted in every way there is. */
export interface Ways { readonly evaluator: Counts; readonly sql: Counts; readonly live: Counts; readonly page: number }

export interface Paper {
  readonly credential: string
  readonly agent: string
  readonly kind: string
  readonly edition: number
  /** Printed on it. */
  readonly minutes: number
  readonly version: string
  /** What its page says of the duration. */
  readonly says: string
}

export interface Release {
  readonly name: string
  readonly published: Date
  readonly files: Readonly<{ [name: string]: string }>
  readonly hidden: readonly string[]
  readonly opened: readonly string[]
}

/** What stands in tables beside the record, as plain values. */
export interface Tables {
  readonly claims: readonly { readonly key: string; readonly person: string; readonly agent: string }[]
  readonly breakdowns: readonly (Breakdown & { readonly agent: string })[]
  readonly homes: readonly Profile['district'][]
  readonly sites: readonly { readonly scheme: string; readonly code: string; readonly version: string }[]
  readonly consents: readonly { readonly person: string; readonly purpose: string; readonly given: Date; readonly withdrawn: Date | null }[]
  /** When somebody was shown a person's phone. */
  readonly phonesSeen: readonly { readonly person: string; readonly at: Date }[]
  readonly persons: readonly { readonly person: string; readonly agent: string; readonly erased: boolean }[]
  readonly papers: readonly Paper[]
  readonly batches: readonly { readonly id: string; readonly kind: string; readonly hash: string; readonly organisation: string | null; readonly rows: number; readonly state: string }[]
  readonly batchRows: readonly { readonly batch: string; readonly outcome: string; readonly made: string | null; readonly reasons: readonly string[] }[]
  readonly releases: readonly Release[]
  readonly deliveries: readonly { readonly id: string; readonly skewed: boolean; readonly outcome: string }[]
  readonly roles: readonly { readonly staff: string; readonly role: string }[]
  readonly definitions: readonly Definition[]
}

/** Everything that the invariants are asked of, as values: one may be changed to see that somebody notices. */
export interface Facts {
  readonly record: Record
  readonly ways: Ways
  /** Numbers of earlier looks, and what the same positions come to now. */
  readonly again: readonly { readonly pos: number; readonly was: Counts; readonly is: Counts }[]
  readonly rule: Rule
  /** Level by the agent that stands for the person, as the follower keeps it. */
  readonly standing: ReadonlyMap<string, number>
  /** What each person adds to the figures, and their sum. */
  readonly figures: { readonly sum: Values; readonly persons: ReadonlyMap<string, Values> }
  /** Groups of those who count, as a cut of now has them. */
  readonly groups: ReadonlyMap<string, ReadonlySet<string>>
  /** Ties of those who count to an executing entity, as a cut of now has them. */
  readonly ties: ReadonlyMap<string, string | null>
  readonly tables: Tables
  readonly seen: Seen
  /** Answers to whoever tries to write the number. */
  readonly typed: readonly number[]
  /** Statements of SQL that changed the record although they must not. */
  readonly changed: readonly string[]
}

export async function waysOf(world: World, at?: number): Promise<Ways & { readonly pos: number; readonly rule: Rule }> {
  const { house, other } = world.place
  await catchUp(house)
  const pos = at ?? await head(house.db, TENANT)
  const { counts: evaluator, rule } = await numberAt(house, TENANT, pos)
  assert.ok(evaluator && rule)
  const sql = await recountBySql(house.pool, TENANT, pos, rule.rule, rule.hash)
  const live = at === undefined ? (await liveNumber(house, TENANT)).counts : evaluator
  const page = at === undefined ? ((await (await other.request(`/p/${TENANT}/number.json`)).json()) as { counts: { n3: number } }).counts.n3 : evaluator[3]
  assert.ok(sql && live)
  return { pos, rule: rule.rule, evaluator, sql, live, page }
}

export function assertOneNumber({ evaluator, sql, live, page }: Ways): void {
  assert.deepEqual(sql, evaluator, 'recount.sql')
  assert.deepEqual(live, evaluator, 'the live number')
  assert.equal(page, evaluator[3], 'the public page')
}

/** N0–N3 by the evaluator, by recount.sql, by the follower and as the public reads them: one number. */
export async function theNumber(world: World, pos?: number): Promise<{ readonly pos: number; readonly counts: Counts }> {
  const ways = await waysOf(world, pos)
  assertOneNumber(ways)
  return { pos: ways.pos, counts: ways.evaluator }
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
export const extOf = (s: Stored, name: string): string => textOf(readExt(s.statement, name))
/** The member of staff who did it; '' when nobody is named. */
export const by = (s: Stored): string => textOf(s.statement.context?.instructor && 'account' in s.statement.context.instructor ? s.statement.context.instructor.account?.name : '')
export const limaDay = (at: Date): string => new Date(at.getTime() - 5 * 3_600_000).toISOString().slice(0, 10)
/** When it happened, as far as we believe it. */
export const believed = (s: Stored): number => Math.min(s.happened.getTime(), s.stored.getTime())
/** Everything of one person, in order. */
export const hersOf = ({ all, persons }: Record, root: string): Stored[] => {
  const agents = persons.agentsOf(root)
  return all.filter((s) => s.actor !== null && agents.has(s.actor))
}
/** Every person with an enrolment, by the agent that stands for her. */
export const rootsOf = ({ of, persons }: Record): string[] => [...new Set(of(VERB.enrolled).flatMap((s) => (s.actor ? [persons.rootOf(s.actor)] : [])))]

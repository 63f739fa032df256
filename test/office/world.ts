import { randomUUID } from 'node:crypto'
import { registerPerson } from '../../src/features/people/index.ts'
import { actorScope, documentScope } from '../../src/features/people/conflicts.ts'
import { documentKey } from '../../src/features/people/sealing.ts'
import type { Counts } from '../../src/features/programmes/index.ts'
import { append } from '../../src/record/append.ts'
import { actingStaff, personValues, signedIn, withCookie, type Acting } from '../acting.ts'
import { openPlace, OTHER_SECTION, SECTION, TENANT, type Place } from '../commands/place.ts'
import * as h from '../histories/script.ts'
import { chance } from '../histories/random.ts'
import { newPhone, type TestPhone } from '../offline/envelopes.ts'
import { writeRuleVersion } from '../rule-version.ts'

const DAY = 86_400_000

/** Somebody of a random history: a registration, and what has become of it. */
export interface Somebody extends Acting {
  readonly agent: string
  /** The number of her card now: it changes when her document is replaced. */
  dni: string
  readonly enrolment: string
  /** uuids of certificates issued to her. */
  readonly papers: string[]
}

/** What happened and no table keeps: a predicate is asked of it as of the record. */
export interface Seen {
  readonly merges: { readonly before: Counts; readonly after: Counts }[]
  /** A merge that was split again with nothing in between. */
  readonly undone: { readonly before: Counts; readonly after: Counts }[]
  /** Positions between which a file was loaded, and how many statements it added when it was loaded again. */
  readonly imports: { readonly batch: string; readonly from: number; readonly to: number; readonly again: number }[]
  /** Numbers of earlier looks. */
  readonly numbers: { readonly pos: number; readonly counts: Counts }[]
  /** Files of releases as they were read first, by the name of the release. */
  readonly releases: Map<string, string>
  /** Lists of phones whose clocks were wrong by so many ms. */
  readonly letters: { readonly item: string; readonly session: string; readonly wrong: number }[]
  /** Every document number that anybody ever had. */
  readonly dnis: Set<string>
  /** The numbers around an erasure. */
  readonly erasures: { readonly person: string; readonly before: Counts; readonly after: Counts }[]
}

/** A programme at work, in two processes, and what chance says next. */
export interface World {
  readonly place: Place
  /** May do what an executor does and what an approver does: what one hand did the other must not approve. */
  readonly twoHats: Acting
  /** The phone of the section's tutor. */
  readonly phone: TestPhone
  readonly next: () => number
  readonly people: Somebody[]
  /** What was done and how it was answered, for the message of a failure. */
  readonly story: string[]
  /** Names of acts that were done at least once and not only refused. */
  readonly done: Set<string>
  readonly seen: Seen
}

/** From this day's enrolments on the second version of the rule judges, when two owners signed it in time. */
const SECOND_FROM = '2026-03-06'
/** It asks for more, and counts attendance, so that being judged by the wrong version shows. */
const secondVersion = (yaml: string): string => yaml.replace('atLeast: 48', 'atLeast: 51').replace('attendance: false', 'attendance: true').replace('quiz: {course: base, mark: 14}', 'quiz: {course: base, mark: 15}')

export async function openWorld(seed: number): Promise<World> {
  const place = await openPlace(1, { rule: 'v1', content: (dir) => { writeRuleVersion(dir, 2, SECOND_FROM, secondVersion) } })
  return {
    place, next: chance(seed), people: [], story: [], done: new Set(),
    twoHats: await actingStaff(place.house, 'Dora Dos Sombreros', ['executor', 'approver']),
    phone: await newPhone(place.house, { cookie: place.staff.tutor.cookie, pin: '' }),
    seen: { merges: [], undone: [], imports: [], numbers: [], releases: new Map(), letters: [], dnis: new Set(), erasures: [] },
  }
}

/** One of these, by chance. */
export function oneOf<T>(world: World, list: readonly T[]): T {
  const found = list[Math.floor(world.next() * list.length)]
  if (found === undefined) throw new Error('nothing to choose from')
  return found
}

export const officer = (world: World): Acting => oneOf(world, [world.place.staff.executor, world.place.staff.colleague, world.twoHats])
export const approver = (world: World): Acting => oneOf(world, [world.place.staff.approver, world.place.staff.owner, world.twoHats])
/** The same person at the other process. */
export const elsewhere = (world: World, who: Acting): Acting => withCookie(world.place.other, who.id, who.cookie)
export const others = (world: World, her: Somebody): Somebody[] => world.people.filter((p) => p !== her)

/** Lets time go by in both processes. */
export function later(world: World, ms: number): void {
  for (const house of [world.place.house, world.place.other]) house.time.add(ms)
}

const NAMES = ['Rosa Quispe Mamani', 'Rosa Quispe Mamani', 'Julia Mamani Quispe'] as const

/**
 * Somebody new, enrolled, without the argon2 of a PIN; `dni` of somebody else makes a second claim of one document. Now and then her
 * enrolment began before the agreement did.
 */
export async function arrives(world: World, dni?: string): Promise<Somebody> {
  const { house } = world.place
  const [person, agent, enrolment] = [randomUUID(), randomUUID(), randomUUID()]
  const made = personValues({ name: oneOf(world, NAMES), sex: oneOf(world, ['female', 'male', null]), groups: oneOf(world, [[], ['sme-owners'], ['young-professionals'], ['young-professionals', 'sme-owners']]) })
  const values = dni ? { ...made, document: { ...made.document, number: dni } } : made
  const key = documentKey(house.keys, values.document)
  const began = world.next() < 0.1 ? '2025-12-20T15:00:00.000Z' : new Date(house.clock().getTime() - DAY).toISOString()
  const s = h.script(TENANT, house.clock().toISOString(), enrolment)
  h.enrolled(s, agent, enrolment, { section: oneOf(world, [SECTION, SECTION, OTHER_SECTION]), at: began })
  // A PIN hash of her own: two registrations of one document with one PIN would be one account.
  const registration = { values, person, agent, resumes: false, documentKey: key, pin: `no pin ${person}`, scopes: [] }
  await append(house, { scopes: [documentScope(key), actorScope(TENANT, agent)] }, async (tx) => {
    const { drafts } = await registerPerson(house, tx, registration, TENANT)
    return [...drafts, ...s.lines.map((line) => line.draft)]
  })
  return comesIn(world, { person, agent, enrolment, dni: values.document.number })
}

/** Somebody who stands in the tables becomes one of those to whom things happen. */
export async function comesIn(world: World, { person, ...her }: { readonly person: string; readonly agent: string; readonly enrolment: string; readonly dni: string }): Promise<Somebody> {
  const somebody = { ...(await signedIn(world.place.house, person, { person })), ...her, papers: [] }
  world.people.push(somebody)
  world.seen.dnis.add(her.dni)
  return somebody
}

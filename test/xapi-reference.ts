import { NS, agent } from '../src/record/statement.ts'

// What the reading of statements is compared with: random statements, and the specification's filters written as naively as they can be.

type Json = Readonly<Record<string, unknown>>
export interface Said extends Json { readonly id: string; readonly stored: string; readonly authority: Json; readonly actor: Json; readonly verb: { readonly id: string }; readonly object: Json; readonly context?: Json }

export type Random = () => number

/** The same numbers for the same seed (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!

export function uuid(random: Random): string {
  const hex = (n: number): string => Array.from({ length: n }, () => Math.floor(random() * 16).toString(16)).join('')
  return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`
}

export const AGENTS: readonly Json[] = [
  { mbox: 'mailto:ana@example.org', name: 'Ana' }, { mbox: 'mailto:Ana@example.org' }, { mbox_sha1sum: 'aa16c1f3a7e5f6f0e8d2f9d0f8a1f8d2b3c4d5e6' },
  { openid: 'https://ana.example.org/' }, { account: { homePage: 'https://school.example.org', name: 'ana' } }, { account: { homePage: 'https://other.example.org', name: 'ana' } },
  { ...agent('5b0f7c1e-8f0a-4b6e-9d4e-0a1b2c3d4e5f') },
]
export const GROUPS: readonly Json[] = [{ objectType: 'Group', mbox: 'mailto:team@example.org' }, { objectType: 'Group', account: { homePage: 'https://school.example.org', name: 'class' } }]
export const VERBS = ['http://example.org/verbs/tried', 'http://example.org/verbs/passed', 'http://example.org/verbs/commented']
export const ACTIVITIES = ['http://example.org/a', 'http://example.org/b', 'http://example.org/b/', 'http://example.org/curso/ñandú']
export const REGISTRATIONS = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222']

function person(random: Random): Json {
  return random() < 0.5 ? { objectType: 'Agent', ...pick(random, AGENTS) } : pick(random, AGENTS)
}

function actor(random: Random, groupsOnly = false): Json {
  const kind = groupsOnly ? 0.6 + random() * 0.4 : random()
  const member = Array.from({ length: 1 + Math.floor(random() * 2) }, () => person(random))
  if (kind < 0.6) return person(random)
  if (kind < 0.8) return { ...pick(random, GROUPS), ...(random() < 0.5 ? { member } : {}) }
  return { objectType: 'Group', member }
}

const activity = (random: Random): Json => ({ ...(random() < 0.5 ? { objectType: 'Activity' } : {}), id: pick(random, ACTIVITIES) })

function context(random: Random, version: string): Json {
  const maybe = (name: string, make: () => unknown): Json => (random() < 0.25 ? { [name]: make() } : {})
  return {
    language: 'es', ...maybe('instructor', () => actor(random)), ...maybe('team', () => actor(random, true)),
    ...maybe('contextActivities', () => ({ [pick(random, ['parent', 'grouping', 'category', 'other'])]: random() < 0.5 ? activity(random) : [activity(random), activity(random)] })),
    ...(version === '2.0.0' ? {
      ...maybe('contextAgents', () => [{ objectType: 'contextAgent', agent: { objectType: 'Agent', ...pick(random, AGENTS) } }]),
      ...maybe('contextGroups', () => [{ objectType: 'contextGroup', group: actor(random, true) }]),
    } : {}),
  }
}

/** `ids`: of statements that are or will be here. */
export function randomStatement(random: Random, id: string, ids: readonly string[], version: string): Json {
  const kind = random()
  const inner = (): Json => ({
    objectType: 'SubStatement', actor: actor(random), verb: { id: pick(random, VERBS) }, object: random() < 0.7 ? activity(random) : { objectType: 'Agent', ...pick(random, AGENTS) },
    context: context(random, version),
  })
  const object = kind < 0.45 ? activity(random)
    : kind < 0.55 ? { objectType: 'Agent', ...pick(random, AGENTS) }
      : kind < 0.6 ? actor(random, true)
        : kind < 0.7 ? inner()
          : { objectType: 'StatementRef', id: random() < 0.9 ? pick(random, ids) : uuid(random) }
  const plain = object.objectType === undefined || object.objectType === 'Activity'
  return {
    id, actor: actor(random), verb: { id: pick(random, VERBS), display: { en: 'did' } }, object,
    context: { ...context(random, version), ...(plain || random() < 0.5 ? (random() < 0.4 ? { registration: pick(random, REGISTRATIONS) } : {}) : {}) },
  }
}

export interface Asked {
  readonly agent?: Json
  readonly verb?: string
  readonly activity?: string
  readonly registration?: string
  readonly related_agents?: boolean
  readonly related_activities?: boolean
  readonly since?: string
  readonly until?: string
  readonly ascending?: boolean
}

const ifi = (a: Json): string => JSON.stringify([a.mbox, a.mbox_sha1sum, a.openid, a.account && [(a.account as Json).homePage, (a.account as Json).name]])
const isAgent = (a: unknown, wanted: Json): boolean => {
  const one = a as (Json & { member?: readonly Json[] }) | undefined
  return one !== undefined && (ifi(one) === ifi(wanted) || (one.member ?? []).some((m) => ifi(m) === ifi(wanted)))
}
const person_ = (object: Json): boolean => object.objectType === 'Agent' || object.objectType === 'Group'
const isActivity = (object: Json, id: string): boolean => (object.objectType ?? 'Activity') === 'Activity' && object.id === id
const list = (value: unknown): Json[] => (value === undefined ? [] : [value].flat() as Json[])

/** The filters one by one: whether a statement itself, without what it targets, meets each of those asked for. */
const TESTS: Readonly<Record<'agent' | 'verb' | 'activity' | 'registration', (s: Said, asked: Asked) => boolean>> = {
  agent: (s, { agent: wanted, related_agents: related }) => {
    const among = (part: Pick<Said, 'actor' | 'object' | 'context'>): boolean => isAgent(part.actor, wanted!) || (person_(part.object) && isAgent(part.object, wanted!))
    const around = ({ context: c = {} }: Pick<Said, 'context'>): boolean => [c.instructor, c.team, ...list(c.contextAgents).map((x) => x.agent), ...list(c.contextGroups).map((x) => x.group)]
      .some((a) => isAgent(a, wanted!))
    if (among(s)) return true
    if (!related) return false
    const sub = s.object.objectType === 'SubStatement' ? s.object as unknown as Said : null
    return isAgent(s.authority, wanted!) || around(s) || (sub !== null && (among(sub) || around(sub)))
  },
  verb: (s, { verb }) => s.verb.id === verb,
  activity: (s, { activity: wanted, related_activities: related }) => {
    const around = ({ context: c = {} }: Pick<Said, 'context'>): boolean => Object.values((c.contextActivities ?? {}) as Json).flatMap(list).some((a) => a.id === wanted)
    if (isActivity(s.object, wanted!)) return true
    if (!related) return false
    const sub = s.object.objectType === 'SubStatement' ? s.object as unknown as Said : null
    return around(s) || (sub !== null && (isActivity(sub.object, wanted!) || around(sub)))
  },
  registration: (s, { registration }) => s.context?.registration === registration,
}

/** Ids of what a list must hold, in its order. `all` in the order in which it was stored. */
export function expected(all: readonly Said[], voided: ReadonlySet<string>, asked: Asked): string[] {
  const byId = new Map(all.map((s) => [s.id, s]))
  const meets = (s: Said, name: keyof typeof TESTS, seen: ReadonlySet<string>): boolean => {
    if (TESTS[name](s, asked)) return true
    if (s.object.objectType !== 'StatementRef' || seen.has(s.id)) return false
    const target = byId.get(s.object.id as string)
    return target !== undefined && meets(target, name, new Set([...seen, s.id]))
  }
  const found = all.filter((s) => !voided.has(s.id)
    && (asked.since === undefined || s.stored > asked.since) && (asked.until === undefined || s.stored <= asked.until)
    && (Object.keys(TESTS) as (keyof typeof TESTS)[]).every((name) => asked[name] === undefined || meets(s, name, new Set())))
  return (asked.ascending ? found : found.reverse()).map((s) => s.id)
}

/** homePage of the agents by which the server names who vouches. */
export const AUTHORITIES = `${NS}authorities`

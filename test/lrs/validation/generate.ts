import type { XapiVersion } from '../../../src/record/xapi/request.ts'
import { chance } from '../../histories/random.ts'

// Valid statements by the thousand, from a seed: every property of both versions, in every form it may have.

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
export type Thing = { [name: string]: Json }

export interface Dice {
  readonly next: () => number
  readonly one: <T>(from: readonly T[]) => T
  readonly often: (share: number) => boolean
  /** From 0 up to, not including, `below`. */
  readonly whole: (below: number) => number
}

export function diceOf(seed: number): Dice {
  const next = chance(seed)
  const whole = (below: number) => Math.floor(next() * below)
  return { next, whole, one: (from) => from[whole(from.length)]!, often: (share) => next() < share }
}

export const isThing = (value: Json | undefined): value is Thing => typeof value === 'object' && value !== null && !Array.isArray(value)

const TEXTS = ['', 'sí', 'Ñawpaq', 'a[.]b[,]c[.]d', '🌽🦙', 'فعل', 'línea\notra', '"comillas"', '\\', ' ', '\u0000', 'x'.repeat(3000), 'null', '0', '<b>', '\u202eright', 'e\u0301']
const TAGS = ['es', 'es-PE', 'qu', 'EN-us', 'zh-Hant', 'sr-Latn-RS', 'es-419', 'x-uva', 'de-CH-1901', 'i-klingon', 'und', 'en-a-bbb-x-a-ccc']
const DURATIONS = ['PT0S', 'PT1M30.25S', 'P3Y1M29DT4H35M59.14S', 'P4W', 'PT16559.14S', 'P1.5D', 'PT0,5H', 'P3Y', 'PT1.23456S']
const MEDIA = ['text/plain', 'application/octet-stream', 'text/plain; charset=utf-8', 'image/jpeg', 'application/vnd.x+json;a="b c"']
const INTERACTIONS = ['true-false', 'choice', 'fill-in', 'long-fill-in', 'matching', 'performance', 'sequencing', 'likert', 'numeric', 'other']
export const LISTS = ['choices', 'scale', 'source', 'target', 'steps']

const hex = (d: Dice, digits: number): string => Array.from({ length: digits }, () => d.one([...'0123456789abcdef'])).join('')
const pad = (n: number, digits = 2): string => String(n).padStart(digits, '0')

export function uuid(d: Dice): string {
  const text = [8, 4, 4, 4, 12].map((digits) => hex(d, digits)).join('-')
  return d.often(0.2) ? text.toUpperCase() : text
}

export function iri(d: Dice): string {
  return `${d.one(['https://example.pe/', 'http://example.com/فعل/', 'urn:yachay:', 'tag:example.pe,2026:', 'https://example.pe/?q=a%20b&c=[1]#'])}${hex(d, 6)}`
}

export function timestamp(d: Dice): string {
  const day = `${pad(2000 + d.whole(40), 4)}-${pad(1 + d.whole(12))}-${pad(1 + d.whole(28))}`
  const [hour, minute, second] = [pad(d.whole(24)), pad(d.whole(60)), pad(d.whole(60))]
  const offset = d.one(['Z', '-05:00', '+05:30', '+00:00', '+1400', '-05', ''])
  if (d.often(0.1)) return `${day.replaceAll('-', '')}T${hour}${minute}${second}${d.one(['Z', '-0500', ''])}`
  const fraction = d.often(0.5) ? `.${String(d.whole(10 ** 9)).slice(0, 1 + d.whole(9))}` : ''
  return d.often(0.1) ? `${day} ${hour}:${minute}:${second}${fraction}+00:00` : `${day}T${hour}:${minute}:${second}${fraction}${offset}`
}

const text = (d: Dice): string => d.often(0.5) ? d.one(TEXTS) : hex(d, 12)
/** Properties that may be there, each by its own chance, in any order. */
function some(d: Dice, share: number, always: Thing, maybe: Record<string, () => Json>): Thing {
  const all = [...Object.entries(always), ...Object.entries(maybe).flatMap(([name, make]): [string, Json][] => d.often(share) ? [[name, make()]] : [])]
  return Object.fromEntries(shuffled(d, all))
}

export function shuffled<T>(d: Dice, list: readonly T[]): T[] {
  return list.map((each) => [d.next(), each] as const).toSorted(([a], [b]) => a - b).map(([, each]) => each)
}

const list = (d: Dice, least: number, most: number, make: () => Json): Json[] => Array.from({ length: least + d.whole(most - least + 1) }, make)
const languageMap = (d: Dice): Thing => Object.fromEntries(shuffled(d, TAGS).slice(0, 1 + d.whole(3)).map((tag) => [tag, text(d)]))

function anything(d: Dice, depth: number): Json {
  if (depth > 0 && d.often(0.4)) return d.often(0.5) ? list(d, 0, 3, () => anything(d, depth - 1)) : Object.fromEntries(list(d, 0, 3, () => text(d)).map((name) => [String(name), anything(d, depth - 1)]))
  return d.one<Json>([null, true, 0, -1.5, 1e300, 5e-324, 2 ** 53 + 2, '', text(d), {}, []])
}

export const extensions = (d: Dice): Thing => Object.fromEntries(list(d, 0, 3, () => iri(d)).map((name) => [String(name), anything(d, 4)]))

function identifier(d: Dice): Thing {
  return d.one([
    () => ({ mbox: `mailto:${hex(d, 6)}${d.one(['', '+a', '.b'])}@${d.one(['Example.pe', 'sub.example.com', 'perú.pe', 'localhost'])}` }),
    () => ({ mbox_sha1sum: d.often(0.3) ? hex(d, 40).toUpperCase() : hex(d, 40) }),
    () => ({ openid: iri(d) }),
    () => ({ account: some(d, 0, { homePage: iri(d), name: text(d) }, {}) }),
  ])()
}

const agent = (d: Dice, typed = d.often(0.5)): Thing => some(d, 0.4, { ...identifier(d), ...(typed ? { objectType: 'Agent' } : {}) }, { name: () => text(d) })
function group(d: Dice): Thing {
  const members = (least: number) => list(d, least, 4, () => agent(d))
  return d.often(0.4) ? some(d, 0.4, { objectType: 'Group', member: members(1) }, { name: () => text(d) })
    : some(d, 0.5, { objectType: 'Group', ...identifier(d) }, { name: () => text(d), member: () => members(0) })
}
const actor = (d: Dice): Thing => d.often(0.3) ? group(d) : agent(d)
const reference = (d: Dice): Thing => ({ objectType: 'StatementRef', id: uuid(d) })

function definition(d: Dice): Thing {
  const components = () => list(d, 0, 3, () => ({})).map((_, i) => some(d, 0.5, { id: `${hex(d, 3)}${i}` }, { description: () => languageMap(d) }))
  return some(d, 0.4, {}, {
    name: () => languageMap(d), description: () => languageMap(d), type: () => iri(d), moreInfo: () => iri(d), extensions: () => extensions(d),
    ...(d.often(0.5) ? {} : Object.fromEntries([['correctResponsesPattern', () => list(d, 0, 3, () => text(d))] as const, ...LISTS.map((name) => [name, components] as const)])),
  })
}

/** With the type that components and correct responses ask for. */
function typed(d: Dice, made: Thing): Thing {
  return ['correctResponsesPattern', ...LISTS].some((name) => name in made) || d.often(0.2) ? { ...made, interactionType: d.one(INTERACTIONS) } : made
}

const activity = (d: Dice): Thing => some(d, 0.5, { id: iri(d) }, { objectType: () => 'Activity', definition: () => typed(d, definition(d)) })

function score(d: Dice): Thing {
  const min = d.whole(100) - 50
  const max = min + 1 + d.whole(100)
  return some(d, 0.6, {}, { raw: () => min + d.whole(max - min + 1), min: () => min, max: () => max, scaled: () => d.one([-1, 0, 1, 0.6767676, 1e-9]) })
}

const result = (d: Dice): Thing => some(d, 0.5, {}, {
  success: () => d.often(0.5), completion: () => d.often(0.5), response: () => text(d), duration: () => d.one(DURATIONS), extensions: () => extensions(d), score: () => score(d),
})

function context(d: Dice, version: XapiVersion, onActivity: boolean): Thing {
  const activities = () => d.often(0.3) ? activity(d) : list(d, 0, 3, () => activity(d))
  const relevant = (): Thing => d.often(0.5) ? { relevantTypes: list(d, 1, 3, () => iri(d)) } : {}
  return some(d, 0.35, {}, {
    registration: () => uuid(d), instructor: () => actor(d), team: () => group(d), language: () => d.one(TAGS), statement: () => reference(d), extensions: () => extensions(d),
    contextActivities: () => some(d, 0.4, {}, { parent: activities, grouping: activities, category: activities, other: activities }),
    ...(onActivity ? { revision: () => text(d), platform: () => text(d) } : {}),
    ...(version === '2.0.0' ? {
      contextAgents: () => list(d, 0, 3, () => ({ objectType: 'contextAgent', agent: agent(d), ...relevant() })),
      contextGroups: () => list(d, 0, 3, () => ({ objectType: 'contextGroup', group: group(d), ...relevant() })),
    } : {}),
  })
}

const attachment = (d: Dice): Thing => some(d, 0.4, {
  usageType: iri(d), display: languageMap(d), contentType: d.one(MEDIA), length: d.whole(2 ** 40), sha2: hex(d, d.one([56, 64, 96, 128])), fileUrl: iri(d),
}, { description: () => languageMap(d) })

/** `files`: attachments too, each with a fileUrl and no data. */
function event(d: Dice, version: XapiVersion, object: Thing, files: boolean): Thing {
  const onActivity = object['objectType'] === undefined || object['objectType'] === 'Activity'
  return some(d, 0.45, { actor: actor(d), verb: some(d, 0.5, { id: iri(d) }, { display: () => languageMap(d) }), object }, {
    result: () => result(d), context: () => context(d, version, onActivity), timestamp: () => timestamp(d),
    ...(files ? { attachments: () => list(d, 0, 2, () => attachment(d)) } : {}),
  })
}

const target = (d: Dice): Thing => d.one([activity, activity, activity, (e: Dice) => agent(e, true), group, reference])(d)

/** A statement that its version allows. Times may lie in years to come. */
export function validStatement(d: Dice, version: XapiVersion, { files = true }: { readonly files?: boolean } = {}): Thing {
  const object = d.often(0.2) ? { objectType: 'SubStatement', ...event(d, version, target(d), files) } : target(d)
  return some(d, 0.4, event(d, version, object, files), {
    id: () => uuid(d), stored: () => timestamp(d), version: () => version === '1.0.3' ? d.one(['1.0', '1.0.0', '1.0.3']) : d.one(['2.0', '2.0.0', '1.0.3']),
    authority: () => d.often(0.5) ? agent(d) : { objectType: 'Group', member: [agent(d), agent(d)] },
  })
}

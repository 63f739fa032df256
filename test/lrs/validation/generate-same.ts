import { isThing, shuffled, uuid, type Dice, type Json, type Thing } from './generate.ts'
import { placesIn, type Broken } from './generate-broken.ts'

// A statement again, said otherwise: so that it is the same by the specification, or so that it is another one. Both stay valid.

const set = (holder: Thing | Json[], key: string | number, value: Json): void => { (holder as Thing)[key] = value }

function reordered(d: Dice, value: Json): Json {
  if (Array.isArray(value)) return value.map((each) => reordered(d, each))
  if (!isThing(value)) return value
  return Object.fromEntries(shuffled(d, Object.entries(value)).map(([name, each]) => [name, reordered(d, each)]))
}

const turned = (text: string): string => text === text.toLowerCase() ? text.toUpperCase() : text.toLowerCase()

/** The same moment five hours west, with the same digits behind the second. */
function elsewhere(text: string): string | null {
  const found = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):(\d\d)(\.\d+)?Z$/.exec(text)
  if (!found) return null
  const there = new Date(Date.parse(`${found[1]}T${found[2]}:${found[3]}Z`) - 5 * 3_600_000).toISOString()
  return `${there.slice(0, 19)}${found[4] ?? ''}-05:00`
}

const ROLE = /\/contextActivities\/(?:parent|grouping|category|other)$/
const ACTIVITY = /(?:^\/object(?:\/object)?|\/contextActivities\/(?:parent|grouping|category|other)(?:\/\d+)?)$/
const AGENT = /\/(?:actor|instructor|agent|member\/\d+)$/

/** The same statement by the rules of either version: some of what may differ does. */
export function equalVariant(d: Dice, statement: Thing): Thing {
  const made = reordered(d, structuredClone(statement)) as Thing
  for (const { holder, key, pointer, value } of placesIn(made)) {
    if (d.often(0.4)) continue
    if (ROLE.test(pointer)) {
      if (isThing(value)) set(holder, key, [value])
      else if (Array.isArray(value) && value.length === 1) set(holder, key, value[0]!)
    } else if (key === 'member' && Array.isArray(value) && !pointer.startsWith('/authority')) set(holder, key, shuffled(d, value))
    else if (key === 'registration' || (key === 'id' && isThing(holder) && holder['objectType'] === 'StatementRef') || pointer === '/id') set(holder, key, turned(String(value)))
    else if (key === 'language' || key === 'mbox_sha1sum') set(holder, key, turned(String(value)))
    else if (key === 'mbox') set(holder, key, String(value).replace(/@.*/, turned))
    else if (key === 'duration') set(holder, key, String(value).replace(/(\d)S$/, (_, digit: string) => /[.,]\d{2,}S$/.test(String(value)) ? `${digit}7S` : `${digit}S`))
    else if (key === 'timestamp') set(holder, key, elsewhere(String(value)) ?? value)
    else if (ACTIVITY.test(pointer) && isThing(value) && (value['objectType'] ?? 'Activity') === 'Activity') retyped(value, 'Activity')
    else if (AGENT.test(pointer) && isThing(value) && value['objectType'] !== 'Group') retyped(value, 'Agent')
    if (key === 'display' && pointer.endsWith('/verb/display')) set(holder, key, { 'es-PE': 'otra palabra' })
    if (key === 'definition' && isThing(holder)) delete holder['definition']
  }
  if (d.often(0.5)) made['stored'] = '2026-05-05T05:05:05.555Z'
  if (d.often(0.5)) made['authority'] = { mbox: 'mailto:otra@example.pe' }
  if (d.often(0.3)) delete made['version']
  if (d.often(0.3)) delete made['attachments']
  if (d.often(0.2)) delete made['timestamp']
  if (d.often(0.2)) delete made['id']
  return made
}

function retyped(value: Thing, type: string): void {
  if (value['objectType'] === undefined) value['objectType'] = type
  else delete value['objectType']
}

/** A hundredth of a second, a bit of a UUID, a letter of a name: one thing that makes it another statement, in either version. */
export function unequalVariant(d: Dice, statement: Thing): Broken {
  const value = reordered(d, structuredClone(statement)) as Thing
  const changes = placesIn(value).filter(({ pointer }) => !/^\/(?:authority|stored|version|id$|timestamp)|\/(?:attachments|definition|display)(?:\/|$)/.test(pointer)).flatMap(({ holder, key, pointer, value: was }): (() => string)[] => {
    const to = (other: Json) => [() => { set(holder, key, other); return `${pointer} is another` }]
    if (key === 'registration' || (key === 'id' && isThing(holder) && holder['objectType'] === 'StatementRef')) return to(uuid(d))
    if (key === 'id' || key === 'openid' || key === 'homePage' || key === 'name' || key === 'response' || key === 'platform' || key === 'revision') return to(`${String(was)}x`)
    if (key === 'mbox') return to(`${String(was).replace('mailto:', 'mailto:x')}`)
    if (key === 'mbox_sha1sum') return to(String(was).replace(/^./, (c) => c === '1' ? '2' : '1'))
    if (key === 'language') return to(was === 'fr' ? 'pt' : 'fr')
    if (key === 'duration') return to(was === 'PT7.01S' ? 'PT7.02S' : 'PT7.01S')
    if (key === 'scaled') return to(was === 0.25 ? 0.75 : 0.25)
    if (key === 'success' || key === 'completion') return to(was !== true)
    if (key === 'extensions') return to({ ...(was as Thing), 'https://example.pe/otra': 1 })
    if (key === 'member' || key === 'relevantTypes') return to([...(was as Json[]), key === 'member' ? { mbox: 'mailto:nueva@example.pe' } : 'https://example.pe/nuevo'])
    if (key === 'result' || key === 'context') return [() => { delete (holder as Thing)[key]; return `${pointer} is gone` }]
    return []
  })
  // Its verb always has an id, so that there is always something to change.
  return { label: d.one(changes)(), value }
}

import type { House } from '../../feature.ts'
import type { ActivityDefinition, LanguageMap, OutsideActivity, OutsideActor, OutsideContext, OutsideEvent, OutsideStatement, SubStatement } from '../validation/outside.ts'
import { definitionsOf, displaysOf } from './canonical.ts'
import { chooseLanguage, rangesOf } from './languages.ts'
import type { Format } from './query.ts'

/** The parts of a statement that a format may change: whatever is no agent, group, activity or verb stays as it was said. */
interface Parts {
  readonly actor: (actor: OutsideActor) => unknown
  readonly verb: (verb: OutsideEvent['verb']) => unknown
  readonly activity: (activity: OutsideActivity) => unknown
}

/**
 * Statements as JSON texts in the format asked for (xAPI 1.0.3, Communication 2.1.3). `exact` is what the record holds, byte for byte, and
 * is not even read.
 */
export async function formatted(house: Pick<House, 'db'>, tenant: string, texts: readonly string[], format: Format, acceptLanguage: string | undefined): Promise<readonly string[]> {
  if (format === 'exact') return texts
  // Validated before it was stored.
  const statements = texts.map((text) => JSON.parse(text) as OutsideStatement)
  const parts = format === 'ids' ? IDS : await canonicalParts(house, tenant, statements, acceptLanguage)
  return statements.map((statement) => JSON.stringify(changed(statement, parts)))
}

const IDS: Parts = { actor: identified, verb: ({ id }) => ({ id }), activity: ({ id }) => ({ id }) }

/** What tells who it is: an identifier, or where there is none, each member's. objectType stays, as a group and an agent as object need it. */
function identified(actor: OutsideActor): unknown {
  const { objectType, mbox, mbox_sha1sum, openid, account } = actor
  const anonymous = mbox === undefined && mbox_sha1sum === undefined && openid === undefined && account === undefined
  return {
    objectType, mbox, mbox_sha1sum, openid, account,
    ...(anonymous && actor.objectType === 'Group' ? { member: (actor.member ?? []).map(identified) } : {}),
  }
}

/** What is known of its activities and verbs by now, each text in one language: the one the reader asked for most. Agents stay. */
async function canonicalParts(house: Pick<House, 'db'>, tenant: string, statements: readonly OutsideStatement[], acceptLanguage: string | undefined): Promise<Parts> {
  const verbs = new Set<string>()
  const activities = new Set<string>()
  const seen: Parts = { actor: (actor) => actor, verb: ({ id }) => verbs.add(id), activity: ({ id }) => activities.add(id) }
  for (const statement of statements) changed(statement, seen)
  const definitions = await definitionsOf(house, tenant, [...activities])
  const displays = await displaysOf(house, tenant, [...verbs])
  const ranges = rangesOf(acceptLanguage)
  const one = (map: LanguageMap): LanguageMap => {
    const tag = chooseLanguage(Object.keys(map), ranges)
    return tag === undefined ? {} : { [tag]: map[tag] ?? '' }
  }
  return {
    actor: (actor) => actor,
    verb: (verb) => {
      const display = displays.get(verb.id) ?? verb.display
      return { ...verb, ...(display && { display: one(display) }) }
    },
    activity: (activity) => {
      const definition = definitions.get(activity.id) ?? activity.definition
      return { ...activity, ...(definition && { definition: inOneLanguage(definition, one) }) }
    },
  }
}

const COMPONENTS = ['choices', 'scale', 'source', 'target', 'steps'] as const

function inOneLanguage(definition: ActivityDefinition, one: (map: LanguageMap) => LanguageMap): ActivityDefinition {
  const { name, description } = definition
  const components = COMPONENTS.flatMap((part) => {
    const list = definition[part]
    return list ? [[part, list.map((c) => ({ ...c, ...(c.description && { description: one(c.description) }) }))]] : []
  })
  return { ...definition, ...(name && { name: one(name) }), ...(description && { description: one(description) }), ...Object.fromEntries(components) }
}

function changed(statement: OutsideStatement | SubStatement, parts: Parts): Record<string, unknown> {
  const { actor, verb, object, context } = statement
  const authority = 'authority' in statement ? statement.authority : undefined
  return {
    ...statement, actor: parts.actor(actor), verb: parts.verb(verb), object: changedObject(object, parts),
    ...(context && { context: changedContext(context, parts) }), ...(authority && { authority: parts.actor(authority) }),
  }
}

function changedObject(object: OutsideStatement['object'], parts: Parts): unknown {
  switch (object.objectType) {
    case 'StatementRef': return object
    case 'SubStatement': return changed(object, parts)
    case 'Agent': case 'Group': return parts.actor(object)
    // Absent means Activity; our own early statements name agents as objects without saying so.
    default: return 'id' in object ? parts.activity(object) : parts.actor(object)
  }
}

function changedContext(context: OutsideContext, parts: Parts): unknown {
  const { instructor, team, contextActivities, contextAgents, contextGroups } = context
  return {
    ...context,
    ...(instructor && { instructor: parts.actor(instructor) }),
    ...(team && { team: parts.actor(team) }),
    ...(contextActivities && {
      contextActivities: Object.fromEntries(Object.entries(contextActivities).map(([role, some]) => [role, [some].flat().map((a) => parts.activity(a))])),
    }),
    ...(contextAgents && { contextAgents: contextAgents.map((c) => ({ ...c, agent: parts.actor(c.agent) })) }),
    ...(contextGroups && { contextGroups: contextGroups.map((c) => ({ ...c, group: parts.actor(c.group) })) }),
  }
}

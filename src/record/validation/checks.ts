import type { ActivityDefinition, OutsideActivity, OutsideEvent, OutsideStatement, SubStatement } from './outside.ts'
import type { Fault } from './sentences.ts'

// What JSON Schema cannot say. Each runs on a statement whose shape is right, and on its sub-statement; each is tested by being taken out.

export interface Check {
  readonly name: string
  readonly run: (statement: OutsideStatement | SubStatement) => Fault | null
}

export const VOIDED = 'http://adlnet.gov/expapi/verbs/voided'
export const SIGNATURE = 'http://adlnet.gov/expapi/attachments/signature'
/** Extensions may nest this deep. Nothing sensible does; writing and reading JSON recurses, and the stack ends somewhere. */
export const DEEPEST = 100

const fault = (place: string, es: string, en: string): Fault => ({ place, es, en })

export const checks: readonly Check[] = [
  {
    name: 'the lowest score is below the highest',
    run: ({ result }) => {
      const { min, max } = result?.score ?? {}
      return min !== undefined && max !== undefined && !(min < max)
        ? fault('/result/score/min', 'debe ser menor que max', 'must be less than max') : null
    },
  },
  {
    name: 'the raw score is not below the lowest',
    run: ({ result }) => {
      const { raw, min } = result?.score ?? {}
      return raw !== undefined && min !== undefined && raw < min
        ? fault('/result/score/raw', 'no debe ser menor que min', 'must not be less than min') : null
    },
  },
  {
    name: 'the raw score is not above the highest',
    run: ({ result }) => {
      const { raw, max } = result?.score ?? {}
      return raw !== undefined && max !== undefined && raw > max
        ? fault('/result/score/raw', 'no debe ser mayor que max', 'must not be more than max') : null
    },
  },
  {
    name: 'revision only where the object is an activity',
    run: (statement) => statement.context?.revision !== undefined && !activityOf(statement)
      ? fault('/context/revision', 'solo vale cuando el objeto es una actividad', 'is allowed only when the object is an Activity') : null,
  },
  {
    name: 'platform only where the object is an activity',
    run: (statement) => statement.context?.platform !== undefined && !activityOf(statement)
      ? fault('/context/platform', 'solo vale cuando el objeto es una actividad', 'is allowed only when the object is an Activity') : null,
  },
  {
    name: 'what voids names a statement',
    run: ({ verb, object }) => verb.id === VOIDED && object.objectType !== 'StatementRef'
      ? fault('/object/objectType', 'debe ser "StatementRef": el verbo voided anula otro registro', 'must be "StatementRef": the verb voided voids another statement') : null,
  },
  {
    name: 'a signature is a stream of octets',
    run: ({ attachments }) => {
      const at = (attachments ?? []).findIndex(({ usageType, contentType }) => usageType === SIGNATURE && !/^application\/octet-stream[ \t]*(?:;|$)/i.test(contentType))
      return at >= 0
        ? fault(`/attachments/${at}/contentType`, 'debe ser application/octet-stream: es una firma', 'must be application/octet-stream: it is a signature') : null
    },
  },
  { name: 'components have ids of their own', run: (statement) => firstOf(statement, sameComponent) },
  {
    name: 'extensions do not nest without end',
    run: (statement) => {
      const { result, context } = statement
      if (tooDeep(result?.extensions, DEEPEST)) return deep('/result/extensions')
      if (tooDeep(context?.extensions, DEEPEST)) return deep('/context/extensions')
      return firstOf(statement, (definition, place) => tooDeep(definition.extensions, DEEPEST) ? deep(`${place}/extensions`) : null)
    },
  },
]

function activityOf({ object }: OutsideEvent & { readonly object: OutsideStatement['object'] }): OutsideActivity | null {
  return object.objectType === undefined || object.objectType === 'Activity' ? object as OutsideActivity : null
}

/** The first fault in the definition of any activity that the statement names. */
function firstOf(statement: OutsideStatement | SubStatement, judge: (definition: ActivityDefinition, place: string) => Fault | null): Fault | null {
  const definition = activityOf(statement)?.definition
  const own = definition ? judge(definition, '/object/definition') : null
  if (own || !statement.context?.contextActivities) return own
  for (const [role, given] of Object.entries(statement.context.contextActivities)) {
    const single = !Array.isArray(given)
    const list = (single ? [given] : given) as readonly OutsideActivity[]
    for (let i = 0; i < list.length; i += 1) {
      const found = list[i]?.definition
      const wrong = found ? judge(found, `/context/contextActivities/${role}${single ? '' : `/${i}`}/definition`) : null
      if (wrong) return wrong
    }
  }
  return null
}

const COMPONENTS = ['choices', 'scale', 'source', 'target', 'steps'] as const

function sameComponent(definition: ActivityDefinition, place: string): Fault | null {
  for (const list of COMPONENTS) {
    const components = definition[list]
    if (components && new Set(components.map(({ id }) => id)).size < components.length) {
      return fault(`${place}/${list}`, 'cada componente debe tener su propio id', 'each component must have an id of its own')
    }
  }
  return null
}

const deep = (place: string): Fault => fault(place, `no debe anidarse más de ${DEEPEST} niveles`, `must not nest more than ${DEEPEST} levels deep`)

function tooDeep(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (left === 0) return true
  if (Array.isArray(value)) return value.some((each) => tooDeep(each, left - 1))
  for (const key in value) if (tooDeep((value as Record<string, unknown>)[key], left - 1)) return true
  return false
}

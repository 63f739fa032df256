/** The part of JSON Schema in which steps are written; the phone checks by it what came with a link. */
interface Shape {
  readonly [keyword: string]: unknown
  readonly properties?: Readonly<Record<string, Shape>>
  readonly items?: Shape | false
}

/** Whether a value fits a shape. A keyword that is not known here fits nothing: what cannot be checked is not used. */
export function fitsShape(shape: object, value: unknown): boolean {
  return Object.entries(shape as Shape).every(([keyword, limit]) => {
    const rule = RULES[keyword]
    return rule !== undefined && rule(limit, value, shape as Shape)
  })
}

type Rule = (limit: unknown, value: unknown, shape: Shape) => boolean
const number = (compare: (value: number, limit: number) => boolean): Rule => (limit, value) => typeof value !== 'number' || compare(value, Number(limit))
const list = (fits: (value: readonly unknown[], limit: number) => boolean): Rule => (limit, value) => !Array.isArray(value) || fits(value, Number(limit))
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: isRecord, array: Array.isArray, string: (v) => typeof v === 'string', boolean: (v) => typeof v === 'boolean',
  number: Number.isFinite, integer: Number.isInteger, null: (v) => v === null,
}
/** Schemas below a keyword: from our own server. */
const shapes = (limit: unknown): readonly object[] => limit as readonly object[]

const RULES: Readonly<Record<string, Rule>> = {
  type: (limit, value) => TYPES[String(limit)]?.(value) ?? false,
  const: (limit, value) => value === limit,
  enum: (limit, value) => Array.isArray(limit) && limit.includes(value),
  properties: (_, value, { properties = {} }) => !isRecord(value) || Object.keys(properties).every((key) => !Object.hasOwn(value, key) || fitsShape(properties[key]!, value[key])),
  required: (limit, value) => !isRecord(value) || (limit as readonly string[]).every((key) => Object.hasOwn(value, key)),
  additionalProperties: (limit, value, { properties = {} }) => !isRecord(value) || Object.keys(value).every((key) => Object.hasOwn(properties, key) || (limit !== false && fitsShape(limit as object, value[key]))),
  items: (limit, value, { prefixItems }) => !Array.isArray(value) || value.slice(Array.isArray(prefixItems) ? prefixItems.length : 0).every((v) => limit !== false && fitsShape(limit as object, v)),
  prefixItems: (limit, value) => !Array.isArray(value) || (value.length === shapes(limit).length && shapes(limit).every((s, i) => fitsShape(s, value[i]))),
  minItems: list((value, limit) => value.length >= limit),
  maxItems: list((value, limit) => value.length <= limit),
  minimum: number((value, limit) => value >= limit),
  maximum: number((value, limit) => value <= limit),
  multipleOf: number((value, limit) => value % limit === 0),
  exclusiveMinimum: number((value, limit) => value > limit),
  exclusiveMaximum: number((value, limit) => value < limit),
  minLength: (limit, value) => typeof value !== 'string' || value.length >= Number(limit),
  maxLength: (limit, value) => typeof value !== 'string' || value.length <= Number(limit),
  pattern: (limit, value) => typeof value !== 'string' || new RegExp(String(limit), 'u').test(value),
  anyOf: (limit, value) => shapes(limit).some((s) => fitsShape(s, value)),
  oneOf: (limit, value) => shapes(limit).filter((s) => fitsShape(s, value)).length === 1,
}

import { membersOf } from './json-text.ts'
import { badRequest } from './request.ts'

/** A document's bytes exactly as they were sent, with the Content-Type they were sent under. */
export interface Content {
  readonly type: string
  readonly body: Buffer
}

const UNTYPED = 'application/octet-stream'
/** What an HTTP header may hold, so that it can be sent back as it came. */
const SENDABLE = /^[\t\x20-\x7e]{1,255}$/

/** Problem 400 when it claims to be JSON and is not (xAPI 1.0.3, Communication 3.2). */
export function contentOf(type: string | undefined, body: Buffer): Content {
  const content = { type: type?.trim() || UNTYPED, body }
  if (!SENDABLE.test(content.type)) throw badRequest('Content-Type', { es: 'no es un tipo de contenido', en: 'not a content type' })
  if (isJson(content)) parse(content)
  return content
}

/** Type and bytes in one, to be sealed. */
export function packed({ type, body }: Content): Buffer {
  return Buffer.concat([Buffer.from(`${type}\n`), body])
}

export function unpacked(plain: Buffer): Content {
  const end = plain.indexOf(10)
  return { type: plain.subarray(0, end).toString(), body: plain.subarray(end + 1) }
}

/**
 * The members of `fresh` put over those of `old`, at the top level only (xAPI 1.0.3, Communication 2.2). Each value keeps the text its
 * sender wrote, so that no large number is rounded. Problem 400 unless both are JSON objects.
 */
export function merged(old: Content, fresh: Content): Content {
  const text = new Map([...members(old), ...members(fresh)].map(({ name, value }) => [name, value]))
  return { type: old.type, body: Buffer.from(`{${[...text].map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`) }
}

/** Problem 400 unless it is a JSON object with a type that says so. */
export function needObject(content: Content): void {
  if (!isJson(content)) throw notMergeable()
  const value = parse(content)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw notMergeable()
}

function members(content: Content): { name: string; value: string }[] {
  needObject(content)
  const text = textOf(content)
  return membersOf(text, { start: 0, end: text.length }).map(({ name, start, end }) => ({ name, value: text.slice(start, end).trim() }))
}

function isJson({ type }: Content): boolean {
  return type.split(';')[0]?.trim().toLowerCase() === 'application/json'
}

function parse(content: Content): unknown {
  try {
    return JSON.parse(textOf(content))
  } catch {
    throw badRequest('body', { es: 'dice ser application/json y no lo es', en: 'it says to be application/json and is not' })
  }
}

/** Throws where the bytes are not UTF-8. */
function textOf({ body }: Content): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(body)
}

function notMergeable(): Error {
  return badRequest('body', {
    es: 'con POST se juntan dos objetos JSON de tipo application/json; para cambiar el documento entero usa PUT',
    en: 'POST merges two JSON objects of type application/json; to replace the whole document use PUT',
  })
}

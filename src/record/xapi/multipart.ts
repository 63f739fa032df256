import { randomUUID } from 'node:crypto'
import { Problem } from '../../lib/problem.ts'

/** One part of a multipart body. Header names in lower case; the body is a view into the whole, not a copy. */
export interface Part {
  readonly headers: ReadonlyMap<string, string>
  readonly body: Buffer
}

export interface PartToWrite {
  /** Names in their usual capitals. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer | string
}

const MOST_PARTS = 1001
const MOST_HEADER_BYTES = 16 * 1024
/** RFC 2046, 5.1.1: up to 70 characters of this set, the last of them no space. */
const BOUNDARY = /^[0-9A-Za-z'()+_,\-./:=? ]{0,69}[0-9A-Za-z'()+_,\-./:=?]$/
const SPACE = 32, TAB = 9, LF = 10, CR = 13, HYPHEN = 45

export function malformed(es: string, en: string): Problem {
  return new Problem(400, 'multipart-malformed', { es: `multipart/mixed: ${es}`, en: `multipart/mixed: ${en}` })
}

/** "Text/Plain; charset=ascii" -> { type: 'text/plain', parameters: { charset: 'ascii' } }; parameter names in lower case, quotes undone. */
export function mediaType(value: string): { type: string; parameters: Map<string, string> } {
  const [type = ''] = value.split(';', 1)
  const parameters = new Map<string, string>()
  for (const [, name = '', quoted, plain] of value.matchAll(/;[ \t]*([\w!#$%&'*+.^`|~-]+)=(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))/g)) {
    if (!parameters.has(name.toLowerCase())) parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '')
  }
  return { type: type.trim().toLowerCase(), parameters }
}

/**
 * The parts of a multipart body (RFC 2046, 5.1), preamble and epilogue left out. Lines may end with LF instead of CRLF when the first
 * delimiter does: then all do, so that a file that begins or ends with a CR or LF of its own keeps it.
 */
export function readMultipart(contentType: string, body: Buffer): Part[] {
  const boundary = mediaType(contentType).parameters.get('boundary') ?? ''
  if (!BOUNDARY.test(boundary)) throw malformed('falta el parámetro boundary o no es válido.', 'the boundary parameter is missing or not valid.')
  const marker = Buffer.from(`--${boundary}`, 'latin1')
  const parts: Part[] = []
  let delimiter = firstDelimiter(body, marker)
  if (!delimiter) throw malformed('el boundary no está en el cuerpo.', 'the boundary is not in the body.')
  const { eol } = delimiter
  const blankLine = Buffer.concat([eol, eol])
  const lineMarker = Buffer.concat([eol, marker])
  while (!delimiter.closes) {
    if (parts.length === MOST_PARTS) throw malformed(`más de ${MOST_PARTS} partes.`, `more than ${MOST_PARTS} parts.`)
    const start = delimiter.end
    const bare = body.subarray(start, start + eol.length).equals(eol)
    const blank = bare ? 0 : body.subarray(start, start + MOST_HEADER_BYTES).indexOf(blankLine)
    if (blank < 0) throw malformed('una parte no tiene línea en blanco después de sus cabeceras.', 'a part has no blank line after its headers.')
    const headers = bare ? new Map<string, string>() : readHeaders(body.toString('latin1', start, start + blank))
    const from = bare ? start + eol.length : start + blank + blankLine.length
    // A part without content may have only the one line end, which is then the blank line's and the delimiter's.
    const next: Delimiter | null = nextDelimiter(body, lineMarker, eol, from - eol.length)
    if (!next) throw malformed('falta el boundary del final.', 'the closing boundary is missing.')
    parts.push({ headers, body: body.subarray(from, Math.max(from, next.start)) })
    delimiter = next
  }
  if (parts.length === 0) throw malformed('no tiene ninguna parte.', 'it has no part at all.')
  return parts
}

interface Delimiter {
  /** Where its line begins, the line end before it included. */
  readonly start: number
  /** Just behind its own line end. */
  readonly end: number
  readonly closes: boolean
  readonly eol: Buffer
}

function firstDelimiter(body: Buffer, marker: Buffer): Delimiter | null {
  for (let at = body.indexOf(marker); at >= 0; at = body.indexOf(marker, at + marker.length)) {
    const found = at === 0 || body[at - 1] === LF ? delimiterAt(body, at, at + marker.length) : null
    if (found) return found
  }
  return null
}

function nextDelimiter(body: Buffer, lineMarker: Buffer, eol: Buffer, from: number): Delimiter | null {
  for (let at = body.indexOf(lineMarker, from); at >= 0; at = body.indexOf(lineMarker, at + lineMarker.length)) {
    const found = delimiterAt(body, at, at + lineMarker.length)
    if (found && (found.closes || found.eol.equals(eol))) return found
  }
  return null
}

/** What follows the boundary on its line: perhaps "--", then spaces only. Else it is a longer text that begins alike. */
function delimiterAt(body: Buffer, start: number, after: number): Delimiter | null {
  const closes = body[after] === HYPHEN && body[after + 1] === HYPHEN
  let at = closes ? after + 2 : after
  while (body[at] === SPACE || body[at] === TAB) at += 1
  const length = body[at] === LF ? 1 : body[at] === CR && body[at + 1] === LF ? 2 : 0
  if (length === 0 && !(closes && at >= body.length)) return null
  return { start, end: at + length, closes, eol: body.subarray(at, at + length) }
}

function readHeaders(text: string): Map<string, string> {
  const headers = new Map<string, string>()
  for (const line of text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).toLowerCase()
    if (colon < 1 || !/^[\w!#$%&'*+.^`|~-]+$/.test(name)) throw malformed('una cabecera de una parte no está bien escrita.', 'a header of a part is not well formed.')
    if (headers.has(name)) throw malformed(`una parte tiene dos veces ${name}.`, `a part has ${name} twice.`)
    headers.set(name, line.slice(colon + 1).trim())
  }
  return headers
}

/** Header values must be printable ASCII; anything else is a mistake of the caller's. */
export function writeMultipart(parts: readonly PartToWrite[]): { contentType: string; body: Buffer } {
  // 122 random bits: it stands in no part, and nobody could write one that has it.
  const boundary = `yachay-${randomUUID()}`
  const pieces = parts.flatMap(({ headers, body }) => {
    const lines = Object.entries(headers).map(([name, value]) => {
      if (!/^[\x20-\x7e]*$/.test(value)) throw new Error(`not a header value: ${name}`)
      return `${name}: ${value}\r\n`
    })
    return [Buffer.from(`--${boundary}\r\n${lines.join('')}\r\n`), typeof body === 'string' ? Buffer.from(body) : body, Buffer.from('\r\n')]
  })
  return { contentType: `multipart/mixed; boundary=${boundary}`, body: Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]) }
}

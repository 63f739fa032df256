import { createHash, timingSafeEqual } from 'node:crypto'
import { Problem } from '../../lib/problem.ts'
import { malformed, mediaType, readMultipart, writeMultipart, type Part } from './multipart.ts'
import type { XapiAnswer } from './request.ts'

/** What a request brought along beside its statements, by SHA-2 in lower-case hex. */
export interface SentFile {
  /** Media types that its parts say; the same file may come once for each attachment that has it. */
  readonly types: ReadonlySet<string>
  /** Its parts' own Content-Length, where one gave it. */
  readonly length: number | null
  readonly bytes: Buffer
}
export type SentFiles = ReadonlyMap<string, SentFile>

/** The properties of an Attachment Object (xAPI 1.0.3, Data 2.4.11) that this file reads; validated before. */
export interface Attachment {
  readonly usageType: string
  readonly contentType: string
  readonly length: number
  readonly sha2: string
  readonly fileUrl?: string
}

/** FIPS 180-2 with its change notice: by the digits of the hash. */
const HASHES: Readonly<Record<number, string>> = { 56: 'sha224', 64: 'sha256', 96: 'sha384', 128: 'sha512' }

export function wrongAttachment(es: string, en: string): Problem {
  return new Problem(400, 'attachments-invalid', { es: `Adjuntos: ${es}`, en: `Attachments: ${en}` })
}

/**
 * The statements' JSON and the files of a POST or PUT to the statement resource (xAPI 1.0.3, Communication 1.5; 2.0, 4.1.3):
 * application/json, or multipart/mixed with the statements first. Each file is what its hash says.
 */
export function takeParts(contentType: string | undefined, body: Buffer): { json: Buffer; files: SentFiles } {
  const type = mediaType(contentType ?? '').type
  if (type === 'application/json') return { json: body, files: new Map() }
  if (type !== 'multipart/mixed') {
    throw new Problem(400, 'content-type', {
      es: 'Content-Type debe ser application/json o multipart/mixed.', en: 'Content-Type must be application/json or multipart/mixed.',
    })
  }
  const [first, ...others] = readMultipart(contentType ?? '', body)
  if (!first || mediaType(first.headers.get('content-type') ?? '').type !== 'application/json') {
    throw malformed('la primera parte debe traer los statements, como application/json.', 'the first part must hold the statements, as application/json.')
  }
  const files = new Map<string, SentFile>()
  for (const part of others) takeFile(files, part)
  return { json: first.body, files }
}

function takeFile(files: Map<string, SentFile>, { headers, body }: Part): void {
  const hash = headers.get('x-experience-api-hash')?.toLowerCase()
  if (hash === undefined) throw malformed('cada adjunto lleva la cabecera X-Experience-API-Hash.', 'each attachment has the header X-Experience-API-Hash.')
  if (headers.get('content-transfer-encoding')?.toLowerCase() !== 'binary') {
    throw malformed('cada adjunto lleva Content-Transfer-Encoding: binary.', 'each attachment has Content-Transfer-Encoding: binary.')
  }
  if (!isSha2Of(hash, body)) {
    throw wrongAttachment('X-Experience-API-Hash no es el SHA-2 (224, 256, 384 o 512) de su parte.', 'X-Experience-API-Hash is not the SHA-2 (224, 256, 384 or 512) of its part.')
  }
  const length = headers.get('content-length')
  if (length !== undefined && !(/^\d+$/.test(length) && Number(length) === body.length)) {
    throw malformed('Content-Length no es el largo de su parte.', 'Content-Length is not the length of its part.')
  }
  const before = files.get(hash)
  const type = headers.get('content-type')
  files.set(hash, {
    types: new Set([...(before?.types ?? []), ...(type === undefined ? [] : [mediaType(type).type])]),
    length: length === undefined ? before?.length ?? null : body.length, bytes: body,
  })
}

function isSha2Of(hash: string, bytes: Buffer): boolean {
  const algorithm = /^[0-9a-f]+$/.test(hash) ? HASHES[hash.length] : undefined
  return algorithm !== undefined && timingSafeEqual(createHash(algorithm).update(bytes).digest(), Buffer.from(hash, 'hex'))
}

/** The attachments of a validated statement and of the sub-statement in it. */
export function attachmentsOf(statement: unknown): Attachment[] {
  if (typeof statement !== 'object' || statement === null) return []
  const { attachments, object } = statement as { attachments?: readonly Attachment[]; object?: { objectType?: string } }
  return [...(attachments ?? []), ...(object?.objectType === 'SubStatement' ? attachmentsOf(object) : [])]
}

/** Where the file of an attachment is looked for. */
export const fileName = ({ sha2 }: Attachment): string => sha2.toLowerCase()

/**
 * Validated statements and files belong together, or Problem 400: each attachment has its data here or a fileUrl, each file is named by
 * an attachment. Where a part's Content-Type or Content-Length is given it must agree with contentType (its media type: the
 * specification's own example differs in a parameter) and length; length and the data are not compared, as the matching is by hash alone
 * ("It MUST not do so any other way", 1.5.2).
 */
export function matchAttachments(statements: readonly unknown[], files: SentFiles): void {
  const left = new Set(files.keys())
  for (const attachment of statements.flatMap(attachmentsOf)) {
    const file = files.get(fileName(attachment))
    if (file) {
      left.delete(fileName(attachment))
      agree(attachment, file)
    } else if (attachment.fileUrl === undefined) {
      throw wrongAttachment(`falta la parte con el hash ${attachment.sha2}, o su fileUrl.`, `the part with the hash ${attachment.sha2} is missing, or its fileUrl.`)
    }
  }
  const [stray] = left
  if (stray !== undefined) throw wrongAttachment(`ningún statement nombra la parte con el hash ${stray}.`, `no statement names the part with the hash ${stray}.`)
}

function agree(attachment: Attachment, file: SentFile): void {
  if (file.types.size > 0 && !file.types.has(mediaType(attachment.contentType).type)) {
    throw wrongAttachment(`Content-Type de la parte ${attachment.sha2} no es su contentType.`, `Content-Type of the part ${attachment.sha2} is not its contentType.`)
  }
  if (file.length !== null && file.length !== attachment.length) {
    throw wrongAttachment(`Content-Length de la parte ${attachment.sha2} no es su length.`, `Content-Length of the part ${attachment.sha2} is not its length.`)
  }
}

export interface FileToSend {
  readonly sha2: string
  readonly contentType: string
  readonly bytes: Buffer
}

/** The answer to GET with attachments=true: statements first, then each file once. */
export function answerWithAttachments(jsonBody: string, files: Iterable<FileToSend>): XapiAnswer {
  const once = new Map([...files].map((file) => [file.sha2.toLowerCase(), file]))
  const { contentType, body } = writeMultipart([
    { headers: { 'Content-Type': 'application/json' }, body: jsonBody },
    ...[...once].map(([sha2, file]) => ({
      headers: { 'Content-Type': printable(file.contentType), 'Content-Transfer-Encoding': 'binary', 'X-Experience-API-Hash': sha2 },
      body: file.bytes,
    })),
  ])
  return { status: 200, headers: { 'Content-Type': contentType }, body }
}

/** A contentType that no header can carry goes as bytes of no known kind; the statement still says it. */
function printable(contentType: string): string {
  return /^[\x20-\x7e]+$/.test(contentType) ? contentType : 'application/octet-stream'
}

import { createHash, timingSafeEqual } from 'node:crypto'
import type { House } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import type { Attachment, OutsideStatement } from '../validation/outside.ts'
import { attachmentSize, readAttachment, type Owner } from './attachment-files.ts'
import { malformed, mediaType, readMultipart, writeMultipart, type Part } from './multipart.ts'
import type { XapiAnswer, XapiVersion } from './request.ts'
import { dataKeyOf, type Sealed } from './sealing.ts'
import { checkSignatures } from './signature.ts'

/** What a request brought along beside its statements, by SHA-2 in lower-case hex. */
export interface SentFile {
  /** Media types that its parts say; the same file may come once for each attachment that has it. */
  readonly types: ReadonlySet<string>
  /** Its parts' own Content-Length, where one gave it. */
  readonly length: number | null
  readonly bytes: Buffer
}
export type SentFiles = ReadonlyMap<string, SentFile>

/** FIPS 180-2 with its change notice: by the digits of the hash. */
const HASHES: Readonly<Record<number, string>> = { 56: 'sha224', 64: 'sha256', 96: 'sha384', 128: 'sha512' }

export function wrongAttachment(es: string, en: string): Problem {
  return new Problem(400, 'attachments-invalid', { es: `Adjuntos: ${es}`, en: `Attachments: ${en}` })
}

/**
 * The statements' JSON and the files of a POST or PUT to the statement resource (xAPI 1.0.3, Communication 1.5; 2.0, 4.1.3):
 * application/json, or multipart/mixed with the statements first. Each file is what its hash says.
 */
export function takeBody(contentType: string | undefined, body: Buffer): { json: Buffer; files: SentFiles } {
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
export function attachmentsOf(statement: Pick<OutsideStatement, 'attachments' | 'object'>): Attachment[] {
  const { attachments = [], object } = statement
  return object.objectType === 'SubStatement' ? [...attachments, ...object.attachments ?? []] : [...attachments]
}

/**
 * Validated statements and files belong together, or Problem 400: each attachment has its data here or a fileUrl, each file is named by
 * an attachment, signatures are well formed. Where a part's Content-Type or Content-Length is given it must agree with contentType (its
 * media type: the specification's own example differs in a parameter) and length; length and the data are not compared, as the matching is
 * by hash alone ("It MUST not do so any other way", 1.5.2).
 */
export function matchAttachments(statements: readonly Pick<OutsideStatement, 'attachments' | 'object'>[], files: SentFiles, version: XapiVersion): void {
  const left = new Set(files.keys())
  for (const attachment of statements.flatMap(attachmentsOf)) {
    const sha2 = attachment.sha2.toLowerCase()
    const file = files.get(sha2)
    if (file) {
      left.delete(sha2)
      agree(attachment, file)
    } else if (attachment.fileUrl === undefined) {
      throw wrongAttachment(`falta la parte con el hash ${sha2}, o su fileUrl.`, `the part with the hash ${sha2} is missing, or its fileUrl.`)
    }
  }
  const [stray] = left
  if (stray !== undefined) throw wrongAttachment(`ningún statement nombra la parte con el hash ${stray}.`, `no statement names the part with the hash ${stray}.`)
  for (const statement of statements) checkSignatures(statement, files, version)
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

type Row = Pick<Sealed, 'tenant' | 'person' | 'authority' | 'data_key'>
export interface RowWithText {
  readonly row: Row
  /** What openStatements made of it. */
  readonly text: string
}

/** The files of statements, those of one person once. What was only named by a fileUrl, or erased, is not among them. */
export async function readAttachments(house: House, statements: readonly RowWithText[]): Promise<FileToSend[]> {
  const found = new Map<string, FileToSend>()
  for (const { owner, row, sha2, contentType } of named(statements)) {
    if (found.has(sha2)) continue
    const bytes = await readAttachment(house, owner, dataKeyOf(house, row), sha2)
    if (bytes) found.set(sha2, { sha2, contentType, bytes })
  }
  return [...found.values()]
}

/** Bytes of files in one answer. */
export const MOST_ATTACHED = 32 * 2 ** 20

/** How many of these statements, from the first on, one answer can carry with their files: at least one, so that every list comes to its end. */
export async function howManyFit(house: House, statements: readonly RowWithText[], most = MOST_ATTACHED): Promise<number> {
  const seen = new Set<string>()
  let bytes = 0
  for (const { owner, at, sha2 } of named(statements)) {
    if (seen.has(sha2)) continue
    const size = await attachmentSize(house, owner, sha2)
    if (size > 0) seen.add(sha2)
    bytes += size
    if (bytes > most && at > 0) return at
  }
  return statements.length
}

interface Named {
  readonly owner: Owner
  readonly row: Row
  /** Which of the statements names it. */
  readonly at: number
  readonly sha2: string
  readonly contentType: string
}

function* named(statements: readonly RowWithText[]): Generator<Named> {
  for (const [at, { row, text }] of statements.entries()) {
    if (row.person === null) continue
    const owner = { tenant: row.tenant, person: row.person, authority: row.authority }
    for (const { sha2, contentType } of attachmentsOf(JSON.parse(text) as OutsideStatement)) yield { owner, row, at, sha2: sha2.toLowerCase(), contentType }
  }
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

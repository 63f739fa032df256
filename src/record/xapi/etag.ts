import { createHash } from 'node:crypto'
import { Problem } from '../../lib/problem.ts'
import type { XapiAnswer } from './request.ts'

/** What xAPI 1.0.3 demands (Communication 3.1): the SHA-1 of the contents in lower-case hex, quoted. */
export function etagOf(body: Buffer | string): string {
  return `"${createHash('sha1').update(body).digest('hex')}"`
}

/** If-Match and If-None-Match of a request, as RFC 7232 describes them; null where a header is absent. */
export interface Conditions {
  readonly match: readonly string[] | null
  readonly noneMatch: readonly string[] | null
}

export function conditionsOf(header: (name: string) => string | undefined): Conditions {
  return { match: tags(header('if-match')), noneMatch: tags(header('if-none-match')) }
}

/**
 * Tags without quotes and W/: what is tagged is the digest of the bytes, so a tag that a proxy called weak still says which bytes were
 * meant, and older client libraries send it bare.
 */
function tags(header: string | undefined): string[] | null {
  if (header === undefined) return null
  return header.split(',').map((tag) => tag.trim().replace(/^W\//, '').replace(/^"(.*)"$/, '$1').toLowerCase()).filter(Boolean)
}

function names(list: readonly string[], etag: string | null): boolean {
  return etag !== null && (list.includes('*') || list.includes(etag.slice(1, -1)))
}

/** Throws 412 unless the document as it is now (its ETag, null where there is none) is what the sender took it for. */
export function checkConditions({ match, noneMatch }: Conditions, etag: string | null): void {
  if (match !== null && !names(match, etag)) {
    throw new Problem(412, 'changed-meanwhile', {
      es: 'El documento ya no es el que leíste: alguien lo cambió o lo borró. Léelo de nuevo y repite tu cambio con el ETag de ahora en If-Match.',
      en: 'The document is no longer the one you read: somebody changed or deleted it. Read it again and repeat your change with the current ETag in If-Match.',
    })
  }
  if (noneMatch !== null && names(noneMatch, etag)) {
    throw new Problem(412, 'exists-already', {
      es: 'El documento ya existe. Léelo y envía tu cambio con su ETag en If-Match.',
      en: 'The document exists already. Read it and send your change with its ETag in If-Match.',
    })
  }
}

/** A GET whose If-None-Match names what would be sent. */
export function isUnchanged({ noneMatch }: Conditions, etag: string): boolean {
  return noneMatch !== null && names(noneMatch, etag)
}

/** Whether a PUT would replace a document without saying which one it has seen (xAPI 1.0.3, Communication 3.1; xAPI 2.0, 4.1.4). */
export function isBlind({ match, noneMatch }: Conditions, etag: string | null): boolean {
  return match === null && noneMatch === null && etag !== null
}

const BLIND = {
  es: 'El documento ya existe. Mira primero cómo está ahora (GET) y envía el cambio con su ETag en el encabezado If-Match.',
  en: 'The document exists already. Check its current state first (GET), then send the change with its current ETag in the If-Match header.',
}

/** 409 in plain words, as 1.0 has always wanted it and the conformance suite of 2.0 reads it; a Problem for who takes JSON alone. */
export function blindAnswer(accept: string | undefined): XapiAnswer {
  if (accept !== undefined && !/text\/(?:plain|\*)|\*\/\*/.test(accept)) throw new Problem(409, 'etag-missing', BLIND)
  return { status: 409, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: `${BLIND.en}\n${BLIND.es}\n` }
}

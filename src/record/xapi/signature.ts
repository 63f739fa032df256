import { X509Certificate, constants, verify, type KeyObject } from 'node:crypto'
import { Problem } from '../../lib/problem.ts'
import { SIGNATURE } from '../validation/checks.ts'
import type { OutsideStatement } from '../validation/outside.ts'
import { sameStatement } from '../validation/same.ts'
import type { SentFiles } from './attachments.ts'
import type { XapiVersion } from './request.ts'

const DIGESTS: Readonly<Record<string, string>> = { RS256: 'sha256', RS384: 'sha384', RS512: 'sha512' }
/** RFC 7518, 3.3. */
const LEAST_BITS = 2048
const MOST_CERTIFICATES = 10

function wrong(es: string, en: string): Problem {
  return new Problem(400, 'signature-invalid', { es: `La firma del statement: ${es}`, en: `The statement's signature: ${en}` })
}

/**
 * Each signature of a validated statement is well formed (xAPI 1.0.3, Data 2.6; 2.0, 4.2.6), or Problem 400: a JWS in compact form whose
 * payload is the statement by the specification's own comparison, which leaves attachments out. With x5c the signature is by the first
 * certificate's key, and each certificate by the next one's. Whether to trust the last, and whether they have expired, is for whoever
 * relies on it: the specification has this check "to catch mistakes in the signature, not as a security measure".
 */
export function checkSignatures(statement: Pick<OutsideStatement, 'attachments'>, files: SentFiles, version: XapiVersion): void {
  for (const { usageType, sha2 } of statement.attachments ?? []) {
    if (usageType !== SIGNATURE) continue
    const file = files.get(sha2.toLowerCase())
    if (!file) throw wrong('tiene que venir en la misma petición.', 'it must come in the same request.')
    if (!sameStatement(readJws(file.bytes.toString('latin1')), statement, version)) throw wrong('lo firmado no es este statement.', 'what was signed is not this statement.')
  }
}

/** The payload of a JWS in compact form (RFC 7515, 3.1 and 5.2), its signature verified where it brings a certificate. */
function readJws(text: string): object {
  const pieces = text.split('.', 4)
  const [head = '', payload = '', signature = ''] = pieces
  if (pieces.length !== 3 || !pieces.every((piece) => /^[A-Za-z0-9_-]+$/.test(piece) && piece.length % 4 !== 1)) {
    throw wrong('no es un JWS compacto.', 'it is not a JWS in compact form.')
  }
  const { alg, crit, x5c } = readJson(head) as { alg?: unknown; crit?: unknown; x5c?: unknown }
  const digest = typeof alg === 'string' && Object.hasOwn(DIGESTS, alg) ? DIGESTS[alg] : undefined
  if (!digest) throw wrong('su alg debe ser RS256, RS384 o RS512.', 'its alg must be RS256, RS384 or RS512.')
  // RFC 7515, 4.1.11: extensions that must be understood; we know none, b64 neither.
  if (crit !== undefined) throw wrong('pide con crit una extensión que no conocemos.', 'it asks with crit for an extension that we do not know.')
  if (x5c !== undefined) {
    const key = { key: signerKey(x5c), padding: constants.RSA_PKCS1_PADDING }
    if (!verify(digest, Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, 'base64url'))) {
      throw wrong('no corresponde al primer certificado de x5c.', 'it is not by the key of the first certificate in x5c.')
    }
  }
  return readJson(payload)
}

function readJson(piece: string): object {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(piece, 'base64url')))
  } catch {
    throw wrong('una de sus partes no es JSON.', 'one of its pieces is not JSON.')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong('una de sus partes no es un objeto JSON.', 'one of its pieces is not a JSON object.')
  return value
}

/** RFC 7515, 4.1.6: base64 (not base64url) of DER; the signer's certificate first, each certified by the next. */
function signerKey(x5c: unknown): KeyObject {
  const chain = readCertificates(x5c)
  const key = chain[0]?.key
  if (!key || key.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < LEAST_BITS) {
    throw wrong(`el primer certificado de x5c debe tener una llave RSA de ${LEAST_BITS} bits o más.`, `the first certificate in x5c must have an RSA key of ${LEAST_BITS} bits or more.`)
  }
  chain.forEach(({ certificate }, n) => {
    const issuer = chain[n + 1]
    if (issuer && !(certificate.checkIssued(issuer.certificate) && certificate.verify(issuer.key))) {
      throw wrong('un certificado de x5c no está firmado por el que le sigue.', 'a certificate in x5c is not signed by the one after it.')
    }
  })
  return key
}

function readCertificates(x5c: unknown): { certificate: X509Certificate; key: KeyObject }[] {
  const good = Array.isArray(x5c) && x5c.length > 0 && x5c.length <= MOST_CERTIFICATES
    && x5c.every((one): one is string => typeof one === 'string' && /^[A-Za-z0-9+/]+={0,2}$/.test(one))
  try {
    if (good) {
      return x5c.map((one) => {
        const certificate = new X509Certificate(Buffer.from(one, 'base64'))
        return { certificate, key: certificate.publicKey }
      })
    }
  } catch {
    // No certificate, or with a kind of key that nobody knows: refused like every other bad x5c.
  }
  throw wrong(`x5c debe ser una lista de 1 a ${MOST_CERTIFICATES} certificados en base64.`, `x5c must be a list of 1 to ${MOST_CERTIFICATES} certificates in base64.`)
}

import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { p256 } from '@noble/curves/nist.js'
import { z } from 'zod'
import { loadContext, type Loader } from './contexts.ts'
import { fromMultibase, toMultibase } from './multibase.ts'
import { bareEd25519, publicKeyObject } from './public-key.ts'
import { KEY_OF, SUITES, type Suite } from './suites.ts'

/** Data Integrity proof options and value. */
export const Proof = z.strictObject({
  type: z.literal('DataIntegrityProof'),
  cryptosuite: z.enum(SUITES),
  created: z.iso.datetime(),
  verificationMethod: z.string().max(300),
  proofPurpose: z.literal('assertionMethod'),
  proofValue: z.string().max(120),
})
export type Proof = z.infer<typeof Proof>
type Unsigned = { readonly '@context': readonly string[] } & Record<string, unknown>

/** Canonicalising hostile input costs at most this. */
const PATIENCE_MS = 3000

/** The 64 bytes that are signed: SHA-256 of the canonical proof options, then SHA-256 of the canonical document. */
export async function hashData(document: Unsigned, options: Omit<Proof, 'proofValue'>, loader: Loader = loadContext, contexts: readonly unknown[] = document['@context']): Promise<Buffer> {
  const config = await canonical({ ...options, '@context': contexts }, loader)
  const body = await canonical({ ...document, '@context': contexts }, loader)
  return Buffer.concat([sha256(config), sha256(body)])
}

/** Who signs: 32 secret bytes (an Ed25519 seed, or a P-256 scalar) and the verification method that names their public half. */
export interface Signer {
  readonly suite: Suite
  readonly secret: Uint8Array
  readonly method: string
}

/** The document with its `proof`, as an array of one. `contexts`: what its words mean, where that is quicker to read than its own (lean-contexts.ts). Both suites sign the same text with the same key to the same bytes (RFC 8032, RFC 6979). */
export async function addProof<T extends Unsigned>(
  document: T, { suite, secret, method }: Signer, created: string, loader: Loader = loadContext, contexts: readonly unknown[] = document['@context'],
): Promise<T & { proof: [Proof] }> {
  const options = { type: 'DataIntegrityProof', cryptosuite: suite, created, verificationMethod: method, proofPurpose: 'assertionMethod' } as const
  const data = await hashData(document, options, loader, contexts)
  // Node's own ECDSA draws its number at random; deterministic ECDSA needs no random source that could fail.
  const value = suite === 'eddsa-rdfc-2022' ? sign(null, data, privateKey(secret)) : p256.sign(data, secret, { lowS: false })
  return { ...document, proof: [{ ...options, proofValue: toMultibase(value) }] }
}

/**
 * Whether `proof` is the holder of `publicKey` vouching for exactly this document. The key has the form of the proof's suite (KEY_OF); another
 * one is a no. Throws when the document cannot be canonicalised.
 */
export async function proofHolds(document: Unsigned, proof: Proof, publicKey: Uint8Array, loader: Loader = loadContext): Promise<boolean> {
  const { proofValue, ...options } = proof
  const signature = fromMultibase(proofValue)
  const key = publicKeyObject(KEY_OF[proof.cryptosuite], publicKey)
  if (signature?.length !== 64 || !key) return false
  const data = await hashData(document, options, loader)
  return proof.cryptosuite === 'eddsa-rdfc-2022' ? verify(null, data, key, signature) : verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, signature)
}

/** DER header (RFC 8410) in front of a bare seed. */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')

function privateKey(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' })
}

/** The 32-byte Ed25519 public key of a 32-byte seed. */
export function publicKeyOf(seed: Uint8Array): Uint8Array {
  return bareEd25519(createPublicKey(privateKey(seed)))
}

async function canonical(document: object, documentLoader: Loader): Promise<string> {
  // Loaded at the first certificate, which makes every start a sixth of a second shorter.
  const { default: jsonld } = await import('jsonld')
  return jsonld.canonize(document, {
    documentLoader, safe: true, base: null,
    canonizeOptions: { algorithm: 'RDFC-1.0', maxWorkFactor: 1, signal: AbortSignal.timeout(PATIENCE_MS) },
  })
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

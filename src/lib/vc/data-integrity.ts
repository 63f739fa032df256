import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { z } from 'zod'
import { loadContext, type Loader } from './contexts.ts'
import { fromMultibase, toMultibase } from './multibase.ts'

/** Data Integrity proof options and value of the suite eddsa-rdfc-2022 (W3C VC-DI-EDDSA 1.0, section 3.2). */
export const Proof = z.strictObject({
  type: z.literal('DataIntegrityProof'),
  cryptosuite: z.literal('eddsa-rdfc-2022'),
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
export async function hashData(document: Unsigned, options: Omit<Proof, 'proofValue'>, loader: Loader = loadContext): Promise<Buffer> {
  const config = await canonical({ '@context': document['@context'], ...options }, loader)
  const body = await canonical(document, loader)
  return Buffer.concat([sha256(config), sha256(body)])
}

/** The document with its `proof`, as an array of one. `seed` is the 32-byte Ed25519 private key. */
export async function addProof<T extends Unsigned>(
  document: T, seed: Uint8Array, verificationMethod: string, created: string, loader: Loader = loadContext,
): Promise<T & { proof: [Proof] }> {
  const options = { type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022', created, verificationMethod, proofPurpose: 'assertionMethod' } as const
  const value = sign(null, await hashData(document, options, loader), privateKey(seed))
  return { ...document, proof: [{ ...options, proofValue: toMultibase(value) }] }
}

/** Whether `proof` is the holder of `publicKey` (32 bytes) vouching for exactly this document. Throws when it cannot be canonicalised. */
export async function proofHolds(document: Unsigned, proof: Proof, publicKey: Uint8Array, loader: Loader = loadContext): Promise<boolean> {
  const { proofValue, ...options } = proof
  const signature = fromMultibase(proofValue)
  if (signature?.length !== 64) return false
  const key = createPublicKey({ key: Buffer.concat([SPKI_ED25519, publicKey]), format: 'der', type: 'spki' })
  return verify(null, await hashData(document, options, loader), key, signature)
}

/** DER headers of RFC 8410 in front of the bare 32 bytes. */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')
const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex')

function privateKey(seed: Uint8Array): ReturnType<typeof createPrivateKey> {
  return createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' })
}

/** The 32-byte Ed25519 public key of a 32-byte seed. */
export function publicKeyOf(seed: Uint8Array): Uint8Array {
  const spki = createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' })
  return new Uint8Array(spki.subarray(SPKI_ED25519.length))
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

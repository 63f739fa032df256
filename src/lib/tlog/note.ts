import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'

// C2SP signed-note: text, an empty line, one line a signature.

/** Signature types: Ed25519 over the text, or a timestamped cosignature of a checkpoint (tlog-cosignature). */
export const ED25519 = 1
export const COSIGNATURE = 4
export type SignatureType = typeof ED25519 | typeof COSIGNATURE

/** Who may sign: a name without spaces and plus, and the 32 bytes of an Ed25519 public key. */
export interface NoteKey {
  readonly name: string
  readonly type: SignatureType
  readonly publicKey: Uint8Array
}

/** A key that signs: the 32-byte Ed25519 seed beside it. */
export interface NoteSigner extends NoteKey {
  readonly seed: Uint8Array
}

/** One signature line: whose it says it is, and the bytes behind the key id. */
export interface NoteSignature {
  readonly name: string
  readonly keyId: number
  readonly bytes: Buffer
}

export interface Note {
  /** Ends with a newline. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

/** More signatures than anybody needs; the specification asks for 16 at least. */
const MOST_SIGNATURES = 100
const MOST_LENGTH = 100_000

/** SHA-256(name, newline, type, public key), the first four bytes as a number. */
export function keyIdOf({ name, type, publicKey }: NoteKey): number {
  return createHash('sha256').update(`${name}\n`).update(Uint8Array.of(type)).update(publicKey).digest().readUInt32BE(0)
}

/** `<name>+<key id>+<base64 of type and key>`: how a key is handed to who verifies. */
export function formatKey(key: NoteKey): string {
  const id = keyIdOf(key).toString(16).padStart(8, '0')
  return `${key.name}+${id}+${Buffer.concat([Uint8Array.of(key.type), key.publicKey]).toString('base64')}`
}

/** Undoes `formatKey`; null when it is not written so, or its id is not that of its name and key. */
export function parseKey(text: string): NoteKey | null {
  const found = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(text)
  if (!found || !isName(found[1])) return null
  const bytes = fromBase64(found[3] ?? '')
  const type = bytes?.[0]
  if (!bytes || bytes.length !== 33 || (type !== ED25519 && type !== COSIGNATURE)) return null
  const key: NoteKey = { name: found[1], type, publicKey: bytes.subarray(1) }
  return keyIdOf(key) === Number.parseInt(found[2] ?? '', 16) ? key : null
}

/** The signer of a 32-byte Ed25519 seed. RangeError for a name that a note cannot hold. */
export function signerOf(name: string, type: SignatureType, seed: Uint8Array): NoteSigner {
  if (!isName(name)) throw new RangeError(`a key cannot be named "${name}"`)
  const { x } = createPublicKey(privateKey(seed)).export({ format: 'jwk' })
  return { name, type, seed, publicKey: Buffer.from(x ?? '', 'base64url') }
}

/** The Ed25519 signature line of this text, newline included. */
export function signatureLine(text: string, signer: NoteSigner): string {
  return lineOf(signer, sign(null, Buffer.from(text), privateKey(signer.seed)))
}

export function lineOf(key: NoteKey, bytes: Uint8Array): string {
  const id = Buffer.alloc(4)
  id.writeUInt32BE(keyIdOf(key))
  return `— ${key.name} ${Buffer.concat([id, bytes]).toString('base64')}\n`
}

/** Reads a note; null when it is not one. Nothing is verified yet. */
export function parseNote(note: string): Note | null {
  const end = note.lastIndexOf('\n\n')
  // Control characters but the newline are not allowed anywhere (U+FFFD: it was not UTF-8).
  if (end < 0 || note.length > MOST_LENGTH || !note.endsWith('\n') || [...note].some((c) => (c < ' ' && c !== '\n') || c === '\ufffd')) return null
  const lines = note.slice(end + 2, -1).split('\n')
  const signatures = lines.map(parseLine)
  if (lines.length > MOST_SIGNATURES || signatures.some((s) => s === null)) return null
  return { text: note.slice(0, end + 1), signatures: signatures.filter((s) => s !== null) }
}

function parseLine(line: string): NoteSignature | null {
  const [dash, name, text, ...more] = line.split(' ')
  const bytes = fromBase64(text ?? '')
  if (dash !== '—' || !isName(name) || !bytes || bytes.length < 5 || more.length > 0) return null
  return { name, keyId: bytes.readUInt32BE(0), bytes: bytes.subarray(4) }
}

/** The signatures of a note that claim to be of this key. */
export function claimedBy(note: Note, key: NoteKey): NoteSignature[] {
  const id = keyIdOf(key)
  return note.signatures.filter((s) => s.name === key.name && s.keyId === id)
}

/** Whether this key signed the note: one of its signatures is there and each of them holds. */
export function signedBy(note: Note, key: NoteKey): boolean {
  const hers = claimedBy(note, key)
  return key.type === ED25519 && hers.length > 0 && hers.every((s) => holds(Buffer.from(note.text), s.bytes, key))
}

export function holds(message: Uint8Array, signature: Uint8Array, { publicKey }: NoteKey): boolean {
  return signature.length === 64 && verify(null, message, publicKeyObject(publicKey), signature)
}

export function privateKey(seed: Uint8Array): KeyObject {
  // RFC 8410: PKCS #8 of an Ed25519 seed.
  return createPrivateKey({ key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]), format: 'der', type: 'pkcs8' })
}

function publicKeyObject(bytes: Uint8Array): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(bytes).toString('base64url') }, format: 'jwk' })
}

const isName = (name: string | undefined): name is string => name !== undefined && name !== '' && !/[\s+\p{Z}]/u.test(name)

/** Standard base64 written in the one way there is, or null. */
export function fromBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64')
  return text !== '' && bytes.toString('base64') === text ? bytes : null
}

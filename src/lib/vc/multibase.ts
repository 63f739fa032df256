const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** Multibase base58btc: 'z' and the bytes in Bitcoin's base 58 (leading zero bytes as '1'). */
export function toMultibase(bytes: Uint8Array): string {
  const leading = bytes.findIndex((b) => b !== 0)
  const zeros = leading === -1 ? bytes.length : leading
  let n = BigInt('0x0' + Buffer.from(bytes).toString('hex'))
  let text = ''
  for (; n > 0n; n /= 58n) text = ALPHABET.charAt(Number(n % 58n)) + text
  return 'z' + '1'.repeat(zeros) + text
}

/** Undoes `toMultibase`; null for anything else than base58btc. */
export function fromMultibase(text: string): Uint8Array | null {
  // 140 digits are more than any key, digest or signature of ours needs (96 bytes of P-384 take 132).
  if (!/^z[1-9A-HJ-NP-Za-km-z]{1,140}$/.test(text)) return null
  const digits = text.slice(1)
  let n = 0n
  for (const digit of digits) n = n * 58n + BigInt(ALPHABET.indexOf(digit))
  const hex = n === 0n ? '' : n.toString(16)
  const body = Buffer.from(hex.length % 2 ? '0' + hex : hex, 'hex')
  const zeros = digits.length - digits.replace(/^1+/, '').length
  return new Uint8Array(Buffer.concat([Buffer.alloc(zeros), body]))
}

/** Multicodec prefixes (varint) of public keys; ours are of the first two kinds. */
const PREFIX = { ed25519: [0xed, 0x01], p256: [0x80, 0x24], p384: [0x81, 0x24] } as const
const KEY_BYTES = { ed25519: 32, p256: 33, p384: 49 } as const
export type KeyKind = keyof typeof PREFIX

/** Multikey text of a public key: z6Mk… for Ed25519 (32 bytes), zDn… for P-256 (33 bytes, compressed). */
export function toMultikey(kind: KeyKind, key: Uint8Array): string {
  return toMultibase(Uint8Array.from([...PREFIX[kind], ...key]))
}

/** The public key inside a Multikey text of that kind, or null. */
export function fromMultikey(kind: KeyKind, text: string): Uint8Array | null {
  const bytes = fromMultibase(text)
  const prefix = PREFIX[kind]
  if (!bytes || bytes[0] !== prefix[0] || bytes[1] !== prefix[1] || bytes.length !== KEY_BYTES[kind] + 2) return null
  return bytes.subarray(2)
}

/** The bytes of a multibase text in base58btc (z) or base64url without padding (u); null for any other. */
export function bytesOfMultibase(text: string): Uint8Array | null {
  if (!/^u[\w-]{1,200}$/.test(text)) return fromMultibase(text)
  return new Uint8Array(Buffer.from(text.slice(1), 'base64url'))
}

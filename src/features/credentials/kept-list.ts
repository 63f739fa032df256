import { checkBytes, fromBase64url, signedBytes, toBase64url, type LoadVerify, type Points } from './compact.ts'

/**
 * The status list as a phone keeps it, for Node and browsers alike: /v/kept.json. One signed text, because the page that reads a
 * QR can check a P-256 signature and has no room for JSON-LD. It says the same as the lists at /v/status, in fewer bytes: the
 * status indexes that are set, ascending, each as the distance to the one before (LEB128), in base64url.
 */
export interface Kept {
  /** Every key that ever signed a QR here. */
  readonly keys: Points
  readonly keyId: string
  /** JSON of `KeptText`, exactly as it was signed. */
  readonly text: string
  /** ECDSA P-256 over KEPT_DOMAIN and the text; base64url. */
  readonly signature: string
}

interface KeptText { readonly at: string; readonly revoked: string; readonly suspended: string }

export interface KeptList {
  readonly at: Date
  readonly stateOf: (statusIndex: number) => 'valid' | 'suspended' | 'revoked'
}

export const KEPT_DOMAIN = 'yachay-status-1\0'
/** A million revoked certificates among many lists. */
const MOST_TEXT = 3_000_000

/** `set` ascending, each once. */
export function packIndexes(set: readonly number[]): string {
  const bytes: number[] = []
  let before = -1
  for (const index of set) {
    let gap = index - before
    before = index
    // Not by shifts: an index may be larger than 2^31.
    for (; gap >= 128; gap = Math.floor(gap / 128)) bytes.push((gap % 128) + 128)
    bytes.push(gap)
  }
  return toBase64url(Uint8Array.from(bytes))
}

/** Whether an index stands in a packed list; a list that cannot be read holds everything, which is the safe side. */
export function holdsIndex(packed: string, wanted: number): boolean {
  if (packed === '') return false
  const bytes = fromBase64url(packed, MOST_TEXT)
  if (!bytes) return true
  let [index, gap, unit] = [-1, 0, 1]
  for (const byte of bytes) {
    gap += (byte & 127) * unit
    unit *= 128
    if (byte > 127) continue
    index += gap
    if (index >= wanted) return index === wanted
    gap = 0
    unit = 1
  }
  return false
}

export const keptMessage = (text: string): Uint8Array => signedBytes(KEPT_DOMAIN, new TextEncoder().encode(text))

/** Null when it is no such list or a key that is not ours signed it. */
export async function openKept(kept: Kept, keys: Points, library?: LoadVerify): Promise<KeptList | null> {
  const signature = fromBase64url(kept.signature)
  if (!signature || await checkBytes(kept.keyId, { message: keptMessage(kept.text), signature }, keys, library) !== 'holds') return null
  // We signed it, so it has this form.
  const { at, revoked, suspended } = JSON.parse(kept.text) as KeptText
  return { at: new Date(at), stateOf: (index) => (holdsIndex(revoked, index) ? 'revoked' : holdsIndex(suspended, index) ? 'suspended' : 'valid') }
}

import { newSigningKey } from '../../src/web/phone/profile.ts'
import { fromBase64Url, joined, sealLetter, type LetterFile } from '../../src/web/phone/seal.ts'
import type { Asked } from '../acting.ts'
import type { Student } from './place.ts'

export { joined }

/** A phone as the server knows one, without its browser: the same sealing code runs in Node. */
export interface TestPhone {
  readonly id: string
  readonly server: Uint8Array<ArrayBuffer>
  readonly sign: CryptoKey
  seq: number
}

export async function newPhone(house: Asked, who: Pick<Student, 'cookie' | 'pin'>): Promise<TestPhone> {
  const { publicKey, privateKey } = await newSigningKey()
  const response = await house.request('/phones', {
    method: 'POST', headers: { cookie: who.cookie, 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify({ publicKey, pin: who.pin }),
  })
  const answer = await response.json() as { phone: string; server: string; message?: string }
  if (response.status !== 200) throw new Error(answer.message)
  const sign = await crypto.subtle.importKey('pkcs8', fromBase64Url(privateKey), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
  return { id: answer.phone, server: fromBase64Url(answer.server), sign, seq: 0 }
}

export interface TestItem {
  readonly id: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly replyKey: Uint8Array<ArrayBuffer>
}

/** One sealed item, the next in the phone's order. `offset`: what its clock is known to be wrong, in ms; null when it was never compared. */
export async function letter(phone: TestPhone, item: { kind: string; data: unknown; at?: string; offset?: number | null; files?: readonly LetterFile[] }): Promise<TestItem> {
  phone.seq += 1
  const id = crypto.randomUUID()
  const head = { id, phone: phone.id, seq: phone.seq, kind: item.kind, at: item.at ?? '2026-03-02T14:00:00.000Z', offset: item.offset === undefined ? 0 : item.offset, data: item.data }
  return { id, ...await sealLetter(head, item.files ?? [], phone.sign, phone.server) }
}

/** As they travel; carried, so that no clock of a phone is compared. */
export function framesOf(items: readonly Pick<TestItem, 'id' | 'bytes'>[], own = false): Uint8Array<ArrayBuffer> {
  return joined(items.flatMap(({ id, bytes }) => {
    const head = new Uint8Array(41)
    head.set(new TextEncoder().encode(id))
    head[36] = own ? 1 : 0
    new DataView(head.buffer).setUint32(37, bytes.length, true)
    return [head, bytes]
  }))
}

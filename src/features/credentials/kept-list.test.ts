import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { holdsIndex, openKept, packIndexes, type Kept } from './kept-list.ts'
import { p256 } from '@noble/curves/nist.js'
import { presentIssuer } from './issuer-keys.ts'

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

const library = async () => (signature: Uint8Array, message: Uint8Array, point: Uint8Array): boolean => p256.verify(signature, message, point, { lowS: false })

test('a packed list holds exactly the indexes that were put in, near and far, and is small', () => {
  const sets = [[], [0], [1], [126, 127, 128, 129], [0, 1, 2, 3], [131_071, 131_072], [16_383, 16_384, 2 ** 31, 2 ** 32 + 5], Array.from({ length: 5000 }, (_, i) => i * 37 + (i % 11))]
  for (const set of sets) {
    const packed = packIndexes(set)
    const near = new Set(set.flatMap((n) => [n - 1, n, n + 1]).filter((n) => n >= 0))
    for (const n of near) assert.equal(holdsIndex(packed, n), set.includes(n), `${n}`)
  }
  // 200 of 20,000 revoked, anywhere in a list of 131,072.
  assert.ok(packIndexes(Array.from({ length: 200 }, (_, i) => i * 655)).length < 560)
})

test('a list that cannot be read says revoked of everything, never valid', () => {
  for (const broken of ['!', 'A', '====', 'AAAA AAAA']) assert.equal(holdsIndex(broken, 7), true, broken)
})

test('the list of the server is signed by the key of its QRs; an altered one, one signed by another and one of another kind are refused', async () => {
  const kept = await (await house.request('/v/kept.json')).json() as Kept
  const list = await openKept(kept, kept.keys, library)
  assert.equal(list?.at.toISOString(), house.clock().toISOString())
  assert.equal(list?.stateOf(5), 'valid')
  assert.equal(await openKept({ ...kept, text: kept.text.replace('2026', '2027') }, kept.keys, library), null)
  assert.equal(await openKept(kept, {}, library), null)
  assert.equal(await openKept(kept, { [kept.keyId]: Buffer.from(p256.getPublicKey(p256.utils.randomSecretKey(), false)).toString('base64url') }, library), null)
  // The same key over the same text without saying that it is a status list: what it signs elsewhere is no list.
  const bare = Buffer.from(p256.sign(new TextEncoder().encode(kept.text), presentIssuer(house).p256Secret)).toString('base64url')
  assert.equal(await openKept({ ...kept, signature: bare }, kept.keys, library), null)
})

test('the state by serial tells state, date and cause, and no name; an unknown serial is unknown', async () => {
  const answer = await house.request('/v/0000-0000-0000-0000/state.json')
  assert.deepEqual(await answer.json(), { state: 'unknown', since: null, cause: null, at: house.clock().toISOString() })
  assert.equal(answer.headers.get('cache-control'), 'no-store')
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { murmur3 } from './murmur.ts'
import { hashTexts, plainWords, type SparseRows } from './text.ts'
import reference from './reference/text.json' with { type: 'json' }

const hashed = (text: string, seed: number) => murmur3(Buffer.from(text), 0, Buffer.byteLength(text), seed)
const plain = (text: string) => Buffer.from(plainWords(text)).toString()

test('MurmurHash3 gives the published vectors and what scikit-learn gives', () => {
  const published: [string, number, number][] = [
    ['', 0, 0], ['', 1, 0x514e28b7], ['', 0xffffffff, 0x81f16f39], ['\0\0\0\0', 0, 0x2362f9de], ['a', 0x9747b28c, 0x7fa09ea6], ['aa', 0x9747b28c, 0x5d211726],
    ['aaa', 0x9747b28c, 0x283e0130], ['aaaa', 0x9747b28c, 0x5a97808a], ['Hello, world!', 0x9747b28c, 0x24884cba],
    ['The quick brown fox jumps over the lazy dog', 0x9747b28c, 0x2fa826cd], ['ππππππππ', 0x9747b28c, 0xd58063c1],
  ]
  for (const [text, seed, hash] of published) assert.equal(hashed(text, seed), hash, text)
  assert.equal(murmur3(Uint8Array.of(0xff, 0xff, 0xff, 0xff), 0, 4, 0), 0x76293b50)
  assert.equal(murmur3(Uint8Array.of(9, 0x21, 0x43, 0x65, 0x87, 9), 1, 5, 0x5082edee), 0x2362f9de)
  for (const [text, seed, hash] of reference.hashes) assert.equal(hashed(String(text), Number(seed)), hash)
})

test('capitals, accents, ñ and signs become plain words, composed or not', () => {
  assert.equal(plain('¿Cuánto CUESTA el PINGÜINO, señor Ñuñoa?'), ' cuanto cuesta el pinguino senor nunoa ')
  assert.equal(plain('ÁÉÍÓÚÜÑ áéíóúüñ'.normalize('NFD')), plain('ÁÉÍÓÚÜÑ áéíóúüñ'))
  assert.equal(plain('ÁÉÍÓÚÜÑ áéíóúüñ'), ' aeiouun aeiouun ')
  for (const nothing of ['', '  ', '¡¿…?! 😀']) assert.equal(plain(nothing), ' ')
  // Every letter of Latin-1 that Unicode takes apart becomes its first part.
  for (let unit = 192; unit < 256; unit += 1) {
    const base = String.fromCharCode(unit).normalize('NFD')
    if (base.length > 1) assert.equal(plain(String.fromCharCode(unit)), ` ${base[0]!.toLowerCase()} `)
  }
})

test('hashed words are those of HashingVectorizer, with letters too those of its parts, within 1e-15', () => {
  const check = (ours: SparseRows, theirs: number[][][]) => {
    assert.equal(ours.columns, 128)
    assert.equal(ours.starts.length, theirs.length + 1)
    for (const [r, row] of theirs.entries()) {
      assert.deepEqual([...ours.places.subarray(ours.starts[r], ours.starts[r + 1])], row.map(([place]) => place))
      for (const [i, [, value]] of row.entries()) assert.ok(Math.abs(ours.values[ours.starts[r]! + i]! - value!) <= 1e-15)
    }
  }
  check(hashTexts(reference.texts, { bits: reference.bits, words: 2, shortest: 1, longest: 0 }), reference.words)
  check(hashTexts(reference.texts, { bits: reference.bits, words: 2, shortest: 3, longest: 5 }), reference.both)
})

test('many long texts grow the arrays without a change; no texts and texts without words are empty rows', () => {
  const knobs = { bits: 16, words: 2, shortest: 3, longest: 5 }
  const long = reference.texts.join(' ').repeat(20)
  const many = hashTexts([...reference.texts, long, '', reference.texts[0]!], knobs)
  const alone = hashTexts([reference.texts[0]!], knobs)
  const last = many.starts.length - 2
  assert.deepEqual(many.places.slice(many.starts[last]), alone.places)
  assert.deepEqual(many.values.slice(many.starts[last]), alone.values)
  assert.equal(many.starts[last - 1], many.starts[last])
  assert.deepEqual([...hashTexts([], knobs).starts], [0])
  for (let i = 1; i < alone.places.length; i += 1) assert.ok(alone.places[i]! > alone.places[i - 1]!)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encode } from 'cborg'
import { keysFrom } from '../../lib/keys.ts'
import { readArray } from './cbor-read.ts'
import { compactKeys, compactUrl, fitsQr, MOST_CHARACTERS } from './compact-sign.ts'
import { checkSignature, openCompact, type Opened } from './compact.ts'
import { verifyP256 } from './p256.client.ts'
import { didDocument, didWeb, issuerOf } from './issuer.ts'
import { readSerial, serialBytes, serialText } from './serial.ts'
import { shortName } from './short-name.ts'

const keys = (fill: number) => keysFrom({
  hmac: Buffer.alloc(32, 1), field: Buffer.alloc(32, 2), pin: Buffer.alloc(32, 3), issuer: Buffer.alloc(32, fill), lab: Buffer.alloc(32, 5), totp: Buffer.alloc(32, 6), log: Buffer.alloc(32, 7),
})
const issuer = issuerOf(keys(4), 'https://certificados.yachay.gob.pe')
const known = compactKeys([issuer])
const SERIAL = serialText(Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 255]))
const TO = {
  publicUrl: 'https://certificados.yachay.gob.pe', serial: SERIAL, name: 'Rosa María Quispe Ñahui',
  achievement: 'Certificado, peru-huawei-2024', date: '2026-03-02', statusIndex: 131_071,
}
const open = (url: string): Opened => {
  const opened = openCompact(url.slice(url.indexOf('#') + 1))
  assert.ok(opened)
  return opened
}

test('a QR gives back what was put in and its signature holds', async () => {
  const url = compactUrl(issuer, TO)
  const opened = open(url)
  assert.deepEqual(opened.compact, {
    keyId: issuer.keyId, serial: SERIAL, name: 'Rosa María Quispe Ñahui', achievement: TO.achievement, date: '2026-03-02', statusIndex: 131_071,
  })
  assert.equal(await checkSignature(opened, known), 'holds')
})

test('a changed character anywhere in the QR is refused', async () => {
  const url = compactUrl(issuer, TO)
  const start = url.indexOf('#') + 1
  const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  for (let at = start; at < url.length; at++) {
    const next = ALPHABET.charAt((ALPHABET.indexOf(url.charAt(at)) + 1) % 64)
    const opened = openCompact(url.slice(start, at) + next + url.slice(at + 1))
    if (opened) assert.notEqual(await checkSignature(opened, known), 'holds', `character ${at}`)
  }
  assert.equal(openCompact(url.slice(start) + 'AAAA'), null)
  assert.equal(openCompact(url.slice(start, -2)), null)
})

test('a QR signed by another key is refused, whether the key is unknown or takes the name of a known one', async () => {
  const other = issuerOf(keys(9), 'https://certificados.yachay.gob.pe')
  const url = compactUrl(other, TO)
  assert.equal(await checkSignature(open(url), known), 'unknown-key')
  assert.equal(await checkSignature(open(compactUrl({ ...other, keyId: issuer.keyId }, TO)), known), 'wrong')
})

test('a QR of a stolen key is neither right nor wrong: whoever made it, only the register can tell', async () => {
  const stolen = compactKeys([{ ...issuer, stolenSince: new Date('2026-03-01T00:00:00Z') }, issuerOf(keys(9), TO.publicUrl)])
  const url = compactUrl(issuer, TO)
  assert.equal(await checkSignature(open(url), stolen), 'stolen-key')
  assert.equal(await checkSignature({ ...open(url), signature: new Uint8Array(64) }, stolen), 'stolen-key')
  assert.equal(await checkSignature(open(compactUrl(issuerOf(keys(9), TO.publicUrl), TO)), stolen), 'holds')
})

test('without WebCrypto, as on plain http, the bundled library gives the same answers', async () => {
  const opened = open(compactUrl(issuer, TO))
  const library = async () => verifyP256
  const webcrypto = Object.getOwnPropertyDescriptor(globalThis, 'crypto')
  try {
    Object.defineProperty(globalThis, 'crypto', { value: undefined, configurable: true })
    assert.equal(await checkSignature(opened, known, library), 'holds')
    assert.equal(await checkSignature({ ...opened, message: opened.message.subarray(1) }, known, library), 'wrong')
  } finally {
    if (webcrypto) Object.defineProperty(globalThis, 'crypto', webcrypto)
  }
})

test('the longest reasonable names stay within 300 characters and keep first name and surname', async () => {
  const names = [
    'María del Rosario de los Ángeles Concepción Bustamante de la Fuente Huamaní Condorcanqui',
    'Ñusta Yachaywa Illariy Sumaq Ch’aska Ñaupari Ñáñez',
    'José Li',
    'Wolfeschlegelsteinhausenbergerdorff '.repeat(6).trim(),
    'X'.repeat(500),
  ]
  for (const publicUrl of [TO.publicUrl, 'https://certificados.ia.relaciones-exteriores.gob.pe', 'http://192.168.100.200:3000']) {
    for (const name of names) {
      const url = compactUrl(issuer, { ...TO, publicUrl, name, achievement: 'Certificado de prueba, peru-huawei-2024', statusIndex: 2 ** 32 - 1 })
      assert.ok(url.length <= MOST_CHARACTERS, `${url.length} characters`)
      const opened = open(url)
      assert.equal(await checkSignature(opened, known), 'holds')
      assert.ok(opened.compact.name.startsWith(name.slice(0, 5)))
    }
  }
  assert.throws(() => compactUrl(issuer, { ...TO, publicUrl: 'https://' + 'a'.repeat(200) + '.pe' }), /too long/)
  assert.equal(fitsQr('https://' + 'a'.repeat(80) + '.pe', TO.achievement), true)
  assert.equal(fitsQr('https://' + 'a'.repeat(120) + '.pe', TO.achievement), false)
})

test('a long name loses what stands in the middle first, and never its first part and first surname', () => {
  const name = 'María del Rosario Luz Bustamante de la Cruz'
  assert.equal(shortName(name, 80), name)
  assert.equal(shortName(name, 40), 'María R. Luz Bustamante de la Cruz')
  assert.equal(shortName(name, 34), 'María R. L. Bustamante de la Cruz')
  assert.equal(shortName(name, 30), 'María Bustamante de la Cruz')
  assert.equal(shortName(name, 27), 'María Bustamante C.')
  assert.equal(shortName(name, 19), 'María Bustamante')
  assert.equal(shortName(name, 12), 'María Bu…')
  assert.equal(shortName('Ana Ñahui', 40), 'Ana Ñahui')
  assert.equal(shortName('Suharto', 5), 'Su…')
})

test('the small CBOR reader agrees with the library and takes nothing but the shortest form', () => {
  for (const items of [[], [0, 23, 24, 255, 256, 65535, 65536, 4294967295], ['', 'ñ', 'x'.repeat(300)], [new Uint8Array(64), 'a', 1]]) {
    assert.deepEqual(readArray(encode(items)), items)
  }
  for (const hex of ['', '80ff', '811817', '81190017', '8161', '8142ff', 'a0', '8181', '9f01ff', '81fb3ff0000000000000', '811b0000000000000001']) {
    assert.equal(readArray(Buffer.from(hex, 'hex')), null, hex)
  }
})

test('a serial is read from what people type', () => {
  assert.match(SERIAL, /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/)
  assert.deepEqual([...serialBytes(SERIAL)], [1, 2, 3, 4, 5, 6, 7, 8, 9, 255])
  assert.equal(readSerial(' ' + SERIAL.toLowerCase().replaceAll('-', ' ')), SERIAL)
  assert.equal(readSerial('o1il-0000-0000-0000'), '0111-0000-0000-0000')
  assert.equal(readSerial('U111-0000-0000-0000'), null)
  assert.equal(readSerial('1111-0000-0000'), null)
})

test('the issuer is did:web on https and did:key elsewhere, and its document lists every key', () => {
  assert.equal(issuer.did, 'did:web:certificados.yachay.gob.pe')
  assert.equal(didWeb('https://gob.pe:8443/ia/yachay'), 'did:web:gob.pe%3A8443:ia:yachay')
  assert.match(issuerOf(keys(4), 'http://localhost:3000').did, /^did:key:z6Mk/)
  const older = issuerOf(keys(8), TO.publicUrl)
  const document = didDocument(issuer.did, [issuer, older, issuerOf(keys(4), 'http://localhost:3000')]) as { verificationMethod: { id: string }[] }
  assert.deepEqual(document.verificationMethod.map((m) => m.id.slice(issuer.did.length, issuer.did.length + 4)), ['#z6M', '#zDn', '#zDn', '#z6M', '#zDn', '#zDn'])
})

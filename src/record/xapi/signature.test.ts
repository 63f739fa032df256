import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { Problem } from '../../lib/problem.ts'
import { makeAuthority } from '../../../scripts/certificate/x509.ts'
import { certificateOf, jws, rsaSigner, signatureAttachment } from '../../../test/signed-statements.ts'
import type { OutsideStatement } from '../validation/outside.ts'
import type { SentFiles } from './attachments.ts'
import { checkSignatures } from './signature.ts'

const STATEMENT = {
  id: '9a1b6f3e-6f2a-4c0e-9d0e-1f7f2b6f0a01', actor: { mbox: 'mailto:ana@example.com' },
  verb: { id: 'http://adlnet.gov/expapi/verbs/attended' }, object: { id: 'http://example.com/night' },
}
const ana = rsaSigner()
const authority = rsaSigner()
const chain = [certificateOf('Ana', ana.publicKey, 'Authority', authority.privateKey), certificateOf('Authority', authority.publicKey, 'Authority', authority.privateKey, true)]
const x5c = chain.map((der) => der.toString('base64'))

const filesOf = (...texts: readonly string[]): SentFiles => new Map(texts.map((text) =>
  [createHash('sha256').update(text).digest('hex'), { types: new Set(['application/octet-stream']), length: null, bytes: Buffer.from(text, 'latin1') }]))
const signedBy = (text: string, more: Record<string, unknown> = {}): object => ({ ...STATEMENT, attachments: [signatureAttachment(text, more)] })
const check = (statement: object, files: SentFiles): void => checkSignatures(statement as OutsideStatement, files, '1.0.3')
const accepted = (text: string): void => check(signedBy(text), filesOf(text))
const refused = (text: string, why: RegExp, statement: object = signedBy(text), files = filesOf(text)): void => {
  assert.throws(() => check(statement, files), (error: unknown) => {
    assert.ok(error instanceof Problem, String(error))
    assert.equal(error.status, 400)
    assert.match(error.sentence.en, why)
    return true
  })
}
const tampered = (text: string, piece: 0 | 1 | 2, change: (bytes: Buffer) => Buffer): string =>
  text.split('.').map((one, n) => (n === piece ? change(Buffer.from(one, 'base64url')).toString('base64url') : one)).join('.')

test('a statement without signature, and one with other attachments, needs none', () => {
  check(STATEMENT, new Map())
  check({ ...STATEMENT, attachments: [signatureAttachment('x', { usageType: 'http://example.com/essay', contentType: 'text/plain' })] }, new Map())
})

test('RS256, RS384 and RS512 are accepted, with a certificate, with a chain and without', () => {
  for (const alg of ['RS256', 'RS384', 'RS512']) {
    for (const header of [{}, { x5c: x5c.slice(0, 1) }, { x5c }]) accepted(jws(JSON.stringify(STATEMENT), ana, { alg, ...header }))
  }
  accepted(jws(JSON.stringify({ ...STATEMENT, attachments: [] }, null, 2), ana))
})

test('every other algorithm is refused, and one named like a property of all objects', () => {
  const text = jws(JSON.stringify(STATEMENT), ana)
  for (const alg of ['none', 'HS256', 'ES256', 'PS256', 'rs256', 'RS1', 'constructor', '__proto__', '', 256, null, ['RS256'], undefined]) {
    refused(tampered(text, 0, () => Buffer.from(JSON.stringify({ alg }))), /its alg must be/)
  }
})

test('what was signed must be this statement', () => {
  refused(jws(JSON.stringify({ ...STATEMENT, result: { success: true } }), ana), /not this statement/)
  refused(jws(JSON.stringify({ ...STATEMENT, id: '9a1b6f3e-6f2a-4c0e-9d0e-1f7f2b6f0a02' }), ana), /not this statement/)
  for (const [payload, why] of [['{"id":', /not JSON/], ["{'id\":1}", /not JSON/], ['"text"', /not a JSON object/], ['[]', /not a JSON object/], ['null', /not a JSON object/]] as const) {
    refused(jws(payload, ana), why)
  }
  refused(tampered(jws(JSON.stringify(STATEMENT), ana), 1, (bytes) => Buffer.concat([bytes.subarray(0, 8), Buffer.from([0xff]), bytes.subarray(8)])), /not JSON/)
})

test('with a certificate a signature by another key, or over other bytes, is refused; the same without one is not noticed', () => {
  const payload = JSON.stringify(STATEMENT)
  refused(jws(payload, authority, { x5c }), /not by the key/)
  const flip = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte, n) => (n === 10 ? byte ^ 1 : byte)))
  refused(tampered(jws(payload, ana, { x5c }), 2, flip), /not by the key/)
  refused(tampered(jws(payload, ana, { x5c }), 2, () => Buffer.from('short')), /not by the key/)
  refused(tampered(jws(payload, ana, { x5c }), 1, (bytes) => Buffer.concat([bytes, Buffer.from(' ')])), /not by the key/)
  refused(tampered(jws(payload, ana, { x5c }), 0, () => Buffer.from(JSON.stringify({ alg: 'RS512', x5c }))), /not by the key/)
  accepted(tampered(jws(payload, ana), 2, flip))
})

test('a chain whose certificates do not certify each other is refused', () => {
  const payload = JSON.stringify(STATEMENT)
  const impostor = rsaSigner()
  const false1 = certificateOf('Authority', impostor.publicKey, 'Authority', impostor.privateKey, true).toString('base64')
  const false2 = certificateOf('Other', authority.publicKey, 'Other', authority.privateKey, true).toString('base64')
  for (const issuer of [false1, false2, x5c[0]!]) refused(jws(payload, ana, { x5c: [x5c[0]!, issuer] }), /not signed by the one after it/)
})

test('a certificate that is none, of another kind of key or of a key too short is refused', () => {
  const payload = JSON.stringify(STATEMENT)
  for (const bad of [null, '', 'x', [], {}, [1], [''], ['AAAA'], ['-'], [x5c[0]!.replaceAll('+', '-').replaceAll('/', '_')], [`${x5c[0]!}\n`], [x5c[0]!.slice(0, 40)], [x5c[0]!, 'AAAA'], Array<string>(11).fill(x5c[0]!)]) {
    refused(jws(payload, ana, { x5c: bad }), /x5c must be a list/)
  }
  const short = rsaSigner(1024)
  refused(jws(payload, short, { x5c: [certificateOf('Ana', short.publicKey, 'Ana', short.privateKey).toString('base64')] }), /RSA key of 2048/)
  const curve = makeAuthority('Curve', ['yachay.home'], { from: new Date('2026-01-01T00:00:00Z'), to: new Date('2027-01-01T00:00:00Z') })
  const pem = curve.cert.replace(/-----[^-]+-----|\s/g, '')
  refused(jws(payload, ana, { x5c: [pem] }), /RSA key of 2048/)
  const pss = generateKeyPairSync('rsa-pss', { modulusLength: 2048 })
  refused(jws(payload, ana, { x5c: [certificateOf('Ana', pss.publicKey, 'Authority', authority.privateKey).toString('base64')] }), /RSA key of 2048/)
})

test('what is no JWS in compact form is refused', () => {
  const [head, payload, signature] = jws(JSON.stringify(STATEMENT), ana).split('.')
  for (const text of ['', 'x', `${head}.${payload}`, `${head}.${payload}.`, `${head}..${signature}`, `${head}.${payload}.${signature}.xx`, `${head}.${payload}.${signature}AAA`, ` ${head}.${payload}.${signature}`,
    `${head}.${payload}.${signature}\n`, `${head}.${payload}=.${signature}`, `${head}.${payload}.+/+/`, JSON.stringify({ payload, protected: head, signature })]) {
    refused(text, /not a JWS in compact form/)
  }
  refused(jws(JSON.stringify(STATEMENT), ana, { crit: ['b64'], b64: false }), /crit/)
  refused('W10.e30.e30', /not a JSON object/)
})

test('a signature must be here, a fileUrl is not enough', () => {
  const text = jws(JSON.stringify(STATEMENT), ana)
  refused(text, /same request/, signedBy(text), new Map())
  refused(text, /same request/, signedBy(text, { fileUrl: 'http://example.com/signature' }), new Map())
})

test('what the specification\'s comparison leaves out may differ: the order of members, the offset of the time, attachments; in 2.0 the id too', () => {
  const { id, ...rest } = STATEMENT
  const received = { timestamp: '2026-11-01T10:00:00.000Z', ...rest, id: id.toUpperCase() }
  const signed = jws(JSON.stringify({ ...STATEMENT, timestamp: '2026-11-01T05:00:00-05:00', attachments: [{ any: 'thing' }] }), ana, { x5c })
  check({ ...received, attachments: [signatureAttachment(signed)] }, filesOf(signed))
  const other = jws(JSON.stringify({ ...STATEMENT, id: '9a1b6f3e-6f2a-4c0e-9d0e-1f7f2b6f0a02' }), ana)
  checkSignatures(signedBy(other) as OutsideStatement, filesOf(other), '2.0.0')
})

test('several sign, and each is looked at', () => {
  const [first, second, third] = [jws(JSON.stringify(STATEMENT), ana), jws(JSON.stringify(STATEMENT), authority), jws(JSON.stringify({ ...STATEMENT, verb: { id: 'http://example.com/other' } }), ana)]
  check({ ...STATEMENT, attachments: [signatureAttachment(first), signatureAttachment(second)] }, filesOf(first, second))
  refused(third, /not this statement/, { ...STATEMENT, attachments: [signatureAttachment(first), signatureAttachment(third)] }, filesOf(first, third))
})

test('a payload nested without end is refused like any other that is not the statement', () => {
  const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`
  refused(jws(deep, ana), /not this statement/)
  refused(jws(JSON.stringify(STATEMENT).replace('{"id":"http://example.com/night"}', deep), ana), /not this statement/)
  refused(jws(JSON.stringify({ ...STATEMENT, context: 1 }).replace(':1}', `:{"extensions":${deep}}}`), ana), /not this statement/)
})

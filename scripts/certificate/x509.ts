import { createHash, createPublicKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import { isIP } from 'node:net'
import { bits, context, integer, octets, oid, sequence, set, tagged, time, utf8, yes } from './der.ts'

// Certificates of a box without internet (RFC 5280): an authority that may only speak for the box's own names, and the box's certificate.
// ECDSA on P-256 with SHA-256, which every phone since Android 5 reads.

export interface Made {
  readonly cert: string
  readonly key: string
}

export interface Validity {
  readonly from: Date
  readonly to: Date
}

const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'))
const SERVER_AUTH = sequence(oid('1.3.6.1.5.5.7.3.1'))

/** An authority whose certificates are good for `names` only: a stolen key opens no bank where the phone respects it. */
export function makeAuthority(title: string, names: readonly string[], validity: Validity): Made {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return made(privateKey, certificate({
    issuer: title, subject: title, subjectKey: publicKey, signer: privateKey, validity,
    extensions: [
      extension('2.5.29.19', true, sequence(yes(), integer(Buffer.from([0])))),
      extension('2.5.29.15', true, bits(Buffer.from([0x06]), 1)),
      extension('2.5.29.37', false, SERVER_AUTH),
      extension('2.5.29.30', true, constraints(names)),
      extension('2.5.29.14', false, octets(keyId(publicKey))),
    ],
  }))
}

/** The box's own certificate, signed by the authority. */
export function makeServer(names: readonly string[], authority: { readonly title: string; readonly key: KeyObject }, validity: Validity): Made {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return made(privateKey, certificate({
    issuer: authority.title, subject: names[0] ?? '', subjectKey: publicKey, signer: authority.key, validity,
    extensions: [
      extension('2.5.29.19', true, sequence()),
      extension('2.5.29.15', true, bits(Buffer.from([0x80]), 7)),
      extension('2.5.29.37', false, SERVER_AUTH),
      extension('2.5.29.17', false, sequence(...names.map((name) => (isIP(name) ? context(7, false, addressBytes(name)) : context(2, false, Buffer.from(name)))))),
      extension('2.5.29.14', false, octets(keyId(publicKey))),
      extension('2.5.29.35', false, sequence(context(0, false, keyId(createPublicKey(authority.key))))),
    ],
  }))
}

function made(key: KeyObject, der: Buffer): Made {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return { cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`, key: key.export({ type: 'pkcs8', format: 'pem' }).toString() }
}

interface Parts {
  readonly issuer: string
  readonly subject: string
  readonly subjectKey: KeyObject
  readonly signer: KeyObject
  readonly validity: Validity
  readonly extensions: readonly Buffer[]
}

function certificate({ issuer, subject, subjectKey, signer, validity, extensions }: Parts): Buffer {
  const body = sequence(
    context(0, true, integer(Buffer.from([2]))), integer(Buffer.concat([Buffer.from([0x40]), randomBytes(15)])), ECDSA_SHA256, named(issuer),
    sequence(time(validity.from), time(validity.to)), named(subject), subjectKey.export({ type: 'spki', format: 'der' }), context(3, true, sequence(...extensions)),
  )
  return sequence(body, ECDSA_SHA256, bits(sign('sha256', body, signer)))
}

const named = (name: string): Buffer => sequence(set(sequence(oid('2.5.4.3'), utf8(name))))
const extension = (id: string, critical: boolean, value: Buffer): Buffer => sequence(oid(id), ...(critical ? [yes()] : []), octets(value))
const keyId = (key: KeyObject): Buffer => createHash('sha256').update(key.export({ type: 'spki', format: 'der' })).digest().subarray(0, 20)

/** Only these names and addresses; where there is none of a kind, that kind is shut altogether (RFC 5280, 4.2.1.10). */
function constraints(names: readonly string[]): Buffer {
  const addresses = names.filter((name) => isIP(name) !== 0)
  const hosts = names.filter((name) => isIP(name) === 0)
  const address = (bytes: Uint8Array, mask: number): Buffer => sequence(context(7, false, bytes, Buffer.alloc(bytes.length, mask)))
  const permitted = [
    ...hosts.map((name) => sequence(context(2, false, Buffer.from(name)))),
    ...addresses.map((name) => address(addressBytes(name), 0xff)),
  ]
  const excluded = [
    ...(hosts.length === 0 ? [sequence(context(2, false))] : []),
    ...(addresses.length === 0 ? [address(Buffer.alloc(4), 0), address(Buffer.alloc(16), 0)] : []),
  ]
  return sequence(tagged(0xa0, ...permitted), ...(excluded.length > 0 ? [tagged(0xa1, ...excluded)] : []))
}

/** The 4 or 16 bytes of an address. */
export function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number))
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const groups = (part: string | undefined): string[] => (part ? part.split(':') : [])
  const right = groups(tail)
  const left = groups(head)
  const all = [...left, ...Array.from({ length: 8 - left.length - right.length }, () => '0'), ...right]
  return Buffer.from(all.map((group) => group.padStart(4, '0')).join(''), 'hex')
}

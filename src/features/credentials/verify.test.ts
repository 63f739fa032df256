import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { IssuerSettings } from '../../lib/issuer-settings.ts'
import { keysFrom } from '../../lib/keys.ts'
import { credentialOf, type Credential, type Issue, type UnsignedCredential } from './achievement.ts'
import { addProof } from '../../lib/vc/data-integrity.ts'
import { issuerOf, type Issuer } from './issuer.ts'
import { signed } from './signed.ts'
import { verifyCredential, type CheckName, type Register, type State } from './verify.ts'

const PUBLIC_URL = 'https://certificados.yachay.gob.pe'
const issuerWith = (fill: number, settings?: IssuerSettings): Issuer => issuerOf(keysFrom({
  hmac: Buffer.alloc(32, 1), field: Buffer.alloc(32, 2), pin: Buffer.alloc(32, 3), issuer: Buffer.alloc(32, fill), lab: Buffer.alloc(32, 5), totp: Buffer.alloc(32, 6), log: Buffer.alloc(32, 7),
}), PUBLIC_URL, settings)
const issuer = issuerWith(4)
const CREDENTIAL = '3f1f1a3e-56a1-4b73-8d5c-0c6d0e6c8a01'

const ISSUE: Issue = {
  publicUrl: PUBLIC_URL, issuer: issuer.did, tenant: 'piloto', programme: 'Piloto: inteligencia artificial para tu trabajo', trial: true,
  kind: 'certificado', credential: CREDENTIAL, serial: '0410-61C3-0R40-EHZZ', name: 'Rosa María Quispe Ñahui', at: new Date('2026-03-02T15:00:00Z'),
  minutes: 52, proven: { quiz: 17, product: 16, labs: ['uva-vino'] },
  rule: { version: 'v1', hash: 'ab'.repeat(32), narrative: 'Estudió al menos 48 minutos y aprobó la prueba y el producto con 14 o más.' },
  competencies: ['UN-T-A', 'DC1', 'AL-E', 'DC1', 'XX9'],
  evidence: [{ digest: '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU', name: 'Nota de la prueba' }, { digest: 'n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg', name: 'Nota del producto' }],
  statusIndex: 131_073,
}

const sign = (document: UnsignedCredential, by = issuer): Promise<Credential> => addProof(document, by.signer, '2026-03-02T15:00:00Z')
const register = (state: State | null = 'valid', now = '2026-03-02T15:00:00Z', issuers = [issuer]): Register => ({
  now: new Date(now), issuers: async () => issuers, keeps: async () => false, stateOf: async (id) => (id === CREDENTIAL && state ? { state, statusIndex: 131_073 } : null),
})
const failed = async (given: unknown, r = register()): Promise<CheckName[]> =>
  (await verifyCredential(given, r)).checks.filter((c) => c.outcome === 'failed').map((c) => c.name)

test('a certificate that we issued passes every check', async () => {
  const verdict = await verifyCredential(JSON.parse(JSON.stringify(await sign(credentialOf(ISSUE)))), register())
  assert.deepEqual(verdict.checks.map((c) => `${c.name} ${c.outcome}`), ['shape passed', 'context passed', 'issuer passed', 'proof passed', 'dates passed', 'status passed'])
  assert.equal(verdict.valid, true)
  const subject = verdict.credential?.credentialSubject
  assert.match(subject?.achievement.name ?? '', /^Certificado de prueba: /)
  assert.match(subject?.achievement.description ?? '', /^Es de un programa de prueba/)
  assert.equal(subject?.identifier[0].identityHash, 'Rosa María Quispe Ñahui')
  assert.deepEqual(subject?.result.map((r) => r.value ?? r.status), ['52', '17', '16', 'Completed'])
  assert.deepEqual(subject?.achievement.alignment.map((a) => a.targetCode), ['AL-E', 'DC1', 'UN-T-A'])
  assert.equal([verdict.credential?.credentialStatus].flat()[0]?.id, `${PUBLIC_URL}/v/status/suspension/2#1`)
})

test('a credential signed with only those words of the vocabulary that it uses has the very signature that the whole vocabulary gives, whatever it says', async () => {
  const one = (change: Partial<Issue>): UnsignedCredential => credentialOf({ ...ISSUE, ...change })
  const words = ['name', 'type', 'Achievement', 'Certificate', 'proof', 'Evidence', 'xsd', 'https://www.w3.org/ns/credentials/v2', 'DataIntegrityProof', '@id', 'a:b', 'ñ "comillas" \\n']
  const all = [
    one({}), one({ kind: 'constancia', trial: false, proven: null }), one({ evidence: [], competencies: [] }), one({ proven: { quiz: 0, product: 20, labs: ['a', 'b', 'c'] } }),
    ...words.map((name) => one({ name, rule: { ...ISSUE.rule, narrative: name }, programme: name })), { ...one({}), validUntil: '2027-03-02T15:00:00Z' },
  ]
  for (const by of [issuer, issuerWith(4, { suite: 'ecdsa-rdfc-2019', did: 'key' })]) {
    for (const unsigned of all) {
      const at = new Date('2026-03-02T15:00:00Z')
      assert.deepEqual(await signed(unsigned, by.signer, at), await addProof(unsigned, by.signer, at.toISOString()))
    }
  }
  await assert.rejects(() => signed({ ...one({}), unheardOf: 'x' } as UnsignedCredential, issuer.signer, new Date(0)), 'a word that no context has is not signed')
})

test('a constancia says that it certifies no marks and carries none', async () => {
  const { credential } = await verifyCredential(await sign(credentialOf({ ...ISSUE, kind: 'constancia', trial: false, proven: null })), register())
  assert.match(credential?.name ?? '', /^Constancia de participación: /)
  assert.match(credential?.credentialSubject.achievement.description ?? '', /No certifica notas/)
  assert.equal(credential?.credentialSubject.result.length, 1)
})

test('a certificate altered by one character is refused, whatever part is altered', async () => {
  const good = await sign(credentialOf(ISSUE))
  const text = JSON.stringify(good)
  const seen = new Set<string>()
  for (const path of leaves(good)) {
    const changed = JSON.parse(text) as Record<string, unknown>
    alter(changed, path)
    const names = await failed(changed)
    assert.ok(names.length > 0, `${path.join('.')} altered, but every check passed`)
    names.forEach((n) => seen.add(n))
  }
  assert.ok(seen.has('proof') && seen.has('shape') && seen.has('issuer') && seen.has('context') && seen.has('status'))
})

test('each kind of change fails at its own check', async () => {
  const good = await sign(credentialOf(ISSUE))
  const clone = (): Credential => JSON.parse(JSON.stringify(good)) as Credential
  const renamed = clone()
  renamed.credentialSubject.identifier[0].identityHash = 'Rosa María Quispe Ñahuí'
  assert.deepEqual(await failed(renamed), ['proof'])
  const better = clone()
  better.credentialSubject.result[1]!.value = '18'
  assert.deepEqual(await failed(better), ['proof'])
  assert.deepEqual(await failed({ ...clone(), '@context': ['https://www.w3.org/ns/credentials/v2', 'https://example.org/own.json'] }), ['shape', 'context'])
  assert.deepEqual(await failed({ ...clone(), note: 'con honores' }), ['shape'])
  assert.deepEqual(await failed({ ...clone(), issuer: { ...good.issuer, id: 'did:web:certificado.yachay.gob.pe' } }), ['issuer'])
  assert.deepEqual(await failed({ ...clone(), proof: [] }), ['shape'])
  for (const nonsense of [null, 7, 'x', [], {}, { '@context': 5 }]) assert.deepEqual(await failed(nonsense), ['shape', 'context'])
})

test('a certificate signed with another key is refused, also when it claims our issuer', async () => {
  const other = issuerWith(9)
  assert.deepEqual(await failed(await sign(credentialOf(ISSUE), other)), ['issuer'])
  const forged = await addProof(credentialOf(ISSUE), { ...other.signer, method: issuer.signer.method }, '2026-03-02T15:00:00Z')
  assert.deepEqual(await failed(forged), ['proof'])
})

test('certificates of an older key of ours stay valid', async () => {
  const old = issuerWith(8)
  assert.deepEqual(await failed(await sign(credentialOf(ISSUE), old), register('valid', '2026-03-02T15:00:00Z', [issuer, old])), [])
})

test('by configuration P-256 signs (ecdsa-rdfc-2019), and the issuer is did:key on https too: the same checks, and one key of ours never stands for another', async () => {
  for (const settings of [{ suite: 'ecdsa-rdfc-2019', did: 'web' }, { suite: 'ecdsa-rdfc-2019', did: 'key' }, { suite: 'eddsa-rdfc-2022', did: 'key' }] as const) {
    const other = issuerWith(4, settings)
    const good = await sign(credentialOf({ ...ISSUE, issuer: other.did }), other)
    assert.match(good.issuer.id, settings.did === 'web' ? /^did:web:/ : settings.suite === 'ecdsa-rdfc-2019' ? /^did:key:zDn/ : /^did:key:z6Mk/)
    assert.equal(good.proof[0].cryptosuite, settings.suite)
    const known = (issuers: Issuer[]): Register => register('valid', '2026-03-02T15:00:00Z', issuers)
    assert.deepEqual(await failed(good, known([other])), [])
    // Signed in the times of one configuration, checked in those of another: did:web has both keys, a did:key has one.
    assert.deepEqual(await failed(good, known([issuer])), settings.did === 'web' ? [] : ['issuer'])
    assert.deepEqual(await failed({ ...good, proof: [{ ...good.proof[0], verificationMethod: `${other.did}#${other.p256}` }] }, known([other])), ['issuer'])
    assert.deepEqual(await failed({ ...good, name: 'Certificado: otro' }, known([other])), ['proof'])
    const byQrKey = await addProof(credentialOf({ ...ISSUE, issuer: other.did }), { ...other.signer, suite: 'ecdsa-rdfc-2019', secret: other.p256Secret }, '2026-03-02T15:00:00Z')
    assert.ok((await failed(byQrKey, known([other]))).length > 0)
  }
})

test('an expired certificate and one from the future fail at their dates', async () => {
  const ending = await sign({ ...credentialOf(ISSUE), validUntil: '2027-03-02T15:00:00Z' })
  assert.deepEqual(await failed(ending, register('valid', '2027-03-02T14:59:00Z')), [])
  assert.deepEqual(await failed(ending, register('valid', '2027-03-02T15:00:01Z')), ['dates'])
  assert.deepEqual(await failed(ending, register('valid', '2026-03-01T15:00:00Z')), ['dates'])
})

test('a revoked, suspended or replaced certificate fails at its state and says which; one we never issued is unknown', async () => {
  const good = await sign(credentialOf(ISSUE))
  for (const [state, words] of [['revoked', /revocado/], ['suspended', /suspendido/], ['superseded', /reemplazado/], [null, /No está/]] as const) {
    const { checks, valid } = await verifyCredential(good, register(state))
    assert.equal(valid, false)
    assert.match(checks.find((c) => c.name === 'status')?.sentence.es ?? '', words)
  }
})

type Path = (string | number)[]

function leaves(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, Array.isArray(value) ? Number(key) : key]))
}

/** Changes the middle character of the text at `path` into a neighbour of its own kind. */
function alter(root: Record<string, unknown>, path: Path): void {
  const holder = path.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string | number, unknown>)[key], root) as Record<string | number, unknown>
  const key = path.at(-1) ?? ''
  const text = String(holder[key])
  const middle = Math.floor(text.length / 2)
  const c = text.charAt(middle)
  const other = /\d/.test(c) ? String((Number(c) + 1) % 10) : c === 'a' ? 'b' : 'a'
  holder[key] = text.slice(0, middle) + other + text.slice(middle + 1)
}

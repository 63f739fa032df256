import { readFileSync } from 'node:fs'
import { OutboundError } from '../../src/lib/outbound.ts'
import { CREDENTIALS_V2 } from '../../src/lib/vc/contexts.ts'
import { addProof, publicKeyOf, type Signer } from '../../src/lib/vc/data-integrity.ts'
import type { Fetcher } from '../../src/lib/vc/fetcher.ts'
import { toMultikey } from '../../src/lib/vc/multibase.ts'
import { verifyOutside, verifyPresentation, type OutsideVerdict } from '../../src/lib/vc/outside.ts'

/** One case of a specification: what it asks for, what we do, and why where they differ. */
export interface Row { readonly suite: string; readonly name: string; readonly asked: Outcome; readonly ours: Outcome; readonly said: string; readonly because?: string | undefined; readonly expected: Outcome }
type Outcome = 'accepted' | 'refused'
interface ModelCase { readonly name: string; readonly specification: Outcome; readonly input: Record<string, unknown>; readonly ours?: Outcome; readonly because?: string }
type Proof = Record<string, unknown>
interface ProofCase { readonly name: string; readonly source: string; readonly key: string; readonly document: Record<string, unknown>; readonly proof: Proof | readonly Proof[] }

const NOW = new Date('2026-11-23T18:00:00Z')
const read = <Shape>(name: string): Shape => JSON.parse(readFileSync(new URL(`./spec-cases/${name}`, import.meta.url), 'utf8')) as Shape

/** Every case, run. */
export async function specificationRows(): Promise<Row[]> {
  return [...await modelRows(), ...await proofRows(), ...await listRows()]
}

/** Their cases are not signed: what is asked of them is the data model and its words. */
async function modelRows(): Promise<Row[]> {
  const { cases } = read<{ cases: readonly ModelCase[] }>('vc-data-model-2.0.json')
  const rows: Row[] = []
  for (const { name, specification, input, ours, because } of cases) {
    const presentation = (input.type as string[]).includes('VerifiablePresentation')
    const ask = { now: NOW, fetcher: nothing }
    const verdict = presentation ? await verifyPresentation(input, ask, () => Promise.resolve({ valid: true })) : await verifyOutside({ issuer: 'did:example:issuer', ...input }, ask)
    const failed = verdict.checks.filter((c) => (c.name === 'shape' || c.name === 'context') && c.outcome === 'failed')
    rows.push({ suite: 'VC Data Model 2.0', name, asked: specification, ours: failed.length > 0 ? 'refused' : 'accepted', said: failed[0]?.sentence.en ?? '', because, expected: ours ?? specification })
  }
  return rows
}

async function proofRows(): Promise<Row[]> {
  const { cases } = read<{ cases: readonly ProofCase[] }>('data-integrity.json')
  const rows: Row[] = []
  for (const { name, document, proof } of cases) {
    const add = async (what: string, asked: Outcome, changed: Record<string, unknown>): Promise<void> => {
      const verdict = await verifyOutside(changed, { now: NOW, fetcher: controllers })
      rows.push(rowOf('Data Integrity', `${name}: ${what}`, asked, verdict, 'proof'))
    }
    const proofs = [proof].flat() as Proof[]
    const last = proofs.at(-1) ?? {}
    const withLast = (more: Proof): Proof[] => [...proofs.slice(0, -1), { ...last, ...more }]
    await add('as published', 'accepted', { ...document, proof })
    await add('one word altered', 'refused', { ...document, name: 'Alumni Credentiaal', proof })
    await add('a property added', 'refused', { ...document, alumniOf: 'Another School', proof })
    await add('the date of the proof altered', 'refused', { ...document, proof: withLast({ created: '2023-02-24T23:36:39Z' }) })
    await add('for another purpose', 'refused', { ...document, proof: withLast({ proofPurpose: 'authentication' }) })
    await add('no proof value', 'refused', { ...document, proof: withLast({ proofValue: undefined }) })
    await add('proof value not multibase', 'refused', { ...document, proof: withLast({ proofValue: String(last.proofValue).slice(1) }) })
    await add('proof of an unknown kind', 'refused', { ...document, proof: [{ ...last, type: 'UnknownProof' }] })
    await add('of an unknown suite', 'refused', { ...document, proof: [{ ...last, cryptosuite: 'unknown-2099' }] })
    await add('no verification method', 'refused', { ...document, proof: withLast({ verificationMethod: undefined }) })
    await add('expired', 'refused', { ...document, proof: withLast({ expires: '2024-01-01T00:00:00Z' }) })
  }
  const chained = cases.at(-1)
  if (chained) {
    const verdict = await verifyOutside({ ...chained.document, proof: [chained.proof].flat().slice(1) }, { now: NOW, fetcher: controllers })
    rows.push(rowOf('Data Integrity', `${chained.name}: a proof that it follows is missing`, 'refused', verdict, 'proof'))
  }
  return rows
}

/** Bitstring Status List 1.0: the list of its example 9 (section 3.2), signed by a key of the test, and what must not be accepted. */
const EXAMPLE_LIST = 'uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA'

async function listRows(): Promise<Row[]> {
  const secret = new Uint8Array(32).fill(44)
  const key = toMultikey('ed25519', publicKeyOf(secret))
  const issuer = `did:key:${key}`
  const signer: Signer = { suite: 'eddsa-rdfc-2022', secret, method: `${issuer}#${key}` }
  // Through JSON: what is undefined is not there.
  const sign = (document: { '@context': string[] } & Record<string, unknown>): Promise<object> => addProof(JSON.parse(JSON.stringify(document)) as typeof document, signer, '2026-01-02T00:00:00Z')
  const url = 'https://example.com/credentials/status/3'
  const list = { '@context': [CREDENTIALS_V2], id: url, type: ['VerifiableCredential', 'BitstringStatusListCredential'], issuer, validFrom: '2026-01-01T00:00:00Z' }
  const subject = { id: `${url}#list`, type: 'BitstringStatusList', statusPurpose: 'revocation', encodedList: EXAMPLE_LIST }
  const entry = { id: `${url}#94567`, type: 'BitstringStatusListEntry', statusPurpose: 'revocation', statusListIndex: '94567', statusListCredential: url }
  const rows: Row[] = []
  const add = async (name: string, asked: Outcome, given: { entry?: object; subject?: object; list?: object; unsigned?: true }): Promise<void> => {
    const document = { ...list, ...given.list, credentialSubject: { ...subject, ...given.subject } }
    const page = JSON.stringify(given.unsigned ? document : await sign(document))
    const credential = await sign({ '@context': [CREDENTIALS_V2, 'https://www.w3.org/ns/credentials/examples/v2'], type: ['VerifiableCredential'], issuer, validFrom: '2026-01-01T00:00:00Z', credentialSubject: { id: 'did:example:6789' }, credentialStatus: { ...entry, ...given.entry } })
    rows.push(rowOf('Bitstring Status List', name, asked, await verifyOutside(credential, { now: NOW, fetcher: (asks) => (asks === url ? Promise.resolve(page) : nothing(asks, 0)) }), 'status'))
  }
  await add('the entry and the list of the specification', 'accepted', {})
  await add('without an id of the entry', 'accepted', { entry: { id: undefined } })
  await add('purpose of entry and list differ', 'refused', { entry: { statusPurpose: 'suspension' } })
  await add('no purpose', 'refused', { entry: { statusPurpose: undefined } })
  await add('index beyond the list', 'refused', { entry: { statusListIndex: '131072' } })
  await add('negative index', 'refused', { entry: { statusListIndex: '-1' } })
  await add('index is a number, not a text', 'refused', { entry: { statusListIndex: 94567 } })
  await add('list that nobody can fetch', 'refused', { entry: { statusListCredential: 'urn:uuid:9c5d6b3e-0000-4000-8000-000000000000' } })
  await add('list address answers nothing', 'refused', { entry: { statusListCredential: 'https://example.com/credentials/status/4' } })
  await add('list not signed', 'refused', { unsigned: true })
  await add('list shorter than 131,072 entries', 'refused', { entry: { statusSize: 2, statusMessage: [{ status: '0x0', message: 'a' }, { status: '0x1', message: 'b' }, { status: '0x2', message: 'c' }, { status: '0x3', message: 'd' }], statusPurpose: 'message' }, subject: { statusPurpose: 'message' } })
  await add('list that is no gzip', 'refused', { subject: { encodedList: 'uAAAA' } })
  await add('list without its multibase letter', 'refused', { subject: { encodedList: EXAMPLE_LIST.slice(1) } })
  await add('list of another type', 'refused', { list: { type: ['VerifiableCredential'] } })
  await add('list that has ended', 'refused', { list: { validUntil: '2026-02-01T00:00:00Z' } })
  await add('list that has not begun', 'refused', { list: { validFrom: '2027-01-01T00:00:00Z' } })
  await add('status of a type that nobody knows', 'refused', { entry: { type: 'https://example.org/#UnknownStatus' } })
  return rows
}

/** Judged by one check: an example may name a key of somebody else than its issuer, which we refuse and the vector does not ask about. */
function rowOf(suite: string, name: string, asked: Outcome, verdict: OutsideVerdict, of: 'proof' | 'status'): Row {
  const check = verdict.checks.find((c) => c.name === of)
  return { suite, name, asked, ours: check?.outcome === 'passed' ? 'accepted' : 'refused', said: check?.outcome === 'failed' ? check.sentence.en : '', expected: asked }
}

const nothing: Fetcher = (url) => Promise.reject(new OutboundError('unreachable', new URL(url).host))

/** The controllers of the specifications' examples: https://vc.example/issuers/…, each with the keys that the examples name. */
const KEYS = [
  'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2', 'zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP',
  'z82LkuBieyGShVBhvtE2zoiD6Kma4tJGFtkAhxR5pfkp5QPw4LutoYWhvQCnGjdVn14kujQ', 'z6MktgKTsu1QhX6QPbyqG6geXdw6FQCZBPq7uQpieWbiQiG7',
  'z6MkhWqdDBPojHA7cprTGTt5yHv5yUi1B8cnXn8ReLumkw6E', 'z6MkmEq87wkHCYnWnNZkigeDMGTN7oUw1upkhzd77KuXERS1',
]
const controllers: Fetcher = (url, most) => {
  if (!/^https:\/\/vc\.example\/issuers\/5678\d?$/.test(url)) return nothing(url, most)
  const method = KEYS.map((key) => ({ id: `${url}#${key}`, type: 'Multikey', controller: url, publicKeyMultibase: key }))
  return Promise.resolve(JSON.stringify({ id: url, verificationMethod: method, assertionMethod: method.map((m) => m.id) }))
}

/** docs/verifier-table.md: the rows in words. */
export function tableText(rows: readonly Row[]): string {
  const suites = [...new Set(rows.map((r) => r.suite))]
  const cell = (text: string): string => text.replaceAll('|', '\\|')
  const met = rows.filter((r) => r.asked === r.ours).length
  return [
    '# What our verifier says to the specifications\' own cases', '',
    `Generated by \`npm run verifier-table\` from test/vc/spec-cases; test/vc/spec-table.test.ts keeps it current. ${met} of ${rows.length} cases end as the specification asks.`, '',
    'Cases of the data model are judged by form and vocabulary (they are not signed), those of Data Integrity by the signature, those of Bitstring Status List by the state.', '',
    ...suites.flatMap((suite) => [
      `## ${suite}`, '', '| Case | Asked | Ours | What it says |', '|---|---|---|---|',
      ...rows.filter((r) => r.suite === suite).map((r) => `| ${cell(r.name)} | ${r.asked} | ${r.ours}${r.asked === r.ours ? '' : ' (differs)'} | ${cell(r.because ?? r.said)} |`), '',
    ]),
  ].join('\n')
}

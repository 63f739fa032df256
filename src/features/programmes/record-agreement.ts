import { createHash } from 'node:crypto'
import type { House } from '../../feature.ts'
import type { Db, Tx } from '../../lib/database.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { append } from '../../record/append.ts'
import type { Draft } from '../../record/statement.ts'
import { AGREEMENT, agreementState, readAgreement, signedInstruments, Terms, termsHash, validityAt, type AgreementRecord, type Instrument, type MovedTo } from './agreement.ts'
import { limaDayOf } from './calendar.ts'
import { organisationsOf, type Organisation } from './organisations.ts'
import { programmeOf } from './programmes.ts'
import { agreementDropped, agreementMoved, agreementProposed, agreementSigned } from './statements.ts'
import { namesWhole, repeatedTarget } from './targets.ts'
import { REFUSAL } from './words.ts'

interface AgreementFile { tenant: string; hash: string; type: string; bytes: Buffer; open: boolean; at: Date }

declare module '../../lib/database.ts' {
  interface Tables { agreement_file: AgreementFile }
}

/** What somebody typed of a signed paper. `kind` says whether it is the agreement or an addendum; its number is given by us. */
export interface PaperValues extends Omit<Terms, 'id' | 'file'> { readonly kind: 'agreement' | 'addendum' }

export interface Paper { readonly bytes: Buffer; readonly type: string; readonly open: boolean }

interface Known { readonly record: AgreementRecord; readonly organisations: readonly Organisation[]; readonly groups: ReadonlySet<string> }

const scopes = (tenant: string): { scopes: readonly string[] } => ({ scopes: [`agreement:${tenant}`] })

/** Checks what was typed against the record; answers the terms to be signed. 409 out of turn, 422 with a sentence a field. */
export function termsFrom(known: Known, { kind, ...values }: PaperValues, file: Terms['file'], day: string): Terms {
  const state = agreementState(known.record, day)
  if (known.record.instruments.some((i) => i.since === null)) throw new Problem(409, 'proposal-open', REFUSAL.proposalOpen)
  if (kind === 'addendum' && state === 'none') throw new Problem(409, 'agreement-first', REFUSAL.agreementFirst)
  if (kind === 'agreement' && state !== 'none') throw new Problem(409, 'agreement-there', REFUSAL.agreementThere)
  if (state === 'settled') throw new Problem(409, 'agreement-settled', REFUSAL.agreementSettled)
  const signed = signedInstruments(known.record)
  const id = kind === 'agreement' ? AGREEMENT : `adenda-${signed.length}`
  const problems = problemsOf(known, { ...values, id, file }, day)
  if (problems.length > 0) throw new Problem(422, 'paper', REFUSAL.checkPaper, problems)
  return Terms.parse({ ...values, id, file })
}

function problemsOf({ record, organisations, groups }: Known, terms: Terms, day: string): FieldProblem[] {
  const problems: FieldProblem[] = []
  const wrong = (field: string, sentence: FieldProblem['sentence']): void => { problems.push({ field, sentence }) }
  const last = signedInstruments(record).at(-1)
  const begins = validityAt(record, terms.from)?.from ?? terms.from
  const addendum = terms.id !== AGREEMENT
  if (terms.signedOn > day) wrong('signed', REFUSAL.futurePaper)
  if (addendum && (terms.from < terms.signedOn || (last && terms.from < last.terms.from))) wrong('from', REFUSAL.pastPaper)
  if (terms.until !== null && terms.until < begins) wrong('until', REFUSAL.endsBefore)
  if (terms.parties.filter((id) => organisations.some((o) => o.id === id && o.kinds.includes('party'))).length < 2) wrong('parties', REFUSAL.twoParties)
  if (!addendum && !namesWhole(terms.targets)) wrong('target', REFUSAL.wholeMissing)
  if (addendum && terms.targets.length === 0 && terms.until === null && terms.earlier === null) wrong('target', REFUSAL.nothingChanges)
  if (repeatedTarget(terms.targets)) wrong('targets', REFUSAL.targetTwice)
  if (terms.targets.some((t) => t.group !== null && !groups.has(t.group))) wrong('targets', REFUSAL.targetUnknown)
  return problems
}

/** Writes down the agreement or an addendum, with the file of the signed paper: a proposal until two owners sign it. */
export async function proposeInstrument(house: House, tenant: string, values: PaperValues, paper: Paper, staff: string): Promise<void> {
  const file = { sha256: createHash('sha256').update(paper.bytes).digest('hex'), type: paper.type, bytes: paper.bytes.length }
  await append(house, scopes(tenant), async (tx) => {
    const terms = termsFrom(await known(house, tx, tenant), values, file, limaDayOf(house.clock()))
    await tx.insertInto('agreement_file').values({ tenant, hash: file.sha256, type: paper.type, bytes: paper.bytes, open: paper.open, at: house.clock() })
      .onConflict((same) => same.columns(['tenant', 'hash']).doUpdateSet({ open: paper.open })).execute()
    const text = JSON.stringify(terms)
    return [agreementProposed(tenant, terms.id, { hash: termsHash(text), text }, staff, house.clock())]
  })
}

async function known(house: House, tx: Tx, tenant: string): Promise<Known> {
  return {
    record: await readAgreement(tx, tenant), organisations: await organisationsOf(tx, tenant),
    groups: new Set(programmeOf(house, tenant)?.groups.map((g) => g.id)),
  }
}

const proposalOf = (record: AgreementRecord, hash: string): Instrument => {
  const found = record.instruments.find((i) => i.hash === hash && i.since === null)
  if (!found) throw new Problem(409, 'no-proposal', REFUSAL.noProposal)
  return found
}

/** One of the two signatures. 409: signed before by the same person, or no proposal any more. */
export async function signInstrument(house: House, tenant: string, hash: string, staff: string): Promise<void> {
  await append(house, scopes(tenant), async (tx): Promise<readonly Draft[]> => {
    const record = await readAgreement(tx, tenant)
    const proposal = proposalOf(record, hash)
    if (proposal.signatures.some((s) => s.staff === staff)) throw new Problem(409, 'instrument-signed-already', REFUSAL.instrumentSignedAlready)
    return [agreementSigned(tenant, proposal.id, hash, staff, house.clock())]
  })
}

export async function dropProposal(house: House, tenant: string, hash: string, staff: string): Promise<void> {
  await append(house, scopes(tenant), async (tx) => {
    const proposal = proposalOf(await readAgreement(tx, tenant), hash)
    return [agreementDropped(tenant, proposal.id, hash, staff, house.clock())]
  })
}

const MAY_MOVE: Readonly<Record<MovedTo, readonly string[]>> = {
  suspended: ['in-force'], resumed: ['suspended'], concluded: ['in-force', 'suspended'], settled: ['concluded'],
}

/** vigente ⇄ suspendido → concluido → liquidado (DOMAIN.md 5.2). */
export async function moveAgreement(house: House, tenant: string, to: MovedTo, staff: string): Promise<void> {
  await append(house, scopes(tenant), async (tx) => {
    const state = agreementState(await readAgreement(tx, tenant), limaDayOf(house.clock()))
    if (!MAY_MOVE[to].includes(state)) throw new Problem(409, 'wrong-move', REFUSAL.wrongMove)
    return [agreementMoved(tenant, AGREEMENT, to, staff, house.clock())]
  })
}

/** The file of a signed paper, by its hash. */
export async function agreementText(house: House, tenant: string, hash: string): Promise<AgreementFile | undefined> {
  return house.db.selectFrom('agreement_file').select(['tenant', 'hash', 'type', 'bytes', 'open', 'at']).where('tenant', '=', tenant).where('hash', '=', hash).executeTakeFirst()
}

/** Hashes of the papers that two owners signed and that anybody may download. */
export async function openPapers(db: Db, tenant: string): Promise<string[]> {
  const signed = signedInstruments(await readAgreement(db, tenant)).map((i) => i.terms.file.sha256)
  const rows = await db.selectFrom('agreement_file').select('hash').where('tenant', '=', tenant).where('open', '=', true).execute()
  return rows.map((r) => r.hash).filter((hash) => signed.includes(hash))
}

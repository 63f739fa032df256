import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Db } from '../../lib/database.ts'
import { readStatements } from '../../record/read.ts'
import type { Stored } from '../../record/statement.ts'
import { AGREEMENT_VERB } from './agreement-words.ts'
import { extText } from './reading.ts'
import { Day, Slug } from './rule.ts'
import { activityName } from './vocabulary.ts'

/** The agreement itself; its addenda are `adenda-1`, `adenda-2`, … in the order in which they were proposed. */
export const AGREEMENT = 'convenio'

/** So many persons: of everybody, or of one group, of one department (INEI, two digits), in one period. Nulls: all of it. */
export const TargetValues = z.strictObject({
  persons: z.int().min(1).max(10_000_000),
  group: Slug.nullable(),
  department: z.string().regex(/^(0[1-9]|1\d|2[0-5])$/).nullable(),
  since: Day.nullable(),
  until: Day.nullable(),
})
export type TargetValues = z.infer<typeof TargetValues>

/** What two owners sign: the data of the signed paper. Its text as JSON goes into the record, and the paper by its hash. */
export const Terms = z.strictObject({
  id: z.string().regex(/^(convenio|adenda-[1-9]\d{0,2})$/),
  /** The day on the paper. */
  signedOn: Day,
  place: z.string().max(80),
  /** From which day it is valid, and the last day; `until` null: no end is written. */
  from: Day,
  until: Day.nullable(),
  /** Organisations. */
  parties: z.array(Slug).min(2).max(20),
  file: z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), type: z.string().max(100), bytes: z.int().positive() }),
  /** An addendum names only what it changes. */
  targets: z.array(TargetValues).max(300),
  /** Persons of earlier programmes that the paper recognises: shown apart, counted nowhere (DOMAIN.md 5.3 no. 5). */
  earlier: z.int().min(1).max(10_000_000).nullable(),
})
export type Terms = z.infer<typeof Terms>

export interface AgreementSignature {
  readonly staff: string
  readonly pos: number
  readonly at: Date
}

/** The agreement or an addendum: proposed, and in force from the second of two different signatures. */
export interface Instrument {
  readonly id: string
  readonly terms: Terms
  /** SHA-256 of the terms' text: what is signed. */
  readonly hash: string
  readonly proposed: AgreementSignature
  readonly signatures: readonly AgreementSignature[]
  /** Position and time of the second signature; null while it is a proposal. */
  readonly since: { readonly pos: number; readonly at: Date } | null
}

export const STATES_MOVED_TO = ['suspended', 'resumed', 'concluded', 'settled'] as const
export type MovedTo = (typeof STATES_MOVED_TO)[number]

export interface AgreementMove { readonly to: MovedTo; readonly by: string; readonly at: Date; readonly pos: number }

export interface AgreementRecord {
  /** In the order of their proposals; those that were dropped are not among them. */
  readonly instruments: readonly Instrument[]
  readonly moves: readonly AgreementMove[]
}

export function termsHash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

export async function readAgreement(db: Db, tenant: string, upTo?: number): Promise<AgreementRecord> {
  const { proposed, signed, dropped, moved } = AGREEMENT_VERB
  return agreementFrom(await readStatements(db, tenant, { verbs: [proposed, signed, dropped, moved], ...(upTo === undefined ? {} : { upTo }) }))
}

/** What the acts about the agreement come to, in order of position. */
export function agreementFrom(statements: readonly Stored[]): AgreementRecord {
  const open = new Map<string, Instrument>()
  const moves: AgreementMove[] = []
  for (const s of statements) {
    if (s.authority !== 'command' || s.actor === null) continue
    const mark = { staff: s.actor, pos: s.pos, at: s.stored }
    const hash = extText(s, 'hash') ?? ''
    if (s.verb === AGREEMENT_VERB.proposed) propose(open, s, hash, mark)
    else if (s.verb === AGREEMENT_VERB.signed) sign(open, `${activityName(s.object)} ${hash}`, mark)
    else if (s.verb === AGREEMENT_VERB.dropped && open.get(`${activityName(s.object)} ${hash}`)?.since === null) open.delete(`${activityName(s.object)} ${hash}`)
    else if (s.verb === AGREEMENT_VERB.moved) {
      const to = STATES_MOVED_TO.find((state) => state === extText(s, 'state'))
      if (to) moves.push({ to, by: s.actor, at: s.stored, pos: s.pos })
    }
  }
  return { instruments: [...open.values()], moves }
}

function propose(open: Map<string, Instrument>, s: Stored, hash: string, proposed: AgreementSignature): void {
  const text = extText(s, 'terms')
  // A text that does not have its hash was signed by nobody.
  if (text === null || termsHash(text) !== hash) return
  const terms = Terms.safeParse(JSON.parse(text))
  if (terms.success) open.set(`${terms.data.id} ${hash}`, { id: terms.data.id, terms: terms.data, hash, proposed, signatures: [], since: null })
}

function sign(open: Map<string, Instrument>, key: string, mark: AgreementSignature): void {
  const known = open.get(key)
  if (!known || known.signatures.some((x) => x.staff === mark.staff)) return
  const signatures = [...known.signatures, mark]
  open.set(key, { ...known, signatures, since: known.since ?? (signatures.length >= 2 ? { pos: mark.pos, at: mark.at } : null) })
}

/** Those that two owners signed, oldest first. */
export function signedInstruments({ instruments }: AgreementRecord): (Instrument & { since: NonNullable<Instrument['since']> })[] {
  return instruments.flatMap((i) => (i.since ? [{ ...i, since: i.since }] : [])).sort((a, b) => a.since.pos - b.since.pos)
}

/** DOMAIN.md 5.2: borrador, firmado, vigente, suspendido, concluido, liquidado; `none` while nobody wrote one down. */
export type AgreementState = 'none' | 'draft' | 'signed' | 'in-force' | 'suspended' | 'concluded' | 'settled'

export function agreementState(record: AgreementRecord, day: string): AgreementState {
  const main = signedInstruments(record).find((i) => i.id === AGREEMENT)
  if (!main) return record.instruments.length > 0 ? 'draft' : 'none'
  const last = record.moves.at(-1)?.to
  if (last && last !== 'resumed') return last
  return day < main.terms.from ? 'signed' : 'in-force'
}

/** First and last day on which the agreement is valid, with what its addenda changed by that day; null before it is signed. */
export function validityAt(record: AgreementRecord, day: string): { from: string; until: string | null } | null {
  const signed = signedInstruments(record)
  const main = signed.find((i) => i.id === AGREEMENT)
  if (!main) return null
  return { from: main.terms.from, until: signed.filter((i) => i.terms.from <= day).at(-1)?.terms.until ?? main.terms.until }
}

import { agent, ext, type Draft } from '../../../record/statement.ts'
import { activity, verbIri } from '../../programmes/index.ts'

/** Acts of the house itself about a cohort's hidden data and about stored grades. */
export const SECRET_VERB = {
  sealed: verbIri('labSealed'),
  revealed: verbIri('labRevealed'),
  rechecked: verbIri('labsRechecked'),
} as const

/** Who acts when nobody does: this installation. */
const HOUSE = agent('yachay')

/** One cohort's hidden data of one lab: `seal` is the SHA-256 of the seed's 32 hex digits. */
export interface Seal {
  readonly tenant: string
  readonly section: string
  readonly lab: string
  readonly version: number
  readonly round: string
  readonly seal: string
}

export function labSealed({ tenant, lab, round, ...seal }: Seal, at: Date): Draft {
  return about(tenant, SECRET_VERB.sealed, activity(tenant, 'labs', lab), { ...seal, hiddenRound: round }, at)
}

/** `gradesPublic`: whether the grades are published with the seed; decided once, here. */
export function labRevealed({ tenant, lab, round, ...seal }: Seal, seed: string, gradesPublic: boolean, at: Date): Draft {
  return about(tenant, SECRET_VERB.revealed, activity(tenant, 'labs', lab), { ...seal, hiddenRound: round, hiddenSeed: seed, gradesPublic }, at)
}

export interface Recheck {
  readonly tenant: string
  /** Lima day. */
  readonly day: string
  readonly checked: number
  /** Ids of the `lab-graded` statements that came out otherwise. */
  readonly different: readonly string[]
}

export function labsRechecked({ tenant, day, checked, different }: Recheck, at: Date): Draft {
  return about(tenant, SECRET_VERB.rechecked, activity(tenant, 'labs', 'all'), { day, checked, different }, at)
}

function about(tenant: string, verb: string, object: ReturnType<typeof activity>, fields: Record<string, unknown>, at: Date): Draft {
  return { tenant, statement: { actor: HOUSE, verb: { id: verb }, object, context: { extensions: ext(fields) }, timestamp: at.toISOString() } }
}

import type { House } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import { AGREEMENT, readAgreement, signedInstruments, type AgreementRecord, type TargetValues } from './agreement.ts'
import { limaDayOf } from './calendar.ts'
import { programmeOf } from './programmes.ts'

/** A target, and which signed paper set it. */
export interface Target extends TargetValues {
  /** `convenio`, `adenda-1`, … */
  readonly instrument: string
  /** The day on the paper, and the day from which it holds. */
  readonly signedOn: string
  readonly from: string
  /** Where the second signature stands in the record. */
  readonly pos: number
}

/** What is in force on a day of one kind (of everybody, of a group, …), and what it was before: newest first, all dated. */
export interface TargetLine { readonly now: Target; readonly before: readonly Target[] }

const keyOf = (t: TargetValues): string => [t.group, t.department, t.since, t.until].join(' ')

/** Every target that holds on a Lima day, as the record knew at a position (now, when absent). A later paper replaces, it never erases. */
export function targetLines(record: AgreementRecord, day: string): TargetLine[] {
  const lines = new Map<string, Target[]>()
  for (const { id, terms, since } of signedInstruments(record).filter((i) => i.terms.from <= day)) {
    for (const values of terms.targets) {
      const target = { ...values, instrument: id, signedOn: terms.signedOn, from: terms.from, pos: since.pos }
      lines.set(keyOf(values), [target, ...(lines.get(keyOf(values)) ?? [])])
    }
  }
  return [...lines.values()].flatMap(([now, ...before]) => (now ? [{ now, before }] : []))
}

/** The targets in force on a Lima day; none before an agreement was signed. */
export async function targetsAt(db: Db, tenant: string, day: string, upTo?: number): Promise<Target[]> {
  return targetLines(await readAgreement(db, tenant, upTo), day).map((line) => line.now)
}

const ofEverybody = (t: TargetValues): boolean => t.group === null && t.department === null && t.since === null && t.until === null

/** The target of the whole programme: the one in force first, then those before it. `instrument` null: as it was announced. */
export interface WholeTarget { readonly persons: number; readonly instrument: string | null; readonly signedOn: string | null; readonly from: string | null }

export function wholeTargets(record: AgreementRecord, day: string, announced: number): WholeTarget[] {
  const line = targetLines(record, day).find(({ now }) => ofEverybody(now))
  if (!line) return [{ persons: announced, instrument: null, signedOn: null, from: null }]
  return [line.now, ...line.before].map(({ persons, instrument, signedOn, from }) => ({ persons, instrument, signedOn, from }))
}

/** The whole programme's target today, newest first; what programme.yaml announced while no agreement was signed. */
export async function targetsToday(house: Pick<House, 'db' | 'clock' | 'content'>, tenant: string): Promise<WholeTarget[]> {
  return wholeTargets(await readAgreement(house.db, tenant), limaDayOf(house.clock()), programmeOf(house, tenant)?.target ?? 1)
}

/** Whether an instrument names a target of everybody; the agreement itself must. */
export function namesWhole(targets: readonly TargetValues[]): boolean {
  return targets.some(ofEverybody)
}

/** The same kind of target twice in one paper. */
export function repeatedTarget(targets: readonly TargetValues[]): boolean {
  return new Set(targets.map(keyOf)).size < targets.length
}

export { AGREEMENT }

import { answerClaims, ownClaims, type ClaimData, type ClaimModel } from '../../../../engine/claims.ts'
import { EVIDENCE } from '../../../../engine/claim-evidence.ts'
import { carryingOut, type Both } from '../../workbench/carry-out.ts'
import type { AnyDone, CarryOut } from '../../workbench/order.ts'
import { claimKind } from './kind.ts'

export interface Done extends AnyDone {
  /** Macro-F1 on her own labels, and of the lab's starting point on the same practice. */
  readonly learnt: number
  readonly baseline: number
  /** Places of the practice claims in the file, with the verdict found for each; and of a summary that nobody practised on. */
  readonly places: readonly number[]
  readonly found: readonly number[]
  readonly summary: readonly number[]
  readonly summaryFound: readonly number[]
  /** What a tree asks, root before children. */
  readonly questions: readonly { readonly column: string; readonly threshold: number }[]
}

const SUMMARY = 6
const MOST_QUESTIONS = 4

export const carryOutClaims: CarryOut = (order) => carryingOut(claimKind, order, shown)

function shown({ order, data, hers: { model, learnt }, start }: Both<ClaimData, ClaimModel>): Omit<Done, keyof AnyDone> {
  const { file } = data
  const places = Array.from(ownClaims(data, order.recipe.seed).practice)
  const practised = new Set(places)
  const summary: number[] = []
  for (let i = file.pool; i < file.claims.length && summary.length < SUMMARY; i += 1) if (!practised.has(i)) summary.push(i)
  const found = (at: readonly number[]): number[] => Array.from(answerClaims(model, at.map((place) => file.claims[place]!), file))
  return { learnt, baseline: start?.practice ?? 0, places, found: found(places), summary, summaryFound: found(summary), questions: questionsOf(model) }
}

function questionsOf({ method, used }: ClaimModel): { column: string; threshold: number }[] {
  if (method.kind !== 'cart') return []
  const { column, threshold } = method.tree
  const nodes = Array.from(column.keys()).filter((node) => column[node]! >= 0).slice(0, MOST_QUESTIONS)
  return nodes.map((node) => ({ column: EVIDENCE[used[column[node]!]!]!, threshold: threshold[node]! }))
}

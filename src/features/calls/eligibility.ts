import type { Call } from '../programmes/index.ts'

/** Why somebody is not eligible; the sentence she reads is in words.ts. `note`: only with a written explanation. */
export const REFUSAL_REASONS = ['under-age', 'other-department', 'outside-groups', 'no-guardian', 'applied-twice', 'not-corrected', 'not-true', 'note'] as const
export type RefusalReason = (typeof REFUSAL_REASONS)[number]

/** What is to be corrected (observado). */
export const REMARKS = ['document', 'name', 'birth-date', 'phone', 'district', 'groups', 'guardian', 'note'] as const
export type Remark = (typeof REMARKS)[number]

/** What the rule reads of a person on the day she sent her application; null: she has not said. */
export interface Facts {
  readonly age: number | null
  /** INEI code of two digits. */
  readonly department: string | null
  readonly groups: readonly string[]
  readonly guardian: boolean
}

export type Proposal =
  | { readonly kind: 'eligible' }
  | { readonly kind: 'not-eligible'; readonly reasons: readonly RefusalReason[] }
  | { readonly kind: 'return'; readonly remarks: readonly Remark[] }

/** What the published requirements say about one application. Only a proposal: a named person decides (DOMAIN.md 5.3, 19). */
export function proposeEligibility(requirements: Call['requirements'], facts: Facts): Proposal {
  const reasons: RefusalReason[] = []
  const remarks: Remark[] = []
  if (facts.age === null) remarks.push('birth-date')
  else if (facts.age < requirements.minAge) reasons.push('under-age')
  else if (facts.age < 18 && !facts.guardian) remarks.push('guardian')
  if (requirements.departments) {
    if (facts.department === null) remarks.push('district')
    else if (!requirements.departments.includes(facts.department)) reasons.push('other-department')
  }
  if (requirements.groups && !requirements.groups.some((g) => facts.groups.includes(g))) reasons.push('outside-groups')
  if (reasons.length > 0) return { kind: 'not-eligible', reasons }
  return remarks.length > 0 ? { kind: 'return', remarks } : { kind: 'eligible' }
}

/** Whole years on a day; both `YYYY-MM-DD`. Who was born on 29 February has her birthday on 1 March in other years. */
export function ageOn(birth: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4))
  return on.slice(5) < birth.slice(5) ? years - 1 : years
}

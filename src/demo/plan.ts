import { ubigeo } from '../features/people/index.ts'

/** How the demo's months go, in days from its first day; the last day is the moment it ends at. */
export const DAYS = {
  length: 150,
  /** First round of every call. */
  apply: [2, 14], decide: [16, 20], freeze: 21, draw: 23, sections: 26,
  /** Offers have been answered or have lapsed; who is not content asks again and is answered in time. */
  results: 38, appeal: 40, answer: 44,
  /** Second round: still going on when the demo ends. */
  applyLate: [128, 142], decideLate: [143, 146], freezeLate: 147, drawLate: 149,
} as const

export const ACCEPTANCE_HOURS = 72
const CAPACITY = 30
/** Of those of a call who come in the first round. */
const EARLY = 0.82
/** In the calls with less places than people: places for so many of the first round. */
const SCARCE = 0.5

export interface PlannedSection {
  readonly id: string
  readonly kind: (typeof KINDS)[number]
  readonly capacity: number
}

export interface PlannedCall {
  readonly id: string
  /** INEI, two digits. */
  readonly department: string
  readonly departmentName: string
  readonly early: number
  readonly late: number
  readonly places: number
  readonly scarce: boolean
  readonly sections: readonly PlannedSection[]
}

/** The section of the office's own, to which people are transferred: slug of its name and the first signs of its form's id. */
export const REFUERZO = 'refuerzo-0de300'
export const REFUERZO_DAY = 30

export const KINDS = ['noche', 'sabado', 'a-tu-ritmo'] as const

/** INEI codes, those with more people first: small demos have calls in the first ones only. */
const DEPARTMENTS = '15 20 13 04 06 12 08 14 21 02 16 07 11 22 10 05 25 03 01 23 19 24 09 18 17'.split(' ')

/** The calls of a demo: one a department, as many as there are 40 people for, and at least two. The first has places for everybody. */
export function plannedCalls(people: number): PlannedCall[] {
  const chosen = DEPARTMENTS.slice(0, Math.min(DEPARTMENTS.length, Math.max(2, Math.floor(people / 40))))
  const weights = chosen.map((_, i) => (i === 0 ? 3 : i < 6 ? 2 : 1))
  const all = weights.reduce((sum, w) => sum + w, 0)
  let left = people
  return chosen.map((department, i) => {
    const size = i === chosen.length - 1 ? left : Math.round((people * (weights[i] ?? 1)) / all)
    left -= size
    const early = Math.round(size * EARLY)
    const scarce = i % 3 === 1
    const places = scarce ? Math.max(4, Math.floor(early * SCARCE)) : size + 10
    const sections = Array.from({ length: Math.max(2, Math.ceil(places / CAPACITY)) }, (_, n) => ({
      id: `demo-${department}-${n + 1}`, kind: KINDS[n % KINDS.length] ?? 'noche', capacity: CAPACITY,
    }))
    const departmentName = ubigeo().departments.find((d) => d.code === department)?.name ?? department
    return { id: `demo-${department}`, department, departmentName, early, late: size - early, places, scarce, sections }
  })
}

export const DAY_MS = 86_400_000
export const HOUR_MS = 3_600_000

/** Midnight in Lima (UTC−5) of the demo's first day. */
export function firstMoment(until: Date): number {
  const today = Math.floor((until.getTime() - 5 * HOUR_MS) / DAY_MS) * DAY_MS + 5 * HOUR_MS
  return today - DAYS.length * DAY_MS
}

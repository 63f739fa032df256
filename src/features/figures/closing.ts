import type { House } from '../../feature.ts'
import { head } from '../../record/read.ts'
import { sectionMembers, type Enrolment, type Section } from '../cohorts/index.ts'
import { breakdownsOf, type Breakdown } from '../people/index.ts'
import { personsWith, ruleAt, type SignedRule } from '../programmes/index.ts'
import { daysFor } from './risk-values.ts'
import { MORE_VERBS, personValues } from './values.ts'

/** The columns of closing minutes (DOMAIN.md 4.3, `acta_cierre`), each a number of persons. */
export const CLOSING_COLUMNS = ['enrolled', 'active', 'concluded', 'passed', 'certified', 'left'] as const
export type ClosingCounts = Readonly<Record<(typeof CLOSING_COLUMNS)[number], number>>

export interface ClosingLine {
  /** INEI, two digits; null: of somebody whose data was erased. */
  readonly department: string | null
  readonly sex: Breakdown['sex']
  readonly counts: ClosingCounts
}

export interface Closing {
  /** By department and sex, in that order. */
  readonly lines: readonly ClosingLine[]
  readonly total: ClosingCounts
  /** Null: none is in force, so nobody has concluded or passed yet. */
  readonly rule: SignedRule | null
  /** The record was read up to here: whoever reads it as far finds the same. */
  readonly pos: number
}

const NONE: ClosingCounts = { enrolled: 0, active: 0, concluded: 0, passed: 0, certified: 0, left: 0 }
const SEXES: readonly Breakdown['sex'][] = ['female', 'male', 'other', null]

/** What became of everybody who is or was in a section, each person once; derived, so nobody types it (DOMAIN.md 5.3, 2). */
export async function closingOf(house: House, tenant: string, section: Section): Promise<Closing> {
  const { db } = house
  const [pos, members] = [await head(db, tenant), await sectionMembers(db, tenant, section.id)]
  const rule = await ruleAt(db, tenant, pos)
  const agents = [...new Set(members.map((m) => m.agent))]
  const breakdowns = await breakdownsOf(db, tenant, agents)
  const found = new Map<string, ClosingLine>()
  const add = (hers: readonly string[], counts: ClosingCounts): void => {
    const of = hers.flatMap((agent) => breakdowns.get(agent) ?? [])[0]
    const [department, sex] = [of?.department ?? null, of?.sex ?? null]
    const key = `${department ?? '~'} ${SEXES.indexOf(sex)}`
    found.set(key, { department, sex, counts: plus(found.get(key)?.counts ?? NONE, counts) })
  }
  if (rule) {
    for await (const persons of personsWith(db, tenant, rule.rule, pos, agents, MORE_VERBS)) {
      const days = await daysFor(db, house, tenant, persons, pos)
      for (const person of persons) add([...person.agents], countsOf(members.filter((m) => person.agents.has(m.agent)), personValues(rule.rule, person, days).sections.get(section.id) ?? {}))
    }
  } else for (const agent of agents) add([agent], countsOf(members.filter((m) => m.agent === agent), {}))
  const lines = [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line)
  return { lines, total: lines.reduce((sum, line) => plus(sum, line.counts), NONE), rule, pos }
}

/** `reached`: what she reached belongs to the section of her latest enrolment. */
function countsOf(hers: readonly Enrolment[], reached: Readonly<Record<string, number>>): ClosingCounts {
  const active = hers.some((m) => m.state === 'active')
  return { enrolled: 1, active: Number(active), concluded: reached.concluded ?? 0, passed: reached.passed ?? 0, certified: reached.counts ?? 0, left: Number(!active) }
}

function plus(a: ClosingCounts, b: ClosingCounts): ClosingCounts {
  return { enrolled: a.enrolled + b.enrolled, active: a.active + b.active, concluded: a.concluded + b.concluded, passed: a.passed + b.passed, certified: a.certified + b.certified, left: a.left + b.left }
}

import type { House } from '../../feature.ts'
import type { Text } from '../../lib/text.ts'
import { readStatements } from '../../record/read.ts'
import { readExt, type Stored } from '../../record/statement.ts'
import { agentsOfPerson, personsWith, ruleAt, VERB, verbIri, VERBS_READ_BY_RULES, type Evaluation, type Requirement } from '../programmes/index.ts'
import { ATTRIBUTES, type Attribute } from './statements.ts'

const APPLIED = ['applied', 'foundEligible', 'foundNotEligible', 'selected', 'accepted', 'transferred'].map(verbIri)

/** Which acts of the record are read for which link of the chain. */
const READ_FOR: Readonly<Record<Attribute, readonly string[]>> = {
  identity: [VERB.identityChecked, VERB.conflictFound, VERB.conflictResolved, VERB.merged, VERB.split, VERB.died],
  admission: [...APPLIED, VERB.enrolled, VERB.withdrew, VERB.reEntered, VERB.grouped, VERB.resided],
  attendance: [VERB.attended, VERB.completed],
  assessment: [VERB.quizScored, VERB.labGraded, VERB.productGraded, VERB.annulled],
  certificate: [VERB.proposed, VERB.approved, VERB.issued, VERB.revoked, VERB.suspended, VERB.reinstated, VERB.superseded],
}
const JUDGED_BY: Readonly<Record<Requirement['id'], Attribute>> = {
  enrolment: 'admission', identity: 'identity', conflict: 'identity', alive: 'identity', minutes: 'attendance', quiz: 'assessment', lab: 'assessment', product: 'assessment', certificate: 'certificate',
}

export interface ChainAct {
  readonly pos: number
  readonly verb: Text
  readonly at: Date
  /** The member of staff behind it, where there is one. */
  readonly by: string | null
  /** Recorded after the cut: the frame did not know it. */
  readonly later: boolean
}

export interface Link { readonly attribute: Attribute; readonly requirements: readonly Requirement[]; readonly acts: readonly ChainAct[] }

export interface Chain {
  readonly agents: readonly string[]
  /** As the rule judged her at the cut. */
  readonly evaluation: Evaluation | null
  readonly links: readonly Link[]
  /** Kinds of independent traces that she took part, with how many acts of each. */
  readonly traces: readonly (readonly [kind: string, n: number])[]
  /** Everything that was read, up to now. */
  readonly statements: readonly Stored[]
}

/** What the record has of one person of a frame: the chain from who she is to her certificate (DOMAIN.md 2.6). */
export async function chainOf(house: House, tenant: string, agent: string, cut: number): Promise<Chain> {
  const agents = await agentsOfPerson(house.db, tenant, agent)
  const statements = await readStatements(house.db, tenant, { actors: agents, verbs: [...VERBS_READ_BY_RULES, ...APPLIED] })
  const signed = await ruleAt(house.db, tenant, cut)
  let evaluation: Evaluation | null = null
  if (signed) for await (const [person] of personsWith(house.db, tenant, signed.rule, cut, [agent])) evaluation = person?.evaluation ?? null
  const labels = new Map(house.concepts.flatMap((c): [string, Text][] => (c.kind === 'verb' ? [[c.id, c.label]] : [])))
  const actOf = (s: Stored): ChainAct => ({ pos: s.pos, verb: labels.get(s.verb) ?? { es: s.verb, en: s.verb }, at: s.happened, by: s.statement.context?.instructor?.account.name ?? null, later: s.pos > cut })
  return {
    agents, evaluation, statements, traces: tracesIn(statements.filter((s) => s.pos <= cut)),
    links: ATTRIBUTES.map((attribute) => ({
      attribute, requirements: evaluation?.requirements.filter((r) => JUDGED_BY[r.id] === attribute) ?? [],
      acts: statements.filter((s) => READ_FOR[attribute].includes(s.verb)).map(actOf),
    })),
  }
}

/** A list that a tutor kept, a code that was scanned, units done on her phone and work that was graded are traces of different hands. */
function tracesIn(statements: readonly Stored[]): [string, number][] {
  const found = new Map<string, number>()
  for (const s of statements) {
    const kind = s.verb === VERB.attended ? `attended-${String(readExt(s.statement, 'source') ?? 'list')}`
      : s.verb === VERB.completed ? 'units' : s.verb === VERB.quizScored ? 'quiz' : s.verb === VERB.labGraded ? 'lab' : s.verb === VERB.productGraded ? 'product' : null
    if (kind) found.set(kind, (found.get(kind) ?? 0) + 1)
  }
  return [...found]
}

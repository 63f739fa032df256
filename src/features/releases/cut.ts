import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { readExt } from '../../record/statement.ts'
import { besides, closedSum, definitions, entityRows, figuresAt, lastDay, officeValues, read, riskBy, STEPS, tutoringOf, type Definition, type EntityRow, type Known } from '../figures/index.ts'
import { sectionsOf, tutorsTeaching } from '../cohorts/index.ts'
import { PEOPLE_VERB, TIES, type Tie } from '../people/index.ts'
import { activityName, countingAct, evaluate, forEverybody, numberAt, readAgreement, readPerson, readSignatures, ruleAt, signedRules, targetLines, VERB, type Level, type PersonWith, type Programme, type SignedRule } from '../programmes/index.ts'
import type { Counted } from './tables.ts'
import { REFUSAL } from './words.ts'

/** What the record says at a position, before anything is hidden. */
export interface Cut {
  readonly signed: SignedRule
  readonly pos: number
  readonly levels: readonly [number, number, number, number]
  /** Lines of figures.csv. */
  readonly figures: readonly (readonly string[])[]
  readonly counted: readonly Counted[]
  readonly entities: readonly EntityRow[]
  /** Everybody who stands at a level, and every version that two owners had signed, the oldest first. */
  readonly persons: readonly CutPerson[]
  readonly versions: readonly SignedVersion[]
}

export interface CutPerson {
  readonly root: string
  readonly level: Level
  /** The position of the act that makes her count. */
  readonly act: number | null
  /** Her level as if each version alone judged everybody; null: none. */
  readonly under: readonly (Level | null)[]
}

export interface SignedVersion { readonly version: string; readonly hash: string; readonly since: number }

/** 23:59:59.999 in Lima on the last day of a month. */
export function endOf(month: string): Date {
  return new Date(Date.parse(`${lastDay(month)}T05:00:00Z`) + 86_400_000 - 1)
}

/** The last position that was received by a moment; 0 when nothing was. Positions are drawn in order of reception. */
export async function positionAt(db: House['db'], tenant: string, at: Date): Promise<number> {
  const { rows } = await sql<{ pos: number }>`select pos from statement where tenant = ${tenant} and stored <= ${at} order by pos desc limit 1`.execute(db)
  return rows[0]?.pos ?? 0
}

export async function cutAt(house: House, programme: Programme, pos: number, month: string): Promise<Cut> {
  const tenant = programme.id
  const signed = await ruleAt(house.db, tenant, pos)
  const counts = (await numberAt(house, tenant, pos)).counts
  if (!signed || !counts) throw new Problem(409, 'no-rule', REFUSAL.noRule)
  const counted: Counted[] = []
  const versions = signedRules(await readSignatures(house.db, tenant, pos)).flatMap(({ version, hash, since, rule }) => (rule ? [{ version, hash, since, rule: forEverybody(rule) }] : []))
  const persons: CutPerson[] = []
  const sums = await figuresAt(house, tenant, signed, pos, (person) => {
    const { root, agents, statements, evaluation } = person
    // The only version there is was asked already.
    const under = versions.map(({ rule }) => (versions.length === 1 ? evaluation : evaluate(rule, agents, statements)).level)
    if (evaluation.level !== null) persons.push({ root, level: evaluation.level, act: countingAct(evaluation), under })
    if (person.evaluation.level === 3) counted.push({ root: person.root, agents: [...person.agents], groups: groupsOf(person), tie: tieOf(person) })
  })
  const over = (await sectionsOf(house, tenant)).filter((s) => s.ends <= lastDay(month))
  const closed = closedSum(over, sums)
  const tutoring = tutoringOf(sums.get('') ?? {}, closed, await tutorsTeaching(house, tenant, endOf(month)), riskBy(lastDay(month), sums))
  const target = await targetAt(house, programme, month, pos)
  const entities = await entityRows(house, tenant, sums, pos)
  return { signed, pos, levels: counts, counted, entities, persons, versions: versions.map(({ version, hash, since }) => ({ version, hash, since })), figures: figureLines(house, { values: sums.get('') ?? {}, office: await officeValues(house, tenant, pos), closed, tutoring, ofFew: false, target, inForce: true }) }
}

async function targetAt(house: House, programme: Programme, month: string, pos: number): Promise<number> {
  const line = targetLines(await readAgreement(house.db, programme.id, pos), lastDay(month))
    .find(({ now: t }) => t.group === null && t.department === null && t.since === null && t.until === null)
  return line?.now.persons ?? programme.target
}

/** The last word for each group, of all her agents. */
const groupsOf = (person: PersonWith): Set<string> => lastWords(person, VERB.grouped, activityName)

/** What ties one of her agents to an executing entity by the last word on each; working there comes before being a relative. */
function tieOf(person: PersonWith): Tie | null {
  // Each record of a merged person has its own last word.
  const held = [...lastWords(person, PEOPLE_VERB.tagged, (object, actor) => `${activityName(object)} ${actor}`)].map((key) => key.split(' ')[0])
  return TIES.find((tie) => held.includes(tie)) ?? null
}

/** The keys of which the last statement of this verb says that she is a member. */
function lastWords(person: PersonWith, verb: string, keyOf: (object: string, actor: string | null) => string): Set<string> {
  const last = new Map<string, boolean>()
  for (const s of readPerson(person.agents, person.statements).all(verb)) last.set(keyOf(s.object, s.actor), readExt(s.statement, 'member') === true)
  return new Set([...last].filter(([, member]) => member).map(([key]) => key))
}

/** id, numerator, denominator, share, why there is none. Those that divide persons stand in cells.csv, hidden where they are small. */
function figureLines(house: House, known: Known): string[][] {
  return definitions(house).flatMap((d) => [
    ...figureLine(d, known),
    ...besides(d, known).map(({ value, n, of }) => [`${d.id}-${value}`, String(n), of === null ? '' : String(of), of ? (n / of).toFixed(6) : '', of === 0 ? 'nobody-yet' : '']),
  ])
}

function figureLine(d: Definition, known: Known): string[][] {
  const figure = read(d, known)
  switch (figure.kind) {
    case 'count': return [[d.id, String(figure.n), '', '', '']]
    case 'ratio': return [[d.id, String(figure.numerator), String(figure.denominator), figure.ratio.toFixed(6), '']]
    case 'share': return [[d.id, String(figure.numerator), String(figure.denominator), figure.share.toFixed(6), '']]
    case 'empty': return [[d.id, String(figure.numerator), '0', '', 'nobody-yet']]
    case 'steps': return STEPS.map((step, i) => [`${d.id}-${step}`, String(figure.steps[i]?.n ?? 0), '', '', ''])
    case 'none': return [[d.id, '', '', '', figure.why === 'cut' ? 'see-cells' : figure.why === 'few' ? 'too-few' : 'not-computed']]
  }
}

import { readExt } from '../../record/statement.ts'
import type { House } from '../../feature.ts'
import { readStatements } from '../../record/read.ts'
import { VERB } from '../programmes/index.ts'

/** Why somebody counts in one release and not in the other; codes, in the order in which they are looked for. */
export const REASONS = ['new', 'again', 'merged', 'died', 'revoked', 'suspended', 'replaced', 'annulled', 'conflict', 'rule', 'other'] as const
export type Reason = (typeof REASONS)[number]

/** Who counted at a position, by the agent that stands for her, with all of hers. */
export interface Side { readonly counted: ReadonlyMap<string, readonly string[]>; readonly pos: number; readonly rule: string }

/** How many came and went between two releases, by reason. Came minus went is exactly the change of the number. */
export interface Difference { readonly came: ReadonlyMap<Reason, number>; readonly went: ReadonlyMap<Reason, number> }

const UNDOING: readonly (readonly [string, Reason])[] = [
  [VERB.died, 'died'], [VERB.revoked, 'revoked'], [VERB.suspended, 'suspended'], [VERB.superseded, 'replaced'], [VERB.annulled, 'annulled'], [VERB.conflictFound, 'conflict'],
]

/** Reads the record between the two positions for those who came or went. */
export async function differenceOf(house: Pick<House, 'db'>, tenant: string, before: Side, now: Side): Promise<Difference> {
  const came = new Map<Reason, number>()
  const went = new Map<Reason, number>()
  const more = (side: Map<Reason, number>, reason: Reason): void => { side.set(reason, (side.get(reason) ?? 0) + 1) }
  const agentsNow = new Set([...now.counted.values()].flat())
  const agentsBefore = new Set([...before.counted.values()].flat())
  for (const [root, agents] of before.counted) {
    if (now.counted.has(root)) continue
    // She is part of somebody who counts: two became one.
    if (agents.some((a) => agentsNow.has(a))) { more(went, 'merged'); continue }
    const since = await readStatements(house.db, tenant, { actors: [...agents], after: Math.min(before.pos, now.pos), upTo: Math.max(before.pos, now.pos) })
    const verbs = new Set(since.filter((s) => s.authority === 'command' && !(s.verb === VERB.died && readExt(s.statement, 'date') === null)).map((s) => s.verb))
    more(went, UNDOING.find(([verb]) => verbs.has(verb))?.[1] ?? (before.rule === now.rule ? 'other' : 'rule'))
  }
  for (const [root, agents] of now.counted) {
    if (before.counted.has(root)) continue
    if (agents.some((a) => agentsBefore.has(a))) { more(came, 'again'); continue }
    const earlier = await readStatements(house.db, tenant, { actors: [...agents], verbs: [VERB.issued], upTo: before.pos, limit: 1 })
    more(came, earlier.length > 0 ? 'again' : 'new')
  }
  return { came, went }
}

export function differenceFile({ came, went }: Difference): string {
  const lines = REASONS.flatMap((reason) => [['came', came.get(reason)] as const, ['went', went.get(reason)] as const]
    .flatMap(([direction, n]) => (n ? [`${direction},${reason},${n}`] : [])))
  return ['direction,reason,persons', ...lines].join('\r\n') + '\r\n'
}

/** What a person reads about a group of codes in an act; never more than the codes. */
export const reasonsOf = (d: Difference): Reason[] => REASONS.filter((r) => d.came.has(r) || d.went.has(r))

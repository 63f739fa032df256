import { z } from 'zod'
import { commitmentTo, CUT_PUBLISHED, firstCommitmentTo, type EvidenceLine, type Opening } from '../../src/features/log/index.ts'
import { activityName, countStatements } from '../../src/features/programmes/index.ts'
import type { Stored } from '../../src/record/statement.ts'
import type { Step } from './published.ts'
import { shownCounts } from './recount.ts'

/** What an auditor was given, as far as cuts are counted from it. */
export interface CutEvidence {
  readonly acts: readonly Stored[]
  readonly entries: readonly { readonly n: number; readonly pos: number }[]
  /** Of pseudonyms, by the name of the cut. */
  readonly keys: ReadonlyMap<string, Buffer>
  /** Cuts that were published by one of these acts. */
  readonly published: readonly string[]
}

const Line = z.union([
  z.object({ n: z.int(), act: z.record(z.string(), z.unknown()).nullable(), salt: z.string().nullable(), form: z.literal(1).optional() }),
  z.object({ cut: z.string(), key: z.string() }),
])

/**
 * Lays the acts that an auditor was given beside the entries that everybody sees: each must be what was committed to, in order, none
 * missing and none too many. Then counts them anew, without the server. Names the first entry that does not fit.
 */
export function auditEvidence(text: string, entries: readonly Buffer[], step: Step): CutEvidence {
  const all = text.split('\n').filter(Boolean).map((line, i) => parsed(line, i))
  // Written by the office's export; an act that is another is found by what was committed to.
  const lines = all.flatMap((line) => ('n' in line ? [line as EvidenceLine] : []))
  const problems = lines.map((line, i) => whyNot(line, i, lines[i - 1], entries)).map((why, n) => ({ n, why })).filter(({ why }) => why !== null)
  const erased = lines.filter((line) => line.act && line.salt === null).length
  const [first] = problems
  step(lines.length === entries.length, `the evidence has ${lines.length} of ${entries.length} entries`)
  step(!first, first
    ? `entry ${first.n} does not fit: ${first.why}; ${problems.length} of ${lines.length} do not`
    : `each act is what was committed to when it was received; ${erased} are of people who were erased and cannot be opened`)
  const acts = lines.flatMap(({ act }) => (act ? [storedOf(act)] : []))
  const counted = countStatements(acts)
  step(true, counted ? `counted anew from these acts alone: ${shownCounts(counted.counts)} (rule ${counted.hash.slice(0, 16)}…)` : 'no rule is in force: there is no figure')
  return {
    acts, entries: lines.flatMap(({ n, act }) => (act ? [{ n, pos: act.pos }] : [])),
    keys: new Map(all.flatMap((line) => ('cut' in line ? [[line.cut, Buffer.from(line.key, 'base64')] as const] : []))),
    published: [...new Set(acts.filter((act) => act.verb === CUT_PUBLISHED).map((act) => activityName(act.object)))],
  }
}

function parsed(line: string, i: number): z.infer<typeof Line> {
  try {
    return Line.parse(JSON.parse(line))
  } catch {
    throw new Error(`Line ${i + 1} of the evidence is not one that the office writes.`)
  }
}

function whyNot({ n, act, salt, form }: EvidenceLine, i: number, before: EvidenceLine | undefined, entries: readonly Buffer[]): string | null {
  if (n !== i) return `it is numbered ${n}`
  if (!act) return 'its act is not in the record any more'
  if (before?.act && act.pos <= before.act.pos) return `its position ${act.pos} comes before that of the entry before`
  if (before?.act && act.stored < before.act.stored) return `it says it was received at ${act.stored}, before the entry before it`
  if (salt === null) return null
  return entries[n]?.equals((form === 1 ? firstCommitmentTo : commitmentTo)(act, Buffer.from(salt, 'base64'))) ? null : `its act (${act.verb.split('/').at(-1) ?? ''}, position ${act.pos}) is not the one that was committed to`
}

const storedOf = (act: Opening): Stored => ({ ...act, stored: new Date(act.stored), happened: new Date(act.happened) })

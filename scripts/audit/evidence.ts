import { commitmentTo, type EvidenceLine, type Opening } from '../../src/features/log/index.ts'
import { countStatements } from '../../src/features/programmes/index.ts'
import type { Stored } from '../../src/record/statement.ts'

type Step = (good: boolean, line: string) => boolean

/**
 * Lays the acts that an auditor was given beside the entries that everybody sees: each must be what was committed to, in order, none
 * missing and none too many. Then counts them anew, without the server. Names the first entry that does not fit.
 */
export function auditEvidence(text: string, entries: readonly Buffer[], step: Step): boolean {
  // Written by the office's export: one EvidenceLine a line.
  const lines = text.split('\n').filter(Boolean).map((line) => JSON.parse(line) as EvidenceLine)
  const problems = lines.map((line, i) => whyNot(line, i, lines[i - 1], entries)).map((why, n) => ({ n, why })).filter(({ why }) => why !== null)
  const erased = lines.filter((line) => line.act && line.salt === null).length
  const [first] = problems
  const whole = step(lines.length === entries.length, `the evidence has ${lines.length} of ${entries.length} entries`)
  const same = step(!first, first
    ? `entry ${first.n} does not fit: ${first.why}; ${problems.length} of ${lines.length} do not`
    : `each act is what was committed to when it was received; ${erased} are of people who were erased and cannot be opened`)
  const acts = lines.flatMap(({ act }) => (act ? [storedOf(act)] : []))
  const counted = countStatements(acts)
  step(true, counted ? `counted anew from these acts alone: N0 ${counted.counts[0]}, N1 ${counted.counts[1]}, N2 ${counted.counts[2]}, N3 ${counted.counts[3]} (rule ${counted.hash.slice(0, 16)}…)` : 'no rule is in force: there is no figure')
  return whole && same
}

function whyNot({ n, act, salt }: EvidenceLine, i: number, before: EvidenceLine | undefined, entries: readonly Buffer[]): string | null {
  if (n !== i) return `it is numbered ${n}`
  if (!act) return 'its act is not in the record any more'
  if (before?.act && act.pos <= before.act.pos) return `its position ${act.pos} comes before that of the entry before`
  if (before?.act && act.stored < before.act.stored) return `it says it was received at ${act.stored}, before the entry before it`
  if (salt === null) return null
  return entries[n]?.equals(commitmentTo(act, Buffer.from(salt, 'base64'))) ? null : `its act (${act.verb.split('/').at(-1) ?? ''}, position ${act.pos}) is not the one that was committed to`
}

const storedOf = (act: Opening): Stored => ({ ...act, stored: new Date(act.stored), happened: new Date(act.happened) })

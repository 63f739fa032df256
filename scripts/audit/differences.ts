import { pseudonymOf } from '../../src/features/log/index.ts'
import { forEverybody, personsUnder, ruleFrom, signaturesFrom, signedRules } from '../../src/features/programmes/index.ts'
import type { CutEvidence } from './evidence.ts'
import type { Counted, Cut, Step } from './published.ts'
import { count, shownCounts, type Recount, type Row } from './recount.ts'

/** Counts a cut from the acts of the evidence, under its rule and under each version, and names everybody who differs from its recount file. */
export function differences({ name }: Cut, manifest: Counted, recount: Recount, evidence: CutEvidence, rule: string | null, step: Step, say: (line: string) => void): void {
  const key = evidence.keys.get(name)
  if (!key) return void step(false, `the evidence has no key for cut ${name}: fetch the evidence again`)
  const acts = evidence.acts.filter((act) => act.pos <= manifest.pos)
  const signatures = signaturesFrom(acts)
  const signed = ruleFrom(signatures)
  if (signed?.hash !== manifest.rule.hash) return void step(false, `by the evidence the rule in force at cut ${name} was ${signed?.hash.slice(0, 16) ?? 'none'}…, not ${manifest.rule.hash.slice(0, 16)}…`)
  const versions = signedRules(signatures).flatMap((v) => (v.rule ? [{ ...v, rule: forEverybody(v.rule) }] : []))
  const entry = new Map(evidence.entries.map(({ n, pos }) => [pos, n]))
  const inForce = personsUnder(acts, signed.rule)
  const mine = new Map([...inForce].map(([root, { level, act }]) => [pseudonymOf(key, root), { level, entry: act === null ? null : entry.get(act) ?? null }]))
  report(`cut ${name}, rule in force`, recount.rows, mine, step, say)
  versions.forEach(({ version, hash, rule: alone }, i) => {
    if (rule !== null && version !== rule) return
    if (manifest.rules[i]?.hash !== hash) return void step(false, `by the evidence version ${i + 1} in force by cut ${name} was ${version} ${hash.slice(0, 16)}…`)
    const levels = new Map([...personsUnder(acts, alone)].map(([root, { level }]) => [pseudonymOf(key, root), { level, entry: undefined }]))
    report(`cut ${name}, ${version} alone`, recount.rows.flatMap((row) => ((row.under[i] ?? -1) < 0 ? [] : [{ ...row, level: row.under[i] ?? -1 }])), levels, step, say)
  })
}

/** `entry` undefined: not compared, a version that was not in force makes nobody count. */
function report(what: string, rows: readonly Row[], mine: ReadonlyMap<string, { readonly level: number; readonly entry: number | null | undefined }>, step: Step, say: (line: string) => void): void {
  const theirs = new Map(rows.map((row) => [row.pseudonym, row]))
  const lines: string[] = []
  for (const level of [3, 2, 1, 0]) {
    for (const row of rows) {
      const expected = mine.get(row.pseudonym)
      if (row.level === level && (expected?.level ?? -1) < level) lines.push(`N${level} too many: pseudonym ${row.pseudonym}${row.entry === null ? '' : `, entry ${row.entry}`}: the evidence gives ${expected ? `level ${expected.level}` : 'nobody'}`)
      else if (row.level === level && expected?.level === level && expected.entry !== undefined && expected.entry !== row.entry) lines.push(`N${level}: pseudonym ${row.pseudonym} counts by entry ${expected.entry}, not ${row.entry}`)
    }
    for (const [pseudonym, expected] of mine) {
      const row = theirs.get(pseudonym)
      if (expected.level === level && (row?.level ?? -1) < level) lines.push(`N${level} missing: pseudonym ${pseudonym}${typeof expected.entry === 'number' ? `, entry ${expected.entry}` : ''}: the file ${row ? `says level ${row.level}` : 'does not have it'}`)
    }
  }
  const counts = count([...mine.values()].map(({ level }) => level))
  step(lines.length === 0, `${what}: the evidence gives ${shownCounts(counts)}${lines.length === 0 ? ', person by person what the file says' : `; ${lines.length} differ from the file`}`)
  lines.forEach((line) => say(`      ${line}`))
}

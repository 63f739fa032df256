import type { Claim, ReportOf } from './claims-file.ts'

/** What one may count about a claim, in this order. */
export const EVIDENCE = ['repeat', 'same', 'other', 'silent', 'sources', 'contrary', 'unsaid', 'copies', 'figure', 'sure', 'words'] as const

/** What an independent source says of a part: its own letter; where it is silent, that of its first copy that is not. So an error of copying is not a second voice. */
export function sourceStance(claim: Claim, reports: readonly ReportOf[], source: number, part: number): string {
  const own = claim.stances[source]!.charAt(part)
  if (own !== 'n') return own
  for (let r = 0; r < reports.length; r += 1) {
    const copied = claim.stances[r]!.charAt(part)
    if (reports[r]!.after === reports[source]!.id && copied !== 'n') return copied
  }
  return 'n'
}

/** Independent sources that say a part, and that say otherwise. */
export function sourcesOf(claim: Claim, reports: readonly ReportOf[], part: number): { says: number; otherwise: number } {
  let says = 0
  let otherwise = 0
  for (let r = 0; r < reports.length; r += 1) {
    if (reports[r]!.after !== null) continue
    const stance = sourceStance(claim, reports, r, part)
    if (stance === 's') says += 1
    if (stance === 'o') otherwise += 1
  }
  return { says, otherwise }
}

/**
 * The evidence of a claim, in the order of EVIDENCE: reports that say at least a part of it (`repeat`), all of it (`same`), otherwise in some
 * part (`other`), nothing of it (`silent`), copies counted each; independent sources that say its weakest part (`sources`), and that
 * say otherwise in some part, the most over the parts (`contrary`); parts that no report speaks of (`unsaid`); 1 when some part is said
 * by copies only (`copies`); `figure` and `sure` as in the file; words of the Spanish sentence.
 */
export function evidenceOf(claim: Claim, reports: readonly ReportOf[]): number[] {
  let [repeat, same, other, silent] = [0, 0, 0, 0]
  for (const letters of claim.stances) {
    if (letters.includes('s')) repeat += 1
    if (/^s+$/.test(letters)) same += 1
    if (letters.includes('o')) other += 1
    if (/^n+$/.test(letters)) silent += 1
  }
  let [sources, contrary, unsaid, copies] = [reports.length, 0, 0, 0]
  for (let part = 0; part < claim.matters.length; part += 1) {
    const { says, otherwise } = sourcesOf(claim, reports, part)
    sources = Math.min(sources, says)
    contrary = Math.max(contrary, otherwise)
    if (claim.stances.every((letters) => letters.charAt(part) === 'n')) unsaid += 1
    const sayers = reports.filter((_, r) => claim.stances[r]!.charAt(part) === 's')
    if (sayers.length > 0 && sayers.every((report) => report.after !== null)) copies = 1
  }
  return [repeat, same, other, silent, sources, contrary, unsaid, copies, claim.figure, claim.sure, claim.text.es.split(' ').length]
}

/** claims × EVIDENCE.length numbers, claim after claim. */
export function evidenceTable(claims: readonly Claim[], reports: readonly ReportOf[]): Float64Array {
  const values = new Float64Array(claims.length * EVIDENCE.length)
  for (let i = 0; i < claims.length; i += 1) values.set(evidenceOf(claims[i]!, reports), i * EVIDENCE.length)
  return values
}

/**
 * The verdict that follows from the reports, a place in VERDICTS. A sentence is worth what its weakest part is worth: contradicted (2) when an
 * independent source says otherwise in a part; else nobody (3) when no source says a part; else one source (1) when only one
 * does; else confirmed (0).
 */
export function verdictOf(claim: Claim, reports: readonly ReportOf[]): number {
  let least = reports.length
  for (let part = 0; part < claim.matters.length; part += 1) {
    const { says, otherwise } = sourcesOf(claim, reports, part)
    if (otherwise > 0) return 2
    least = Math.min(least, says)
  }
  return least === 0 ? 3 : least === 1 ? 1 : 0
}
